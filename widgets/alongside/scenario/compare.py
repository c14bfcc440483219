"""Compares how two readers walked the same story through the same eyes: where they part, and what each choice meant."""

from __future__ import annotations

from typing import Any

from alongside.scenario.engine import Walk
from alongside.scenario.retelling import Step, retell


class CannotCompare(ValueError):
    """The two walks are not of the same story and the same eyes, or one of them has not ended."""


def compare(first: Walk, second: Walk) -> dict[str, Any]:
    """Compare two finished walks.

    Parameters
    ----------
    first, second : Walk
        Of the same story, through the same eyes, both at an ending.

    Returns
    -------
    dict
        ``shared``: the steps before they part; ``parting``: ``{heading, ask, first, second}`` or None where they never
        part; ``again``: later decisions that both came to and took differently; ``then``: the rest of each path;
        ``endings``: what each came to; ``questions``: to talk about.

    Raises
    ------
    CannotCompare
        They are not comparable.
    """
    if (first.story.name, first.eyes) != (second.story.name, second.eyes):
        raise CannotCompare("Two readers compare the same story, seen through the same eyes.")
    if first.phase != "ending" or second.phase != "ending":
        raise CannotCompare("Two readers compare when both have come to an ending.")
    ways = retell(first), retell(second)
    together = _together(*ways)
    rest = [way[together:] for way in ways]
    parting = _parting(rest[0][0], rest[1][0]) if rest[0] and rest[1] else None
    endings = [walk.ending() or {} for walk in (first, second)]
    return {
        "shared": [_told(step) | _who_skipped(step, other) for step, other in zip(*ways, strict=False)][:together],
        "parting": parting,
        "again": _again(*(way[1:] for way in rest)),
        "then": _both([_told(step) for step in way[1:]] for way in rest),
        "endings": _both({"name": ending["name"], "left_with": ending["left_with"]} for ending in endings),
        "same_ending": endings[0]["scene"] == endings[1]["scene"],
        "questions": questions(parting, same_ending=endings[0]["scene"] == endings[1]["scene"]),
    }


def questions(parting: dict[str, Any] | None, *, same_ending: bool) -> list[str]:
    """Give questions for the two readers to talk about.

    Parameters
    ----------
    parting : dict or None
        Where they part, as ``compare`` gives it.
    same_ending : bool
        Whether they came to the same ending.
    """
    if parting is None:
        return [
            "You chose alike all the way. Which choice did each of you come nearest to leaving?",
            "What do you both take for granted that another reader might not?",
            "Who in this story would have wanted something else from you?",
        ]
    asked = [
        f"At “{parting['heading']}”, what did each of you notice that the other did not?",
        "Who paid for each choice, and who was asked first?",
        "What would you have needed to know, or to be sure of, to choose as the other did?",
    ]
    if same_ending:
        return [*asked, "You came to the same ending by two ways. For whom did the way there make a difference?"]
    return [*asked, "Look at the other's ending. Whom does it leave better off, and whom worse?"]


def _together(first: list[Step], second: list[Step]) -> int:
    """Count the steps that both took alike; a skip that took the same choice is alike."""
    for number, (one, other) in enumerate(zip(first, second, strict=False)):
        if (one.scene, one.choice) != (other.scene, other.choice):
            return number
    return min(len(first), len(second))


def _told(step: Step) -> dict[str, Any]:
    return {"heading": step.heading, "words": step.words, "skipped": step.skipped}


def _who_skipped(step: Step, other: Step) -> dict[str, Any]:
    return {"skipped": False, "skipped_by": _both((step.skipped, other.skipped))}


def _taken(step: Step) -> dict[str, Any]:
    return {"words": step.words, "skipped": step.skipped, "after": step.after, "meant": step.meant}


def _parting(first: Step, second: Step) -> dict[str, Any]:
    return {"heading": first.heading, "ask": first.ask, "first": _taken(first), "second": _taken(second)}


def _again(first: list[Step], second: list[Step]) -> list[dict[str, Any]]:
    """List the later decisions that both came to and took differently, in the first reader's order."""
    others = _by_visit(second)
    return [
        {"heading": step.heading, "ask": step.ask, "first": _taken(step), "second": _taken(other)}
        for visit, step in _by_visit(first).items()
        if (other := others.get(visit)) and step.choice != other.choice
    ]


def _by_visit(steps: list[Step]) -> dict[tuple[str, int], Step]:
    """Find steps by scene and by how often the scene had been passed."""
    found: dict[tuple[str, int], Step] = {}
    for step in steps:
        visit = sum(scene == step.scene for scene, _ in found)
        found[step.scene, visit] = step
    return found


def _both(pair: Any) -> dict[str, Any]:
    return dict(zip(("first", "second"), pair, strict=True))
