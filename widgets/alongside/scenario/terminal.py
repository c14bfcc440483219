"""``alongside play``: a story in the terminal, for authors."""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path
from typing import Any

from alongside.content.check import check_scenario
from alongside.content.packs import NoSuchScenario, read_scenario
from alongside.scenario.engine import Story, Walk
from alongside.scenario.map import whole_map

_WIDTH = 78
_HELP = "A number chooses, Enter goes on, s skips, b goes back, w shows who is who, q ends."


def play(words: argparse.Namespace) -> int:
    """Play a story, or draw its map with ``--map``.

    Parameters
    ----------
    words : argparse.Namespace
        ``scenario``: the story's name, or its file; ``map``: a file for the map, or None.

    Returns
    -------
    int
        1 where there is no such story, or it has errors.
    """
    pack = _find(str(words.scenario))
    if pack is None:
        return 1
    story = Story(pack)
    try:
        if words.map:
            _draw(story, words.map)
        else:
            _Player(story).run()
    except (EOFError, KeyboardInterrupt):
        print()
    except OSError as problem:
        print(f"{words.map} cannot be written: {problem.strerror}.", file=sys.stderr)
        return 1
    return 0


def _draw(story: Story, file: Path) -> None:
    """Draw the map; a story with two pairs of eyes has a map for each."""
    for eyes in story.eyes:
        drawn = file if len(story.eyes) == 1 else file.with_stem(f"{file.stem}-{eyes}")
        drawn.write_text(whole_map(story, eyes), encoding="utf-8")
        print(f"The map of '{story.title}' ({eyes}) is in {drawn}.")


def _find(name: str) -> dict[str, Any] | None:
    if name.endswith(".yaml"):
        checked = check_scenario(Path(name))
        for finding in checked.findings:
            print(finding, file=sys.stderr)
        return checked.pack or None
    try:
        return read_scenario(name)
    except NoSuchScenario as problem:
        print(problem, file=sys.stderr)
        return None


class _Player:
    def __init__(self, story: Story) -> None:
        self.story = story

    def run(self) -> None:
        print(f"\n{self.story.title}\n")
        _say(f"It describes: {self.story.pack['content_notice']}")
        _say(self.story.pack["so_far"])
        _say(_HELP)
        self.walk = Walk(self.story, self._eyes())
        self._show()
        while self.walk.phase != "ending":
            if not self._do(input("> ").strip()):
                return
        self._show_ending()

    def _eyes(self) -> str:
        eyes = self.story.eyes
        asked = ", ".join(f"{number} {name}" for number, name in enumerate(eyes, start=1))
        while len(eyes) > 1:
            answer = input(f"Through whose eyes? {asked}, q ends > ").strip()
            if answer == "q":
                raise EOFError
            if answer.isdigit() and 1 <= int(answer) <= len(eyes):
                return eyes[int(answer) - 1]
            if answer in eyes:
                return answer
        return eyes[0]

    def _do(self, answer: str) -> bool:
        choices = self.walk.choices()
        if answer == "q":
            return False
        if answer == "w":
            self._show_people()
        elif answer == "b" and self.walk.can_go_back():
            self.walk.go_back()
            self._show()
        elif answer == "s" and self.walk.phase == "scene":
            self.walk.skip()
            self._show()
        elif answer.isdigit() and 1 <= int(answer) <= len(choices):
            self.walk.choose(choices[int(answer) - 1]["id"])
            self._show()
        elif not answer and self.walk.can_go_on():
            self.walk.go_on()
            self._show()
        else:
            print(_HELP)
        return True

    def _show(self) -> None:
        last = self.walk.last
        if last is None:
            print(f"\n## {self.story.scenes[self.walk.scene]['heading']}\n")
        elif last["skipped"]:
            _say(f"Skipped. {last['happened']}" + (f" Taken: {last['words']}" if last["words"] else ""))
        for passage in self.walk.passages():
            speaker = f"{self.story.people[passage['by']]['name']}: " if passage["by"] else ""
            _say(speaker + passage["words"])
        for person, meant in self.walk.meant().items():
            _say(f"= {self.story.people[person]['name']}: {meant}")
        if choices := self.walk.choices():
            print(self.story.scenes[self.walk.scene]["decision"]["ask"])
            for number, choice in enumerate(choices, start=1):
                _say(f"{number}. {choice['words']}")

    def _show_people(self) -> None:
        for person in self.story.people.values():
            _say(f"{person['name']}: {person['who']}")

    def _show_ending(self) -> None:
        ending = self.walk.ending() or {}
        print(f"END {ending['name']}\n")
        for person, left in ending["left_with"].items():
            _say(f"{self.story.people[person]['name']}: {left}")
        for question in self.story.pack["debrief"]:
            _say(f"? {question['ask']}")


def _say(words: str) -> None:
    print(textwrap.fill(words, _WIDTH) + "\n")
