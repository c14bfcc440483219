"""The Power Flower by itself: that what is entered stays in the page, and that everybody can use it."""

import json
import re

import pytest
from flowers import LONG_WORD, LONG_WORDS, ME, NOTE, ROOM, SEARCH, Someone, compile_identity
from playwright.sync_api import expect

MARKER = "Zq7marker"
SMALL = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return compile_identity(tmp_path_factory.mktemp("identity"))


@pytest.fixture
def someone(new_page, widget_page, packs):
    """Someone who has just opened the page; words are Playwright's."""

    def open_page(**words):
        page = new_page(**words)
        page.add_init_script(NOTE)
        page = widget_page("flower", {"pack": packs, "trouble": {}}, page=page)
        return Someone(page)

    return open_page


def focused(page):
    return page.evaluate("document.activeElement.textContent || document.activeElement.getAttribute('aria-label') || ''")


# ── Private by construction ─────────────────────────────


def found_in(page, marker):
    """Name every place that has a marker."""
    return [place for place, text in page.evaluate(SEARCH).items() if marker in text]


PLANTS = {
    "address": "history.replaceState(null, '', '#Zq7marker')",
    "title": "document.title = 'Zq7marker'",
    "history": "history.replaceState({ word: 'Zq7marker' }, '')",
    "noted": "history.pushState({ word: 'Zq7marker' }, '')",
    "session": "sessionStorage.setItem('word', 'Zq7marker')",
    "local": "localStorage.setItem('word', 'Zq7marker')",
    "cookies": "document.cookie = 'word=Zq7marker'",
    "databases": "new Promise(done => { indexedDB.open('Zq7marker').onsuccess = done })",
    "window_name": "window.name = 'Zq7marker'",
    "traits": "host.traits.word = 'Zq7marker'",
    "saves": "host.saves.push({ word: 'Zq7marker' })",
    "messages": "host.sent.push({ content: 'Zq7marker' })",
}


def test_the_search_finds_a_leak_in_each_place(someone):
    page = someone().page
    assert found_in(page, MARKER) == []
    for place, plant in PLANTS.items():
        page.evaluate(f"async () => {{ await ({plant}) }}")
        assert place in found_in(page, MARKER), place


def test_what_is_entered_stays_in_the_page(someone, watch):
    who = someone()
    page = who.page
    said = []
    page.on("console", lambda message: said.append(message.text))
    who.press("Fill in a flower for Marsha Gayle").usual(0, f"{MARKER} practice")
    who.press("Begin my flower").fill_in(MARKER)
    who.unfold("Add, rename or take out petals")
    page.get_by_label("Name of petal 2", exact=True).fill(f"{MARKER} renamed")
    page.get_by_label("A petal of your own").fill(f"{MARKER} petal")
    who.press("Add this petal").unfold("Add a place of your own")
    page.get_by_label(re.compile("^A place, such as")).fill(f"{MARKER} place")
    who.press("Add this place").fill_marked_place()
    assert page.get_by_label("Where do you look?").locator("option:checked").inner_text() == f"{MARKER} place"
    who.press("Look at the whole picture").at("The whole picture")
    expect(page.get_by_role("table", name=f"{MARKER} place")).to_be_visible()
    who.download("Download the picture (PNG)")
    who.press("Print").at("On paper").press("Back").press("Back to my flower").press("Save or open a file")
    page.get_by_label("A passphrase (optional)").fill(f"{MARKER} passphrase")
    saved = who.download("Download my flower")
    assert MARKER.encode() not in saved, "the file is locked"
    who.open_file(saved)
    page.get_by_label("Its passphrase").fill(f"{MARKER} passphrase")
    who.press("Open it").at("My flower").press("Show some of it, or none").press("Choose what to show")
    page.get_by_role("checkbox", name="Role", exact=True).check()
    who.press("Show it now").at("What I want to show")
    assert MARKER in page.get_by_role("dialog").inner_text()
    who.press("End").at("You have finished")
    steps = page.evaluate("noted.length")
    assert steps > 10, "every step of the way was noted"
    assert found_in(page, MARKER) == []
    assert [line for line in [*said, *watch.requests] if MARKER in line] == []
    assert page.evaluate("[host.saves, host.sent, Object.keys(localStorage)]") == [[], [], []]
    # the question of where to keep work is answered for a test's page beforehand, and that is all
    assert set(page.evaluate("Object.keys(sessionStorage)")) <= {"alongside/:tab"}


