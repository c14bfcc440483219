"""Tells a walk again, step by step: what was offered at each decision, what was taken, and where it led.

A walk keeps only its moves; the story map and the comparison of two readers need what lay beside each of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from alongside.scenario.engine import Walk


@dataclass
class Step:
    """One scene that a reader passed.

    Attributes
    ----------
    scene, heading : str
    ask : str or None
        The question, where there was something to decide.
    offered : list of dict
        The choices that were on offer then: ``{id, words}`` each.
    choice, words : str or None
        What was taken.
    skipped : bool
    after : list of dict
        What happened next, as passages ``{by, words}``.
    meant : dict of str to str
        What it meant, person to words.
    to : str or None
        The next scene; None where the walk stands still at this step.
    """

    scene: str
    heading: str
    ask: str | None = None
    offered: list[dict[str, str]] = field(default_factory=list)
    choice: str | None = None
    words: str | None = None
    skipped: bool = False
    after: list[dict[str, Any]] = field(default_factory=list)
    meant: dict[str, str] = field(default_factory=dict)
    to: str | None = None


def retell(walk: Walk) -> list[Step]:
    """Give every step of a walk, in order.

    Parameters
    ----------
    walk : Walk
        It is left as it is; its moves are walked again from the beginning.
    """
    again = Walk(walk.story, walk.eyes)
    steps: list[Step] = []
    for move in walk.moves:
        if again.phase == "scene":
            steps.append(_arrive(again))
        if "choice" in move or move.get("skipped"):
            _take(again, move, steps[-1])
        else:
            again.go_on()
            steps[-1].to = again.scene
    return steps


def _arrive(walk: Walk) -> Step:
    scene = walk.story.scenes[walk.scene]
    return Step(
        scene=walk.scene,
        heading=scene["heading"],
        ask=scene.get("decision", {}).get("ask"),
        offered=walk.choices(),
    )


def _take(walk: Walk, move: dict[str, Any], step: Step) -> None:
    step.skipped = bool(move.get("skipped"))
    if step.skipped:
        walk.skip()
    else:
        walk.choose(move["choice"])
    last = walk.last or {}
    step.choice, step.words = last.get("choice"), last.get("words")
    step.after, step.meant = walk.passages(), walk.meant()
