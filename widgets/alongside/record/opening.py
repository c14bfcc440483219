"""Opens a record from a file's text: whatever it holds, one sentence, and nothing is changed until it is known to be whole.

Errors::

    CannotOpen (ValueError)   its message is a sentence for the learner, without a word from the file
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from alongside.record import model
from alongside.record.migrations import FIRST, migrate
from alongside.record.record import FORMAT, VERSION

MOST_BYTES = 5_000_000
_DEEPEST = 20  # a record nests 8 deep

TOO_LARGE = "This file is larger than 5 MB, and no record is. It was not opened, and nothing was changed."
DAMAGED = "This file is damaged, or it is not a record from Alongside. It was not opened, and nothing was changed."
FOREIGN = "This is not a record from Alongside. It was not opened, and nothing was changed."
TWICE = "This file says something twice, as no record from Alongside does. It was not opened, and nothing was changed."
NEWER = "This record was made by a newer Alongside. You can read it here, but nothing can be changed or added."
TOO_NEW = "This record was made by a newer Alongside, and cannot be read here. Nothing was changed."


class CannotOpen(ValueError):
    """The file is not opened; the message is a sentence for the learner."""


@dataclass(frozen=True)
class Opened:
    """A record from a file.

    Attributes
    ----------
    record : dict
        Whole, of this version.
    read_only : bool
        It was made by a newer version: what this one does not know was left out, so it must not be kept or merged.
    sentence : str
        What the learner should know, or nothing.
    """

    record: dict[str, Any]
    read_only: bool = False
    sentence: str = ""


def open_record(content: bytes | str) -> Opened:
    """Open a record.

    Parameters
    ----------
    content : bytes or str
        What the file holds.

    Raises
    ------
    CannotOpen
    """
    found = _parse(_text_of(content))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise CannotOpen(FOREIGN)
    version = found.get("version")
    if type(version) is not int or version < FIRST:
        raise CannotOpen(DAMAGED)
    newer = version > VERSION
    try:
        return Opened(validated(found | {"version": VERSION} if newer else migrate(found), newer), newer, NEWER * newer)
    except ValidationError as problem:
        raise CannotOpen(TOO_NEW if newer else _what_does_not_fit(problem)) from None
    except (AttributeError, IndexError, KeyError, TypeError):  # a step met what its version does not hold
        raise CannotOpen(DAMAGED) from None


def validated(record: dict[str, Any], lenient: bool = False) -> dict[str, Any]:
    """Check a record, and give it as plain values without what is absent.

    Raises
    ------
    pydantic.ValidationError
        Without a word of the record.
    """
    checked = model.Record.model_validate(record, extra="ignore" if lenient else "forbid")
    return checked.model_dump(mode="json", exclude_none=True)


def write_record(record: dict[str, Any]) -> bytes:
    """Give the file that a learner downloads: legible JSON, checked before."""
    return (json.dumps(validated(record), ensure_ascii=False, indent=1) + "\n").encode()


def _text_of(content: bytes | str) -> str:
    if len(content) > MOST_BYTES:
        raise CannotOpen(TOO_LARGE)
    if isinstance(content, str):
        if len(content.encode("utf-8", "surrogatepass")) > MOST_BYTES:
            raise CannotOpen(TOO_LARGE)
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotOpen(DAMAGED) from None


def _parse(text: str) -> Any:
    try:
        found = json.loads(text, object_pairs_hook=_each_key_once)
    except CannotOpen:
        raise
    except (ValueError, RecursionError):
        raise CannotOpen(DAMAGED) from None
    _refuse_depths(found)
    return found


def _refuse_depths(found: Any) -> None:
    level: list[Any] = [found]
    for _ in range(_DEEPEST):
        below = [node.values() if isinstance(node, dict) else node for node in level if isinstance(node, (dict, list))]
        level = [part for parts in below for part in parts if isinstance(part, (dict, list))]
        if not level:
            return
    raise CannotOpen(DAMAGED)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise CannotOpen(TWICE)
    return found


def _what_does_not_fit(problem: ValidationError) -> str:
    """Name the part that does not fit by its place, in words of the model only."""
    place = problem.errors(include_url=False, include_input=False, include_context=False)[0]["loc"]
    where = _where(place)
    return f"This file is not a whole record from Alongside: {where} does not fit. It was not opened, and nothing was changed."


def _where(place: Iterable[int | str]) -> str:
    match tuple(place):
        case ("entries",):
            return "the list of its entries"
        case ("entries", int(number), *_):
            return f"entry {number + 1}"
        case ("forms", int(number), *_):
            return f"form {number + 1}"
        case ("name" | "programme" as part, *_):
            return f"its {part}"
        case _:
            return "a part of it"