def test_a_new_view_finds_the_flower_and_the_step(someone):
    who = someone().begin().fill_in(MARKER)
    who.press("Look at the whole picture").at("The whole picture")
    who.page.evaluate("host.close()")
    who.page.evaluate("start('flower', host.traits)")
    expect(who.page.get_by_role("heading", name="The whole picture")).to_be_visible()
    expect(who.page.get_by_role("table")).to_contain_text(MARKER)
    who.page.go_back()
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value(f"Senior workers{MARKER}")


def test_leaving_asks_and_a_reload_begins_with_nothing(someone, packs):
    who = someone().begin()
    page = who.page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == [], "nothing was entered"
    page.evaluate("given => start('flower', given)", {"pack": packs, "trouble": {}})
    expect(page.get_by_role("heading", name="Power Flower", level=2)).to_be_visible()
    who.begin().usual(0, MARKER).press("Look at the whole picture")
    page.reload()
    assert asked == ["beforeunload"]
    page.evaluate("given => start('flower', given)", {"pack": packs, "trouble": {}})
    expect(page.get_by_role("button", name="Begin my flower")).to_be_visible()
    assert MARKER not in page.content()


def test_exit_clears_the_screen_and_the_memory_without_a_question(someone):
    who = someone().begin().fill_in(MARKER)
    who.page.evaluate("document.dispatchEvent(new CustomEvent('alongside:exit'))")
    assert MARKER not in who.page.content()
    asked = []
    who.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    who.page.reload()
    assert asked == []


def test_a_page_that_was_put_aside_has_no_words_left(someone):
    who = someone().begin().fill_in(MARKER)
    who.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert MARKER not in who.page.content()
    who.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value("")


def test_clear_clears_after_a_second_press(someone):
    who = someone().begin().fill_in(MARKER).press("Clear everything").press("Keep it").press("Clear everything")
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value(f"Senior workers{MARKER}")
    who.press("Clear it all").at("My flower")
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value("")
    assert MARKER not in who.page.content()


def test_nothing_checks_or_finishes_what_is_typed_unless_it_is_wanted(someone):
    who = someone().begin().unfold("Add, rename or take out petals").unfold("Add a place of your own")
    fields = who.page.locator("textarea, input[type=text]")
    asked = ("spellcheck", "autocomplete", "autocorrect", "writingsuggestions", "translate")
    each = "(all, names) => all.map(one => names.map(name => one.getAttribute(name)).join())"
    assert fields.count() == 5 + 5 + 5 + 2
    assert set(fields.evaluate_all(each, asked)) == {"false,off,off,false,no"}
    expect(who.page.get_by_text("Spell-check is off here, because some browsers send what you type")).to_be_visible()
    who.page.get_by_role("checkbox", name="Turn spell-check on").check()
    assert set(fields.evaluate_all(each, asked)) == {"true,off,on,false,no"}
    who.press("Look at the whole picture").press("Back to my flower")
    assert fields.first.get_attribute("spellcheck") == "true", "it stays as it was set"


# ── The method ──────────────────────────────────────────


