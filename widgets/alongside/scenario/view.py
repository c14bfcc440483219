"""What the player shows: one screen as a plain dict, made from what the browser asks for and from nothing else.

The browser keeps the path (``page``, ``scenario``, ``eyes``, ``moves``). Each question is answered anew by walking it
again, so a reload, a new kernel or a reconnect loses nothing, and a screen never holds more than a learner may see:
this scene and the path behind it. Scenes not visited appear by name, and only after an ending.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from alongside.content import packs
from alongside.scenario import people
from alongside.scenario.compare import CannotCompare, compare
from alongside.scenario.engine import Story, StoryError, Walk
from alongside.scenario.map import story_map

View = dict[str, Any]

AUDIENCES = {"nqsw": "NQSWs", "assessor": "assessors", "facilitator": "facilitators"}


@dataclass(frozen=True)
class Asked:
    """What the browser asks for; anything that does not fit counts as not said.

    Attributes
    ----------
    page : str
        ``shelf``, ``before``, ``walk``, ``review``, ``partner``, ``handover`` or ``compare``.
    scenario, eyes : str or None
    moves : list
        The path, as ``Walk.save`` gives it.
    others_moves : list
        The second reader's path, when two are compared.
    """

    page: str = "shelf"
    scenario: str | None = None
    eyes: str | None = None
    moves: list[Any] = field(default_factory=list)
    others_moves: list[Any] = field(default_factory=list)

    @classmethod
    def read(cls, walk: dict[str, Any]) -> Asked:
        """Read the browser's words; they may be anything."""

        def given(key: str, kind: type) -> Any:
            value = walk.get(key)
            return value if isinstance(value, kind) else None

        return cls(
            page=given("page", str) or "shelf",
            scenario=given("scenario", str),
            eyes=given("eyes", str),
            moves=given("moves", list) or [],
            others_moves=given("others_moves", list) or [],
        )


def view_of(walk: dict[str, Any], only: str | None = None) -> View:
    """Make the screen that the browser asks for.

    Parameters
    ----------
    walk : dict
        What the browser keeps: ``{page, scenario, eyes, moves}``.
    only : str, optional
        The one story of this workbook, where it has only one.

    Returns
    -------
    dict
        ``screen`` names it; the rest is what it shows. A story that is not there any more gives the shelf, with a note.

    Raises
    ------
    PackError
        A compiled pack cannot be read.
    """
    asked = Asked.read(walk)
    if asked.page == "partner":
        return {"screen": "partner", "stories": cards(only)}
    if asked.page == "shelf" or asked.scenario is None:
        return shelf(only)
    try:
        story = Story(packs.read_scenario(asked.scenario))
    except packs.NoSuchScenario:
        return shelf(only, note="That story is not here any more. You can choose another.")
    if asked.page == "before" or asked.eyes not in story.eyes:
        return before(story)
    if asked.page == "handover":
        return {"screen": "handover", **_about(story)}
    return _walked(story, asked)


def _walked(story: Story, asked: Asked) -> View:
    walk = _load(story, asked.eyes, asked.moves)
    if asked.page == "compare":
        try:
            return comparison(walk, _load(story, asked.eyes, asked.others_moves))
        except CannotCompare:
            return before(story)
    if asked.page == "review" and walk.phase == "ending":
        return review(walk)
    return scene(walk)


def _load(story: Story, eyes: str | None, moves: list[Any]) -> Walk:
    return Walk.load(story, {"eyes": eyes, "moves": moves})


def shelf(only: str | None = None, note: str | None = None) -> View:
    """Show the stories to choose from."""
    return {"screen": "shelf", "stories": cards(only), "note": note}


def cards(only: str | None = None) -> list[View]:
    """Tell of each story what helps to choose one."""
    names = packs.scenario_names() if only is None else [only]
    return [_card(Story(packs.read_scenario(name))) for name in names]


def _about(story: Story) -> View:
    return {"scenario": story.name, "title": story.title}


def _card(story: Story) -> View:
    pack = story.pack
    return {
        **_about(story),
        "summary": pack["summary"],
        "audience": _listed([AUDIENCES[one] for one in pack["audience"]]),
        "number_of_scenes": pack["number_of_scenes"],
        "eyes": people.eyes(story),
        "read_by": pack.get("read_by", []),
    }


def before(story: Story) -> View:
    """Show what a reader should know before the first scene."""
    return {"screen": "before", **_card(story), "content_notice": story.pack.get("content_notice")}


def scene(walk: Walk) -> View:
    """Show where a walk stands: a scene, what came after a choice, or an ending."""
    here = walk.story.scenes[walk.scene]
    decision = here.get("decision") if walk.phase == "scene" else None
    view: View = {
        "screen": walk.phase,
        **_about(walk.story),
        **_path_behind(walk),
        "scene": walk.scene,
        "heading": here["heading"],
        "passages": walk.passages(),
        "image": here.get("image") if walk.phase != "after" else None,
        "ask": decision["ask"] if decision else None,
        "choices": walk.choices(),
        "back": _moves_after_going_back(walk),
    }
    if walk.phase == "after":
        view |= {"last": walk.last, "meant": people.in_order(walk.story, walk.meant())}
    if walk.phase == "ending":
        view |= {"ending": _ending(walk)}
    return view


def _path_behind(walk: Walk) -> View:
    passed = walk.path()
    return {
        "eyes": walk.eyes,
        "moves": walk.save()["moves"],
        "lost": walk.lost,
        "number": len(passed) + (walk.phase != "after"),
        "number_of_scenes": walk.story.pack["number_of_scenes"],
        "people": people.listed(walk.story, walk.eyes),
        "so_far": walk.story_so_far(),
        "path": passed,
    }


def _moves_after_going_back(walk: Walk) -> int | None:
    if not walk.can_go_back():
        return None
    again = Walk.load(walk.story, walk.save())
    again.go_back()
    return len(again.moves)


def _ending(walk: Walk) -> View:
    ending = walk.ending()
    if ending is None:
        raise StoryError("The walk has not come to an ending.")
    return {"name": ending["name"], "left_with": people.in_order(walk.story, ending["left_with"])}


def review(walk: Walk) -> View:
    """Look back after an ending: the path, what else there was by name, questions, help, evidence, the map."""
    ending = walk.ending() or {}
    return {
        "screen": "review",
        **_about(walk.story),
        **_path_behind(walk),
        "ending": _ending(walk),
        "others": ending["others"],
        "map": story_map(walk),
        **_closing(walk.story),
    }


def comparison(first: Walk, second: Walk) -> View:
    """Show where two readers part.

    Raises
    ------
    CannotCompare
        One of them has not come to an ending.
    """
    found = compare(first, second)
    story = first.story
    for place in [found["parting"], *found["again"]]:
        for reader in ("first", "second") if place else ():
            place[reader]["meant"] = people.in_order(story, place[reader]["meant"])
    for ending in found["endings"].values():
        ending["left_with"] = people.in_order(story, ending["left_with"])
    return {
        "screen": "compare",
        **_about(story),
        "people": people.listed(story, first.eyes),
        "compared": found,
        **_closing(story),
    }


def _closing(story: Story) -> View:
    pack = story.pack
    return {key: pack.get(key, []) for key in ("debrief", "evidence", "sources", "read_by")} | {
        "contacts": packs.local().get("contacts", [])
    }


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
