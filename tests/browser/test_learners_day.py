"""A learner's day: a story, words, a closed browser, documents, everything forgotten; and nothing of it on the server."""

import json
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import leaks
import pikepdf
import pytest
from docx import Document
from playwright.sync_api import expect
from servers import SWITCHES

from alongside.record.documents.cpd import FIELDS
from run import find_chromium

TESTS = Path(__file__).parents[1]
#: In all that the learner writes.
MARKER = "Quittenbaum"
WORDS = f"She offered me a {MARKER} and asked why I had come."
LEARNT = f"What I had not seen, says {MARKER}."
NAME = f"Amina {MARKER}"


@pytest.fixture(scope="module")
def running(start_server, tmp_path_factory):
    """A server with a story of the tests, whose temporary files are in a folder that can be searched."""
    room = tmp_path_factory.mktemp("room")
    server = start_server("--packs", str(TESTS / "data"), env={"TMPDIR": str(room)})
    server.room = room
    return server


class Wire:
    """What the websockets of a browser's pages carry, and what their requests do."""

    def __init__(self):
        self.carried: list[bytes] = []
        self.frames = 0

    def follow(self, page):
        page.on("websocket", self._listen)
        page.on("request", lambda request: self.carried.append(f"{request.url} {request.post_data_buffer}".encode()))

    def _listen(self, socket):
        for event in ("framesent", "framereceived"):
            socket.on(event, self._take)

    def _take(self, frame):
        self.frames += 1
        self.carried.append(frame if isinstance(frame, bytes) else frame.encode())

    def tells(self) -> bool:
        """Whether any word of the learner was carried since it was asked last."""
        carried, self.carried = self.carried, []
        return any(MARKER.encode() in one for one in carried)


def files_that_tell(server) -> list[str]:
    """Name the files in the server's folders that hold a word of the learner; its log is one of them."""
    found = ["its log"] if MARKER in server.log else []
    return found + [str(file) for file in leaks.files_that_tell([server.folder, server.room], MARKER)]


@pytest.fixture
def browser(chromium, tmp_path, watch):
    """Open the learner's own browser, the same profile each time."""
    wire = Wire()

    @contextmanager
    def opened():
        words = {"executable_path": find_chromium(), "args": SWITCHES, "locale": "en-GB", "accept_downloads": True}
        context = chromium.browser_type.launch_persistent_context(str(tmp_path), **words)
        context.set_default_timeout(20_000)
        watch.follow(context)
        page = context.new_page()
        wire.follow(page)
        page.wire = wire
        try:
            yield page
        finally:
            context.close()

    return opened


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def at(page, heading):
    expect(page.get_by_role("heading", name=heading, exact=True, level=2)).to_be_visible()


def is_saved(page):
    expect(page.get_by_role("status").first).to_have_text("Saved on this device")


def go(page, server, name):
    page.goto(f"{server.url}voila/render/{name}.ipynb")


def begin_story(page):
    press(page, "Open this story: The borrowed desk")
    at(page, "The borrowed desk")
    page.get_by_role("radio", name="Tom").check()
    press(page, "Start")
    at(page, "By the window")


def answer_question(page):
    question = page.get_by_role("dialog", name="Where should your work be kept?")
    expect(question).to_be_visible()
    question.get_by_role("radio", name="Keep it on this device", exact=True).check()
    question.get_by_role("button", name="Continue").click()
    expect(question).to_have_count(0)
    is_saved(page)


def fetch(page, button):
    with page.expect_download() as download:
        press(page, button)
    return download.value.path().read_bytes()


def make(page, what, kind):
    page.get_by_role("radio", name=what).check()
    page.get_by_role("radio", name=kind).check()
    press(page, "Continue")
    at(page, "Check it before it leaves you")
    content = fetch(page, "Make the document")
    press(page, "Back")
    at(page, "Make a document")
    return content


def left_here(page) -> str:
    """All that this browser holds for this address, as text."""
    return page.evaluate(
        """async () => {
          const found = [{ ...sessionStorage }, { ...localStorage }, document.cookie, history.state, location.href];
          const done = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
          for (const { name } of await indexedDB.databases()) {
            const db = await done(indexedDB.open(name));
            for (const store of db.objectStoreNames) found.push(await done(db.transaction(store).objectStore(store).getAll()));
            db.close();
          }
          return JSON.stringify(found);
        }"""
    )


