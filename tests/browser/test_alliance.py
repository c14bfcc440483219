"""The widgets of the assessor and the NQSW, each by itself in a browser, with a kernel that only listens."""

import json
import re

import pytest
from playwright.sync_api import expect

from alongside.content import packs

NARROW = {"width": 320, "height": 700}
WRITTEN = "Thursdays at ten, in the small room."
UNION = {"name": "Our branch", "what": "Advice.", "how": "020 7946 0000", "checked_on": "2026-11-01", "who": "union"}
#: The kernel's answer to an ask, with four bytes.
ANSWER = """id => host.message({to: id, name: 'made.docx', type: 'x/y'},
    [new DataView(new TextEncoder().encode('made').buffer)])"""


#: Its answer to what in an entry may give somebody away.
LOOKED = "([id, found]) => host.message({to: id, found, incomplete: 'These are hints.'}, [])"


@pytest.fixture
def show(widget_page):
    """Show a widget with its pack; further words as for ``widget_page``."""

    def render(stem, pack, **words):
        who = packs.read_alliance("who_can_help") | {"contacts": [UNION]}
        page = widget_page(stem, {"pack": packs.read_alliance(pack), "who_can_help": who, "trouble": {}}, **words)
        page.evaluate("document.body.classList.add('alongside')")
        return page

    return render


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def asked(page, what):
    """The one question of this kind that the kernel was asked."""
    page.wait_for_function("what => host.sent.some(({content}) => content.ask === what)", arg=what)
    (content,) = [one for one in page.evaluate("host.sent.map(({content}) => content)") if one["ask"] == what]
    return content


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


def test_who_can_help_stands_where_an_agreement_asks_for_somebody_else(show, axe):
    page = agreement(show, viewport=NARROW)
    for part in ("Support from others", "If the NQSW disagrees with the assessor"):
        section = page.get_by_role("region", name=part)
        section.get_by_text("Who can help", exact=True).click()
        expect(section.get_by_text("020 7946 0000")).to_be_visible()
        assert "Outside the line of management." in section.locator(".helpers li").first.inner_text()
    axe(page)
    fits(page)