def test_the_picture_follows_the_table_and_leads_to_its_rows(someone):
    who = someone().begin()
    page = who.page
    leaf = page.locator(".drawn [data-petal='1']")
    assert leaf.locator("path").count() == 1
    who.fill_in()
    assert leaf.locator("path").count() == 2, "an inner petal is drawn"
    page.get_by_role("button", name="2 Route into the work: go to its row").click()
    assert page.evaluate("document.activeElement.closest('tr').dataset.row") == "route"
    page.get_by_label("4. Hours").first.focus()
    leaf.locator("path").first.click(force=True)
    expect(page.locator(f"{ROOM}textarea").nth(1)).to_be_focused()
    assert leaf.get_attribute("data-current") is not None
    assert page.locator(".drawn svg").get_attribute("aria-hidden") == "true"


def test_a_kept_inner_ring_looks_like_one_that_was_never_filled_in(someone):
    pictures = []
    for fills_more in (False, True):
        who = someone().begin().usual(0, "Senior workers").usual(2, "Three years")
        if fills_more:
            who.unfold("Yourself, if you want to").mark(0, "different")
            who.unfold("Your own words, if you want to").own_words(1, "mine")
        who.press("Look at the whole picture")
        if fills_more:
            who.choose("The room only")
        who.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        parts = who.page.locator("figure.whole, .small-screen, .screen .twin, .print-sheet")
        pictures.append(re.sub(r"petal-\w+", "petal", "".join(parts.evaluate_all("all => all.map(one => one.outerHTML)"))))
        pictures.append(re.sub(rb"petal-\w+", b"petal", who.download("Download the picture (SVG)")))
        pictures.append(who.press("Back to my flower").press("Save or open a file").download("Download my flower"))
    assert "Senior workers" in pictures[0]
    assert pictures[:3] == pictures[3:]


def test_petals_are_added_renamed_taken_out_and_put_back(someone):
    who = someone().begin().usual(0, "Senior workers").use_set(7)
    page = who.page
    names = page.locator(f"{ROOM}.petal-name")
    assert names.count() == 7
    expect(page.locator(f"{ROOM}textarea").first).to_have_value("Senior workers")
    page.get_by_label("A petal of your own").fill("How I <b>laugh</b>")
    page.keyboard.press("Enter")
    expect(names.last).to_have_text("8. How I <b>laugh</b>")
    page.get_by_label("Name of petal 8", exact=True).fill("Laughing")
    expect(names.last).to_have_text("8. Laughing")
    expect(page.get_by_role("button", name="8 Laughing: go to its row")).to_be_attached()
    who.press("Use 7 petals")
    assert names.count() == 8, "a petal of one's own stays"
    expect(page.locator("#alongside-announcer")).to_contain_text("There are 8 petals")
    second = names.nth(1).inner_text().removeprefix("2. ")
    who.press("Take out petal 1")
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    assert names.first.inner_text() == f"1. {second}"
    who.press("Put it back")
    expect(page.locator(f"{ROOM}textarea").first).to_have_value("Senior workers")
    who.press("Use 16 petals")
    assert names.count() == 16
    expect(page.get_by_text("To add another, take one out first.")).to_be_visible()


def test_each_place_has_its_own_answers(someone):
    who = someone().begin().usual(0, "Senior workers")
    place = who.page.get_by_label("Where do you look?")
    place.select_option(label="On a home visit")
    expect(place).to_be_focused()
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value("")
    place.select_option(label="Around here")
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value("Senior workers")
    who.usual(1, "A degree").unfold("Add a place of your own").page.get_by_label(re.compile("^A place, such as")).fill(
        "in the car"
    )
    who.press("Add this place")
    place.select_option(label="Around here")
    expect(who.page.locator(f"{ROOM}textarea").nth(1)).to_have_value("A degree")


def test_each_source_says_when_it_was_looked_at(someone, packs):
    page = someone().unfold("Where this comes from").page
    expect(page.get_by_role("listitem").filter(has_text="Checked on 22 November 2026.")).to_have_count(
        len(packs["flower"]["sources"])
    )


