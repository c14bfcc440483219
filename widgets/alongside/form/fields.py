"""What a form asks: its fields and pages, checked when they are made. Knows no widget.

Errors::

    FormError (ValueError)
    ├── UnknownKind      there is no such kind of field
    ├── UnknownKeyword   a field, page or form takes no such keyword; the message gives the nearest one
    ├── WrongKeyword     a keyword is there, but its value does not fit it
    ├── UnknownField     a value for a field that the form does not have
    └── WrongValue       a value that does not fit its field; the value itself is never in the message
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


class FormError(ValueError):
    """A form is put together wrongly, or given what it cannot hold."""


class UnknownKind(FormError):
    """There is no such kind of field."""


class UnknownKeyword(FormError):
    """A field, page or form takes no such keyword."""


class WrongKeyword(FormError):
    """A keyword's value does not fit it."""


class UnknownField(FormError):
    """A value names a field that the form does not have."""


class WrongValue(FormError):
    """A value does not fit its field."""


PREFER_NOT = "prefer_not_to_say"
MOST_BYTES = 8_000_000  # a message to the kernel carries 10 MB at most

_ALL = ("name", "kind", "label", "hint", "optional", "heading", "missing")
KEYWORDS: dict[str, tuple[str, ...]] = {
    "text": ("autocomplete", "width"),
    "long_text": ("rows", "count_words"),
    "radios": ("options",),
    "checkboxes": ("options",),
    "select": ("options",),
    "date": (),
    "scale": ("low", "high", "points"),
    "file": ("accept", "max_bytes"),
}
_NEEDED = {"radios": ("options",), "checkboxes": ("options",), "select": ("options",), "scale": ("low", "high")}
_WORDS = ("label", "hint", "missing", "autocomplete", "low", "high")
_FLAGS = ("optional", "count_words")
_NUMBERS = {"heading": (1, 6), "width": (1, 60), "rows": (2, 40), "points": (3, 10), "max_bytes": (1, MOST_BYTES)}


def nearest(word: str, words: Iterable[str]) -> str:
    """Say which word may have been meant: ``" Did you mean 'label'?"``, or nothing."""
    near = difflib.get_close_matches(str(word), list(words), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


@dataclass(frozen=True, init=False)
class Field:
    """One question of a form.

    Parameters
    ----------
    name : str
        What its value is called, lower_snake_case.
    kind : str
        text, long_text, radios, checkboxes, select, date, scale or file.
    label : str
        The question, as the learner reads it.
    **keywords
        For every kind: ``hint`` (one short sentence; for long_text, ``""`` leaves out the usual one), ``optional``,
        ``heading`` (the label is also a heading of this level), ``missing`` (what to say when there is no answer).
        For text: ``autocomplete`` (the HTML token), ``width`` (characters). For long_text: ``rows``, ``count_words``.
        For radios, checkboxes and select: ``options``, each a text, or a dict of ``value``, ``label``, ``hint`` and
        ``alone`` ("none of these"). For scale: ``low`` and ``high`` (what the ends mean), ``points``. For file:
        ``accept`` (endings, ``".pdf"``), ``max_bytes``.

    Raises
    ------
    UnknownKind, UnknownKeyword, WrongKeyword
        With the name of the field, what is wrong, and the nearest name.
    """

    name: str
    kind: str
    label: str
    keywords: dict[str, Any] = field(default_factory=dict)

    def __init__(self, name: str, kind: str, label: str, **keywords: Any) -> None:
        if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise WrongKeyword(f"field {name!r}: a field's name is in lower_snake_case and begins with a letter.")
        if kind not in KEYWORDS:
            raise UnknownKind(f"field '{name}': there is no kind '{kind}'.{nearest(kind, KEYWORDS)}")
        for keyword in keywords:
            _refuse_unknown(f"field '{name}'", keyword, (*_ALL, *KEYWORDS[kind]), kind)
        for keyword in _NEEDED.get(kind, ()):
            if keyword not in keywords:
                raise WrongKeyword(f"field '{name}': {kind} needs '{keyword}'.")
        checked = {key: _checked(name, key, value) for key, value in {"label": label, **keywords}.items()}
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "label", checked.pop("label"))
        object.__setattr__(self, "keywords", checked)

    @classmethod
    def of(cls, given: Field | Mapping[str, Any]) -> Field:
        """Take a field as it is, or make one from a dict (from a pack)."""
        if isinstance(given, Field):
            return given
        if not isinstance(given, Mapping):
            raise WrongKeyword("a field is a Field or a dict.")
        whose = f"field {given.get('name')!r}"
        for keyword in given:
            _refuse_unknown(whose, keyword, _every_keyword())
        for keyword in ("name", "kind", "label"):
            if keyword not in given:
                raise WrongKeyword(f"{whose}: a field needs '{keyword}'.")
        return cls(**given)

    def spec(self) -> dict[str, Any]:
        """Give what the browser is told, as JSON can hold it."""
        return {"name": self.name, "kind": self.kind, "label": self.label, **self.keywords}


