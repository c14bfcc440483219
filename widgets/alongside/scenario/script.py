"""Runs the script of a walk: what a reader should see, and what they choose, line by line.

The lines of a script::

    # a comment
    eyes: assessor             through whose eyes (needed where a story has two)
    ## In the corridor         we are in the scene with this heading now
    Moira: on the case         the next words of Moira contain these
    - a hand on the door       the next narration contains this
    * What have you heard      choose the option whose words contain this
    ~                          skip this scene
    <                          back to the last decision
    = Adaeze: does not know    what the choice meant for Adaeze contains this
    END The plain word         the story ends, with this name
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from alongside.scenario.engine import Story, StoryError, Walk

_QUOTES = str.maketrans("’‘“”", "''\"\"")


class ScriptError(AssertionError):
    """A story is not what its script says; the message names the script's line."""


def run_script(story: Story, script: str) -> Walk:
    """Walk a story as its script says.

    Parameters
    ----------
    story : Story
    script : str
        The script's text.

    Returns
    -------
    Walk
        Where the script ends.

    Raises
    ------
    ScriptError
        Something is not as the script expects.
    """
    runner = _Runner(story)
    for number, line in enumerate(script.splitlines(), start=1):
        words = line.strip()
        if words and not re.match(r"#(?!#)", words):
            try:
                runner.run(words)
            except (ScriptError, StoryError) as problem:
                raise ScriptError(f"line {number}: {words}\n  {problem}") from None
    return runner.walk


class _Runner:
    def __init__(self, story: Story) -> None:
        self.story = story
        self._walk: Walk | None = None
        self._unread: list[dict[str, Any]] = []

    @property
    def walk(self) -> Walk:
        if self._walk is None:
            self._walk = Walk(self.story)
            self._look()
        return self._walk

    def _look(self) -> None:
        self._unread = self.walk.passages()

    def run(self, words: str) -> None:
        marks: list[tuple[str, Callable[[str], None]]] = [
            ("eyes:", self._open),
            ("##", self._expect_heading),
            ("- ", self._expect_narration),
            ("* ", self._choose),
            ("~", self._skip),
            ("<", self._go_back),
            ("= ", self._expect_meaning),
            ("END ", self._expect_ending),
        ]
        for mark, do in marks:
            if words.startswith(mark):
                do(words.removeprefix(mark).strip())
                return
        self._expect_speech(words)

    def _open(self, eyes: str) -> None:
        self._walk = Walk(self.story, eyes)
        self._look()

    def _go_on_to(self, reached: Callable[[], bool]) -> None:
        while not reached() and self.walk.can_go_on():
            self.walk.go_on()
            self._look()

    def _heading(self) -> str:
        return str(self.story.scenes[self.walk.scene]["heading"])

    def _expect_heading(self, heading: str) -> None:
        moves = len(self.walk.moves)
        self._go_on_to(lambda: len(self.walk.moves) > moves or (not moves and _same(heading, self._heading())))
        if self.walk.phase == "after" or not _same(heading, self._heading()):
            raise ScriptError(f"we are in '{self._heading()}'")

    def _expect_speech(self, words: str) -> None:
        speaker, _, said = words.partition(":")
        if not said:
            raise ScriptError("a line is 'Name: words', or begins with ##, -, *, =, ~, < or END")
        self._expect(said, lambda p: bool(p["by"]) and self._is_named(p["by"], speaker), f"{speaker} says")

    def _expect_narration(self, words: str) -> None:
        self._expect(words, lambda p: not p["by"], "the narrator says")

    def _expect(self, words: str, fits: Callable[[dict[str, Any]], bool], who: str) -> None:
        for number, passage in enumerate(self._unread):
            if fits(passage) and _within(words, passage["words"]):
                del self._unread[: number + 1]
                return
        rest = " / ".join(p["words"][:70] for p in self._unread if fits(p)) or "nothing more"
        raise ScriptError(f"{who} here: {rest}")

    def _choose(self, words: str) -> None:
        options = self.walk.choices()
        fitting = [option for option in options if _within(words, option["words"])]
        if len(fitting) != 1:
            offered = " / ".join(option["words"] for option in options) or "nothing"
            raise ScriptError(f"{len(fitting)} options fit; on offer: {offered}")
        self.walk.choose(fitting[0]["id"])
        self._look()

    def _skip(self, _: str) -> None:
        self.walk.skip()
        self._look()

    def _go_back(self, _: str) -> None:
        self.walk.go_back()
        self._look()

    def _expect_meaning(self, words: str) -> None:
        name, _, said = words.partition(":")
        meant = {person: told for person, told in self.walk.meant().items() if self._is_named(person, name)}
        if not any(_within(said, told) for told in meant.values()):
            raise ScriptError(f"it meant for {name}: {next(iter(meant.values()), 'nothing')}")

    def _expect_ending(self, name: str) -> None:
        self._go_on_to(lambda: self.walk.phase == "ending")
        ending = self.walk.ending()
        if ending is None:
            raise ScriptError(f"the story has not ended; we are in '{self._heading()}'")
        if not _same(name, ending["name"]):
            raise ScriptError(f"the story ends with '{ending['name']}'")

    def _is_named(self, person: str, start: str) -> bool:
        return _plain(self.story.people[person]["name"]).startswith(_plain(start))


def _plain(words: str) -> str:
    return " ".join(words.translate(_QUOTES).casefold().split())


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def _within(part: str, whole: str) -> bool:
    return bool(_plain(part)) and _plain(part) in _plain(whole)
