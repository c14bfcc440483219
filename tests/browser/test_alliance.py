"""The widgets of the assessor and the NQSW, each by itself in a browser, with a kernel that only listens."""

import json
import re

import pytest
from playwright.sync_api import expect

from alongside.content import packs

NARROW = {"width": 320, "height": 700}
WRITTEN = "Thursdays at ten, in the small room."
#: The kernel's answer to an ask, with four bytes.
ANSWER = """id => host.message({to: id, name: 'made.docx', type: 'x/y'},
    [new DataView(new TextEncoder().encode('made').buffer)])"""


@pytest.fixture
def show(widget_page):
    """Show a widget with its pack; further words as for ``widget_page``."""

    def render(stem, pack, **words):
        page = widget_page(stem, {"pack": packs.read_alliance(pack), "trouble": {}} | words.pop("traits", {}), **words)
        page.evaluate("document.body.classList.add('alongside')")
        return page

    return render


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def entries(page):
    """What the record in this tab holds."""
    rows = page.evaluate("Object.entries(sessionStorage)")
    kept = [json.loads(value) for name, value in rows if ":record/entry/" in name]
    return [entry for entry in kept if not entry.get("forgotten")]


def downloaded(page, name):
    """Press a button, and give the file's name and text that come of it."""
    with page.expect_download() as download:
        press(page, name)
    return download.value.suggested_filename, download.value.path().read_text(encoding="utf-8")


def agreement(show, **words):
    page = show("agreement", "working_agreement", **words)
    press(page, "Begin the agreement")
    return page


def test_an_agreement_is_an_entry_of_the_record_and_comes_back_after_a_reload(show):
    page = agreement(show)
    assert entries(page) == []
    page.get_by_label("When is it, where, and for how long?").fill(WRITTEN)
    page.get_by_label("What is it called?").fill("With S.")
    (entry,) = entries(page)
    assert (entry["kind"], entry["workbook"], entry["title"]) == ("agreement", "power_in_our_relationship", "With S.")
    assert [(field["name"], field["value"]) for field in entry["fields"]] == [("hour_when", WRITTEN)]
    show("agreement", "working_agreement", page=page)
    expect(page.get_by_label("When is it, where, and for how long?")).to_have_value(WRITTEN)
    press(page, "Done for now")
    expect(page.get_by_text("finished for now")).to_be_visible()
    press(page, "With S.")
    expect(page.get_by_label("What is it called?")).to_have_value("With S.")


def test_a_section_is_copied_as_clean_text(show):
    page = agreement(show)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Copy this section: The hour")
    expect(page.get_by_text("Nothing is written here yet.").first).to_be_visible()
    page.get_by_label("When is it, where, and for how long?").fill(WRITTEN)
    press(page, "Copy this section: The hour")
    expect(page.locator("p.said", has_text="Copied: The hour")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r", "") == f"The hour\n\nWhen is it, where, and for how long?\n{WRITTEN}"


@pytest.mark.parametrize("lets_old_way", [True, False])
def test_without_a_clipboard_the_older_way_is_taken_or_the_words_are_marked(show, lets_old_way):
    page = agreement(show)
    page.get_by_label("When is it, where, and for how long?").fill(WRITTEN)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("lets => { document.execCommand = () => { window.taken = String(getSelection()); return lets } }", lets_old_way)
    press(page, "Copy this section: The hour")
    if lets_old_way:
        expect(page.locator("p.said", has_text="Copied: The hour")).to_be_visible()
        assert WRITTEN in page.evaluate("window.taken")
    else:
        expect(page.get_by_label("The hour, to copy")).to_be_focused()
        assert WRITTEN in page.evaluate("String(getSelection())")


def test_the_review_is_a_calendar_file_once_it_has_a_day(show):
    page = agreement(show)
    press(page, "Calendar file for the review")
    expect(page.get_by_text("There is no day for the review yet.").first).to_be_visible()
    day = page.get_by_role("group", name="On which day do we look at it again?")
    for part, typed in {"Day": "12", "Month": "1", "Year": "2027"}.items():
        day.get_by_label(part).fill(typed)
    name, text = downloaded(page, "Calendar file for the review")
    assert name == "alongside-review.ics"
    assert "DTSTART;VALUE=DATE:20270112\n" in text
    assert "SUMMARY:Working agreement review\n" in text


def test_the_copy_for_the_other_holds_this_entry_alone(show):
    page = agreement(show)
    page.get_by_label("When is it, where, and for how long?").fill(WRITTEN)
    name, text = downloaded(page, "Copy for the other")
    assert re.fullmatch(r"alongside-copy-\d{4}-\d\d-\d\d\.json", name)
    record = json.loads(text)
    assert (record["format"], record["name"], record["entries"]) == ("alongside-record", "", entries(page))


def test_a_document_is_asked_for_with_this_entry_alone_and_comes_as_bytes(show):
    page = agreement(show)
    press(page, "Download as PDF")
    expect(page.get_by_text("Nothing is written here yet.").first).to_be_visible()
    assert page.evaluate("host.sent.length") == 0
    page.get_by_label("When is it, where, and for how long?").fill(WRITTEN)
    press(page, "Download as Word")
    sent = page.evaluate("host.sent.map(({content, buffers}) => [content, new TextDecoder().decode(buffers[0])])")
    ((content, record),) = sent
    (entry,) = entries(page)
    assert content == content | {"ask": "make", "entry": entry["id"], "format": "docx"}
    assert json.loads(record)["entries"] == [entry]
    assert page.evaluate("host.saves") == []
    with page.expect_download() as download:
        page.evaluate(ANSWER, content["id"])
    assert download.value.suggested_filename == "made.docx"
    assert download.value.path().read_text() == "made"


def test_the_agreement_for_everyone(show, axe):
    page = show("agreement", "working_agreement", viewport=NARROW)
    axe(page)
    page.get_by_role("button", name="Begin the agreement").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Our working agreement")).to_be_focused()
    fits(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Which hat is on")).to_be_focused()
    page.get_by_text("What others might write").nth(1).click()
    axe(page)
    fits(page)
    for button in page.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44
    page.go_back()
    expect(page.get_by_role("button", name="Begin the agreement")).to_be_visible()
