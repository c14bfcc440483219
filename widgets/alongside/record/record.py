"""The record: what one learner has written, as a plain dict that JSON can hold. Standard library only.

A record is ``{format, version, name, programme, entries, forms}``; an entry is ``{id, workbook, kind, title, created,
changed, revision, fields, standards, links}``, and where they apply ``day``, ``finished``, ``path`` and ``copy_of``. A
forgotten entry leaves ``{id, changed, revision, forgotten}`` behind, so that an older file does not bring it back.

``revision`` counts the changes of each writer: ``{"k3f9": 4, "p0qx": 1}``. A writer is one opened page, named at random.
One revision follows another if none of its counts is smaller; if neither follows the other, both were written without
knowing of one another, and `merging` keeps both.

Every function gives a new record and leaves the old one as it was.

Errors::

    RecordError (ValueError)
    ├── NoSuchEntry     no entry has this id, or it was forgotten
    ├── NotForTheRecord identity work, or a kind of entry that the record does not hold
    └── TooManyTags     more than three standards
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
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

_CHANGEABLE = frozenset({"title", "fields", "standards", "links", "day", "finished", "path"})


class RecordError(ValueError):
    """The record cannot do this."""


class NoSuchEntry(RecordError):
    """No entry has this id, or it was forgotten."""


class NotForTheRecord(RecordError):
    """Identity work, or a kind of entry that the record does not hold."""


class TooManyTags(RecordError):
    """More than three standards: tagging everything turns reflection into tick-boxing."""


def new_record(name: str = "", **programme: Any) -> Record:
    """Begin a record.

    Parameters
    ----------
    name : str
        A name or nickname that the learner chose, or nothing.
    **programme
        Their place in the programme, all optional: ``role``, ``track``, ``started`` (``"YYYY-MM-DD"``), ``part_time``
        (share of full time, above 0 to 1).
    """
    return {"format": FORMAT, "version": VERSION, "name": name, "programme": programme, "entries": [], "forms": []}


def new_writer() -> str:
    """Name this opened page at random."""
    return secrets.token_hex(4)


def stamp(moment: datetime | None = None) -> str:
    """Write a moment, or now, as ``"2026-11-21T10:30:00.000Z"``, as JavaScript does."""
    utc = (moment or datetime.now(UTC)).astimezone(UTC)
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def make_entry(workbook: str, kind: str, title: str, *, writer: str, now: str, **more: Any) -> Entry:
    """Make an entry, ready to be put into a record.

    Parameters
    ----------
    workbook : str
        Where it was written, such as ``"supervision"``.
    kind : str
        One of `KINDS`.
    title : str
        How lists show it.
    writer : str
        Who writes, from `new_writer`.
    now : str
        From `stamp`.
    **more
        ``id``, ``fields``, ``standards``, ``links``, ``day``, ``finished``, ``path``, where they apply.

    Raises
    ------
    NotForTheRecord, TooManyTags
    """
    if kind not in KINDS:
        raise NotForTheRecord("The record does not hold this kind of entry.")
    if workbook in NEVER_KEPT:
        raise NotForTheRecord("Identity work stays in the page; the record has no place for it.")
    _check(more, also=("id",))
    entry = {"id": secrets.token_hex(8), "workbook": workbook, "kind": kind, "title": title, "created": now, "changed": now}
    return entry | {"revision": {writer: 1}, "fields": [], "standards": [], "links": []} | more


def put_entry(record: Record, entry: Entry) -> Record:
    """Put an entry in, in place of the one with its id if there is one."""
    if entry["id"] in {one["id"] for one in record["entries"]}:
        entries = [entry if one["id"] == entry["id"] else one for one in record["entries"]]
    else:
        entries = [*record["entries"], entry]
    return record | {"entries": entries}


def change_entry(record: Record, entry_id: str, *, writer: str, now: str, **changes: Any) -> Record:
    """Change an entry; where nothing is different, its revision stays as it is.

    Raises
    ------
    NoSuchEntry, TooManyTags
    """
    entry = find_entry(record, entry_id)
    _check(changes)
    if all(key in entry and entry[key] == value for key, value in changes.items()):
        return record
    return put_entry(record, entry | changes | _next(entry, writer, now))


def forget_entry(record: Record, entry_id: str, *, writer: str, now: str) -> Record:
    """Forget an entry: its words go, and links to it; what stays says only that it was forgotten.

    Raises
    ------
    NoSuchEntry
    """
    gone = {"id": entry_id, "forgotten": True} | _next(find_entry(record, entry_id), writer, now)
    record = put_entry(record, gone)
    for one in live_entries(record):
        if entry_id in one["links"]:
            left = [link for link in one["links"] if link != entry_id]
            record = change_entry(record, one["id"], writer=writer, now=now, links=left)
    return record


def copy_for_another(record: Record, entry_id: str) -> Record:
    """Give a record of one entry alone, such as an agreement, for the other who made it: without name, programme or links.

    Raises
    ------
    NoSuchEntry
    """
    return put_entry(new_record(), find_entry(record, entry_id) | {"links": []})


def put_form(record: Record, form: Mapping[str, Any]) -> Record:
    """Keep how a form of the learner's organisation is filled, in place of an earlier mapping with its id."""
    others = [one for one in record["forms"] if one["id"] != form["id"]]
    return record | {"forms": [*others, dict(form)]}


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


def _next(entry: Entry, writer: str, now: str) -> Entry:
    counts = entry["revision"]
    return {"changed": now, "revision": counts | {writer: counts.get(writer, 0) + 1}}


def _check(changes: Mapping[str, Any], also: tuple[str, ...] = ()) -> None:
    for key in changes:
        if key not in _CHANGEABLE and key not in also:
            raise RecordError(f"An entry's '{key}' cannot be set.")
    if len(changes.get("standards", ())) > MOST_TAGS:
        raise TooManyTags(f"An entry has {MOST_TAGS} standards at most.")