def test_a_practice_person_comes_with_one_way_to_fill_it_in(someone, packs):
    person = packs["flower"]["practice"]["people"][1]
    who = someone().press(f"Fill in a flower for {person['name']}").at(f"A flower for {person['name']}")
    page = who.page
    assert page.locator(f"{ROOM}textarea").count() == len(person["one_way"])
    who.usual(0, "Senior workers").unfold("The inner ring, for").mark(0, "the same")
    expect(page.get_by_text("Usual: Senior workers")).to_be_visible()
    way = person["one_way"][0]["usual"]
    expect(page.get_by_role("cell", name=way)).to_be_hidden()
    who.unfold("See one way that somebody filled it in")
    expect(page.get_by_role("cell", name=way)).to_be_visible()


def test_a_pack_can_turn_the_rings_round(someone, packs, new_page, widget_page):
    turned = {**packs, "flower": {**packs["flower"], "outer": "me"}}
    who = Someone(widget_page("flower", {"pack": turned, "trouble": {}})).begin().usual(0, "Senior workers")
    expect(who.page.get_by_text("Inner petal: what is treated as the usual here")).to_be_visible()
    who.press("Look at the whole picture").press("Print").at("On paper").choose("A blank flower with 7 petals")
    who.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(who.page.locator(".print-sheet")).to_contain_text("On the outer petal: fill it for the same")


# ── Pictures ────────────────────────────────────────────

#: Of each label its lines as they are drawn, and the petals, in the units of the picture.
DRAWN = """() => {
  const picture = document.querySelector('figure.whole svg');
  const { x, y, width, height } = picture.viewBox.baseVal;
  const words = [...picture.querySelectorAll(':scope > text')].map(one => one.getBBox());
  const petals = picture.querySelectorAll('[data-petal]').length;
  const box = ({ x, y, width, height }) => [x, y, x + width, y + height];
  return { frame: [x, y, x + width, y + height], words: words.map(box), petals };
}"""


def test_long_words_are_drawn_whole_and_cover_nothing(someone):
    who = someone().begin().unfold("Yourself, if you want to").unfold("Add, rename or take out petals")
    petals = who.page.locator(f"{ROOM}textarea")
    for fewest in (5, 7, 12, 16):
        if fewest > 5:
            who.press(f"Use {fewest} petals")
        for at in range(petals.count()):
            who.usual(at, LONG_WORD if at % 3 else LONG_WORDS).mark(at, ("the same", "different", "it changes", "blank")[at % 4])
        # what was written stays, so that a set can bring a petal or two more than its own
        many = petals.count()
        assert fewest <= many <= 16
        who.press("Look at the whole picture").at("The whole picture")
        nothing_is_covered(who.page.evaluate(DRAWN), many)
        who.press("Back to my flower")


def nothing_is_covered(drawn, many):
    assert drawn["petals"] == many
    assert len(drawn["words"]) > 3 * many
    left, top, right, bottom = drawn["frame"]
    for at, (x1, y1, x2, y2) in enumerate(drawn["words"]):
        assert min(x1 - left, y1 - top, right - x2, bottom - y2) >= 0, "words stand within the picture"
        assert max(abs(x1), abs(x2)) > 200 or max(abs(y1), abs(y2)) > 200, "words stand outside the flower"
        for other in drawn["words"][at + 1 :]:
            across = min(x2, other[2]) - max(x1, other[0])
            down = min(y2, other[3]) - max(y1, other[1])
            # the boxes of two lines of a label meet by a hair, as lines of a text do
            assert across <= 0 or down < 0.35 * (y2 - y1)


def test_pictures_are_made_in_the_browser(someone):
    who = someone().begin().fill_in().press("Look at the whole picture")
    drawing = who.download("Download the picture (SVG)").decode()
    assert "<title>Power Flower: Around here</title>" in drawing
    assert "Role, usual: Senior workers, for me: different" in drawing
    assert "Outer petal: what is treated as the usual here" in drawing
    assert "var(" not in drawing, "a file knows no page"
    picture = who.download("Download the picture (PNG)")
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") > 1500, "wide enough to read"


