"""Every story is what its scripts say, and together its scripts come to every ending."""

from pathlib import Path

import pytest

from alongside import places
from alongside.content.check import check_scenario
from alongside.scenario.engine import Story
from alongside.scenario.script import run_script

FOLDER = places.data() / "scenarios"
SCRIPTS = sorted(FOLDER.glob("*.script.txt"))
STORIES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


@pytest.fixture(scope="module")
def stories():
    return {name: Story(check_scenario(FOLDER / f"{name}.yaml").pack) for name in STORIES}


def story_of(script: Path) -> str:
    return script.name.split(".")[0]


def test_there_are_stories_and_scripts():
    assert STORIES
    assert {story_of(script) for script in SCRIPTS} == set(STORIES)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name.removesuffix(".script.txt"))
def test_the_story_is_what_its_script_says(stories, script):
    walk = run_script(stories[story_of(script)], script.read_text(encoding="utf-8"))
    assert walk.phase == "ending"


@pytest.mark.parametrize("name", STORIES)
def test_its_scripts_come_to_every_ending(stories, name):
    story = stories[name]
    reached = {
        (walk.eyes, walk.scene)
        for script in SCRIPTS
        if story_of(script) == name
        for walk in [run_script(story, script.read_text(encoding="utf-8"))]
    }
    assert reached >= {(eyes, scene) for eyes in story.eyes for scene in story.endings(eyes)}