def test_a_section_is_copied_as_clean_text(show):
    page = agreement(show)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Copy this section: The hour")
    expect(page.get_by_text("Nothing is written here yet.").first).to_be_visible()
    page.get_by_label("When is it, where, and for how long?").fill(WRITTEN)
    press(page, "Copy this section: The hour")
    expect(page.locator("p.said", has_text="Copied: The hour")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r", "") == f"Reflective supervision: {WRITTEN}"


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
    expect(page.get_by_text("Before this leaves you, take out names")).to_be_visible()
    press(page, "Download as PDF")
    expect(page.get_by_text("Nothing is written here yet.").first).to_be_visible()
    assert page.evaluate("host.sent.length") == 0
    page.get_by_label("When is it, where, and for how long?").fill(WRITTEN)
    press(page, "Download as Word")
    (entry,) = entries(page)
    assert asked(page, "check")["entry"] == entry["id"]
    page.evaluate(LOOKED, [asked(page, "check")["id"], []])
    content = asked(page, "make")
    assert content == content | {"entry": entry["id"], "format": "docx"}
    records = page.evaluate("host.sent.map(({buffers}) => new TextDecoder().decode(buffers[0]))")
    assert [json.loads(record)["entries"] for record in records] == [[entry], [entry]]
    assert page.evaluate("host.saves") == []
    with page.expect_download() as download:
        page.evaluate(ANSWER, content["id"])
    assert download.value.suggested_filename == "made.docx"
    assert download.value.path().read_text() == "made"


def test_a_screen_that_is_shown_again_listens_no_more_than_before(show):
    page = agreement(show)
    before = page.evaluate("host.listening")
    for _ in range(3):
        press(page, "Back")
        press(page, "Begin the agreement")
        expect(page.get_by_role("button", name="Download as Word")).to_be_visible()
    assert page.evaluate("host.listening") == before > 0


def test_what_may_give_somebody_away_is_shown_before_a_document_is_made(show, axe):
    page = agreement(show, viewport=NARROW)
    page.get_by_label("When is it, where, and for how long?").fill("With Ifeoma, on Thursdays.")
    press(page, "Download as PDF")
    part = {"field": "hour_when", "label": "When?", "pieces": [["With ", ""], ["Ifeoma", "a name"], [", on Thursdays.", ""]]}
    page.evaluate(LOOKED, [asked(page, "check")["id"], [part]])
    expect(page.get_by_role("heading", name="Look at this first. 1 place is marked.")).to_be_focused()
    expect(page.locator("mark", has_text="Ifeoma")).to_be_visible()
    expect(page.get_by_text("With Ifeoma (a name?), on Thursdays.")).to_be_visible()
    axe(page)
    fits(page)
    press(page, "Download as PDF as it is")
    with page.expect_download():
        page.evaluate(ANSWER, asked(page, "make")["id"])
    expect(page.locator("mark")).to_have_count(0)


@pytest.mark.parametrize("changed", ["When is it, where, and for how long?", "What is it called?"])
def test_what_was_changed_since_is_looked_through_again(show, changed):
    page = agreement(show)
    page.get_by_label("When is it, where, and for how long?").fill("With Ifeoma.")
    press(page, "Download as PDF")
    part = {"field": "hour_when", "label": "When?", "pieces": [["With ", ""], ["Ifeoma", "a name"], [".", ""]]}
    page.evaluate(LOOKED, [asked(page, "check")["id"], [part]])
    page.get_by_label(changed).fill("With Adaeze.")
    press(page, "Download as PDF as it is")
    expect(page.get_by_text("Looking it through.")).to_be_visible()
    assert [sent["content"]["ask"] for sent in page.evaluate("host.sent")] == ["check", "check"]


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


MARKER = "Zebrafink"
CARDS = ("Recommending a pass or a fail", "The words that are used about the NQSW", "Saying when a piece of work is good enough")
IN_BROWSER = "JSON.stringify([sessionStorage, localStorage, history.state, location.href, document.cookie])"


def lies(page, field):
    """The cards under a field; ``""`` for those that are not placed."""
    return page.locator(f"[data-field='{field}'] [data-card]").all_text_contents()


def board(show, **words):
    page = show("role_power", "role_power", **words)
    press(page, "I am the assessor")
    return page


def test_cards_are_placed_moved_and_taken_back_by_keyboard_alone(show):
    page = board(show)
    page.get_by_role("button", name=CARDS[0]).focus()
    page.keyboard.press("1")
    expect(page.get_by_role("button", name=CARDS[1])).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="1. The assessor can decide")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=CARDS[2])).to_be_focused()
    assert (lies(page, "assessor"), lies(page, "nqsw")) == ([CARDS[0]], [CARDS[1]])
    page.get_by_role("button", name=CARDS[0]).focus()
    page.keyboard.press("4")
    expect(page.get_by_role("button", name=CARDS[0])).to_be_focused()
    assert (lies(page, "assessor"), lies(page, "person")) == ([], [CARDS[0]])
    page.keyboard.press("0")
    expect(page.get_by_role("button", name=CARDS[0])).to_be_focused()
    assert CARDS[0] in lies(page, "")
    expect(page.locator("#alongside-announcer")).to_contain_text("is not placed")


def test_cards_can_be_dragged_too(show):
    page = board(show, viewport={"width": 1100, "height": 2200})
    page.locator("li:has([data-card]) .grip").first.drag_to(page.locator("[data-field='organisation']"))
    assert lies(page, "organisation") == [CARDS[0]]


