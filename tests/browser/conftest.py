"""What a browser test may ask for: Chromium, watched pages, axe, and a page around one widget."""

import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright
from servers import NOT_ASKED, SWITCHES

from alongside import places
from alongside.page.build import find_node
from run import find_chromium

ROOT = Path(__file__).resolve().parents[2]
FAKE = Path(__file__).with_name("fake")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OUR_HOSTS = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the session."""
    program = find_chromium()
    assert program, "There is no Chromium on this machine: `python3 run.py test` installs one."
    expect.set_options(timeout=15_000)  # a machine that is shared may stand still for a while; how fast it is, benchmarks say
    # Playwright's own Node asks for a library that a small machine may not have; the one that built the page runs
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", find_node()[0][0])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


class Watch:
    """What goes on in a test's pages: requests to other hosts, and errors in the console."""

    def __init__(self) -> None:
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.requests: list[str] = []
        self.allowed: list[str] = []

    def allow(self, pattern: str) -> None:
        """Expect console errors that match: for a test that plants one."""
        self.allowed.append(pattern)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.errors.append(f"uncaught: {error.error}"))

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)
        place = urlsplit(request.url)
        if place.scheme in {"http", "https", "ws", "wss"} and place.hostname not in OUR_HOSTS:
            self.foreign.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            (self.errors if message.type == "error" else self.warnings).append(f"{message.text} ({message.location.get('url')})")

    def unexpected(self) -> list[str]:
        return [error for error in self.errors if not any(re.search(pattern, error) for pattern in self.allowed)]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test on a request to another host and on an error in the console."""
    watch = Watch()
    yield watch
    assert not watch.foreign, f"requests to other hosts: {watch.foreign}"
    assert not watch.unexpected(), "errors in the console:\n" + "\n".join(watch.unexpected())


@pytest.fixture
def new_page(chromium, watch) -> Iterator[Callable[..., Page]]:
    """Open a page in a fresh context; words are Playwright's, such as ``viewport`` or ``forced_colors``.

    Where work is to be kept is asked of nobody, unless with ``asks``.
    """
    contexts: list[BrowserContext] = []

    def open_page(*, asks: bool = False, **words) -> Page:
        words.setdefault("viewport", {"width": 1100, "height": 900})
        words.setdefault("locale", "en-GB")
        context = chromium.new_context(**words)
        context.set_default_timeout(20_000)
        if not asks:
            context.add_init_script(NOT_ASKED)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page) -> Page:
    """A fresh, watched page of 1100 by 900 CSS pixels."""
    return new_page()


def describe(violation: dict) -> str:
    nodes = "\n".join(f"    {node['target']}: {node['failureSummary']}" for node in violation["nodes"][:5])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{nodes}"


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Assert that axe-core finds nothing on a page as it stands; no rule is disabled."""
    source = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

    def check(page: Page) -> None:
        page.evaluate("source => { if (!window.axe) (0, eval)(source) }", source)
        found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS)
        assert found["passes"], "axe found nothing to look at"
        assert not found["violations"], "\n".join(map(describe, found["violations"]))

    return check


class QuietFiles(SimpleHTTPRequestHandler):
    """Serves the built widgets and the fake host, and says nothing."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

    def translate_path(self, path: str) -> str:
        address = urlsplit(path).path
        for mount, folder in (("/built/", places.built()), ("/fake/", FAKE)):
            if address.startswith(mount):
                return str(folder / address.removeprefix(mount))
        return str(FAKE / "host.html")

    def log_message(self, *words) -> None:
        pass


@pytest.fixture(scope="session")
def widget_host() -> Iterator[str]:
    """Address of a server for single widgets, as strict about origins as ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietFiles, directory=str(FAKE))) as files:
        thread = threading.Thread(target=files.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{files.server_port}"
        files.shutdown()
        thread.join()


@pytest.fixture
def widget_page(new_page, widget_host) -> Callable[..., Page]:
    """Render the built widget ``stem`` with ``traits`` on an otherwise empty page; further words as for ``new_page``.

    In the page, ``window.host`` is the kernel's side: see tests/browser/fake/model.js.
    """

    def render(stem: str, traits: dict, **words) -> Page:
        page = words.pop("page", None) or new_page(**words)
        page.goto(f"{widget_host}/{stem}.ipynb")
        page.evaluate("([stem, traits]) => start(stem, traits)", [stem, json.loads(json.dumps(traits))])
        return page

    return render