@dataclass(frozen=True)
class Page:
    """One page of a form: a heading and its fields. The browser's Back goes to the page before.

    Parameters
    ----------
    title : str
        The heading.
    fields : sequence of Field or dict
        What is asked on it.
    intro : str
        A paragraph under the heading.
    """

    title: str
    fields: tuple[Field, ...]
    intro: str = ""

    def __post_init__(self) -> None:
        for keyword, value in {"title": self.title, "intro": self.intro}.items():
            if not isinstance(value, str):
                raise WrongKeyword(f"page: '{keyword}' must be text.")
        object.__setattr__(self, "fields", tuple(Field.of(one) for one in self.fields))

    @classmethod
    def of(cls, given: Page | Mapping[str, Any]) -> Page:
        """Take a page as it is, or make one from a dict (from a pack)."""
        if isinstance(given, Page):
            return given
        if not isinstance(given, Mapping):
            raise WrongKeyword("a page is a Page or a dict.")
        whose = f"page {given.get('title')!r}"
        for keyword in given:
            _refuse_unknown(whose, keyword, ("title", "fields", "intro"))
        for keyword in ("title", "fields"):
            if keyword not in given:
                raise WrongKeyword(f"{whose}: a page needs '{keyword}'.")
        return cls(**given)

    def spec(self) -> dict[str, Any]:
        """Give what the browser is told, as JSON can hold it."""
        return {"title": self.title, "intro": self.intro, "fields": [one.spec() for one in self.fields]}


def refuse_unknown_keywords(whose: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raise `UnknownKeyword`, with the nearest name, if any of the given keywords is not known."""
    for keyword in given:
        _refuse_unknown(whose, keyword, known)


def _refuse_unknown(whose: str, keyword: str, known: Iterable[str], kind: str = "") -> None:
    known = list(known)
    if keyword in known:
        return
    if kind and keyword in _every_keyword():
        fits = ", ".join(one for one, words in KEYWORDS.items() if keyword in words)
        raise UnknownKeyword(f"{whose}: {kind} takes no '{keyword}'; it is for {fits}.")
    raise UnknownKeyword(f"{whose}: there is no keyword '{keyword}'.{nearest(keyword, known)}")


def _every_keyword() -> list[str]:
    return [*_ALL, *dict.fromkeys(word for words in KEYWORDS.values() for word in words)]


def _checked(name: str, keyword: str, value: Any) -> Any:
    """Return a keyword's value as the browser gets it."""
    if keyword in _WORDS:
        fits, must = isinstance(value, str) and (value.strip() or keyword != "label"), "text"
    elif keyword in _FLAGS:
        fits, must = isinstance(value, bool), "True or False"
    elif keyword in _NUMBERS:
        low, high = _NUMBERS[keyword]
        whole = isinstance(value, int) and not isinstance(value, bool)
        fits, must = whole and low <= value <= high, f"a whole number from {low} to {high}"
    elif keyword == "accept":
        value = [value] if isinstance(value, str) else list(value)
        fits = bool(value) and all(isinstance(one, str) and re.fullmatch(r"\.[A-Za-z0-9]+", one) for one in value)
        must = "endings such as '.pdf'"
    else:
        return _options(name, value)
    if not fits:
        raise WrongKeyword(f"field '{name}': '{keyword}' must be {must}.")
    return value


def _options(name: str, given: Any) -> list[dict[str, Any]]:
    """Return options as dicts; a text is its own value."""
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        raise WrongKeyword(f"field '{name}': 'options' must be a list of texts or dicts.")
    options = [{"value": one, "label": one} if isinstance(one, str) else one for one in given]
    for at, option in enumerate(options, start=1):
        whose = f"field '{name}', option {at}"
        if not isinstance(option, Mapping):
            raise WrongKeyword(f"{whose}: an option is a text or a dict.")
        refuse_unknown_keywords(whose, option, ("value", "label", "hint", "alone"))
        for keyword in ("value", "label"):
            if not isinstance(option.get(keyword), str) or not option[keyword]:
                raise WrongKeyword(f"{whose}: '{keyword}' must be text.")
    values = [option["value"] for option in options]
    if not values or len(set(values)) < len(values):
        raise WrongKeyword(f"field '{name}': 'options' needs options, each with a value of its own.")
    return [dict(option) for option in options]
