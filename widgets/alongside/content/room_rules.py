"""Rules for the packs of identity work and of the alliance. Each goes through a pack as plain values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import permutations
from typing import Any

from alongside.alliance.asking_pack import SECTIONS
from alongside.content.source import Place
from alongside.scenario.reading import banned, too_hard, too_long

Remark = tuple[str, Place, str]
Rule = Callable[[dict[str, Any]], Iterator[Remark]]
_ID = re.compile(r"[a-z0-9_]+")
_LAW = re.compile(r"\b(law|laws|legal|legally|unlawful|statutory|tribunal|GDPR|[A-Z]\w+ Act)\b")
_COUNTING = re.compile(r"\b(how many|score|rank|rate|count|total|most privileged|(more|less) privileged?)\b", re.IGNORECASE)


def _prose(part: Any, place: Place) -> Iterator[tuple[str, Place]]:
    """Go through every text that somebody reads, but ids and what others have written."""
    if isinstance(part, str) and not _ID.fullmatch(part):
        yield part, place
    elif isinstance(part, list):
        for number, item in enumerate(part):
            yield from _prose(item, (*place, number))
    elif isinstance(part, dict):
        for key, item in part.items():
            if key not in ("source", "sources"):
                yield from _prose(item, (*place, key))


def _wording(pack: dict[str, Any]) -> Iterator[Remark]:
    """No long sentence, no banned phrase; each part of a pack, and each of its parts, reads at grade 9 or below."""
    together: dict[Place, list[str]] = {}
    for text, place in _prose(pack, ()):
        for code, rule in (("AL041", too_long), ("AL042", banned)):
            for said in rule(text):
                yield code, place, said
        for depth in (1, 2):
            together.setdefault(place[:depth], []).append(text)
    for place, texts in together.items():
        hard = too_hard(texts)
        if hard:
            yield "AL040", place, f"{_called(place)} {hard}"


def _undated_law(pack: dict[str, Any]) -> Iterator[Remark]:
    """What rests on law has its source, with the day on which somebody looked."""
    for part, place in _parts(pack, ()):
        said = [text for value in part.values() for text in (value if isinstance(value, list) else [value])]
        if any(isinstance(text, str) and _LAW.search(text) for text in said) and not {"source", "checked_on"} & set(part):
            yield "AL087", place, f"{_called(place)} speaks of law without 'source'. Give it, or leave the law out."


def _parts(part: Any, place: Place) -> Iterator[tuple[dict[str, Any], Place]]:
    if isinstance(part, dict):
        yield part, place
    items = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, item in items:
        yield from _parts(item, (*place, key))


def _same_ids(pack: dict[str, Any]) -> Iterator[Remark]:
    """Each id and each answer's value is given once in its list, and each field's name once in its pack."""
    for part, place in _parts(pack, ()):
        for key, value in part.items():
            items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
            named = [(item.get("id", item.get("value")), (*place, key, number)) for number, item in enumerate(items)]
            yield from _twice((name, at) for name, at in named if name)
    yield from _twice((field["name"], place) for _, field, place in _fields(pack))


def _fields(pack: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], Place]]:
    """Go through the fields of an agreement's sections or a worry's steps: number of the step, field, place."""
    for key in ("sections", "steps"):
        steps = pack.get(key, [])
        for number, step in enumerate(steps if isinstance(steps, list) else []):
            for at, field in enumerate(step.get("fields", [])):
                yield number, field, (key, number, "fields", at)


def _twice(named: Iterable[tuple[str, Place]]) -> Iterator[Remark]:
    seen: Counter[str] = Counter()
    for name, place in named:
        seen[name] += 1
        if seen[name] == 2:  # noqa: PLR2004 – said once, however often it stands there
            yield "AL082", place, f"{_called(place)}: another is called '{name}' too. Give each its own name."


def _unknown_petals(pack: dict[str, Any]) -> Iterator[Remark]:
    """Each petal that is named is there."""
    petals = {petal["id"] for petal in pack["petals"]}
    named: list[tuple[str, Place]] = [(name, ("start", at)) for at, name in enumerate(pack["start"])]
    for number, one in enumerate(pack["sets"]):
        named += [(name, ("sets", number, "petals", at)) for at, name in enumerate(one["petals"])]
    for number, person in enumerate(pack["practice"]["people"]):
        place: Place = ("practice", "people", number, "one_way")
        named += [(one["petal"], (*place, at)) for at, one in enumerate(person["one_way"])]
    for name, place in named:
        if name not in petals:
            yield "AL081", place, f"{_called(place)}: there is no petal '{name}'."


def _unknown_answers(pack: dict[str, Any]) -> Iterator[Remark]:
    """A step's condition asks about an answer of an earlier field."""
    fields = [(number, field["name"], field.get("options", [])) for number, field, _ in _fields(pack)]
    for number, step in enumerate(pack["steps"]):
        for name, values in step["only_if"].items():
            known = {option["value"] for at, field, options in fields for option in options if at < number and field == name}
            for value in sorted(set(values) - known):
                said = f"step '{step['id']}': no earlier field '{name}' has an answer '{value}'."
                yield "AL081", ("steps", number, "only_if"), said