def test_paper_has_the_flower_in_ordinary_and_large_print_or_a_blank_one(someone):
    who = someone().begin().fill_in().press("Look at the whole picture").press("Print").at("On paper")
    page = who.page
    sheet = page.locator(".print-sheet")

    def on_paper():
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        words = sheet.inner_text()
        size = sheet.locator("td").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * 0.75")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert sheet.inner_text() == ""
        return words, round(size)

    words, size = on_paper()
    assert ("Senior workers" in words, "I came late to it" in words, size) == (True, True, 11)
    who.choose("The room only").choose("Large print")
    words, size = on_paper()
    assert ("Senior workers" in words, "different" in words, size) == (True, False, 18)
    who.choose("A blank flower with 16 petals")
    words, size = on_paper()
    assert ("Senior workers" in words, "16. " in words, "Where do I look?" in words) == (False, True, True)


# ── Files ───────────────────────────────────────────────


def test_a_file_is_saved_and_opened_again(someone):
    who = someone().begin().fill_in().press("Save or open a file")
    saved = who.download("Download my flower")
    assert json.loads(saved)["format"] == "alongside-power-flower"
    other = someone().press("Open a file").open_file(saved).at("My flower")
    expect(other.page.locator(f"{ROOM}textarea").first).to_have_value("Senior workers")
    expect(other.page.locator(f"{ME}select").nth(1)).to_have_value("changes")


def test_a_file_in_the_place_of_a_flower_can_be_undone(someone):
    saved = someone().begin().fill_in().press("Save or open a file").download("Download my flower")
    who = someone().begin().usual(0, "what was here").press("Save or open a file").open_file(saved).at("My flower")
    who.press("Put it back")
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value("what was here")


NOT_FLOWERS = [
    (b'{"format": "alongside-power-flower", "version": 1', "It may be damaged or cut short"),
    (b"\xff\xfe\x00", "It may be damaged or cut short"),
    (b'{"format": "alongside-record", "version": 1}', "This file is a record"),
    (b'{"a": 1}', "This is not a Power Flower file"),
    (
        b'{"format": "alongside-power-flower", "x": "<script>window.ran = 1</script>"}',
        "something that a Power Flower never has",
    ),
    (b" " * 4_000_001, "Choose a file of at most 4 MB"),
    (b"", "is empty"),
]


def test_a_file_that_is_not_a_whole_flower_gets_a_sentence_and_changes_nothing(someone):
    who = someone().begin().usual(0, "what was here").press("Save or open a file")
    for content, says in NOT_FLOWERS:
        who.open_file(content)
        expect(who.page.locator(".error:visible")).to_contain_text(says)
    assert who.page.evaluate("window.ran") is None
    who.press("Back")
    expect(who.page.locator(f"{ROOM}textarea").first).to_have_value("what was here")


def test_a_locked_file_opens_with_its_passphrase_only(someone):
    who = someone().begin().fill_in().press("Save or open a file")
    who.page.get_by_label("A passphrase (optional)").fill("short")
    who.press("Download my flower")
    expect(who.page.locator(".error:visible")).to_contain_text("A passphrase needs at least 8 characters")
    who.page.get_by_label("A passphrase (optional)").fill("long enough")
    saved = who.download("Download my flower")
    assert b"Senior" not in saved
    other = someone().press("Open a file").open_file(saved)
    other.page.get_by_label("Its passphrase").fill("not this one")
    other.press("Open it")
    expect(other.page.locator(".error:visible")).to_contain_text("The passphrase does not open this file")
    other.page.get_by_label("Its passphrase").fill("long enough")
    other.press("Open it").at("My flower")
    expect(other.page.locator(f"{ROOM}textarea").first).to_have_value("Senior workers")


# ── Showing ─────────────────────────────────────────────


