import json
import logging
from pathlib import Path

import pytest

from alongside.content.check import compile_packs
from alongside.scenario import view

DATA = Path(__file__).parents[1] / "data"
ASK, GIVE, WAIT = ({"scene": "desk", "choice": choice} for choice in ("ask_her", "give_window", "wait"))
AT_DESK = [{"scene": "window"}]
AFTER_WAIT = [*AT_DESK, WAIT]
ENDED = [*AFTER_WAIT, {"scene": "desk"}]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    out = tmp_path_factory.mktemp("packs")
    assert compile_packs([DATA], out) == []
    return out


@pytest.fixture(autouse=True)
def _packs(compiled, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_PACKS", str(compiled))


def walked(moves, page="walk", eyes="assessor", **more):
    return view.view_of({"page": page, "scenario": "small_story", "eyes": eyes, "moves": moves, **more})


def test_nothing_asked_shows_the_shelf():
    shown = view.view_of({})
    assert shown["screen"] == "shelf"
    assert [card["title"] for card in shown["stories"]] == ["The borrowed desk"]
    assert shown["stories"][0]["audience"] == "NQSWs and assessors"


@pytest.mark.parametrize(
    "words",
    [
        {"page": 7, "scenario": ["x"], "eyes": {}, "moves": "desk"},
        {"page": "nonsense", "scenario": None},
        {"page": "walk", "scenario": {}},
        {"serial": "x"},
    ],
)
def test_words_that_do_not_fit_show_the_shelf(words):
    assert view.view_of(words)["screen"] == "shelf"


def test_a_story_that_is_gone_shows_the_shelf_with_a_note():
    shown = view.view_of({"page": "walk", "scenario": "no_such_story", "eyes": "nqsw", "moves": []})
    assert shown["screen"] == "shelf"
    assert "not here any more" in shown["note"]


@pytest.mark.parametrize("eyes", [None, "nobody"])
def test_without_eyes_the_content_notice_comes_first(eyes):
    shown = walked([], eyes=eyes)
    assert shown["screen"] == "before"
    assert "left out" in shown["content_notice"]
    assert [one["words"] for one in shown["eyes"]] == ["Tom, the assessor", "Adaeze, the NQSW"]


def test_a_scene_offers_its_choices_and_nothing_of_what_follows():
    shown = walked(AT_DESK)
    assert (shown["screen"], shown["heading"], shown["number"]) == ("scene", "The desk", 2)
    assert [choice["id"] for choice in shown["choices"]] == ["ask_her", "give_window", "wait"]
    assert set(shown["choices"][0]) == {"id", "words"}
    assert "works from her car" not in json.dumps(shown)


def test_you_are_the_one_whose_eyes_these_are():
    assert walked(AT_DESK)["people"]["tom"]["label"] == "You (Tom), assessor"
    assert walked(AT_DESK, eyes="nqsw")["people"]["tom"]["label"] == "Tom, assessor"
    assert walked(AT_DESK)["people"]["mr_osei"]["label"] == "Mr Osei, who draws on care and support"
    assert walked(AT_DESK)["people"]["moira"]["label"] == "Moira"


def test_after_a_choice_the_assessor_is_told_of_first():
    shown = walked([*AT_DESK, ASK])
    assert shown["screen"] == "after"
    assert [one["person"] for one in shown["meant"]] == ["tom", "adaeze", "mr_osei"]
    assert shown["number"] == 2


def test_a_skip_says_what_happened_and_which_choice_it_takes():
    shown = walked([*AT_DESK, {"scene": "desk", "skipped": True}])
    assert shown["last"] == {
        "choice": "wait",
        "words": "Say nothing, and see who sits where.",
        "skipped": True,
        "happened": "Mr Osei had rung, and Adaeze had no desk.",
    }


@pytest.mark.parametrize(
    ("moves", "kept"), [([], None), (AT_DESK, 0), ([*AT_DESK, ASK], 1), ([*AT_DESK, ASK, {"scene": "desk"}], 1)]
)
def test_back_leads_to_the_last_decision(moves, kept):
    assert walked(moves)["back"] == kept


def test_moves_that_no_longer_fit_are_dropped():
    shown = walked([*AT_DESK, {"scene": "desk", "choice": "gone"}, {"scene": "desk"}])
    assert (shown["scene"], shown["moves"], shown["lost"]) == ("desk", AT_DESK, 2)


def test_an_ending_tells_what_each_was_left_with():
    shown = walked(ENDED)
    assert shown["screen"] == "ending"
    assert shown["ending"]["name"] == "The last car"
    assert [one["person"] for one in shown["ending"]["left_with"]] == ["tom", "adaeze", "mr_osei"]


def test_a_review_before_an_ending_shows_the_scene():
    assert walked(AT_DESK, page="review")["screen"] == "scene"


def test_a_review_names_other_endings_and_does_not_spoil_them():
    shown = walked(ENDED, page="review")
    assert shown["others"] == ["A card", "The empty desk", "The draught"]
    spoilt = json.dumps(shown)
    assert "never asked for" not in spoilt
    assert "There is a card on your keyboard" not in spoilt
    assert [question["id"] for question in shown["debrief"]] == ["who_asked", "card", "car"]


@pytest.mark.parametrize("moves", [[], AT_DESK, AFTER_WAIT, ENDED])
@pytest.mark.parametrize("page", ["shelf", "before", "walk", "review", "partner", "handover", "compare"])
def test_nothing_that_authors_keep_for_themselves_is_in_any_screen(page, moves):
    shown = json.dumps(walked(moves, page=page, others_moves=ENDED))
    assert len(shown) > 30
    for marker in ("MARKER", "nearer", "further", "skip_takes", "facilitator", "performative", "variables"):
        assert marker not in shown, marker


def test_nothing_of_the_story_is_left_when_it_is_handed_over():
    assert walked(ENDED, page="handover") == {
        "screen": "handover",
        "scenario": "small_story",
        "title": "The borrowed desk",
    }


def test_two_who_have_not_both_finished_are_not_compared():
    assert walked(ENDED, page="compare", others_moves=AT_DESK)["screen"] == "before"


def test_two_readers_are_compared():
    other = [*AT_DESK, GIVE, {"scene": "desk"}, {"scene": "card", "choice": "own_up"}, {"scene": "card"}]
    shown = walked(ENDED, page="compare", others_moves=other)
    assert shown["screen"] == "compare"
    assert shown["compared"]["parting"]["heading"] == "The desk"
    assert [one["person"] for one in shown["compared"]["parting"]["second"]["meant"]] == ["tom", "adaeze"]


def test_one_story_can_have_a_workbook_of_its_own():
    assert len(view.view_of({}, only="small_story")["stories"]) == 1


def test_an_empty_shelf_is_a_shelf(monkeypatch, tmp_path):
    monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path))
    assert view.view_of({}) == {"screen": "shelf", "stories": [], "note": None}


