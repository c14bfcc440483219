"""Every story is what its scripts say, and together its scripts come to every ending."""

from pathlib import Path

import pytest

from alongside import places
from alongside.scenario.script import run_script
from tests.stories import shipped, story

FOLDER = places.data() / "scenarios"
SCRIPTS = sorted(FOLDER.glob("*.script.txt"))
STORIES = sorted(shipped())


def story_of(script: Path) -> str:
    return script.name.split(".")[0]


def test_there_are_stories_and_scripts():
    assert STORIES
    assert {story_of(script) for script in SCRIPTS} == set(STORIES)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name.removesuffix(".script.txt"))
def test_the_story_is_what_its_script_says(script):
    walk = run_script(story(story_of(script)), script.read_text(encoding="utf-8"))
    assert walk.phase == "ending"


@pytest.mark.parametrize("name", STORIES)
def test_its_scripts_come_to_every_ending(name):
    walked = story(name)
    reached = {
        (walk.eyes, walk.scene)
        for script in SCRIPTS
        if story_of(script) == name
        for walk in [run_script(walked, script.read_text(encoding="utf-8"))]
    }
    assert reached >= {(eyes, scene) for eyes in walked.eyes for scene in walked.endings(eyes)}
