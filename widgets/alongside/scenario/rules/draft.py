"""A scenario under check: its model, the ways into its parts, and what exploring it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from alongside.scenario.explore import Explored
from alongside.scenario.model import Choice, Passage, Scenario, Scene, Way

Place = tuple[str | int, ...]


class Remark(NamedTuple):
    """What a rule says: a code, the place in the file, a message, and the scene or choice it concerns."""

    code: str
    place: Place
    message: str
    at: str = "story"


@dataclass
class Draft:
    """A scenario under check.

    Attributes
    ----------
    scenario : Scenario
    folder : Path
        Where the file and its pictures lie.
    pack : dict
        The compiled scenario; empty until the names are known to be right.
    explored : dict of str to Explored
        For each pair of eyes, all that a reader can come to.
    """

    scenario: Scenario
    folder: Path
    pack: dict[str, Any] = field(default_factory=dict)
    explored: dict[str, Explored] = field(default_factory=dict)

    def starts(self) -> dict[str, str]:
        """Give the first scene for each pair of eyes."""
        start = self.scenario.start
        per_eyes = start.items() if isinstance(start, dict) else [(eyes, start) for eyes in self.scenario.eyes]
        return {str(eyes): scene for eyes, scene in per_eyes}

    def decisions(self) -> Iterator[tuple[str, Scene, list[Choice]]]:
        """Go through the scenes with a decision: name, scene, choices."""
        for name, scene in self.scenario.scenes.items():
            if scene.decision:
                yield name, scene, scene.decision.choices

    def choices(self) -> Iterator[tuple[str, int, Choice, Place]]:
        """Go through all choices: scene's name, number in its decision, choice, place."""
        for name, _, choices in self.decisions():
            for number, choice in enumerate(choices):
                yield name, number, choice, ("scenes", name, "decision", "choices", number)

    def ways(self) -> Iterator[tuple[str, Way, Place]]:
        """Go through all ways on: what they belong to (in words), way, place."""
        for name, scene in self.scenario.scenes.items():
            for number, way in enumerate(scene.next or []):
                yield f"scene '{name}'", way, ("scenes", name, "next", number, "to")
        for name, _, choice, place in self.choices():
            for number, way in enumerate(choice.to):
                yield f"scene '{name}', choice '{choice.id}'", way, (*place, "to", number, "to")

    def passages(self) -> Iterator[tuple[str, Passage, Place]]:
        """Go through all paragraphs: scene's name, passage, place."""
        for name, scene in self.scenario.scenes.items():
            for number, passage in enumerate(scene.text):
                yield name, passage, ("scenes", name, "text", number)
        for name, _, choice, place in self.choices():
            for number, passage in enumerate(choice.after):
                yield name, passage, (*place, "after", number)

    def person_with(self, role: str) -> str | None:
        """Give the id of the person with this role; None where there is none, or several."""
        having = [key for key, person in self.scenario.people.items() if person.role == role]
        return having[0] if len(having) == 1 else None
