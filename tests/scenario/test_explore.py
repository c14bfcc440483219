"""Exploring a story finds every state, and every walk by hand agrees with it."""

import pytest

from alongside.content.check import check_scenario
from alongside.scenario.engine import Story, Walk
from alongside.scenario.explore import endless_loop, explore, walk_lengths
from tests.content.examples import HERE, write_pack
from tests.stories import checked


@pytest.fixture(scope="module")
def pack():
    return checked(HERE / "base.yaml").pack


def all_walks(story, eyes, moves=()):
    walk = Walk.load(story, {"eyes": eyes, "moves": list(moves)})
    if walk.phase == "ending":
        yield walk
    elif choices := walk.choices():
        for choice in choices:
            yield from all_walks(story, eyes, [*moves, {"scene": walk.scene, "choice": choice["id"]}])
    else:
        yield from all_walks(story, eyes, [*moves, {"scene": walk.scene}])


def test_it_finds_what_all_walks_find(pack):
    walks = list(all_walks(Story(pack), "assessor"))
    found = explore(pack, "assessor")
    assert len(walks) == 27
    assert {step["scene"] for walk in walks for step in walk.path()} | {walk.scene for walk in walks} == found.scenes
    assert {step["choice"] for walk in walks for step in walk.path()} - {None} == found.choices
    lengths = [len(walk.path()) + 1 for walk in walks]
    assert (min(lengths), max(lengths)) == walk_lengths(found)
    assert endless_loop(found) == []


def test_a_circle_through_a_once_choice_ends(tmp_path):
    round_again = {"scenes": {"kitchen": {"decision": {"choices": {0: {"once": True, "to": "desk"}}}}}}
    found = check_scenario(write_pack(tmp_path, round_again))
    assert "AL014" not in {finding.code for finding in found.findings}
    assert not found.is_broken


@pytest.mark.slow
def test_variables_that_grow_without_bound_are_given_up(tmp_path):
    growing = {"scenes": {"kitchen": {"decision": {"choices": {0: {"add": {"late": 1}, "to": "desk"}}}}}}
    found = check_scenario(write_pack(tmp_path, growing))
    assert "AL014" in {finding.code for finding in found.findings}
