"""Rules about names: what a pack refers to must exist. A pack that breaks one cannot be compiled."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

from alongside.scenario.conditions import ConditionError, compile_condition, names_in
from alongside.scenario.model import THREE_ROLES
from alongside.scenario.rules.draft import Draft, Place, Remark

_LARGEST_PICTURE = 200_000


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest the known word that is nearest: a sentence with a space before it, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def missing_targets(draft: Draft) -> Iterator[Remark]:
    """Every scene that something leads to exists."""
    scenes = draft.scenario.scenes
    targets = [(owner, way.to, place) for owner, way, place in draft.ways()]
    targets += [(f"the start for {eyes}", to, ("start",)) for eyes, to in draft.starts().items()]
    for owner, to, place in targets:
        if to not in scenes:
            yield Remark("AL010", place, f"{owner}: goes to '{to}', which is not a scene.{nearest(to, scenes)}")
    for eyes in draft.scenario.eyes:
        if eyes not in draft.starts():
            yield Remark("AL010", ("start",), f"the story has no first scene for the eyes of the {eyes}.")


def missing_choices(draft: Draft) -> Iterator[Remark]:
    """``skip_takes`` and ``repairs`` name choices that exist, and each choice has a name of its own."""
    every = Counter(choice.id for _, _, choice, _ in draft.choices())
    for name, scene, choices in draft.decisions():
        taken, here = scene.decision.skip_takes, [choice.id for choice in choices]  # type: ignore[union-attr]
        if taken not in here:
            place: Place = ("scenes", name, "decision", "skip_takes")
            said = f"scene '{name}': a skip takes '{taken}', which is not one of its choices."
            yield Remark("AL010", place, said + nearest(taken, here))
    for name, _, choice, place in draft.choices():
        if every[choice.id] > 1:
            yield Remark("AL019", place, f"scene '{name}': another choice is also named '{choice.id}'.")
        for repaired in choice.repairs:
            if repaired not in every:
                said = f"choice '{choice.id}': repairs '{repaired}', which is not a choice.{nearest(repaired, every)}"
                yield Remark("AL010", (*place, "repairs"), said)


def missing_people(draft: Draft) -> Iterator[Remark]:
    """Whoever speaks, or is told about, is one of the people; consequences are told for the three."""
    people = draft.scenario.people
    three = {key for key, person in people.items() if person.role in THREE_ROLES}
    for name, passage, place in draft.passages():
        if passage.by and passage.by not in people:
            said = f"scene '{name}': '{passage.by}' speaks, but is not one of the people.{nearest(passage.by, people)}"
            yield Remark("AL010", place, said)
    told = [(f"choice '{c.id}'", key, (*place, "meant", key)) for _, _, c, place in draft.choices() for key in c.meant]
    told += [
        (f"the ending in scene '{name}'", key, ("scenes", name, "ending", "left_with", key))
        for name, scene in draft.scenario.scenes.items()
        for key in (scene.ending.left_with if scene.ending else ())
    ]
    for owner, key, place in told:
        if key not in three:
            said = f"{owner}: tells what it meant for '{key}', who is not one of the three people.{nearest(key, three)}"
            yield Remark("AL035", place, said)


def three_people(draft: Draft) -> Iterator[Remark]:
    """There is one assessor, one NQSW, and one person who draws on care and support."""
    for role in THREE_ROLES:
        if draft.person_with(role) is None:
            yield Remark("AL035", ("people",), f"the people need exactly one with the role '{role}'.")


def scene_ends(draft: Draft) -> Iterator[Remark]:
    """A scene has exactly one of a decision, a next scene and an ending."""
    for name, scene in draft.scenario.scenes.items():
        ends = [part for part in ("decision", "next", "ending") if getattr(scene, part) is not None]
        if len(ends) != 1:
            has = "none of them" if not ends else " and ".join(ends)
            said = f"scene '{name}': it needs one of decision, next and ending; it has {has}."
            yield Remark("AL012", ("scenes", name), said, name)


def conditions(draft: Draft) -> Iterator[Remark]:
    """Every condition can be read, and asks about variables that exist."""
    known = draft.scenario.variables
    for owner, words, place in _all_conditions(draft):
        try:
            asked = names_in(compile_condition(words))
        except ConditionError as problem:
            yield Remark("AL017", place, f"{owner}: {problem}.")
            continue
        for name in sorted(asked - known.keys()):
            yield Remark("AL017", place, f"{owner}: '{name}' is not a variable.{nearest(name, known)}")
    for _, _, choice, place in draft.choices():
        for name in [*choice.set, *choice.add]:
            if name not in known:
                said = f"choice '{choice.id}': changes '{name}', which is not a variable.{nearest(name, known)}"
                yield Remark("AL017", place, said)
            elif type(choice.set.get(name, known[name].starts)) is not type(known[name].starts):
                said = f"choice '{choice.id}': '{name}' starts as {known[name].starts}; set it to a value of the same kind."
                yield Remark("AL017", place, said)
        for name in choice.add:
            if name in known and isinstance(known[name].starts, bool):
                yield Remark("AL017", place, f"choice '{choice.id}': '{name}' is true or false; nothing can be added to it.")


def _all_conditions(draft: Draft) -> Iterator[tuple[str, str, Place]]:
    for name, passage, place in draft.passages():
        if passage.when:
            yield f"scene '{name}'", passage.when, (*place, "when")
    for owner, way, place in draft.ways():
        if way.when:
            yield owner, way.when, (*place[:-1], "when")
    for _, _, choice, place in draft.choices():
        if choice.when:
            yield f"choice '{choice.id}'", choice.when, (*place, "when")


def pictures(draft: Draft) -> Iterator[Remark]:
    """A picture lies beside the pack, is of a kind that browsers show, and is small; and has words that stand for it."""
    for name, scene in draft.scenario.scenes.items():
        if not scene.image:
            continue
        place: Place = ("scenes", name, "image")
        path = draft.folder / scene.image.file
        inside = path.resolve().parent == draft.folder.resolve()
        kind = path.suffix in {".svg", ".png", ".jpg"}
        if not (inside and kind and path.is_file() and path.stat().st_size <= _LARGEST_PICTURE):
            said = f"scene '{name}': the picture must be a .svg, .png or .jpg of at most 200 kB beside the pack."
            yield Remark("AL057", place, said, name)
        if not scene.image.alt:
            yield Remark("AL055", place, f"scene '{name}': the picture needs 'alt', the words that stand for it.", name)


RULES = [missing_targets, missing_choices, missing_people, three_people, scene_ends, conditions, pictures]
