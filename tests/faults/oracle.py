"""Says what a page must show and keep: from the learner's own diary, and from the story's engine, never from the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from faults.choose import Action
from faults.look import Look, rest_of, trail_of
from faults.workbooks import FIELDS, SMALL_STORY
from stories import checked, shipped

from alongside.scenario.engine import Story, Walk
from alongside.scenario.view import scene

PLAYER = "stories"
#: How the keys of entries of the record begin.
ENTRY = ":record/entry/"
_HEADINGS = {"shelf": ["Choose a story"], "review": ["Looking back"], "partner": ["Two readers, one story"]}
_HEADINGS["compare"] = ["Where your paths part", "You walked one path"]


@cache
def stories() -> dict[str, Story]:
    """Give every story that the harness serves, by name."""
    packs = [one.pack for one in [*shipped().values(), checked(SMALL_STORY)]]
    return {pack["name"]: Story(pack) for pack in packs}


@dataclass
class Diary:
    """What a learner knows of what was kept.

    Attributes
    ----------
    kept : dict
        What the page's store held when the page last said that it keeps.
    fields : dict
        What the learner has put into each field, by the field's key in the store: their own words, not the page's.
    text : str or None
        The screen of the story as it was last seen whole; None while an answer is awaited.
    """

    kept: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    text: str | None = None

    def note(self, look: Look) -> None:
        """Write down what the page keeps and shows."""
        self.kept = look.kept
        self.text = look.text

    def losses(self, look: Look) -> list[str]:
        """Compare a page with the diary.

        Returns
        -------
        list of str
            A sentence for each thing that is not as the learner last saw it kept.
        """
        found = [
            f"path: {name} was {then}, is {look.trail().get(name)}"
            for name, then in trail_of(self.kept).items()
            if look.trail().get(name) != then
        ]
        found += [
            f"kept: {key} was {then!r}, is {look.kept.get(key)!r}"
            for key, then in rest_of(self.kept).items()
            if written(key, look.kept.get(key)) != written(key, then)
        ]
        found += [
            f"field: {key} was given {given!r}, kept is {look.kept.get(key)!r}"
            for key, given in self.fields.items()
            if look.kept.get(key) != given
        ]
        if self.text is not None and look.text != self.text:
            found.append(f"screen: was\n{self.text}\nis\n{look.text}")
        return found + wrong_fields(look, self.fields)


def written(key: str, value: Any) -> Any:
    """Give what of a row a learner made: of a walk its path, which the page marks as finished a little later by itself."""
    return value["path"] if key.startswith(ENTRY) and value and "path" in value else value


def key_of(look: Look, label: str) -> str:
    """Name the key under which the page keeps a field."""
    if label in FIELDS:
        return FIELDS[label].key
    story = stories()[look.place(PLAYER)["scenario"]]
    return next(f"debrief/{story.name}/{one['id']}" for one in story.pack["debrief"] if one["ask"] == label)


def wrong_fields(look: Look, given: dict[str, Any]) -> list[str]:
    """Name the fields on the screen that show something else than the learner put into them."""
    found = []
    for label, shown in look.fields().items():
        wanted = given.get(key_of(look, label))
        if (FIELDS[label].shown(wanted) if label in FIELDS else wanted or "") != shown:
            found.append(f"field: “{label}” shows {shown!r}, and was given {wanted!r}")
    return found


def unsettled(look: Look, widgets: set[str]) -> str:
    """Say why a learner would wait, or "" when the page is whole: what it shows is what its own path leads to."""
    if not widgets <= set(look.widgets):
        return "the page is not there yet"
    if look.state != "ready":
        return f"the status line says: {look.status}"
    if look.offers:
        return f"the page offers: {', '.join(look.offers)}"
    if look.patience:
        return look.patience
    return _wrong_screen(look) or _wrong_page(look)


def _wrong_screen(look: Look) -> str:
    if "player" not in look.widgets:
        return ""
    place = look.place(PLAYER)
    headings, steps = expected(place)
    if look.heading not in headings or not look.steps.endswith(steps):
        return f"the screen is “{look.heading}” ({look.steps}), the path leads to {headings} ({steps})"
    return ""


def _wrong_page(look: Look) -> str:
    for widget in (one.removeprefix("steps/") for one in look.trail() if one.startswith("steps/form/")):
        page = f"Page {look.place(widget).get('page', 0) + 1} of "
        if not look.form_page.startswith(page):
            return f"the form shows “{look.form_page}”, and its path leads to “{page}…”"
    return ""


def expected(place: dict[str, Any]) -> tuple[list[str], str]:
    """Work out the screen at a place of the path.

    Returns
    -------
    tuple
        The headings that it may have, and how the line above them ends.
    """
    page = place.get("page", "shelf")
    if page in _HEADINGS:
        return _HEADINGS[page], ""
    story = stories()[place["scenario"]]
    if page == "before":
        return [story.title], ""
    if page == "handover":
        return [f"Over to you, {name}" for name in ("second reader", "Ines", "Tom")], ""
    walk = Walk.load(story, {"eyes": place["eyes"], "moves": place["moves"]})
    view = scene(walk)
    if view["screen"] == "ending":
        return [view["heading"]], "the end"
    about = "" if view["number"] > view["number_of_scenes"] else f" of about {view['number_of_scenes']}"
    where = f"scene {view['number']}{about}"
    if view["screen"] == "scene":
        return [view["heading"]], where
    return [f"Skipped: {view['heading']}" if view["last"]["skipped"] else "What happened next"], where


def path_in_words(place: dict[str, Any]) -> list[tuple[str, str]]:
    """Give the lines of “Your path so far” at a place in a story: a heading each, and what was taken there."""
    walk = Walk.load(stories()[place["scenario"]], {"eyes": place["eyes"], "moves": place["moves"]})
    return [(step["heading"], step["words"] or "") for step in walk.path()]


def strange_step(action: Action, before: Look, after: Look) -> str:
    """Say what is strange about where a step led; "" if it led on, or if it was never taken."""
    then, now = before.place(PLAYER), after.place(PLAYER)
    if action.kind != "press" or action.words not in {"Continue", "Skip this scene"} or then == now:
        return ""
    if then.get("page") != "walk" or now.get("page") != "walk":
        return ""
    # of a scene that was skipped, the page notes afterwards what was taken in it
    goes_on = all(move.items() <= now_move.items() for move, now_move in zip(then["moves"], now["moves"], strict=False))
    if len(now["moves"]) != len(then["moves"]) + 1 or not goes_on:
        return f"{action} led from the path {then['moves']} to {now['moves']}"
    if action.detail and action.detail not in after.text:
        return f"{action} was pressed, and the page does not say so: {after.text}"
    return ""