def test_what_is_shown_stands_alone_and_ends_like_everything_else(someone, packs):
    who = someone().begin().fill_in().press("Show some of it, or none").press("Choose what to show")
    page = who.page
    assert page.get_by_role("checkbox").count() == 3 + 1 + 1, "only petals with something in them can be picked"
    who.press("Show it now")
    expect(page.get_by_role("alert")).to_contain_text("Choose what to show, or go back")
    who.tick("Role").press("Show it now").at("What I want to show")
    shown = page.get_by_role("dialog")
    assert "Senior workers" in shown.inner_text()
    assert "I came late to it" not in shown.inner_text(), "own words were not picked"
    left_out = [petal["name"] for petal in packs["flower"]["petals"] if petal["name"] != "Role"]
    assert [name for name in left_out if name in page.locator("#widget").inner_text()] == []
    assert page.evaluate("document.querySelector('dialog').matches(':modal')")
    box = shown.bounding_box()
    assert (box["width"], box["height"]) == (1100, 900)
    page.keyboard.press("Escape")
    who.at("You have finished")


def test_back_from_the_end_shows_nothing_that_was_not_picked(someone):
    who = someone().begin().fill_in(MARKER).press("Show some of it, or none").press("Choose what to show")
    who.tick("Role").press("Show it now").press("End").at("You have finished")
    who.page.go_back()
    who.at("You have finished")
    assert MARKER not in who.page.content()


def test_more_than_three_petals_are_too_many(someone):
    who = someone().begin()
    for at in range(4):
        who.usual(at, "somebody")
    who.press("Show some of it, or none").press("Choose what to show")
    who.tick("Role", "Route into the work", "Time here", "Hours").press("Show it now")
    expect(who.page.get_by_role("alert")).to_contain_text("Choose 3 at most. You have chosen 4")


def test_a_ring_in_which_nobody_is_the_usual_is_not_offered(someone):
    who = someone().begin().unfold("Yourself, if you want to").mark(0, "different")
    who.press("Show some of it, or none").press("Choose what to show")
    assert [box.get_attribute("value") for box in who.page.get_by_role("checkbox").all()] == ["role"]


def test_every_way_ends_on_the_same_page(someone):
    who = someone().begin().fill_in()
    page = who.page
    ends = []

    def the_end():
        who.at("You have finished")
        ends.append(page.locator(".screen").inner_html())
        who.press("Back to the flower").press("Show some of it, or none")

    who.press("Show some of it, or none").press("I would rather not")
    the_end()
    who.press("Talk about the room").press("Finish")
    the_end()
    who.press("Talk about the room").press("Show the ring about the room").press("End")
    the_end()
    who.press("Choose what to show").tick("Role").press("Show it now").press("End")
    the_end()
    who.press("Choose what to show").press("I would rather stop here")
    the_end()
    who.press("Begin with the assessor").press("I would rather stop here")
    the_end()
    who.press("Begin with the assessor").press("The assessor begins").press("I would rather stop here")
    the_end()
    who.press("Begin with the assessor").press("The assessor begins").press("Choose what to show").press(
        "I would rather stop here"
    )
    the_end()
    assert len({re.sub(r"flower-\w+-\d+", "id", end) for end in ends}) == 1


def test_the_last_page_leads_to_the_agreement_where_the_page_has_one(someone):
    who = someone().begin().press("Show some of it, or none").press("I would rather not").at("You have finished")
    go = who.page.get_by_role("button", name="Go to our working agreement")
    assert go.count() == 0
    who.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div class=\"alongside agreement\"><h2>Ours</h2></div>')")
    go.click()
    who.at("Ours")


def hand_over(who):
    who.press("Show some of it, or none").press("Begin with the assessor").press("The assessor begins").at(
        "The assessor’s flower"
    )
    who.fill_in(" of the assessor").press("Choose what to show").tick("Role")
    return who.press("Put these away and hand over").at("The screen is clear")


