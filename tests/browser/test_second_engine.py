"""One smoke run in Firefox, so that nothing rests on one engine's habits: spoken to in WebDriver BiDi, without a driver.

Source: W3C WebDriver BiDi, https://www.w3.org/TR/webdriver-bidi/.
"""

import itertools
import json
import shutil
from contextlib import ExitStack

import pytest
from servers import NOT_ASKED, start_process
from websockets.sync.client import connect

PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
TAB, ENTER, SPACE = "\ue004", "\ue007", " "
#: Resolves as soon as the condition holds; there is nothing to poll, since the page says when it changes.
WHEN = """new Promise((resolve, reject) => {
  const done = () => { const found = (%s); if (found) { watch.disconnect(); resolve(String(found)); } };
  const watch = new MutationObserver(done);
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(() => reject(new Error('not within 20 s; the page says: ' + document.body.innerText.slice(0, 500))), 20000);
  done();
})"""


class Firefox:
    """One tab of a headless Firefox."""

    def __init__(self, address: str, stack: ExitStack) -> None:
        self._socket = stack.enter_context(connect(f"{address}/session", max_size=None))
        self._numbers = itertools.count(1)
        self.ask("session.new", capabilities={})
        # the first window of a headless Firefox never becomes active, and Enter does nothing in it
        self.tab = self.ask("browsingContext.create", type="window")["context"]
        self.ask("script.addPreloadScript", functionDeclaration=f"() => {{ {NOT_ASKED} }}")

    def ask(self, method: str, **words):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": words}))
        while True:
            said = json.loads(self._socket.recv(timeout=60))
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]

    def open(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def look(self, expression: str):
        """Give the value of a JavaScript expression on the page, now."""
        said = self.ask("script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=True)
        assert said["type"] == "success", said["exceptionDetails"]["text"]
        return said["result"].get("value")

    def wait_for(self, condition: str) -> str:
        """Wait until a JavaScript expression is true on the page, and give its text."""
        return self.look(WHEN % condition)

    def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keys", "actions": actions}])


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    program = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if not program:
        pytest.skip("there is no Firefox on this machine, and its packages do not offer one")
    profile = tmp_path_factory.mktemp("firefox")
    wanted = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(wanted))
    command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"]
    with ExitStack() as stack:
        process = start_process(command, profile, r"WebDriver BiDi listening on (\S+)", {"HOME": str(profile)})
        stack.callback(process.stop)
        yield Firefox(process.url, stack)


def test_the_client_sees_keys_and_waits_for_changes(firefox):
    firefox.open("data:text/html,<title>t</title><button onclick='setTimeout(() => document.title = `pressed`)'>b</button>")
    firefox.press(TAB, ENTER)
    assert firefox.wait_for("document.title === 'pressed' && document.activeElement.textContent") == "b"


def reach(firefox: Firefox, condition: str) -> None:
    """Press Tab until the focused element, ``at``, meets a JavaScript condition."""
    for _ in range(60):
        firefox.press(TAB)
        if firefox.look(f"(at => {condition})(document.activeElement)"):
            return
    pytest.fail(f"Tab never came to an element with {condition}")


def go(firefox: Firefox, name: str) -> str:
    """Press the button with this name, and give the heading that takes the focus after."""
    before = firefox.look("document.querySelector('main h2').textContent")
    reach(firefox, f"at.matches('button') && (at.ariaLabel || at.textContent).startsWith({json.dumps(name)})")
    firefox.press(ENTER)
    focused = "document.activeElement.matches('h2') && document.activeElement.textContent"
    return firefox.wait_for(f"{focused} !== {json.dumps(before)} && {focused}")


def test_a_story_is_walked_by_keyboard_to_what_a_choice_meant(firefox, server):
    firefox.open(f"{server}/voila/render/allyship_stories.ipynb")
    assert firefox.wait_for("[...document.querySelectorAll('main button')].find(b => b.textContent.startsWith('Open'))")
    go(firefox, "Open this story: “Not quite confident”")
    heading = go(firefox, "Start")
    while not firefox.look("document.querySelector('main input[type=radio]') !== null"):
        heading = go(firefox, "Continue")
    reach(firefox, "at.matches('input[type=radio]') && !at.checked")
    firefox.press(SPACE)
    assert firefox.look("document.activeElement.checked")
    assert go(firefox, "Continue") != heading
    assert "You chose" in firefox.look("document.querySelector('main').textContent")


def test_the_start_workbook_opens(firefox, server):
    firefox.open(server)
    assert firefox.wait_for("document.querySelector('#alongside-status').dataset.state === 'ready'")
    assert firefox.look("document.documentElement.lang") == "en-GB"