def test_own_cards_are_added_kept_and_removed(show):
    page = board(show)
    page.get_by_label("A card of your own").fill(WRITTEN)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=WRITTEN).focus()
    page.keyboard.press("2")
    (entry,) = entries(page)
    assert {field["name"]: field["value"] for field in entry["fields"]} == {"whose": "assessor", "holds_nqsw": [WRITTEN]}
    show("role_power", "role_power", page=page)
    assert lies(page, "nqsw") == [WRITTEN]
    press(page, WRITTEN)
    press(page, "Remove this card")
    expect(page.get_by_role("button", name=WRITTEN)).to_have_count(0)


def test_a_card_that_is_typed_and_not_added_is_still_there_after_a_reload(show):
    page = board(show)
    page.get_by_label("A card of your own").fill(WRITTEN)
    show("role_power", "role_power", page=page)
    expect(page.get_by_label("A card of your own")).to_have_value(WRITTEN)
    press(page, "Add the card")
    (entry,) = entries(page)
    assert {field["name"]: field["value"] for field in entry["fields"]} == {"whose": "assessor", "own_cards": [WRITTEN]}


def test_two_boards_are_compared_and_the_second_is_not_kept_and_can_be_downloaded(show, axe):
    page = board(show, viewport=NARROW)
    page.get_by_role("button", name=CARDS[0]).focus()
    page.keyboard.press("1")
    axe(page)
    fits(page)
    press(page, "Compare with the NQSW")
    axe(page)
    press(page, "I am the NQSW")
    assert lies(page, "assessor") == []
    page.get_by_label("A card of your own").fill(MARKER)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=CARDS[0]).focus()
    page.keyboard.press("3")
    page.get_by_role("button", name=MARKER).focus()
    page.keyboard.press("2")
    press(page, "Show both")
    expect(page.get_by_text(f"“{CARDS[0]}”: the assessor put it under “The assessor can decide”, and the NQSW")).to_be_visible()
    expect(page.get_by_text(f"“{MARKER}”: only the NQSW placed it")).to_be_visible()
    axe(page)
    fits(page)
    press(page, "Continue")
    page.get_by_label("Something I hold").nth(0).fill("My signature.")
    page.get_by_label("Something I hold").nth(1).fill(MARKER)
    axe(page)
    press(page, "Finish")
    axe(page)
    assert MARKER not in page.evaluate(IN_BROWSER) + page.evaluate("JSON.stringify([host.sent, host.saves])")
    assert "My signature." in page.evaluate(IN_BROWSER)
    _, text = downloaded(page, "Download mine")
    (entry,) = json.loads(text)["entries"]
    assert {field["name"]: field["value"] for field in entry["fields"]}["said_use"] == MARKER
    press(page, "Done")
    expect(page.get_by_text("finished for now")).to_be_visible()


def test_exit_clears_the_second_persons_board_without_a_question(show):
    page = board(show)
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    page.get_by_role("button", name=CARDS[0]).focus()
    page.keyboard.press("2")
    assert lies(page, "nqsw") == [CARDS[0]]
    page.evaluate("document.dispatchEvent(new CustomEvent('alongside:exit'))")
    assert lies(page, "nqsw") == []
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []


def test_the_page_asks_before_the_second_persons_board_is_lost(show):
    page = board(show)
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    page.get_by_role("button", name=CARDS[0]).focus()
    page.keyboard.press("1")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    show("role_power", "role_power", page=page)
    assert lies(page, "assessor") == []


LEAVE = "[['pagehide'], ['pageshow']].forEach(([name]) => dispatchEvent(new PageTransitionEvent(name, {persisted: true})))"
ASKED = "!dispatchEvent(new Event('beforeunload', {cancelable: true}))"


def second_card(page):
    """The second person adds a card of their own, and puts it under somebody."""
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    page.get_by_label("A card of your own").fill(MARKER)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=MARKER).focus()
    page.keyboard.press("2")
    expect(page.locator("#alongside-announcer")).to_contain_text(MARKER)


