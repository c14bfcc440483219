"""Answers of a form as an entry keeps them: each with its question, so that a record speaks for itself. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

#: What a form's kind of field becomes in a record; a file is not kept.
_KINDS = {
    "text": "text",
    "long_text": "text",
    "radios": "choice",
    "select": "choice",
    "checkboxes": "choices",
    "date": "date",
    "scale": "number",
}


def kept_fields(specs: Iterable[Mapping[str, Any]], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give a form's answers as the fields of an entry, in the order of the form.

    Parameters
    ----------
    specs : iterable of dict
        The form's fields, as ``Field.spec()`` gives them.
    values : dict
        What was answered, by the names of fields; what is absent or empty is left out.

    Returns
    -------
    list of dict
        Each ``{name, kind, label, value}``; a choice has ``words`` too, as the learner read them.
    """
    kept = []
    for spec in specs:
        value, kind = values.get(spec["name"]), _KINDS.get(spec["kind"])
        if kind is None or value in (None, "", []):
            continue
        field = {"name": spec["name"], "kind": kind, "label": spec["label"], "value": value}
        if kind in ("choice", "choices"):
            labels = {option["value"]: option["label"] for option in spec["options"]}
            field["words"] = labels[value] if kind == "choice" else [labels[one] for one in value]
        elif kind == "number" and isinstance(value, str):
            field |= {"kind": "choice", "words": "Prefer not to say"}
        kept.append(field)
    return kept


def said(field: Mapping[str, Any]) -> str:
    """Give an answer as text: a choice by its words, several joined by semicolons."""
    value = field.get("words", field["value"])
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)
