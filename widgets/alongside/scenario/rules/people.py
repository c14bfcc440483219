"""Rules about the three people: the third has a will of their own, and no ending forgets one of them."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.scenario.model import THREE_ROLES
from alongside.scenario.rules.draft import Draft, Remark


def third_person(draft: Draft) -> Iterator[Remark]:
    """The person who draws on care and support wants something, speaks, and does something that changes the story."""
    key = draft.person_with("person")
    if key is None:
        return
    person = draft.scenario.people[key]
    place = ("people", key)
    if not person.wants:
        yield Remark("AL033", place, f"'{key}' wants nothing. Write 'wants'.")
    if not person.does:
        yield Remark("AL033", place, f"'{key}' does nothing that changes the story. Write 'does' with a scene and what.")
    elif person.does.scene not in draft.scenario.scenes:
        yield Remark("AL033", place, f"'{key}' does something in '{person.does.scene}', which is not a scene.")
    elif not _is_there(draft, key, person.does.scene):
        said = f"'{key}' does something in '{person.does.scene}', but neither speaks there nor is named."
        yield Remark("AL033", place, said, person.does.scene)
    for eyes, found in draft.explored.items():
        spoken = [scene for scene, passage, _ in draft.passages() if passage.by == key and scene in found.scenes]
        if not spoken:
            yield Remark("AL033", place, f"'{key}' never speaks to a reader with the {eyes}'s eyes.")


def _is_there(draft: Draft, key: str, scene: str) -> bool:
    name = draft.scenario.people[key].name.casefold()
    told = [passage for at, passage, _ in draft.passages() if at == scene]
    return any(passage.by == key or name in passage.words.casefold() for passage in told)


def wants(draft: Draft) -> Iterator[Remark]:
    """The assessor and the NQSW want something too."""
    for role in ("assessor", "nqsw"):
        key = draft.person_with(role)
        if key and not draft.scenario.people[key].wants:
            yield Remark("AL037", ("people", key), f"'{key}' wants nothing. Write 'wants'.", key)


def left_with(draft: Draft) -> Iterator[Remark]:
    """An ending tells what each of the three people was left with."""
    three = [draft.person_with(role) for role in THREE_ROLES]
    for name, scene in draft.scenario.scenes.items():
        missing = [key for key in three if scene.ending and key and key not in scene.ending.left_with]
        if missing:
            said = f"the ending in scene '{name}': it does not tell what {', '.join(missing)} was left with."
            yield Remark("AL036", ("scenes", name, "ending"), said, name)


RULES = [third_person, wants, left_with]
