"""The player by itself: two readers at it, and what it says when something is wrong."""

import json
import re

import pytest
from playwright.sync_api import expect
from readers import Reader, compile_small_story

from alongside.scenario.view import view_of


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    return compile_small_story(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def reader(new_page, widget_host, compiled, monkeypatch):
    """Someone in front of the shelf of stories; words are Playwright's."""
    monkeypatch.setenv("ALONGSIDE_PACKS", str(compiled))

    def at_the_shelf(**words):
        return Reader(new_page(**words), widget_host).open()

    return at_the_shelf


# ── Two readers ─────────────────────────────────────────


def test_two_readers_walk_one_after_the_other_and_then_compare(reader):
    someone = reader().pair_up()
    page = someone.page
    someone.press("Continue").at("The desk")
    someone.choose("Say nothing").press("Continue").at("In the car park")
    assert not page.get_by_role("button", name="Look back").count(), "the first reader hands over"
    someone.press("Hand over to Ines").at("Over to you, Ines")
    handed_over = len(someone.asked)
    assert "Say nothing" not in page.locator("#widget").inner_text()
    page.reload()
    someone.mount().at("Over to you, Ines")
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("Choose a story|Over to you"))).to_be_visible()
    page.go_forward()
    someone.at("Over to you, Ines")
    someone.press("Start").press("Continue").at("The desk")
    someone.press("Your path so far")
    assert page.locator(".path").inner_text().split() == "By the window".split()
    someone.choose("Give her").press("Continue").at("The name card")
    someone.choose("Say it was yours").press("Continue").at("On Wednesday")
    assert "wait" not in json.dumps(someone.asked[handed_over:]), "the first reader's choice is not asked about"
    someone.press("See where your paths part").at("Where your paths part")
    columns = page.locator(".reader").all_inner_texts()
    assert columns[0].startswith("First reader\n")
    assert "Say nothing, and see who sits where." in columns[0]
    assert columns[1].startswith("Ines\n")
    assert "Give her the desk by the window." in columns[1]
    expect(page.get_by_text("The last car")).to_be_visible()
    expect(page.get_by_text("At “The desk”, what did each of you notice")).to_be_visible()
    assert "Ines" not in json.dumps(someone.asked), "nicknames stay in the browser"


def test_a_reload_in_the_middle_of_the_second_walk_keeps_the_first(reader):
    someone = reader().pair_up()
    someone.press("Continue").choose("Say nothing").press("Continue").at("In the car park")
    someone.press("Hand over to Ines").press("Start").press("Continue").at("The desk")
    someone.page.reload()
    someone.mount().at("The desk")
    someone.choose("Say nothing").press("Continue").at("In the car park")
    someone.press("See where your paths part").at("You walked one path")


# ── When something is wrong ─────────────────────────────


def test_without_an_answer_the_page_says_so_and_asks_again(reader):
    someone = reader().to_the_desk()
    someone.page.clock.install()
    someone.answers = False
    someone.choose("Say nothing")
    someone.page.clock.run_for(1000)
    expect(someone.page.get_by_text("One moment…")).to_be_visible()
    someone.page.clock.run_for(9000)
    expect(someone.page.get_by_text("There is no answer yet. Your path is kept in this browser.")).to_be_visible()
    someone.answers = True
    someone.press("Try again").at("What happened next")
    expect(someone.page.get_by_text("There is no answer yet.")).to_have_count(0)


def test_a_late_answer_leaves_a_reader_where_they_are_writing_meanwhile(reader):
    someone = reader()
    page = someone.page
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { ariaLabel: 'Notes' }))")
    someone.answers = False
    someone.press("Open this story: The borrowed desk")
    page.get_by_label("Notes").press_sequentially("I saw ")
    late = page.evaluate("host.saves.at(-1).walk")
    page.evaluate("view => host.receive({ view })", view_of(late) | {"serial": late["serial"]})
    someone.at("The borrowed desk")
    page.keyboard.type("her desk")
    expect(page.get_by_label("Notes")).to_have_value("I saw her desk")


def test_a_late_answer_to_an_earlier_question_is_not_shown(reader):
    someone = reader().to_the_desk()
    old = someone.asked[-1]
    someone.choose("Say nothing").at("What happened next")
    someone.page.evaluate("view => host.receive({ view })", view_of(old) | {"serial": old["serial"]})
    someone.at("What happened next")


def test_trouble_is_a_sentence_with_ways_on(reader):
    someone = reader()
    trouble = {"screen": "trouble", "sentence": "There is no story 'nmae'.", "again": False, "serial": 0}
    someone.page.reload()
    someone.mount(trouble).at("This cannot be shown")
    expect(someone.page.get_by_text("There is no story 'nmae'.")).to_be_visible()


def test_an_empty_shelf_is_a_sentence(reader):
    someone = reader()
    someone.page.reload()
    someone.mount({"screen": "shelf", "stories": [], "note": None, "serial": 0})
    expect(someone.page.get_by_text("There are no stories here yet.")).to_be_visible()


def test_an_error_in_the_page_is_one_calm_sentence(reader, watch):
    watch.allow("Alongside: TypeError")
    someone = reader()
    someone.page.reload()
    someone.mount({"screen": "shelf", "stories": [{"title": "LEARNER-MARKER", "eyes": None}], "note": None, "serial": 0})
    expect(someone.page.get_by_role("alert")).to_contain_text("Something went wrong")
    assert "LEARNER-MARKER" not in json.dumps(watch.errors)


def test_a_question_holds_the_path_and_a_number_and_nothing_else(reader):
    someone = reader().to_the_review()
    keys = {"serial", "page", "scenario", "eyes", "moves", "others_moves"}
    assert [set(walk) for walk in someone.asked] == [keys] * len(someone.asked)
    moves = [move for walk in someone.asked for move in walk["moves"]]
    assert len(moves) > 5
    assert set().union(*moves) == {"scene", "choice"}
    serials = [walk["serial"] for walk in someone.asked]
    assert serials == sorted(set(serials))


def test_the_widget_leaves_nothing_behind(reader):
    someone = reader().to_the_desk()
    someone.page.evaluate("host.close()")
    asked = someone.page.evaluate("""async () => {
      const before = host.saves.length;
      const gone = new Promise(done => addEventListener('popstate', () => setTimeout(done), { once: true }));
      history.back();
      await gone;
      return [before, host.saves.length];
    }""")
    assert asked[0] == asked[1] > 2, "a widget that is gone asks for nothing"
