"""The record: what one learner has written, as a plain dict that JSON can hold. Standard library only.

A record is ``{format, version, name, programme, entries, forms}``; an entry is ``{id, workbook, kind, title, created,
changed, revision, fields, standards, links}``, and where they apply ``day``, ``finished``, ``path`` and ``copy_of``. A
forgotten entry leaves ``{id, changed, revision, forgotten}`` behind, so that an older file does not bring it back.

The browser writes it, in ``page/js/record/``, where these constants stand too; Python opens files of it and makes
documents from it.

Errors::

    NoSuchEntry (ValueError)   no entry has this id, or it was forgotten
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

Record = dict[str, Any]
Entry = dict[str, Any]

FORMAT = "alongside-record"
VERSION = 1
MOST_TAGS = 3
ROLES = ("nqsw", "assessor", "facilitator", "coordinator")
TRACKS = ("adults", "child_and_family", "early_career")

#: What an entry can be; a path is names of scenes and choices, without text.
KINDS = ("reflection", "peer_reflection", "supervision", "agreement", "plan", "feedback", "answers", "cpd", "path")
#: Workbooks of identity work: what is entered there never reaches a kernel, so the record has no place for it.
NEVER_KEPT = frozenset({"identity", "flower", "power_flower", "wheel", "identity_wheel", "sharing", "bias_check"})


class NoSuchEntry(ValueError):
    """No entry has this id, or it was forgotten."""


def find_entry(record: Record, entry_id: str) -> Entry:
    """Give the entry with this id.

    Raises
    ------
    NoSuchEntry
    """
    for entry in record["entries"]:
        if entry["id"] == entry_id and not entry.get("forgotten"):
            return entry
    raise NoSuchEntry("The record has no such entry.")


def live_entries(record: Record, kinds: Iterable[str] = KINDS) -> list[Entry]:
    """List the entries that were not forgotten, of these kinds."""
    kinds = set(kinds)
    return [entry for entry in record["entries"] if not entry.get("forgotten") and entry["kind"] in kinds]


def day_of(entry: Entry) -> date:
    """Give the day that an entry is about; where none is named, the day on which it was begun."""
    return date.fromisoformat(entry.get("day") or entry["created"][:10])