def begin(page, server, axe):
    """Walk into a story, say where the work is to be kept, and write; then load the page again."""
    go(page, server, "allyship_stories")
    at(page, "Choose a story")
    begin_story(page)
    answer_question(page)
    axe(page)
    go(page, server, "reflections")
    press(page, "Write a reflection")
    page.get_by_label("Title", exact=True).fill("A visit")
    page.get_by_label("What happened?").fill(WORDS)
    is_saved(page)
    page.reload()
    at(page, "A visit")
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
    axe(page)
    assert page.evaluate("Object.keys(sessionStorage)") == []


def come_back(page, server, axe):
    """See on the start page what was begun, and go on with each."""
    go(page, server, "start")
    at(page, "Continue")
    shown = page.locator("main").inner_text()
    assert "The borrowed desk" not in shown.partition("The workbooks")[2]
    assert "A visit" not in shown
    axe(page)
    page.locator("#continue").get_by_role("link", name="Reflections").click()
    press(page, "A visit")
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
    page.get_by_label("I have finished this for now").check()
    press(page, "Back to the list")
    press(page, "Write a piece of CPD")
    page.get_by_label("Title", exact=True).fill("A talk")
    page.get_by_label(FIELDS["learnt"]).fill(LEARNT)
    is_saved(page)
    go(page, server, "allyship_stories")
    press(page, "Carry on")
    at(page, "By the window")
    press(page, "Skip this scene")
    at(page, "Skipped: By the window")
    is_saved(page)
    page.get_by_role("button", name="My work").click()
    page.get_by_label("Whose record is this?").fill(NAME)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Record: {NAME}")).to_be_visible()


def take_documents(page, server, axe):
    """Export Word, PDF and CPD, read them back, and download the record."""
    go(page, server, "my_record")
    page.get_by_role("link", name="Make a document").click()
    at(page, "Make a document")
    word = make(page, "The whole record", "Word")
    pdf = make(page, "The whole record", "PDF")
    assert WORDS in [paragraph.text for paragraph in Document(BytesIO(word)).paragraphs]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert (str(opened.Root.Lang), bool(opened.Root.MarkInfo.Marked)) == ("en-GB", True)
    press(page, "Back")
    page.get_by_role("link", name="A piece of CPD").click()
    talk = page.get_by_label("Which entry?").locator("option", has_text="A talk")
    page.get_by_label("Which entry?").select_option(label=talk.inner_text())
    press(page, "Continue")
    press(page, "Go to the fields")
    axe(page)
    piece = fetch(page, "Download as Word")
    assert LEARNT in [paragraph.text for paragraph in Document(BytesIO(piece)).paragraphs]
    record = json.loads(fetch_record(page))
    assert {entry["kind"] for entry in record["entries"]} == {"path", "reflection", "cpd"}


def forget(page, axe):
    """Forget everything, and see that it is gone."""
    assert MARKER in left_here(page)
    page.get_by_role("button", name="My work").click()
    press(page, "Forget everything on this device")
    press(page, "Yes, forget it all")
    expect(page.get_by_text("What is left of your work in this browser: nothing.")).to_be_visible()
    axe(page)
    assert MARKER not in left_here(page)


def test_a_learners_day(browser, running, axe):
    with browser() as page:
        begin(page, running, axe)
        assert not page.wire.tells(), "what is written reaches no server until a document is asked for"

    with browser() as page:
        come_back(page, running, axe)
        assert not page.wire.tells()
        take_documents(page, running, axe)
        assert page.wire.tells(), "a document is made in the kernel: the record passes through it"
        forget(page, axe)
        page.wire.tells()
        go(page, running, "start")
        expect(page.get_by_role("heading", name="The workbooks")).to_be_visible()
        expect(page.locator("#continue")).to_have_count(0)
        expect(page.get_by_text("You have begun this.")).to_have_count(0)
        assert not page.wire.tells()
        assert page.wire.frames > 20, "frames were looked at"

    assert files_that_tell(running) == []


def fetch_record(page):
    """Download the record, as the end of every workbook offers it."""
    with page.expect_download() as download:
        page.get_by_role("region", name="Take your file with you").get_by_role("button", name="Download my record").click()
    return download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["folder", "room"])
def test_a_word_that_the_server_kept_would_be_found(running, folder):
    leak = getattr(running, folder) / "leak"
    leak.write_text(WORDS, encoding="utf-8")
    try:
        assert files_that_tell(running) == [str(leak)]
    finally:
        leak.unlink()
    running.lines.append(WORDS)
    assert "its log" in files_that_tell(running)
    running.lines.remove(WORDS)