def _lists_to_pick_from(pack: dict[str, Any]) -> Iterator[Remark]:
    """A petal asks; it does not offer identities."""
    for number, petal in enumerate(pack["petals"]):
        gloss = petal["gloss"]
        if not gloss.endswith("?") or re.search(r"[:;(/]|,.*,.*,", gloss):
            said = f"petal '{petal['id']}': ask one question, without a list to pick from."
            yield "AL080", ("petals", number, "gloss"), said


def _counting(pack: dict[str, Any]) -> Iterator[Remark]:
    """Nothing that is asked counts or ranks people."""
    asked = [(text, place) for text, place in _prose(pack, ()) if place[-1] in ("ask", "gloss", "label", "opening")]
    for text, place in asked:
        found = _COUNTING.search(text)
        if found:
            yield "AL083", place, f"{_called(place)}: '{found.group()}' asks people to count or rank. Ask what happens instead."


def _practice_people(pack: dict[str, Any]) -> Iterator[Remark]:
    """Each of the two is the usual somewhere where the other is not; each petal that one begins with is told of both."""
    filled = [{one["petal"]: one.get("me") for one in person["one_way"]} for person in pack["practice"]["people"]]
    for number, person in enumerate(pack["practice"]["people"]):
        missing = [name for name in pack["start"] if name not in filled[number]]
        if missing:
            yield "AL086", ("practice", "people", number), f"practice person '{person['id']}': nothing for {', '.join(missing)}."
    for one, other in permutations(filled):
        if not any(mark == "same" and other.get(petal) == "different" for petal, mark in one.items()):
            said = "one practice person is the usual nowhere that the other is not. Advantage both."
            yield "AL086", ("practice", "people"), said
            return


def _sections(pack: dict[str, Any]) -> Iterator[Remark]:
    """An agreement speaks about everything that protects the two, in the order of the formal one."""
    given = [section["id"] for section in pack["sections"]]
    missing = [name for name in SECTIONS if name not in given]
    if missing:
        yield "AL085", ("sections",), f"the agreement has no section {', '.join(missing)}. Nobody should have to ask for it."
    elif [name for name in given if name in SECTIONS] != list(SECTIONS):
        yield "AL085", ("sections",), f"the sections are in another order. Keep {', '.join(SECTIONS)}."


def _asked_first(pack: dict[str, Any]) -> Iterator[Remark]:
    """Whether they asked is the first question, and has to be answered; 'not yet' leads to one page, and no further."""
    first, *others = pack["steps"]
    field = next(iter(first["fields"]), {"name": ""})
    if field["name"] != "asked" or field["optional"]:
        yield "AL084", ("steps", 0), "the first question is 'asked', and has to be answered: did they ask me to?"
        return
    for number, step in enumerate(others, start=1):
        on = step["only_if"].get("asked", ["not_yet"])
        if "not_yet" in on and not (step["ends"] and on == ["not_yet"] and not step["fields"]):
            said = f"step '{step['id']}': whoever has not asked yet comes here. 'not_yet' leads to one step, which asks nothing."
            yield "AL084", ("steps", number), said


def _called(place: Place) -> str:
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in place) or "the pack"


_WORRY: list[Rule] = [_unknown_answers]
_EVERY: list[Rule] = [_wording, _undated_law, _same_ids, _counting]
_OF_KIND: dict[str, list[Rule]] = {
    "power_flower": [_unknown_petals, _lists_to_pick_from, _practice_people],
    "working_agreement": [_sections],
    "speaking_up": [*_WORRY, _asked_first],
    "worry_about_practice": _WORRY,
    "worry_about_assessment": _WORRY,
}


def remarks(pack: dict[str, Any]) -> Iterator[Remark]:
    """Say what the rules find in a pack: code, place, message."""
    for rule in (*_EVERY, *_OF_KIND.get(pack["kind"], [])):
        yield from rule(pack)
