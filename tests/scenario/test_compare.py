from pathlib import Path

import pytest

from alongside.scenario.compare import CannotCompare, compare
from alongside.scenario.engine import Story, Walk
from alongside.scenario.retelling import retell
from tests.stories import checked


@pytest.fixture(scope="module")
def story():
    return Story(checked(Path(__file__).parents[1] / "data/scenarios/small_story.yaml").pack)


def walk_to_the_end(story, *taken, eyes="assessor"):
    """Walk a story: each word is a choice, or "~" for a skip."""
    walk = Walk(story, eyes)
    for word in taken:
        while walk.phase != "ending" and not walk.choices():
            walk.go_on()
        if word == "~":
            walk.skip()
        else:
            walk.choose(word)
    while walk.can_go_on():
        walk.go_on()
    return walk


def test_a_walk_is_told_again_with_what_was_offered(story):
    steps = retell(walk_to_the_end(story, "ask_her", "~"))
    assert [(step.scene, step.choice, step.skipped, step.to) for step in steps] == [
        ("window", None, False, "desk"),
        ("desk", "ask_her", False, "desk"),
        ("desk", "wait", True, "door"),
    ]
    assert [choice["id"] for choice in steps[1].offered] == ["ask_her", "give_window", "wait"]
    assert [choice["id"] for choice in steps[2].offered] == ["give_window", "wait"], "once means once"


def test_telling_it_again_leaves_the_walk_as_it_is(story):
    walk = walk_to_the_end(story, "ask_her", "wait")
    before = walk.save()
    retell(walk)
    assert walk.save() == before


def test_two_who_choose_differently_part_there(story):
    found = compare(walk_to_the_end(story, "wait"), walk_to_the_end(story, "give_window", "joke"))
    assert [step["heading"] for step in found["shared"]] == ["By the window"]
    assert found["parting"]["heading"] == "The desk"
    assert found["parting"]["first"]["words"] == "Say nothing, and see who sits where."
    assert found["parting"]["second"]["meant"]["tom"] == "Moira thanks you in front of the team."
    assert [step["heading"] for step in found["then"]["second"]] == ["The name card"]
    assert found["endings"]["first"]["name"] == "The last car"
    assert found["endings"]["second"]["name"] == "A card"
    assert not found["same_ending"]


def test_later_decisions_that_both_came_to_are_found(story):
    found = compare(walk_to_the_end(story, "give_window", "joke"), walk_to_the_end(story, "give_window", "own_up"))
    assert found["parting"]["heading"] == "The name card"
    assert found["again"] == []
    first = walk_to_the_end(story, "ask_her", "wait")
    found = compare(first, walk_to_the_end(story, "ask_her", "give_window"))
    assert [step["words"] for step in found["shared"]] == [None, "Ask Adaeze which desk would suit her."]
    assert found["parting"]["second"]["words"] == "Give her the desk by the window."


def test_a_skip_that_takes_the_same_choice_is_no_parting(story):
    found = compare(walk_to_the_end(story, "~"), walk_to_the_end(story, "wait"))
    assert found["parting"] is None
    assert found["shared"][1]["skipped_by"] == {"first": True, "second": False}
    assert found["same_ending"]


@pytest.mark.parametrize("other", ["unfinished", "other eyes"])
def test_what_cannot_be_compared_is_refused(story, other):
    first = walk_to_the_end(story, "wait")
    second = Walk(story, "assessor") if other == "unfinished" else walk_to_the_end(story, "wait", eyes="nqsw")
    with pytest.raises(CannotCompare):
        compare(first, second)


def test_the_questions_fit_how_they_parted(story):
    wait = walk_to_the_end(story, "wait")
    alike = compare(wait, wait)["questions"]
    apart = compare(wait, walk_to_the_end(story, "give_window", "joke"))["questions"]
    same_end = compare(walk_to_the_end(story, "give_window", "joke"), walk_to_the_end(story, "give_window", "moira_did"))[
        "questions"
    ]
    assert "alike all the way" in alike[0]
    assert "“The desk”" in apart[0]
    assert "the other's ending" in apart[-1]
    assert "same ending" in same_end[-1]
