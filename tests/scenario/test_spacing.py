import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.content.check import check_scenario
from alongside.scenario.spacing import fit, spread

ROOT = Path(__file__).parents[2]
STORIES = sorted([*ROOT.glob("data/scenarios/*.yaml"), *ROOT.glob("tests/data/scenarios/*.yaml")])


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(0, 3)), min_size=1, max_size=12))
def test_things_keep_their_order_and_their_distance(things):
    wished, least = [wish for wish, _ in things], [gap for _, gap in things][1:]
    placed = fit(wished, least)
    for one, other, gap in zip(placed, placed[1:], least, strict=False):
        assert other - one >= gap - 1e-6


def test_where_there_is_room_everything_stands_where_it_wishes():
    assert fit([0, 2, 5], [1, 1]) == [0, 2, 5]


def test_those_who_wish_for_one_place_stand_on_both_sides_of_it():
    assert fit([3, 3, 3], [1, 1]) == [2, 3, 4]


def test_a_box_stands_below_the_middle_of_those_that_lead_to_it():
    assert spread([0, 0.1, 0.2], [0, 0, 1], [(0, 2), (1, 2)], boxes=3) == pytest.approx([0, 1, 0.5])


@pytest.mark.slow
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_no_box_on_a_storys_map_lies_over_another(path):
    pack = check_scenario(path).pack
    if not pack:
        pytest.fail(f"{path.name} has an error: `alongside lint` tells")
    for layout in pack["map"].values():
        boxes = layout["scenes"].values()
        assert len(boxes) > 3
        for one, other in itertools.combinations(boxes, 2):
            apart = abs(one["x"] - other["x"]) >= one["w"] or abs(one["y"] - other["y"]) >= one["h"]
            assert apart, (one, other)