def test_local_contacts_stand_in_the_review(compiled, monkeypatch):
    contact = {"name": "A line", "what": "Listens", "how": "01", "checked_on": "2026-11-01"}
    monkeypatch.setattr("alongside.content.packs.local", lambda: {"contacts": [contact]})
    assert walked(ENDED, page="review")["contacts"] == [contact]


class TestPlayer:
    @pytest.fixture
    def player(self):
        from alongside.scenario.player import Player  # noqa: PLC0415 – needs the built widget

        return Player

    def test_an_answer_carries_the_number_of_its_question(self, player):
        shown = player()
        assert (shown.view["screen"], shown.view["serial"]) == ("shelf", 0)
        shown.walk = {"serial": 4, "page": "before", "scenario": "small_story"}
        assert (shown.view["screen"], shown.view["serial"]) == ("before", 4)

    def test_a_mistyped_story_is_answered_with_the_nearest_name(self, player):
        assert player("smal_story").view["sentence"] == "There is no story 'smal_story'. Did you mean 'small_story'?"

    def test_an_error_shows_one_sentence_and_logs_no_words(self, player, monkeypatch, caplog):
        def fail(*_words):
            raise RuntimeError("LEARNER-MARKER")

        shown = player()
        monkeypatch.setattr("alongside.scenario.player.view_of", fail)
        with caplog.at_level(logging.DEBUG):
            shown.walk = {"serial": 1, "page": "walk", "scenario": "LEARNER-MARKER"}
        assert shown.view["screen"] == "trouble"
        assert shown.view["serial"] == 1
        assert "Player: answering: RuntimeError at" in caplog.text
        assert "scenario/player.py:" in caplog.text
        assert "LEARNER-MARKER" not in caplog.text + json.dumps(shown.view)

    def test_a_browser_sets_the_walk_and_nothing_else(self, player):
        shown = player()
        shown.set_state({"walk": {"serial": 2, "page": "partner"}, "view": {"screen": "forged"}, "kept_as": "elsewhere"})
        assert (shown.view["screen"], shown.kept_as) == ("partner", "stories")

    def test_two_players_keep_two_paths(self, player):
        assert player().kept_as != player("small_story").kept_as

    def test_its_repr_says_nothing_of_what_it_shows(self, player):
        assert repr(player()) == "Player()"