@pytest.mark.parametrize("backs", [0, 1, 2, 3])
def test_from_whichever_screen_the_page_is_left_it_asks_and_the_second_persons_board_goes(show, backs):
    page = board(show)
    second_card(page)
    for heading in ("Hand over the screen", "Who holds what: the assessor", "Who holds what")[:backs]:
        page.go_back()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    assert page.evaluate(ASKED)
    page.evaluate(LEAVE)
    assert not page.evaluate(ASKED)
    for _ in range(backs):
        page.go_forward()
    expect(page.get_by_role("heading", name="Who holds what: the NQSW")).to_be_visible()
    assert MARKER not in page.content()


def test_what_the_second_person_clears_is_not_read_out_any_more(show):
    page = board(show)
    second_card(page)
    press(page, "Show both")
    press(page, "Continue")
    press(page, "Finish")
    press(page, "Clear mine")
    assert MARKER not in page.content()


def test_on_the_page_that_is_handed_over_no_card_of_the_first_is_left(show):
    page = board(show)
    page.get_by_label("A card of your own").fill(MARKER)
    page.keyboard.press("Enter")
    expect(page.locator("#alongside-announcer")).to_contain_text(MARKER)
    press(page, "Compare with the NQSW")
    expect(page.get_by_role("heading", name="Hand over the screen")).to_be_focused()
    assert MARKER not in page.content()
    press(page, "I am the NQSW")
    assert MARKER not in page.content()


def test_a_card_that_is_dragged_carries_no_words(show):
    page = board(show, viewport={"width": 1100, "height": 2200})
    page.evaluate(
        "addEventListener('dragstart', ({dataTransfer: all}) => window.carried = all.types.map(type => all.getData(type)))"
    )
    page.locator("li:has([data-card]) .grip").first.drag_to(page.locator("[data-field='organisation']"))
    assert lies(page, "organisation") == [CARDS[0]]
    assert page.evaluate("carried") == [""]


def test_each_of_two_nqsws_finds_a_board_of_their_own(show):
    page = board(show)
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    page.get_by_label("A card of your own").fill(MARKER)
    page.get_by_role("button", name=CARDS[0]).focus()
    page.keyboard.press("1")
    for _ in range(3):
        page.go_back()
    press(page, "I am the assessor")
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    expect(page.get_by_label("A card of your own")).to_have_value("")
    assert lies(page, "assessor") == []
    page.get_by_label("A card of your own").press_sequentially("x")
    page.keyboard.press("Backspace")
    press(page, "Show both")
    press(page, "Continue")
    press(page, "Finish")
    assert page.get_by_role("button", name="Download mine").count() == 0
    press(page, "Done")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"], "the first NQSW’s board is still there, wherever the page is"


def test_the_second_persons_hats_are_not_kept_and_can_be_downloaded_and_cleared(show):
    page = show("two_hats", "two_hats")
    press(page, "I am the assessor")
    page.get_by_role("radio", name="Supporting").first.check()
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    page.get_by_role("radio", name="Assessing").first.check()
    how = page.get_by_label("How do you know?").first
    how.fill(MARKER)
    assert (how.get_attribute("autocomplete"), how.get_attribute("spellcheck")) == ("off", "false")
    press(page, "Show both")
    press(page, "Continue")
    kept = page.evaluate(IN_BROWSER)
    assert "supporting" in kept
    assert not re.search(f"{MARKER}|assessing", kept + page.evaluate("JSON.stringify([host.sent, host.saves])"))
    _, text = downloaded(page, "Download mine")
    (entry,) = json.loads(text)["entries"]
    told = {field["name"]: field["value"] for field in entry["fields"]}
    assert told == {"whose": "nqsw", "hat_week": "assessing", "how_week": MARKER}
    press(page, "Clear mine")
    assert page.get_by_role("button", name="Download mine").count() == 0
    press(page, "Done")
    assert len(entries(page)) == 1


