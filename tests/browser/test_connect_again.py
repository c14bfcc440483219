"""A page that loses its wire, its kernel or its server: what it says, what it keeps, and how it goes on in the same place."""

import re
import socket
import sys
from pathlib import Path
from statistics import median

import nbformat
import pytest
from lines import line_to
from playwright.sync_api import expect
from wires import WIRES, kernel_of, kill_kernel

TESTS = Path(__file__).parents[1]
PLANTED = TESTS / "serve/planted.py"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
FORM = """from alongside.form import Field, Form
form = Form([
    Field("noticed", "long_text", "What did you notice?"),
    Field("team", "text", "Your team", optional=True),
    Field("paper", "file", "A paper", accept=[".txt"], optional=True),
], submit="Send")
@form.on_submit
def answer(form):
    form.say(f"{len(form.values['noticed'])} letters, {len(form.files)} files, sent {form.submitted} times")
form"""
LOST = "Connection lost. Trying again."
GONE = "This page has lost its connection."
BACK = "Connected again. You can continue."
KEPT = "What you typed is kept in this tab."
NOISE = "ERR_|WebSocket|404|Failed to load"
ROUNDS = 20
COUNT_LISTENERS = """
  window.heardBy = 0;
  for (const target of [window, document]) {
    const own = new Set();
    const { addEventListener: add, removeEventListener: remove } = target;
    const key = (name, listener, how) => [name, listener, Boolean(how?.capture ?? how)];
    const find = (wanted) => [...own].find((one) => one.every((part, at) => part === wanted[at]));
    const count = (added) => { window.heardBy += added; };
    target.addEventListener = (...given) => {
      if (!find(key(...given))) {
        const one = key(...given);
        own.add(one);
        count(1);
        given[2]?.signal?.addEventListener("abort", () => own.delete(one) && count(-1));
      }
      return add.apply(target, given);
    };
    target.removeEventListener = (...given) => {
      if (own.delete(find(key(...given)))) count(-1);
      return remove.apply(target, given);
    };
  }
"""


class Place:
    """A server of a story and a form, that can be stopped and started on the same port."""

    def __init__(self, start_server, folder: Path) -> None:
        notebook = nbformat.v4.new_notebook(metadata={"title": "Both", "alongside": {"exit": True}, "kernelspec": KERNEL})
        cells = ["from alongside import workbook\nworkbook.stories()", FORM]
        notebook.cells = [nbformat.v4.new_markdown_cell("# Both"), *map(nbformat.v4.new_code_cell, cells)]
        nbformat.write(notebook, folder / "both.ipynb")
        nbformat.write(nbformat.v4.new_notebook(metadata={"title": "Start"}), folder / "start.ipynb")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._folder, self._start_server = folder, start_server
        self.start()

    def start(self, *more: str) -> None:
        words = ["--port", str(self.port), "--packs", str(TESTS / "data"), *more]
        self.server = self._start_server(command=[sys.executable, PLANTED, self._folder, *words])

    def stop_and_start(self, *words: str) -> None:
        self.server.stop()
        self.start(*words)


@pytest.fixture(scope="module")
def place(start_server, tmp_path_factory):
    return Place(start_server, tmp_path_factory.mktemp("workbooks"))


@pytest.fixture
def line(place):
    with line_to(place.port) as line:
        yield line


@pytest.fixture
def page(page):
    page.add_init_script(WIRES)
    return page


@pytest.fixture
def opened(page, place, watch, line):
    """The page over a line, in the middle of a story and of a sentence."""
    watch.allow(NOISE)
    page.goto(f"http://127.0.0.1:{line.port}/voila/render/both.ipynb")
    come_to_the_desk(page)
    notes(page).fill("She waited, and I")
    expect(status(page)).to_have_text("Kept in this tab until you close it")
    return page


def come_to_the_desk(page):
    press(page, "Open this story: The borrowed desk")
    at(page, "The borrowed desk")
    page.get_by_role("radio", name="Tom").check()
    press(page, "Start")
    at(page, "By the window")
    press(page, "Continue")
    at(page, "The desk")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def at(page, heading):
    expect(page.get_by_role("heading", name=heading, level=2)).to_be_visible()


def notes(page):
    return page.get_by_role("textbox", name="What did you notice?")


def status(page):
    return page.locator("#alongside-status")


def notice(page):
    return page.locator("#alongside-trouble")


def listen(page) -> list[str]:
    """Everything that the status line says from now on."""
    heard: list[str] = []
    page.expose_function("noteHeard", lambda words: heard.append(words))  # noqa: PLW0108 – Playwright marks what it is given
    page.evaluate("""() => {
      const line = document.getElementById('alongside-status');
      new MutationObserver(() => noteHeard(line.textContent)).observe(line, { childList: true });
    }""")
    return heard


def what_is_left(page, devtools) -> tuple[int, int, int]:
    """Listeners of the window and the document, elements in memory, and style sheets."""
    devtools.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    return page.evaluate("window.heardBy"), metrics["Nodes"], page.evaluate("document.styleSheets.length")


