"""The Power Flower on our own page, with a kernel behind it: nothing crosses the wire, and a new kernel changes nothing."""

import sys
from pathlib import Path

import nbformat
import pytest
from flowers import ROOM, WORDS, Someone
from playwright.sync_api import expect
from wires import WIRES, kill_kernel

TESTS = Path(__file__).parents[1]
PLANTED = TESTS / "serve/planted.py"
MARKER = "Zq7marker"
#: As browsers do that leave what is folded away out of the page.
FOLD = """document.adoptedStyleSheets.push(new CSSStyleSheet());
document.adoptedStyleSheets.at(-1).replaceSync('details:not([open]) > :not(summary) { display: none }')"""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.fixture(scope="module")
def running(start_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("workbooks")
    book = nbformat.v4.new_notebook(metadata={"title": "Power", "alongside": {"exit": True}, "kernelspec": KERNEL})
    cell = nbformat.v4.new_code_cell("from alongside import workbook\nworkbook.power_flower()")
    book.cells = [nbformat.v4.new_markdown_cell("# Power\n\nThe room first."), cell]
    nbformat.write(book, folder / "power.ipynb")
    nbformat.write(nbformat.v4.new_notebook(metadata={"title": "Start"}), folder / "start.ipynb")
    return start_server(command=[sys.executable, PLANTED, folder])


@pytest.fixture
def page(page):
    page.add_init_script(WIRES)
    return page


def test_nothing_crosses_the_wire_and_a_new_kernel_changes_nothing(page, server, watch):
    watch.allow("ERR_|WebSocket|404|Failed to load")
    frames, kernels = [], []

    def listen(socket):
        kernels.append(socket.url.split("/kernels/")[1].split("/")[0])
        for way in ("framesent", "framereceived"):
            socket.on(way, lambda frame: frames.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace")))

    page.on("websocket", listen)
    page.goto(f"{server}/voila/render/power.ipynb")
    expect(page.get_by_role("button", name="Begin my flower")).to_be_visible()
    who = Someone(page).begin().fill_in(MARKER)
    expect(page.locator("#alongside-status")).not_to_contain_text("Kept")
    kill_kernel(page)
    page.get_by_role("button", name="Connect again").click()
    expect(page.locator("#alongside-status")).to_have_text("Connected again. You can continue.")
    expect(page.locator(f"{ROOM}textarea").first).to_have_value(f"Senior workers{MARKER}")
    who.usual(3, f"{MARKER} more").press("Look at the whole picture").at("The whole picture")
    who.press("Back to my flower").press("Show some of it, or none").press("Choose what to show").tick("Role")
    who.press("Show it now").at("What I want to show").press("End").at("You have finished")
    assert len(set(kernels)) == 2, "there was a second kernel"
    assert len(frames) > 5, "the wire was listened to"
    assert [frame for frame in frames if MARKER in frame] == []
    assert page.evaluate("JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state])").count(MARKER) == 0


def test_what_is_folded_away_when_a_new_kernel_comes_is_put_into_no_other_field(page, server, watch):
    watch.allow("ERR_|WebSocket|404|Failed to load")
    page.goto(f"{server}/voila/render/power.ipynb")
    page.evaluate(FOLD)
    who = Someone(page).begin().unfold("Your own words, if you want to").own_words(1, MARKER)
    who.unfold("Your own words, if you want to")
    kill_kernel(page)
    page.get_by_role("button", name="Connect again").click()
    expect(page.locator("#alongside-status")).to_have_text("Connected again. You can continue.")
    who.press("Clear everything").press("Clear it all").unfold("Your own words, if you want to")
    expect(page.locator(f"{WORDS}textarea").nth(1)).to_be_visible()
    assert page.locator("textarea").evaluate_all("all => all.map(({value}) => value).join('')") == ""


def test_exit_leaves_without_a_question_and_back_shows_nothing(page, server):
    page.goto(f"{server}/voila/render/power.ipynb")
    Someone(page).begin().fill_in(MARKER)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url(lambda url: "power.ipynb" not in url)
    assert asked == []
    page.goto(f"{server}/voila/render/power.ipynb")
    expect(page.get_by_role("button", name="Begin my flower")).to_be_visible()
    assert MARKER not in page.content()
