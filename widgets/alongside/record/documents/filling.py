"""Fills the Word form of a learner's organisation, and gives it back; the form itself is kept nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from alongside.days import in_words
from alongside.record.documents.form_file import NOTHING, CannotFill, FormFile
from alongside.record.documents.paper import Titles, clean, find_shared, spoken
from alongside.record.documents.places import Place, fill_markers, find_places
from alongside.record.record import Record, day_of

__all__ = ["CannotFill", "Filled", "fill_form", "form_id", "places_in", "suggest", "values_of"]


class Filled(NamedTuple):
    """A filled form, and the keys of the places that could not take their words."""

    content: bytes
    left: list[str]


def places_in(content: bytes) -> list[dict[str, str]]:
    """List what can be filled in a form.

    Parameters
    ----------
    content : bytes
        A .docx file.

    Returns
    -------
    list of dict
        ``{key, kind, label}`` in the order of the form.

    Raises
    ------
    CannotFill
        With a sentence for the learner.
    """
    return [{"key": place.key, "kind": place.kind, "label": place.label} for place in _places(FormFile(content))]


def form_id(places: list[dict[str, str]]) -> str:
    """Recognise a form by its places: the same blank form has the same id, whoever opens it."""
    said = "\n".join(f"{place['key']} {place['label']}" for place in places)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def fill_form(content: bytes, values: Mapping[str, str]) -> Filled:
    """Fill a form; nothing else in the file changes, and a form that is locked for editing keeps its lock.

    Parameters
    ----------
    content : bytes
        A .docx file.
    values : dict
        Words by the keys of places; what is empty leaves its place as it is.

    Raises
    ------
    CannotFill
    """
    form = FormFile(content)
    changed, left = set(), [key for key, words in values.items() if words.strip()]
    told = [(place, values[place.key]) for place in _places(form) if values.get(place.key, "").strip()]
    fill_markers((place, words) for place, words in told if place.kind == "marker")
    for place, words in told:
        if place.kind == "marker" or place.fill(words):
            changed.add(place.part)
            left.remove(place.key)
    return Filled(form.save(changed), left)


def values_of(record: Record, entry_id: str, titles: Titles | None = None) -> dict[str, dict[str, str]]:
    """Give what an entry can put into a form: ``{label, words}`` by its name in a mapping.

    Raises
    ------
    NoSuchEntry
    """
    entry = find_shared(record, entry_id)
    tags = [(titles or {}).get(tag, tag) for tag in entry["standards"]]
    found: dict[str, dict[str, str]] = {
        "title": {"label": "Title", "words": clean(entry["title"])},
        "day": {"label": "Date", "words": in_words(day_of(entry))},
        "name": {"label": "Your name", "words": clean(record["name"])},
        "standards": {"label": "Standards", "words": "; ".join(tags)},
    }
    for answer in entry["fields"]:
        found[f"field:{answer['name']}"] = {"label": answer["label"], "words": clean(spoken(answer))}
    return found


def values_for(mapping: Mapping[str, Any], found: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Give the words for each place by a mapping that the record keeps; what the entry does not say is left out."""
    return {key: found[name]["words"] for key, name in mapping["places"].items() if name in found}


def suggest(places: list[dict[str, str]], found: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Propose what goes where, by equal labels; the learner decides."""
    by_label = {_folded(value["label"]): name for name, value in found.items()}
    by_label |= {_folded(name.removeprefix("field:")): name for name in found}
    return {place["key"]: by_label[_folded(place["label"])] for place in places if _folded(place["label"]) in by_label}


def _folded(label: str) -> str:
    return "".join(letter for letter in label.casefold() if letter.isalnum())


def _places(form: FormFile) -> list[Place]:
    found = [place for part, root in form.roots.items() for place in find_places(part, root)]
    if not found:
        raise CannotFill(NOTHING)
    return found
