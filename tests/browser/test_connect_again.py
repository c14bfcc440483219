"""A page that loses its wire, its kernel or its server: what it says, what it keeps, and how it goes on in the same place."""

import os
import re
import signal
import socket
import sys
from pathlib import Path

import nbformat
import pytest
from lines import line_to
from playwright.sync_api import expect
from processes import children_of

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
TOLD = ["Connection lost. Trying again.", "This page has lost its connection."]
LOST = re.compile("^Connection lost. Trying again.")
GONE = "This page has lost its connection."
BACK = "Connected again. You can continue."
KEPT = "What you typed is kept in this tab."
NOISE = "ERR_|WebSocket|404|Failed to load"


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

    def start(self) -> None:
        words = ["--port", str(self.port), "--packs", str(TESTS / "data")]
        self.server = self._start_server(command=[sys.executable, PLANTED, self._folder, *words])

    def restart(self) -> None:
        self.server.stop()
        self.start()

    def kill_kernel(self, kernel: str) -> None:
        """End a kernel's process as a machine does that has no memory left."""
        for process in descendants(self.server.process.pid):
            name = Path(f"/proc/{process}/comm").read_text().strip()
            command = Path(f"/proc/{process}/cmdline").read_bytes()
            if name == f"kernel-{kernel}"[:15] or f"kernel-{kernel}".encode() in command:
                os.kill(process, signal.SIGKILL)
                return
        pytest.fail("there is no process of this kernel")


def descendants(parent: int) -> list[int]:
    return [one for child in children_of(parent) for one in (child, *descendants(child))]


@pytest.fixture(scope="module")
def place(start_server, tmp_path_factory):
    return Place(start_server, tmp_path_factory.mktemp("workbooks"))


@pytest.fixture
def line(place):
    with line_to(place.port) as line:
        yield line


@pytest.fixture
def opened(page, place, watch, line):
    """The page over a line, in the middle of a story and of a sentence."""
    watch.allow(NOISE)
    page.goto(f"http://127.0.0.1:{line.port}/voila/render/both.ipynb")
    come_to_the_desk(page)
    notes(page).fill("She waited, and I")
    expect(status(page)).to_have_text("Kept in this tab")
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


def kernel_of(page) -> str:
    """The kernel that the page's wire last went to."""
    return page.evaluate("JSON.parse(document.getElementById('alongside-kernel').textContent).id")


def goes_on(page):
    """The story and the form answer."""
    page.get_by_role("radio", name="Ask Adaeze").check()
    press(page, "Continue")
    at(page, "What happened next")
    press(page, "Send")
    expect(page.get_by_text(re.compile(r"\d+ letters, \d files"))).to_be_visible()


def test_a_killed_kernel_is_told_of_and_a_new_one_takes_its_place(opened, place, axe):
    page = opened
    page.evaluate("window.isSamePage = true")
    place.kill_kernel(kernel_of(page))
    expect(status(page)).to_have_text(GONE, timeout=20_000)
    expect(notice(page)).to_contain_text(f"The server has let go of this page, or it was away too long. {KEPT}")
    axe(page)
    press(page, "Connect again")
    expect(status(page)).to_have_text(BACK)
    expect(notice(page)).to_be_hidden()
    at(page, "The desk")
    expect(notes(page)).to_have_value("She waited, and I")
    assert page.evaluate("window.isSamePage")
    axe(page)
    goes_on(page)
