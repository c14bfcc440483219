"""Visits in a real Chromium: how long until a click has been answered, and what came over the wire for it."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.counting import counted
from bench.machine import rest, tree_of
from bench.served import Subject
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from servers import NOT_ASKED, Server

from alongside.page.build import find_node
from run import find_chromium

#: Nothing outside this machine answers, and everything that asks for it learns so at once.
NOTHING_ELSEWHERE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()
PATIENCE = 60_000  # milliseconds
NOT_TOLD_WITHIN = 15  # seconds
VISITOR = Path(__file__).with_name("visitor.js").read_text(encoding="utf-8")


class CouldNot(Exception):
    """A number could not be measured; the message says why."""


@contextmanager
def chromium() -> Iterator[Browser]:
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", find_node()[0][0])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*SWITCHES, NOTHING_ELSEWHERE])
        yield browser
        browser.close()


def context_for(browser: Browser, subject: Subject) -> BrowserContext:
    """A browser that has never been here, and in which somebody presses the button as soon as the page takes it."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, locale="en-GB")
    context.add_init_script(NOT_ASKED)
    words = {"button": asdict(subject.button), "answer": asdict(subject.answer)}
    context.add_init_script(f"({VISITOR})({json.dumps(words)}, () => {subject.is_ready})")
    return context


def visit(page: Page, url: str) -> dict[str, float]:
    """Open a page, and wait for the answer to its first click; milliseconds since the page was asked for."""
    page.goto(url, wait_until="commit", timeout=PATIENCE)
    if not comes_true(page, "Boolean(window.visitor?.answered)", PATIENCE / 1000):
        raise CouldNot(f"no answer within {PATIENCE // 1000} s")
    return page.evaluate("window.visitor")


def comes_true(page: Page, expression: str, seconds: float) -> bool:
    """Ask a page again and again; Playwright's own waiting is refused where a page allows no script but its own."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(Error):  # a page that is about to change its address
            if page.evaluate(expression):
                return True
        page.wait_for_timeout(50)
    return False


def two_visits(browser: Browser, subject: Subject, server: Server) -> tuple[float, float]:
    """Give the seconds of a first and of a second visit of one browser."""
    context = context_for(browser, subject)
    times = []
    try:
        for _ in range(2):
            rest(server.process.pid)
            page = context.new_page()
            times.append(visit(page, server.url + subject.path)["answered"] / 1000)
            page.goto("about:blank")
            page.close()
    finally:
        context.close()
    return times[0], times[1]


@dataclass
class Carried:
    """What one visit cost on the wire: requests, and bytes from the server."""

    requests: int = 0
    pages: int = 0
    wire: int = 0
    elsewhere: int = 0


def carried(browser: Browser, subject: Subject, server: Server) -> dict[str, Carried]:
    """Count a first and a second visit, and a third until the first scene of a story stands there."""
    found = {}
    context = context_for(browser, subject)
    try:
        with counted(server.url) as count:
            for name in ("first", "second", "scene"):
                if name == "scene" and subject.page != "story":
                    continue
                rest(server.process.pid)
                count.reset()
                seen = Carried()
                page = context.new_page()
                page.on("request", lambda request, seen=seen: note(request.url, seen, count.url))
                visit(page, count.url + subject.path)
                if name == "scene":
                    walk_to_the_first_scene(page)
                else:
                    page.wait_for_load_state("networkidle")
                seen.requests, seen.pages, seen.wire = count.requests, count.pages, count.wire
                found[name] = seen
                page.goto("about:blank")
                page.close()
    finally:
        context.close()
    return found


def note(url: str, seen: Carried, ours: str) -> None:
    """Count a request to another host."""
    seen.elsewhere += url.startswith("http") and not url.startswith(ours)


def walk_to_the_first_scene(page: Page) -> None:
    """Choose through whose eyes, and start."""
    radio = page.get_by_role("radio")
    if radio.count():
        radio.first.check()
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator(".scene h2").wait_for()


def told_after(browser: Browser, subject: Subject, server: Server) -> float:
    """Kill the kernel of an open page, and give the seconds until the page's words say that something is wrong."""
    before = tree_of(server.process.pid)
    context = context_for(browser, subject)
    try:
        page = context.new_page()
        visit(page, server.url + subject.path)
        rest(server.process.pid)
        kernels = tree_of(server.process.pid) - before
        if not kernels:
            raise CouldNot("no process of the page's own to kill")
        page.evaluate("window.before = document.body.innerText")
        for kernel in kernels:
            os.kill(kernel, signal.SIGKILL)
        began = time.monotonic()
        if not comes_true(page, "document.body.innerText !== window.before", NOT_TOLD_WITHIN):
            raise CouldNot(f"not told within {NOT_TOLD_WITHIN} s")
        return time.monotonic() - began
    finally:
        context.close()