def test_handing_over_leaves_nothing_of_the_first_to_the_second(someone):
    who = someone().begin()
    page = who.page
    page.evaluate("document.addEventListener('alongside:hand-over', ({detail}) => (window.handed = detail))")
    hand_over(who)
    assert page.evaluate("handed") == {"by": "flower", "isEmptied": True}, "a wheel on the same page hears of it"
    for _ in range(6):
        assert "of the assessor" not in page.content()
        values = page.locator("textarea, input[type=text]").evaluate_all("all => all.map(one => one.value).join()")
        assert "of the assessor" not in values
        page.go_back()
    for _ in range(6):
        page.go_forward()
    who.press("Stop here").at("You have finished")
    assert "of the assessor" not in page.content()


def test_days_later_each_opens_a_file_and_both_are_shown(someone):
    def save_flower_of(whose):
        return someone().begin().fill_in(f" of the {whose}").press("Save or open a file").download("Download my flower")

    assessor_file, nqsw_file = save_flower_of("assessor"), save_flower_of("NQSW")
    who = someone().begin().press("Show some of it, or none").press("Begin with the assessor").press("The assessor begins")
    who.press("Save or open a file").open_file(assessor_file).at("The assessor’s flower")
    who.press("Choose what to show").tick("Role").press("Put these away and hand over").at("The screen is clear")
    who.press("Open a file of mine").open_file(nqsw_file).at("The NQSW’s flower")
    assert "of the assessor" not in who.page.content()
    who.press("Choose what to show").tick("Time here").press("I have chosen").press("Show both")
    words = who.page.get_by_role("dialog").inner_text()
    assert words.index("Senior workers of the assessor") < words.index("Three years of the NQSW")
    assert "Three years of the assessor" not in words
    assert "Senior workers of the NQSW" not in words


def come_to_both(someone):
    """The assessor has handed over, and the NQSW has picked."""
    who = hand_over(someone().begin()).press("Fill in mine").at("The NQSW’s flower").fill_in(" of the NQSW")
    return who.press("Choose what to show").tick("Role", "Time here").press("I have chosen").at("Before both are shown")


def test_without_the_nqsw_s_yes_neither_is_shown_and_no_answer_stands_on_the_screen(someone):
    who = come_to_both(someone)
    page = who.page
    assert not page.get_by_role("radio").count()
    assert not page.get_by_role("checkbox").count()
    assert "of the assessor" not in page.content()
    who.press("Show neither, and finish").at("You have finished")
    assert "of the assessor" not in page.content()


def test_both_are_shown_where_the_nqsw_wants_it_too(someone):
    who = come_to_both(someone)
    page = who.page
    who.press("Show both")
    words = page.get_by_role("dialog").inner_text()
    assert words.index("The assessor") < words.index("Senior workers of the assessor") < words.index("Senior workers of the NQSW")
    assert "A degree after school" not in words
    assert not re.search(r"\d+ of \d+|%|in common|alike|similar", words)
    who.press("End").at("You have finished")
    assert "of the assessor" not in page.content()


# ── For everybody ───────────────────────────────────────


def states(who):
    """Walk through every page; a name for each."""
    page = who.page
    yield "the first page"
    who.press("Fill in a flower for Owen Pryce").unfold("The inner ring, for").unfold("See one way")
    yield "a practice person"
    who.press("Begin my flower").fill_in().use_set(16).unfold("Add a place of your own").press("Take out petal 16")
    yield "my flower, unfolded, changed"
    who.press("Clear everything")
    yield "clear?"
    who.press("Keep it").press("Look at the whole picture")
    yield "the whole picture"
    who.press("Print")
    yield "paper"
    who.press("Back").press("Back to my flower").press("Save or open a file").open_file("{")
    yield "files, with an error"
    who.press("Back").press("Show some of it, or none")
    yield "before showing"
    who.press("Talk about the room")
    yield "about the room"
    page.go_back()
    who.press("Choose what to show").press("Show it now")
    yield "choosing, with an error"
    who.tick("Role", "Route into the work").tick("Show my own words too").press("Show it now")
    yield "showing"
    who.press("End")
    yield "the last page"
    who.press("Back to the flower").press("Show some of it, or none").press("Begin with the assessor")
    yield "two at one screen"
    who.press("The assessor begins").press("Choose what to show").tick("Role").press("Put these away and hand over")
    yield "handing over"
    who.press("Fill in mine").usual(0, LONG_WORD).press("Choose what to show").tick("Role").press("I have chosen")
    yield "before both are shown"
    who.press("Show both")
    yield "next to each other"


