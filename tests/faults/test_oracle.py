"""The harness's own judgement: what it would call a loss, shown on looks that were made by hand."""

from dataclasses import replace
from random import Random

import pytest
from faults.choose import Action, choose
from faults.look import Look
from faults.oracle import Diary, path_in_words, strange_step, unsettled
from faults.plan import OF_ALL, OF_ONE, plan

STORY = {"page": "walk", "scenario": "small_story", "eyes": "assessor"}
EMPTY = {**STORY, "moves": []}
AT_THE_DESK = {**STORY, "moves": [{"scene": "window"}]}
NOTE = "What did you notice?"


def look(places, at=-1, **more):
    """A story with notes beside it, as the page shows it at one of these places."""
    headings = {0: "By the window", 1: "The desk"}
    place = places[at]
    kept = {"steps/stories": {"visit": "1-2", "places": places, "at": at % len(places)}, **more.pop("kept", {})}
    moves = len(place["moves"])
    shown = {"heading": headings[moves], "steps": f"“The borrowed desk” · scene {moves + 1} of about 3"}
    shown["text"] = "\n".join(shown.values())
    return Look(**{"state": "ready", "widgets": ["player", "form"], "kept": kept, **shown, **more})


@pytest.fixture
def before():
    """At the desk, with a note."""
    return look([EMPTY, AT_THE_DESK], typed=[[NOTE, "the new text"]], kept={"form/notes/noticed": "the new text"})


@pytest.fixture
def diary(before):
    diary = Diary(fields={"form/notes/noticed": "the new text"})
    diary.note(before)
    return diary


def with_kept(one, **changed):
    """The same look, with other things in the tab's store."""
    return replace(one, kept={**one.kept, **changed})


def test_a_page_that_is_as_it_was_has_lost_nothing(diary, before):
    assert diary.losses(before) == []
    assert diary.losses(with_kept(before, **{"steps/stories": before.kept["steps/stories"] | {"visit": "3-4"}})) == []


def test_a_field_that_was_dropped_from_the_store_is_a_loss(diary, before):
    kept = {key: value for key, value in before.kept.items() if key != "form/notes/noticed"}
    found = diary.losses(replace(before, kept=kept, typed=[[NOTE, ""]]))
    assert [loss.partition(":")[0] for loss in found] == ["kept", "field", "field"]


def test_a_path_that_is_one_scene_back_is_a_loss(diary, before):
    back = look([EMPTY, EMPTY], typed=before.typed, kept={"form/notes/noticed": "the new text"})
    assert [loss.partition(":")[0] for loss in diary.losses(back)] == ["path", "screen"]


def test_the_older_of_two_texts_is_a_loss_wherever_it_stands(diary, before):
    shown = replace(before, typed=[[NOTE, "the old text"]])
    assert [loss.partition(":")[0] for loss in diary.losses(shown)] == ["field"]
    kept = with_kept(before, **{"form/notes/noticed": "the old text"})
    assert [loss.partition(":")[0] for loss in diary.losses(kept)] == ["kept", "field"]


def test_a_store_that_took_the_older_text_is_found_though_the_page_kept_nothing_else(before):
    stale = replace(with_kept(before, **{"form/notes/noticed": "the old text"}), typed=[[NOTE, "the old text"]])
    diary = Diary(fields={"form/notes/noticed": "the new text"})
    diary.note(stale)
    assert len(diary.losses(stale)) == 2, "the learner knows what they wrote"


def test_a_screen_other_than_its_path_is_not_settled(before):
    widgets = {"player", "form"}
    assert unsettled(before, widgets) == ""
    assert "the path leads to" in unsettled(replace(before, heading="By the window"), widgets)
    assert "the path leads to" in unsettled(replace(before, steps="“The borrowed desk” · scene 1 of about 3"), widgets)
    assert "not there yet" in unsettled(replace(before, widgets=["player"]), widgets)
    assert "status line" in unsettled(replace(before, state="trouble"), widgets)
    assert "offers" in unsettled(replace(before, offers=["Connect again"]), widgets)
    assert unsettled(replace(before, patience="One moment…"), widgets) == "One moment…"


def test_a_step_must_lead_on_from_where_it_was_taken(before):
    start = look([EMPTY])
    assert strange_step(Action("press", "Continue"), start, before) == ""
    assert strange_step(Action("press", "Continue"), before, start)
    assert strange_step(Action("press", "Continue", "Say nothing"), start, before), "the page does not name the choice"


def test_the_path_in_words_is_the_engines():
    assert path_in_words(AT_THE_DESK) == [("By the window", "")]


def test_a_seed_gives_the_same_faults_and_choices_again():
    assert plan(7, 60, 3) == plan(7, 60, 3) != plan(8, 60, 3)
    told = [fault for struck in plan(7, 60, 3) for fault in struck]
    assert [fault.number for fault in told] == list(range(1, 61))
    assert {kind for fault in told for kind in fault.kinds} == {*OF_ONE, *OF_ALL}


def test_no_learner_meets_two_faults_in_a_round_unless_they_are_one():
    for struck in plan(3, 200, 3):
        assert len({fault.learner for fault in struck}) == len(struck)
        assert len(struck) == 1 or not any(fault.meets_all for fault in struck)


def test_a_learner_chooses_by_the_seed_alone(before):
    shown = replace(before, buttons=["Continue", "Skip this scene", "Back", "Start again"], choices=["Ask", "Wait"])
    chosen = [choose(shown, Random(seed)) for seed in range(40)]
    assert chosen == [choose(shown, Random(seed)) for seed in range(40)]
    assert {action.kind for action in chosen} == {"press", "write", "back"}
    assert "Start again" not in {action.words for action in chosen}
