"""Two records become one, entry by entry, and nothing that was written is lost. Standard library only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from alongside.record.record import Entry, Record

_SENTENCES = {
    "new": ("1 entry would be added.", "{} entries would be added."),
    "changed": ("1 entry would be replaced by its later version.", "{} entries would be replaced by their later versions."),
    "both": (
        "1 entry was changed in both places. Both versions would be kept.",
        "{} entries were changed in both places. Both versions of each would be kept.",
    ),
    "forgotten": ("1 entry was forgotten in the file, and would go.", "{} entries were forgotten in the file, and would go."),
    "back": (
        "1 entry that you had forgotten was written on in the file, and would come back.",
        "{} entries that you had forgotten were written on in the file, and would come back.",
    ),
}
_NOT_CONTENT = frozenset({"changed", "revision", "created"})


@dataclass(frozen=True)
class Merge:
    """What a merge gives, and what it changes in the record that is open: shown before it is taken.

    Attributes
    ----------
    record : dict
        Both records in one.
    new, changed, both, forgotten, back : list of str
        Ids of entries of the open record: new here; replaced by a later revision; changed on both sides, so that both
        versions are kept; forgotten on the other side, and so here; forgotten here, but written on there, and so back.
    names : list of (str, str)
        The name here and the other, where they differ.
    """

    record: Record
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)

    def sentences(self) -> list[str]:
        """Say what would change, in a learner's words."""
        told = [f"This file is named “{there}”, and the record that is open is named “{here}”." for here, there in self.names]
        for what, (one, more) in _SENTENCES.items():
            number = len(getattr(self, what))
            told += [one if number == 1 else more.format(number)] * bool(number)
        return told or ["Nothing would change."]


def merge(ours: Record, theirs: Record) -> Merge:
    """Merge another record, such as an opened file, into the one that is open.

    Name, programme and form mappings stay as they are here; what is missing here is taken from the other. Merging the
    same file again changes nothing, and on both sides the entries come out the same.

    Parameters
    ----------
    ours, theirs : dict
        Validated records of this version.
    """
    merged = Merge({}, names=_names(ours, theirs))
    entries = {entry["id"]: entry for entry in ours["entries"]}
    for entry in sorted(theirs["entries"], key=lambda one: one["id"]):
        mine = entries.get(entry["id"])
        winner, copy = (entry, None) if mine is None else _one_of(mine, entry)
        if copy is not None and copy["id"] in entries:  # kept at an earlier merge; it may have been changed since
            copy = None
        elif copy is not None:
            entries[copy["id"]] = copy
        _tell(merged, mine, winner, copy)
        entries[entry["id"]] = winner
    known = {form["id"] for form in ours["forms"]}
    merged.record.update(
        ours,
        name=ours["name"] or theirs["name"],
        programme=theirs["programme"] | ours["programme"],
        entries=list(entries.values()),
        forms=[*ours["forms"], *(form for form in theirs["forms"] if form["id"] not in known)],
    )
    return merged


def _names(ours: Record, theirs: Record) -> list[tuple[str, str]]:
    here, there = ours["name"], theirs["name"]
    return [(here, there)] if here and there and here != there else []


def _one_of(mine: Entry, other: Entry) -> tuple[Entry, Entry | None]:
    """Give the entry that stays, and a copy of the other version where neither knew of the other."""
    if _follows(mine["revision"], other["revision"]):
        if _content(mine) == _content(other) or mine["revision"] != other["revision"]:
            return mine, None
    elif _follows(other["revision"], mine["revision"]):
        return other, None
    both = {"revision": _together(mine["revision"], other["revision"])}
    earlier, later = sorted((mine, other), key=lambda one: (not one.get("forgotten"), one["changed"], _content(one)))
    if earlier.get("forgotten") or _content(mine) == _content(other):
        return later | both, None
    digest = hashlib.sha256(_content(earlier).encode()).hexdigest()[:12]
    copy = earlier | {"id": f"{earlier['id'][:40]}-{digest}", "copy_of": earlier["id"], "revision": {"merge": 1}}
    return later | both, copy


def _follows(one: dict[str, int], other: dict[str, int]) -> bool:
    return all(one.get(writer, 0) >= count for writer, count in other.items())


def _together(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {writer: max(one.get(writer, 0), other.get(writer, 0)) for writer in sorted(one.keys() | other.keys())}


def _content(entry: Entry) -> str:
    kept: dict[str, Any] = {key: value for key, value in entry.items() if key not in _NOT_CONTENT}
    return json.dumps(kept, sort_keys=True)


def _tell(merged: Merge, mine: Entry | None, winner: Entry, copy: Entry | None) -> None:
    if mine is None:
        told = None if winner.get("forgotten") else merged.new
    elif mine.get("forgotten"):
        told = None if winner.get("forgotten") else merged.back
    elif copy is not None:
        told = merged.both
    elif winner.get("forgotten"):
        told = merged.forgotten
    else:
        told = merged.changed if _content(mine) != _content(winner) else None
    if told is not None:
        told.append(winner["id"])
