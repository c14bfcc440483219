"""The engine: what it offers, and what no walk may ever do."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.scenario.engine import CannotGoBack, CannotGoOn, NotOffered, Story, UnknownEyes, Walk
from alongside.scenario.explore import explore, walk_lengths
from tests.content.examples import HERE
from tests.stories import checked, shipped

STORIES = [Story(checked(HERE / "base.yaml").pack), *(Story(one.pack) for one in shipped().values() if one.pack)]
WALKED = [(story, eyes) for story in STORIES for eyes in story.eyes]


@pytest.fixture
def base():
    return Story(checked(HERE / "base.yaml").pack)


@pytest.fixture
def at_office(base):
    walk = Walk(base)
    walk.go_on()
    return walk


def step(walk, pick):
    """Make one possible move: the picked choice, on, or a skip."""
    choices = walk.choices()
    if pick % 5 == 4 and walk.phase == "scene":
        walk.skip()
    elif choices:
        walk.choose(choices[pick % len(choices)]["id"])
    else:
        walk.go_on()


def state(walk):
    return walk.scene, walk.phase, dict(walk.variables), walk.choices(), walk.passages(), walk.path(), walk.meant()


def test_a_scene_without_decision_goes_on(base):
    walk = Walk(base)
    assert (walk.scene, walk.phase, walk.choices()) == ("gate", "scene", [])
    walk.go_on()
    assert walk.scene == "office"
    assert [choice["id"] for choice in walk.choices()] == ["ask_ned", "cancel", "post_a_message"]


def test_a_decision_does_not_go_on_by_itself(at_office):
    assert not at_office.can_go_on()
    with pytest.raises(CannotGoOn, match="office"):
        at_office.go_on()


def test_a_choice_shows_what_it_meant_before_the_next_scene(at_office):
    at_office.choose("ask_ned")
    assert at_office.phase == "after"
    assert at_office.meant() == {"ned": "Ned has his hour.", "ana": "Ana works late."}
    assert at_office.passages() == [{"by": None, "words": "Ned nods."}, {"by": "ned", "words": "Yes."}]
    assert at_office.variables == {"asked": True, "late": 0}
    at_office.go_on()
    assert (at_office.scene, at_office.meant(), at_office.last) == ("river", {}, None)


def test_only_what_is_offered_can_be_chosen(at_office):
    with pytest.raises(NotOffered, match="say_sorry"):
        at_office.choose("say_sorry")


def test_a_skip_takes_the_named_choice_and_tells_what_happened(at_office):
    at_office.skip()
    assert at_office.last == {
        "choice": "ask_ned",
        "words": "Can we keep our hour?",
        "skipped": True,
        "happened": "Ned waited.",
    }
    assert at_office.path()[-1]["skipped"] is True


def test_a_scene_without_decision_can_be_skipped(base):
    walk = Walk(base)
    walk.skip()
    assert (walk.phase, walk.meant(), walk.last["choice"]) == ("after", {}, None)
    walk.go_on()
    assert walk.scene == "office"


def test_an_ending_cannot_be_skipped_or_left(base):
    walk = Walk(base)
    while walk.phase != "ending":
        step(walk, 0)
    assert not walk.can_go_on()
    with pytest.raises(CannotGoOn):
        walk.skip()
    assert walk.ending()["name"] == "The boat"
    assert sorted(walk.ending()["others"]) == ["The bus", "The rain"]


def test_the_first_way_whose_condition_holds_is_taken(base):
    walk = Walk(base)
    while walk.phase != "ending":
        choices = [choice["id"] for choice in walk.choices()]
        walk.choose("cancel") if "cancel" in choices else step(walk, 0)
    assert walk.ending()["name"] == "The rain"


def test_back_at_the_beginning_is_refused(base):
    with pytest.raises(CannotGoBack):
        Walk(base).go_back()


def test_back_before_the_first_choice_begins_again(at_office):
    at_office.go_back()
    assert (at_office.scene, at_office.can_go_back()) == ("gate", False)


def test_a_once_choice_is_offered_once(base):
    pack = copy.deepcopy(base.pack)
    office = pack["scenes"]["office"]["decision"]["choices"]
    office[0] |= {"once": True, "to": [{"to": "office"}]}
    walk = Walk(Story(pack))
    walk.go_on()
    walk.choose("ask_ned")
    walk.go_on()
    assert [choice["id"] for choice in walk.choices()] == ["cancel", "post_a_message"]


def test_eyes_must_be_named_where_there_are_two(base):
    pack = copy.deepcopy(base.pack) | {"eyes": ["assessor", "nqsw"]}
    with pytest.raises(UnknownEyes):
        Walk(Story(pack))
    with pytest.raises(UnknownEyes, match="nobody"):
        Walk(base, "nobody")


@pytest.mark.slow
@pytest.mark.parametrize(
    "moves",
    [
        "gate",
        [None, 3],
        [{"scene": "gate"}, {"scene": "office", "choice": "gone"}],
        [{"scene": "gate"}, {"scene": "office"}],
        [{"scene": "nowhere"}],
        [{"scene": "gate"}, {"scene": "office", "choice": ["x"]}],
        [{"scene": "gate", "choice": "ask_ned"}],
    ],
)
def test_what_no_longer_fits_is_dropped_calmly(base, moves):
    walk = Walk.load(base, {"scenario": "base", "eyes": "assessor", "moves": moves})
    assert walk.scene in {"gate", "office"}
    assert walk.lost == (len(moves) - len(walk.moves) if isinstance(moves, list) else 0)


def test_there_are_stories_to_walk():
    assert {story.name for story in STORIES} == {"base", *shipped()}


@pytest.mark.slow
@pytest.mark.parametrize(("story", "eyes"), WALKED, ids=[f"{story.name}-{eyes}" for story, eyes in WALKED])
@settings(max_examples=15, deadline=None)
@given(picks=st.lists(st.integers(0, 19), min_size=80, max_size=80))
def test_every_walk_ends_and_can_be_saved_and_undone_anywhere(story, eyes, picks):
    walk = Walk(story, eyes)
    bound = 2 * walk_lengths(explore(story.pack, eyes))[1]
    for pick in picks:
        if walk.phase == "ending":
            break
        before, decided = state(walk), walk.phase == "scene" and bool(walk.choices())
        step(walk, pick)
        again = Walk.load(story, json.loads(json.dumps(walk.save())))
        assert (state(again), again.lost) == (state(walk), 0)
        if decided:
            again.go_back()
            assert state(again) == before
        assert walk.passages() or walk.phase == "after"
    assert walk.phase == "ending"
    assert len(walk.moves) <= bound
