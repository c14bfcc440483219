import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from alongside.scenario.engine import Story, Walk
from alongside.scenario.map import story_map, whole_map
from tests.stories import checked


@pytest.fixture(scope="module")
def story():
    return Story(checked(Path(__file__).parents[1] / "data/scenarios/small_story.yaml").pack)


@pytest.fixture(scope="module")
def told(story):
    """The map of a walk that asked her, skipped the rest, and ended at the door."""
    walk = Walk(story, "assessor")
    walk.go_on()
    walk.choose("ask_her")
    walk.go_on()
    walk.skip()
    walk.go_on()
    return story_map(walk)


def place(told, name):
    return next(one for one in told["places"] if one["name"] == name)


def elements(tree, tag=None):
    """Find all elements of a picture, by tag."""
    found = [tree] if tag in (None, tree[0]) else []
    for child in tree[2:]:
        if isinstance(child, list):
            found += elements(child, tag)
    return found


def test_every_scene_stands_in_picture_and_in_words(told, story):
    assert {one["name"] for one in told["places"]} == set(story.scenes)
    groups = [one for one in elements(told["picture"], "g") if one[1]["class"].startswith("place ")]
    assert len(groups) == len(story.scenes)
    drawn = json.dumps(told["picture"])
    for one in told["places"]:
        assert one["label"].split()[0] in drawn


def test_visits_are_numbered_as_on_the_path(told):
    assert place(told, "desk")["visits"] == [2, 3]
    assert place(told, "door")["visits"] == [4]
    assert place(told, "card")["visits"] == []
    assert place(told, "desk")["skipped"] == [3]


def test_endings_go_by_their_names(told):
    assert place(told, "car")["label"] == "The last car"
    assert "In the car park" not in json.dumps(told)


def test_of_an_unvisited_scene_only_its_name_and_ways_are_known(told):
    unvisited = place(told, "card")
    assert unvisited["choices"] == []
    assert {way["label"] for way in unvisited["ways"]} == {"A card", "The empty desk"}
    assert all(way["letters"] == "" for way in unvisited["ways"])
    said = json.dumps(told)
    for secret in ("it was yours", "half her mouth", "turns the screen", "not signed"):
        assert secret not in said


def test_choices_that_were_offered_have_letters_and_the_taken_ones_a_mark(told):
    marks = [(one["letter"], one["chosen"], one["by_skipping"]) for one in place(told, "desk")["choices"]]
    assert marks == [("A", True, False), ("B", False, False), ("C", False, True)]
    ways = {way["to"]: way for way in place(told, "desk")["ways"]}
    assert ways["door"]["taken"]
    assert ways["door"]["letters"] == "C"
    assert not ways["card"]["taken"]


def test_the_path_is_marked_by_more_than_colour(told):
    classes = [one[1]["class"] for one in elements(told["picture"], "g")]
    assert sum(one.startswith("way taken") for one in classes) == 3
    assert sum("unvisited" in one.split() for one in classes) == 4
    counts = [one[2] for one in elements(told["picture"], "text") if one[1]["class"] == "count"]
    assert sorted(counts) == ["1", "2 3", "4"]


def test_everything_lies_inside_the_picture(told):
    left, top, width, height = map(float, told["picture"][1]["viewBox"].split())
    for rect in elements(told["picture"], "rect"):
        shape = rect[1]
        assert left <= shape["x"] <= shape["x"] + shape["width"] <= left + width, rect
        assert top <= shape["y"] <= shape["y"] + shape["height"] <= top + height, rect


def test_the_authors_map_is_one_svg_file_in_which_words_stay_words(story):
    loud = json.loads(json.dumps(story.pack).replace("The name card", "</svg><script>alert(1)</script>&"))
    drawn = ET.fromstring(whole_map(Story(loud), "assessor"))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [one for one in drawn.iter() if one.tag.endswith("script")]
    assert "alert(1)" in "".join(drawn.itertext()).replace("\n", "")
