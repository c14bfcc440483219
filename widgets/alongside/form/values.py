"""What a form holds: which values fit which field. Knows no widget.

A value, as Python and the browser have it: text and long_text a text; radios and select an option's value;
checkboxes a list of options' values; date ``"YYYY-MM-DD"``, or while that is no date what was typed, year, month and
day with hyphens between; scale a whole number from 1 or ``"prefer_not_to_say"``; file a dict of ``name``, ``type`` and
``size`` in bytes. What has not been answered is absent; None means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from alongside.form.fields import PREFER_NOT, Field, UnknownField, WrongValue, nearest

_EXPECTED = {
    "text": "text",
    "long_text": "text",
    "radios": "the value of one of its options",
    "select": "the value of one of its options",
    "checkboxes": "a list of values of its options",
    "date": "text such as '2026-03-27'",
    "scale": f"a whole number from 1, or '{PREFER_NOT}'",
    "file": "nothing: only a learner can choose a file",
}


def check_values(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a program gives a form, or say what does not fit.

    Raises
    ------
    UnknownField
        A value for a field that the form does not have.
    WrongValue
        A value that does not fit; the message names the field, never the value.
    """
    by_name = {field.name: field for field in fields}
    if not isinstance(values, Mapping):
        raise WrongValue("values: must be a dict of values by the names of fields.")
    for name in values:
        if name not in by_name:
            raise UnknownField(f"values: the form has no field '{name}'.{nearest(name, by_name)}")
    for name, value in values.items():
        field = by_name[name]
        if value is not None and not _FITS[field.kind](field, value):
            raise WrongValue(f"values: field '{name}' ({field.kind}) holds {_EXPECTED[field.kind]}.")
    return {name: value for name, value in values.items() if value is not None}


def tidy_values(fields: Iterable[Field], values: Any) -> dict[str, Any]:
    """Return of what a browser sent whatever fits, and leave out the rest: it is never an error."""
    if not isinstance(values, Mapping):
        return {}
    given = [(field, values[field.name]) for field in fields if values.get(field.name) is not None]
    return {field.name: value for field, value in given if _FITS[field.kind](field, value)}


def _is_text(_field: Field, value: Any) -> bool:
    return isinstance(value, str)


def _is_option(field: Field, value: Any) -> bool:
    return isinstance(value, str) and value in {option["value"] for option in field.keywords["options"]}


def _are_options(field: Field, value: Any) -> bool:
    return isinstance(value, list | tuple) and all(_is_option(field, one) for one in value) and _once_each(value)


def _once_each(values: Any) -> bool:
    return len(set(values)) == len(values)


def _is_date(_field: Field, value: Any) -> bool:
    return isinstance(value, str) and (value == "" or value.count("-") == 2)  # noqa: PLR2004  three boxes


def _is_point(field: Field, value: Any) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value == PREFER_NOT if isinstance(value, str) else whole and 1 <= value <= field.keywords.get("points", 5)


def _is_file(_field: Field, value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"name", "type", "size"}:
        return False
    words = isinstance(value["name"], str) and isinstance(value["type"], str)
    return words and isinstance(value["size"], int) and value["size"] >= 0


_FITS: dict[str, Callable[[Field, Any], bool]] = {
    "text": _is_text,
    "long_text": _is_text,
    "radios": _is_option,
    "select": _is_option,
    "checkboxes": _are_options,
    "date": _is_date,
    "scale": _is_point,
    "file": _is_file,
}