def test_two_hats_are_marked_by_both_and_told_in_words(show, axe):
    page = show("two_hats", "two_hats", viewport=NARROW)
    press(page, "I am the NQSW")
    act = page.get_by_role("group", name="Asking how the week was")
    act.get_by_role("radio", name="Assessing").check()
    act.get_by_label("How do you know?").fill("I do not.")
    axe(page)
    fits(page)
    press(page, "Compare with the assessor")
    press(page, "I am the assessor")
    expect(act.get_by_role("radio", name="Assessing")).not_to_be_checked()
    act.get_by_role("radio", name="Supporting").check()
    act.get_by_label("How would the NQSW know?").fill(MARKER)
    press(page, "Show both")
    expect(page.get_by_text("the assessor says “Supporting”, and the NQSW says “Assessing”")).to_be_visible()
    expect(page.get_by_text("The NQSW: I do not.")).to_be_visible()
    expect(page.get_by_text(f"The assessor: {MARKER}")).to_be_visible()
    axe(page)
    (entry,) = entries(page)
    assert [field["name"] for field in entry["fields"]] == ["whose", "hat_week", "how_week"]
    assert MARKER not in page.evaluate(IN_BROWSER)


def test_what_the_second_put_there_is_found_again_after_another_part_was_handed_over(show):
    page = show("two_hats", "two_hats")
    press(page, "I am the assessor")
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    act = page.get_by_role("group", name="Asking how the week was")
    act.get_by_label("How do you know?").fill(MARKER)
    handed = "document.dispatchEvent(new CustomEvent('alongside:hand-over', { detail: { by: 'flower', isEmptied: true } }))"
    page.evaluate(handed)
    expect(act).to_have_count(0)
    press(page, "Two hats")
    press(page, "Compare with the NQSW")
    press(page, "I am the NQSW")
    expect(act.get_by_label("How do you know?")).to_have_value(MARKER)


def worry(show, pack, **words):
    page = show("worry", pack, **words)
    page.get_by_role("button", name=re.compile("^(Begin|Write down a worry)$")).click()
    return page


def write_in_all(page):
    """Write something in each field of a step."""
    for box in page.get_by_role("textbox").all():
        box.fill("12" if box.evaluate("node => !!node.closest('.dates')") else WRITTEN)
    for year in page.get_by_label("Year").all():
        year.fill("2026")


def answer_all(page):
    """Answer whatever a step asks."""
    for radio in page.get_by_role("radiogroup").all():
        radio.get_by_role("radio").first.check()
    write_in_all(page)
    if page.get_by_role("checkbox").count():
        page.get_by_role("checkbox").first.check()
    press(page, "Continue")