def goes_on(page):
    """The story and the form answer."""
    page.get_by_role("radio", name="Ask Adaeze").check()
    press(page, "Continue")
    at(page, "What happened next")
    press(page, "Send")
    expect(page.get_by_text(re.compile(r"\d+ letters, \d files"))).to_be_visible()


def test_a_killed_kernel_is_told_of_and_a_new_one_takes_its_place(opened, axe):
    page = opened
    page.evaluate("globalThis[Symbol.for('a map of private things')] = 'a petal'")
    page.get_by_role("radio", name="Ask Adaeze").check()
    notes(page).press("Control+Home")
    kill_kernel(page)
    expect(status(page)).to_have_text(GONE)
    expect(notice(page)).to_contain_text(f"The server has let go of this page, or it was away too long. {KEPT}")
    axe(page)
    notes(page).press_sequentially("Then: ")
    page.get_by_role("button", name="Connect again").press("Enter")
    expect(status(page)).to_have_text(BACK)
    expect(notice(page)).to_be_hidden()
    at(page, "The desk")
    expect(page.get_by_role("radio", name="Ask Adaeze")).to_be_checked()
    expect(notes(page)).to_have_value("Then: She waited, and I")
    expect(notes(page)).to_be_focused()
    assert page.evaluate("globalThis[Symbol.for('a map of private things')]") == "a petal"
    axe(page)
    page.keyboard.type("so ")
    expect(notes(page)).to_have_value("Then: so She waited, and I")
    goes_on(page)
    expect(status(page)).to_have_text("Kept in this tab until you close it")


def test_what_was_sent_to_a_kernel_that_is_gone_reaches_the_next_one_with_its_file(opened):
    page = opened
    kill_kernel(page)
    expect(status(page)).to_have_text(GONE)
    page.get_by_label("A paper").set_input_files({"name": "paper.txt", "mimeType": "text/plain", "buffer": b"words"})
    press(page, "Send")
    press(page, "Connect again")
    expect(page.get_by_text("17 letters, 1 files, sent 1 times")).to_be_visible()
    expect(page.get_by_text("paper.txt, 5 bytes")).to_be_visible()
    press(page, "Send")
    expect(page.get_by_text("17 letters, 1 files, sent 2 times")).to_be_visible()


def test_a_reader_who_was_nowhere_is_led_to_the_top_of_the_page(opened):
    page = opened
    page.evaluate("document.activeElement.blur()")
    page.reload()
    at(page, "The desk")
    kill_kernel(page)
    expect(status(page)).to_have_text(GONE)
    page.get_by_role("button", name="Connect again").press("Enter")
    expect(status(page)).to_have_text(BACK)
    expect(page.get_by_role("main")).to_be_focused()


def test_what_is_done_while_the_wire_is_down_reaches_the_kernel_when_it_is_back(opened, line, axe):
    page, heard = opened, listen(opened)
    kernel = kernel_of(page)
    line.cut()
    expect(status(page)).to_have_text(f"{LOST} {KEPT}")
    expect(notice(page)).to_contain_text("The server does not answer just now. This page goes on trying by itself.")
    axe(page)
    page.get_by_role("radio", name="Ask Adaeze").check()
    press(page, "Continue")
    notes(page).fill("I said nothing.")
    press(page, "Send")
    press(page, "Connect again")
    line.mend()
    at(page, "What happened next")
    expect(page.get_by_text("15 letters, 0 files, sent 1 times")).to_be_visible()
    expect(status(page)).to_have_text(BACK)
    expect(notice(page)).to_be_hidden()
    assert kernel_of(page) == kernel
    # a wire that breaks off and comes back at once is not worth a word
    heard.clear()
    line.drop()
    press(page, "Send")
    expect(page.get_by_text("15 letters, 0 files, sent 2 times")).to_be_visible()
    assert heard == []


def test_a_line_that_only_falls_silent_is_told_of_once_something_is_sent(opened, line):
    page = opened
    line.go_silent()
    press(page, "Send")
    expect(status(page)).to_have_text(f"{LOST} {KEPT}", timeout=20_000)
    line.speak()
    expect(page.get_by_text("17 letters, 0 files, sent 1 times")).to_be_visible(timeout=20_000)
    expect(status(page)).to_have_text(BACK, timeout=20_000)
    goes_on(page)


def test_a_phone_that_wakes_up_goes_on_by_itself(opened, line):
    page = opened
    phone = page.context.new_cdp_session(page)
    phone.send("Page.setWebLifecycleState", {"state": "frozen"})
    line.cut()
    line.mend()
    phone.send("Page.setWebLifecycleState", {"state": "active"})
    goes_on(page)
    expect(notice(page)).to_be_hidden()


def test_a_device_without_a_network_says_so_and_comes_back_with_it(opened):
    page = opened
    page.context.set_offline(True)
    expect(status(page)).to_have_text(f"{LOST} {KEPT}", timeout=20_000)
    page.context.set_offline(False)
    expect(status(page)).to_have_text(BACK)
    goes_on(page)


