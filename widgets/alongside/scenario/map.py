"""The story map: every scene and choice, with the path taken; a picture and its twin in words, from the same layout.

A learner sees it after an ending. Of a scene that was not visited it holds the name and the ways out of it, no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alongside.scenario.engine import Story, Walk
from alongside.scenario.map_picture import picture, standalone
from alongside.scenario.retelling import Step, retell

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Way:
    """A way from one scene to another; several choices may share it.

    Attributes
    ----------
    to : str
        A scene.
    points : list of [x, y]
        CSS pixels.
    letters : str
        Of the choices that were on offer and lead this way, as the list names them.
    chosen : str
        Those among them by which the reader came this way.
    taken : bool
    """

    source: str
    to: str
    points: list[list[int]]
    letters: str = ""
    chosen: str = ""
    taken: bool = False


@dataclass(frozen=True)
class Place:
    """A scene on the map.

    Attributes
    ----------
    name, label : str
        The scene, and what the map calls it: its heading, or the name of its ending.
    box : dict
        ``x, y`` of its centre and ``w, h``, CSS pixels.
    visits : tuple of int
        At which steps of the path the reader was here, from 1.
    skipped : tuple of int
        At which of these steps they skipped it.
    is_ending : bool
    """

    name: str
    label: str
    box: dict[str, int]
    visits: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    is_ending: bool = False


def story_map(walk: Walk) -> dict[str, Any]:
    """Draw the map of a walk that has come to an ending.

    Parameters
    ----------
    walk : Walk

    Returns
    -------
    dict
        ``picture``: nested lists ``[tag, attributes, *children]`` of SVG; ``places``: the same in words, a list of
        ``{name, label, visits, skipped, is_ending, ways}`` from the top of the map down.
    """
    steps = retell(walk)
    places = _places(walk.story, walk.eyes, steps, walk.scene)
    ways = _ways(walk.story, walk.eyes, steps)
    return {
        "picture": picture(_size(walk.story, walk.eyes), places, ways),
        "places": _in_words(places, ways, steps),
    }


def whole_map(story: Story, eyes: str) -> str:
    """Draw the whole map for its author, as an SVG file with no path marked.

    Parameters
    ----------
    story : Story
    eyes : str
        ``"nqsw"`` or ``"assessor"``.
    """
    places, ways = _places(story, eyes, [], None), _ways(story, eyes, [])
    return standalone(picture(_size(story, eyes), places, ways), title=story.title)


def _size(story: Story, eyes: str) -> tuple[int, int]:
    layout = story.pack["map"][eyes]
    return layout["width"], layout["height"]


def _places(story: Story, eyes: str, steps: list[Step], stands_at: str | None) -> list[Place]:
    passed = [step.scene for step in steps] + ([stands_at] if stands_at else [])
    skips = {number: step.scene for number, step in enumerate(steps, 1) if step.skipped}

    def place(name: str, box: dict[str, int]) -> Place:
        scene = story.scenes[name]
        return Place(
            name=name,
            label=scene.get("ending", {}).get("name") or scene["heading"],
            box=box,
            visits=tuple(number for number, seen in enumerate(passed, 1) if seen == name),
            skipped=tuple(number for number, seen in skips.items() if seen == name),
            is_ending="ending" in scene,
        )

    boxes = story.pack["map"][eyes]["scenes"].items()
    return sorted((place(name, box) for name, box in boxes), key=lambda one: (one.box["y"], one.box["x"]))


def _ways(story: Story, eyes: str, steps: list[Step]) -> list[Way]:
    """Give each pair of scenes one way, with the letters of the choices that share it."""
    letters = _letters(steps)
    taken = {(step.scene, step.to): "" for step in steps}
    for step in steps:
        taken[step.scene, step.to] += letters.get((step.scene, step.choice), "")
    found: dict[tuple[str, str], Way] = {}
    for edge in story.pack["map"][eyes]["edges"]:
        pair = edge["from"], edge["to"]
        before = found[pair].letters if pair in found else ""
        letter = letters.get((edge["from"], edge.get("choice")), "")
        together = "".join(sorted({*before, *letter}))
        found[pair] = Way(*pair, edge["points"], letters=together, chosen=taken.get(pair, ""), taken=pair in taken)
    return list(found.values())


def _letters(steps: list[Step]) -> dict[tuple[str, str | None], str]:
    """Give each choice that was on offer a letter, scene by scene."""
    found: dict[tuple[str, str | None], str] = {}
    for step in steps:
        for choice in step.offered:
            known = sum(scene == step.scene for scene, _ in found)
            found.setdefault((step.scene, choice["id"]), LETTERS[known % len(LETTERS)])
    return found


def _in_words(places: list[Place], ways: list[Way], steps: list[Step]) -> list[dict[str, Any]]:
    labels = {place.name: place.label for place in places}
    letters = _letters(steps)
    return [
        {
            "name": place.name,
            "label": place.label,
            "visits": list(place.visits),
            "skipped": list(place.skipped),
            "is_ending": place.is_ending,
            "choices": _choices_in_words(place, letters, steps),
            "ways": [
                {"to": way.to, "label": labels[way.to], "letters": way.letters, "taken": way.taken}
                for way in ways
                if way.source == place.name
            ],
        }
        for place in places
    ]


def _choices_in_words(place: Place, letters: dict[tuple[str, str | None], str], steps: list[Step]) -> list[dict[str, Any]]:
    """Tell the choices that the reader has seen here, and whether they or a skip took them."""
    here = [step for step in steps if step.scene == place.name]
    words = {choice["id"]: choice["words"] for step in here for choice in step.offered}
    return [
        {
            "letter": letters[place.name, choice],
            "words": said,
            "chosen": any(step.choice == choice and not step.skipped for step in here),
            "by_skipping": any(step.choice == choice and step.skipped for step in here),
        }
        for choice, said in words.items()
    ]