def go_the_way_of_risk(page):
    """From the first question of speaking up to its end, where nobody could be asked."""
    page.get_by_role("radio", name="Not asked yet, and somebody").check()
    for heading in ("Did they ask me to?", "Somebody is at immediate risk", "What is in the way", "What I do", "What came of it"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        write_in_all(page)
        press(page, "Continue")


def test_not_asked_yet_leads_to_ask_first_alone_and_keeps_nothing(show, axe):
    page = worry(show, "speaking_up", viewport=NARROW)
    press(page, "Continue")
    expect(page.get_by_role("alert").filter(has_text="There is a problem")).to_be_focused()
    axe(page)
    page.get_by_role("radio", name="Not asked yet", exact=True).check()
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Ask first")).to_be_focused()
    assert page.get_by_role("button", name="Continue").count() == page.get_by_role("textbox").count() == 0
    assert entries(page) == []
    axe(page)
    fits(page)
    press(page, "Done")
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_visible()


def test_immediate_risk_leads_on_and_what_may_be_said_has_to_be_answered(show):
    page = worry(show, "speaking_up")
    page.get_by_role("radio", name="Not asked yet, and somebody").check()
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Somebody is at immediate risk")).to_be_focused()
    press(page, "Back")
    page.get_by_role("radio", name="Yes. They asked me").check()
    press(page, "Continue")
    press(page, "Continue")
    expect(page.get_by_role("link", name=re.compile("^Write what you must not say"))).to_be_visible()
    answer_all(page)
    expect(page.get_by_role("heading", name="What is in the way")).to_be_focused()
    for _ in range(3):
        answer_all(page)
    expect(page.get_by_role("button", name="Done for now")).to_be_visible()
    for _ in range(5):
        page.go_back()
    # somebody changes their mind in another place, and this browser still knows the way ahead
    page.get_by_role("radio", name="Not asked yet", exact=True).check()
    for _ in range(5):
        page.go_forward()
    assert page.get_by_role("button", name="Download as Word").count() == 0


def test_nobody_goes_past_what_has_to_be_answered_by_the_browser_s_forward(show):
    page = worry(show, "speaking_up")
    go_the_way_of_risk(page)
    expect(page.get_by_role("button", name="Done for now")).to_be_visible()
    for _ in range(5):
        page.go_back()
    page.get_by_role("radio", name="Yes. They asked me").check()
    for _ in range(5):
        page.go_forward()
    expect(page.get_by_role("heading", name="What we agreed")).to_be_focused()
    assert page.get_by_role("button", name="Download as Word").count() == 0
    for _ in range(4):
        answer_all(page)
    expect(page.get_by_role("button", name="Done for now")).to_be_visible()


def test_what_was_written_before_they_were_not_asked_is_in_no_document_and_can_be_forgotten(show, axe):
    page = worry(show, "speaking_up")
    answer_all(page)
    expect(page.get_by_role("heading", name="What we agreed")).to_be_focused()
    page.get_by_label("What may I say?").fill(MARKER)
    press(page, "Back")
    go_the_way_of_risk(page)
    _, text = downloaded(page, "Copy as a file")
    assert WRITTEN in text
    assert MARKER not in text
    assert MARKER in json.dumps(entries(page)), "the record keeps it, for whoever changes their mind again"
    for _ in range(5):
        press(page, "Back")
    page.get_by_role("radio", name="Not asked yet", exact=True).check()
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Ask first")).to_be_focused()
    page.get_by_text("What you wrote about this before is still in your record").click()
    axe(page)
    press(page, "Forget it now")
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_visible()
    assert entries(page) == []


def test_two_quick_presses_of_back_are_two_steps_back_and_stay_so(show):
    page = worry(show, "worry_about_practice")
    answer_all(page)
    answer_all(page)
    expect(page.get_by_role("heading", name="Before you go on")).to_be_focused()
    page.clock.install()
    page.get_by_role("button", name="Back", exact=True).evaluate("back => { back.click(); back.click() }")
    expect(page.get_by_role("heading", name="What happened", exact=True)).to_be_focused()
    page.clock.run_for(2000)
    assert page.get_by_role("heading", name="What happened", exact=True).is_visible()


def test_the_bias_check_is_nowhere_but_on_the_page_and_leaving_asks_first(show, axe):
    page = worry(show, "worry_about_practice", viewport=NARROW)
    answer_all(page)
    answer_all(page)
    expect(page.get_by_role("heading", name="Before you go on")).to_be_focused()
    boxes = page.get_by_role("textbox")
    assert boxes.count() > 3
    for box in boxes.all():
        box.fill(MARKER)
        assert box.get_attribute("spellcheck") == "false"
    axe(page)
    fits(page)
    press(page, "Continue")
    everywhere = f"Promise.all([indexedDB.databases(), {IN_BROWSER}, JSON.stringify([host.sent, host.saves])])"
    told = json.dumps(page.evaluate(everywhere))
    assert WRITTEN in told
    assert MARKER not in told
    press(page, "Back")
    expect(boxes.first).to_have_value(MARKER)
    press(page, "Leave it here for now")
    expect(page.get_by_role("button", name="Write down a worry (another)")).to_be_visible()
    assert page.evaluate(ASKED), "it is asked on the first screen as well"
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    assert MARKER not in page.evaluate(IN_BROWSER)


def test_the_bias_check_is_asked_about_on_every_page_and_gone_before_the_nqsw_writes(show):
    page = worry(show, "worry_about_practice")
    answer_all(page)
    answer_all(page)
    page.get_by_role("textbox").first.fill(MARKER)
    press(page, "Leave it here for now")
    expect(page.get_by_text("not finished")).to_be_visible()
    leaves = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert page.evaluate(leaves) is False
    press(page, "A worry about someone's practice")
    for _ in range(2):
        press(page, "Continue")
    expect(page.get_by_role("textbox").first).to_have_value(MARKER)
    for _ in range(2):
        press(page, "Continue")
    press(page, "I am the NQSW, and write this myself")
    assert page.evaluate(leaves) is True
    for _ in range(2):
        press(page, "Back")
    expect(page.get_by_role("heading", name="Before you go on")).to_be_focused()
    expect(page.get_by_role("textbox").first).to_have_value("")


def test_of_a_worry_about_practice_only_what_has_to_be_said_is_required(show):
    page = worry(show, "worry_about_practice")
    required = []
    while not page.get_by_role("button", name="Done for now").count():
        press(page, "Continue")
        problems = page.get_by_role("alert").get_by_role("link")
        if problems.count():
            required += problems.all_inner_texts()
            answer_all(page)
    assert required == [
        "Write an answer to “What did I see, hear or read, and when?”",
        "Choose at least one answer to “What was agreed, and has not been given?”",
        "Enter the day. If you have not shown it yet, do that first",
    ]


def test_only_the_nqsw_writes_what_the_nqsw_says_and_the_day_it_was_shown_is_asked(show, axe):
    page = worry(show, "worry_about_practice")
    for _ in range(4):
        answer_all(page)
    expect(page.get_by_role("heading", name="What the NQSW says")).to_be_focused()
    assert page.get_by_role("textbox").count() == 0
    press(page, "I am the NQSW, and write this myself")
    page.get_by_label("What I say about this").fill("I was on my own.")
    axe(page)
    press(page, "Hand back")
    press(page, "Back")
    expect(page.get_by_text("I was on my own.")).to_be_visible()
    assert page.get_by_role("textbox").count() == 0, "what they wrote is read, and not written, afterwards"
    page.go_back()
    page.go_forward()
    expect(page.get_by_role("button", name="I am the NQSW, and change what I wrote")).to_be_visible()
    assert page.get_by_role("textbox").count() == 0
    page.get_by_text("A copy for the NQSW before they answer").click()
    _, text = downloaded(page, "Copy as a file")
    assert "I was on my own." in text
    axe(page)
    press(page, "Continue")
    answer_all(page)
    answer_all(page)
    press(page, "Continue")
    expect(page.get_by_role("alert").filter(has_text="If you have not shown it yet, do that first")).to_be_visible()


def test_an_nqsw_finds_who_can_help_and_a_worry_can_be_taken_and_forgotten(show, axe):
    page = worry(show, "worry_about_assessment", viewport=NARROW)
    for _ in range(3):
        answer_all(page)
    expect(page.get_by_text("020 7946 0000")).to_be_visible()
    assert page.locator(".helpers li .line").first.text_content().strip() == "Outside the line of management."
    axe(page)
    fits(page)
    for _ in range(3):
        answer_all(page)
    (entry,) = entries(page)
    assert (entry["workbook"], entry["kind"], entry["title"]) == ("raising_a_worry", "answers", "A worry about my assessment")
    _, text = downloaded(page, "Copy as a file")
    assert json.loads(text)["entries"] == [entry]
    axe(page)
    page.get_by_text("Forget this", exact=True).click()
    press(page, "Forget it now")
    expect(page.get_by_role("button", name="Write down a worry")).to_be_visible()
    assert entries(page) == []