def test_a_page_that_the_browser_had_put_aside_whole_goes_on(opened, line):
    page, kernel = opened, kernel_of(opened)
    # what Chromium does with a page that it puts aside and brings back; under Playwright it keeps none
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    line.drop()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    goes_on(page)
    assert kernel_of(page) == kernel
    expect(notice(page)).to_be_hidden()


def test_a_server_that_is_started_again_is_waited_for_and_the_page_goes_on_in_its_place(opened, place):
    page, heard = opened, listen(opened)
    place.server.stop()
    expect(status(page)).to_have_text(f"{LOST} {KEPT}")
    notes(page).fill("She waited, and I said nothing.")
    press(page, "Connect again")
    place.start()
    # it was asked for while there was nobody to ask: now it goes on by itself
    expect(status(page)).to_have_text(BACK, timeout=20_000)
    at(page, "The desk")
    expect(notes(page)).to_have_value("She waited, and I said nothing.")
    goes_on(page)
    said = [words for words in heard if words not in (GONE, "Kept in this tab until you close it")]
    assert said == [f"{LOST} {KEPT}", "Connecting again", BACK], "each thing is said once"


def test_a_browser_that_stores_nothing_keeps_the_words_until_the_page_is_loaded_again(page, place, watch):
    watch.allow(NOISE)
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto(f"{place.server.url}voila/render/both.ipynb")
    notes(page).fill("She waited, and I")
    expect(status(page)).to_have_text("Not saved: this browser refuses to store it. Download your record.")
    kill_kernel(page)
    expect(status(page)).to_have_text(GONE)
    expect(notice(page)).to_contain_text("This browser refuses to keep what you typed: it is lost if you load the page again")
    press(page, "Connect again")
    expect(status(page)).to_have_text(BACK)
    expect(notes(page)).to_have_value("She waited, and I")


def test_a_server_of_another_build_is_not_mixed_with_this_page(opened, watch):
    page = opened

    def answer_newer(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"static/main-\w+\.js", "static/main-NEWER.js", answer.text()))

    page.route("**/both.ipynb", answer_newer)
    kill_kernel(page)
    expect(status(page)).to_have_text(GONE)
    press(page, "Connect again")
    expect(notice(page)).to_contain_text("This page cannot be connected again as it is.")
    assert not [url for url in watch.requests if "main-NEWER" in url]
    page.unroute("**/both.ipynb")
    press(page, "Load the page again")
    at(page, "The desk")
    expect(notes(page)).to_have_value("She waited, and I")


def test_while_there_is_no_room_the_page_says_how_many_are_ahead_and_goes_on_by_itself(opened, place, new_page, axe):
    page = opened
    place.stop_and_start("--most-kernels", "1")
    other = new_page()
    other.goto(f"{place.server.url}voila/render/both.ipynb")
    expect(other.get_by_role("heading", name="Choose a story")).to_be_visible()
    expect(status(page)).to_have_text(GONE, timeout=20_000)
    page.get_by_role("button", name="Connect again").press("Enter")
    expect(status(page)).to_have_text("Waiting for a place")
    expect(notice(page)).to_contain_text("There is no room just now. You are next. This page goes on by itself.")
    expect(notice(page)).to_be_focused()
    axe(page)
    other.close()
    expect(status(page)).to_have_text(BACK, timeout=30_000)
    expect(notes(page)).to_be_focused()
    goes_on(page)
    place.stop_and_start()


def test_twenty_new_kernels_leave_nothing_behind(page, place, watch):
    watch.allow(NOISE)
    page.add_init_script(COUNT_LISTENERS)
    page.goto(f"{place.server.url}voila/render/both.ipynb")
    come_to_the_desk(page)
    notes(page).fill("She waited, and I")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    counts = []
    for _ in range(ROUNDS):
        kill_kernel(page)
        expect(status(page)).to_have_text(GONE)
        press(page, "Connect again")
        expect(status(page)).to_have_text(BACK)
        at(page, "The desk")
        expect(page.get_by_role("button", name="Send")).to_be_visible()
        counts.append(what_is_left(page, devtools))
    assert notes(page).input_value() == "She waited, and I"
    listeners, elements, styles = zip(*counts, strict=True)
    assert set(listeners[1:]) == {listeners[1]}, listeners
    # what has just been taken away may be in memory a moment longer; what leaks stays
    assert min(elements[-5:]) <= median(elements[:5]) * 1.1, elements
    assert set(styles) == {styles[0]}, styles
    goes_on(page)


def test_a_page_whose_kernel_answers_to_another_tab_only_gets_its_own_by_itself(page, place, watch):
    watch.allow(NOISE)
    address = f"http://127.0.0.1:{place.port}/voila/render/both.ipynb"

    def name_the_browser_anew(route):
        page.context.clear_cookies(name=re.compile("^alongside-browser"))
        route.continue_()

    page.route("**/static/live-*", name_the_browser_anew, times=1)
    page.goto(address)
    expect(status(page)).to_have_text(BACK)
    page.get_by_role("textbox", name="What did you notice?").fill("words")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("5 letters, 0 files, sent 1 times")).to_be_visible()
