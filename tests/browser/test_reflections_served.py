"""Reflections and walks on our own page: with the kernel gone, in two tabs at once, and after the browser was closed."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect
from servers import wait_until
from wires import WIRES, kill_kernel

from alongside.record.opening import open_record

KEEPER = "globalThis[Symbol.for('alongside/keeper')]"
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def running(start_server):
    """Our server, with the small story of the tests beside the shipped ones."""
    return start_server("--packs", str(TESTS / "data"))


@pytest.fixture
def opened(new_page, server):
    """The workbook of reflections, kept on this device."""
    page = new_page(asks=True)
    page.add_init_script(WIRES)
    page.goto(f"{server}/voila/render/reflections.ipynb")
    expect(page.get_by_role("heading", name="What you have written")).to_be_visible()
    page.evaluate(f"{KEEPER}.choose('device')")
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def at(page, heading):
    expect(page.get_by_role("heading", name=heading, level=2)).to_be_visible()


def saved(page):
    wait_until(lambda: page.evaluate(f"!{KEEPER}.state.isSaving && {KEEPER}.dirty.size === 0"), "everything is saved")


def hears(page, words):
    wait_until(lambda: words in json.dumps(page.evaluate(f"{KEEPER}.record()")), f"the other tab hears of {words!r}")


def entries(page):
    record = open_record(json.dumps(page.evaluate(f"{KEEPER}.record()")).encode()).record
    return [entry for entry in record["entries"] if not entry.get("forgotten")]


def test_with_its_kernel_gone_writing_goes_on(opened, watch, axe):
    page = opened
    watch.allow("api/kernels|404|WebSocket")
    press(page, "Write a reflection")
    page.get_by_label("What happened?").fill("I knocked")
    kill_kernel(page)
    page.get_by_label("What happened?").press_sequentially(" twice.")
    page.get_by_text("Professional Capabilities Framework").click()
    page.get_by_label("Professionalism").check()
    press(page, "Back to the list")
    press(page, "Write a piece of CPD")
    page.get_by_label("Title").fill("Reading")
    saved(page)
    cpd, reflection = sorted(entries(page), key=lambda entry: entry["kind"])
    assert [field["value"] for field in reflection["fields"]] == ["I knocked twice."]
    assert (reflection["standards"], cpd["title"]) == (["pcf/professionalism"], "Reading")
    page.reload()
    at(page, "Reading")
    axe(page)


def test_an_entry_that_two_tabs_write_on_at_once_keeps_both_versions(opened, server):
    first = opened
    press(first, "Write a reflection")
    first.get_by_label("Title").fill("A visit")
    first.get_by_label("What happened?").fill("We waited.")
    saved(first)
    second = first.context.new_page()
    second.goto(f"{server}/voila/render/reflections.ipynb")
    press(second, "A visit")
    happened = [page.get_by_label("What happened?") for page in (first, second)]
    expect(happened[1]).to_have_value("We waited.")
    happened[0].focus()
    happened[1].focus()
    happened[1].press("End")
    happened[1].press_sequentially(" The second tab.")
    saved(second)
    hears(first, "The second tab.")
    expect(happened[0]).to_have_value("We waited.")
    happened[0].press("End")
    happened[0].press_sequentially(" The first tab.")
    saved(first)
    hears(second, "The first tab.")
    for page in (first, second):
        kept = {entry["fields"][0]["value"]: entry.get("copy_of") for entry in entries(page)}
        assert set(kept) == {"We waited. The second tab.", "We waited. The first tab."}
        assert kept["We waited. The first tab."] is None, "the later one keeps its place"
    press(first, "Back to the list")
    expect(first.get_by_text("There is another version of this.")).to_have_count(2)


def test_a_story_goes_on_in_the_same_scene_after_its_tab_was_closed(opened, server):
    context = opened.context
    page = context.new_page()
    page.goto(f"{server}/voila/render/allyship_stories.ipynb")
    press(page, "Open this story: The borrowed desk")
    page.get_by_role("radio", name="Tom").check()
    press(page, "Start")
    at(page, "By the window")
    press(page, "Continue")
    at(page, "The desk")
    saved(page)
    page.close()
    opened.close()
    page = context.new_page()
    page.goto(f"{server}/voila/render/allyship_stories.ipynb")
    at(page, "Choose a story")
    press(page, "Carry on")
    at(page, "The desk")
    press(page, "Skip this scene")
    at(page, "Skipped: The desk")
    press(page, "Continue")
    at(page, "In the car park")
    press(page, "Look back over the story")
    page.get_by_label("Who might have left the card?").fill("She did.")
    page.get_by_role("link", name="Write one with a peer or group").click()
    at(page, "After a story")
    expect(page.get_by_label("Who might have left the card?")).to_have_value("She did.")
    assert "entry-" not in page.url
    saved(page)
    path, written = sorted(entries(page), key=lambda entry: entry["kind"])
    assert (path["finished"], written["kind"], written["links"]) == (True, "peer_reflection", [path["id"]])
    press(page, "Back to the list")
    expect(page.get_by_role("button", name="After a story")).to_be_visible()