@pytest.mark.parametrize("words", [{}, SMALL], ids=["1100", "320"])
def test_axe_finds_nothing_in_any_state_and_nothing_is_cut(someone, axe, words):
    who = someone(**words)
    who.page.evaluate("document.body.classList.add('alongside')")
    walked = []
    for name in states(who):
        axe(who.page)
        wide = "Math.max(document.documentElement.scrollWidth, document.querySelector('dialog')?.scrollWidth ?? 0)"
        assert who.page.evaluate(wide) <= who.page.viewport_size["width"], name
        walked.append(name)
    assert len(walked) == 16


@pytest.mark.parametrize("paper", ["dark", "white"])
def test_axe_finds_nothing_on_other_papers(someone, axe, paper):
    who = someone()
    who.page.evaluate(
        "paper => { document.documentElement.dataset.paper = paper; document.body.classList.add('alongside') }", paper
    )
    who.begin().fill_in()
    axe(who.page)
    who.press("Look at the whole picture")
    axe(who.page)


def test_a_flower_is_filled_in_and_shown_by_keyboard_alone(someone):
    page = someone().page
    keys = page.keyboard

    def tab_to(words):
        for _ in range(60):
            keys.press("Tab")
            if words in focused(page):
                return
        pytest.fail(f"Tab never came to {words!r}")

    def tab_to_a(selector):
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"Tab never came to {selector}")

    tab_to("Begin my flower")
    keys.press("Enter")
    tab_to_a("textarea")
    keys.type("Senior workers")
    tab_to("Yourself, if you want to")
    keys.press("Enter")
    tab_to_a(f"{ME}select")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    tab_to("3 Time here: go to its row")
    keys.press("Enter")
    assert page.evaluate("document.activeElement.closest('tr').dataset.row") == "time_here"
    expect(page.locator(f"{ME}select").first).to_have_value("different")
    tab_to("Show some of it, or none")
    keys.press("Enter")
    tab_to("Choose what to show")
    keys.press("Enter")
    tab_to_a("input[type=checkbox]")
    keys.press("Space")
    tab_to("Show it now")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Senior workers")
    tab_to("End")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="You have finished")).to_be_focused()


def test_in_forced_colours_the_petals_are_told_apart(someone):
    who = someone(forced_colors="active").begin().fill_in()
    fills = who.page.locator(".drawn [data-petal] path").evaluate_all("all => all.map(one => getComputedStyle(one).fill)")
    assert any("url" in fill for fill in fills)
    assert len(set(fills)) >= 3


def test_what_is_pressed_is_at_least_24_pixels_apart(someone):
    who = someone(**SMALL).begin().use_set(16)
    boxes = who.page.locator("button.number").evaluate_all(
        """all => all.map(one => {
          const { x, y, width, height } = one.getBoundingClientRect();
          return [x + width / 2, y + height / 2, width];
        })"""
    )
    assert len(boxes) == 16
    assert all(width >= 40 for _, _, width in boxes)
    for at, (x, y, _) in enumerate(boxes):
        near = boxes[(at + 1) % 16]
        assert ((near[0] - x) ** 2 + (near[1] - y) ** 2) ** 0.5 >= 24
