"""Which standards hold on a day, and which of them a record touches. Standard library only.

An entry names a standard by its tag: the pack and the standard, such as ``"pcf/knowledge"``.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from alongside.content import packs
from alongside.record.record import MOST_TAGS, Record, day_of, live_entries

WARNING = (
    "This counts what you tagged, not how good it was. Many entries fit many standards, and one to three tags an entry are "
    "enough: tagging everything turns reflection into ticking boxes. A standard without an entry is a question for "
    "supervision, not a fault."
)
__all__ = ["MOST_TAGS", "WARNING", "counts", "in_force", "packs_to_choose_from", "title_of"]


def in_force(day: date, track: str | None = None, role: str | None = None) -> list[dict[str, Any]]:
    """Give the packs that hold on a day, each with the standards whose titles have been checked.

    Parameters
    ----------
    day : date
        The day of the entry, not today.
    track : str, optional
        ``adults``, ``child_and_family`` or ``early_career``; without it, all.
    role : str, optional
        ``nqsw`` or ``assessor``; without it, or for another role, all.

    Returns
    -------
    list of dict
        As compiled, each standard with its ``tag``; a pack none of whose titles has been checked has an empty list,
        and its ``note`` says why.
    """
    found = []
    for pack in packs.read_standards():
        fits_role = role not in ("nqsw", "assessor") or role in pack["roles"]
        if _holds(pack, day) and fits_role and (track is None or track in pack["tracks"]):
            shown = [one | {"tag": f"{pack['name']}/{one['id']}"} for one in pack["standards"] if one["checked"]]
            found.append(pack | {"standards": shown})
    return found


def packs_to_choose_from() -> list[dict[str, Any]]:
    """Give every pack as a page needs it to say by itself, without a kernel, which standards hold on a day.

    Returns
    -------
    list of dict
        ``{name, title, short, valid_from, valid_to, tracks, roles, note, standards: [{tag, title}]}``, in their order; of
        the standards those whose titles have been checked.
    """
    parts = ("name", "title", "short", "valid_from", "valid_to", "tracks", "roles", "note")
    return [{part: pack.get(part) for part in parts} | {"standards": _checked(pack)} for pack in packs.read_standards()]


def title_of(tag: str) -> str:
    """Give a standard's title with its pack's, also when it no longer holds; the tag itself where it is not known."""
    for pack in packs.read_standards():
        for one in pack["standards"]:
            if tag == f"{pack['name']}/{one['id']}" and one["checked"]:
                return f"{one['title']} ({pack['short']})"
    return tag


def counts(record: Record, since: date, until: date) -> list[dict[str, Any]]:
    """Count the entries that touch each standard, over a year or any other time.

    Parameters
    ----------
    record : dict
    since, until : date
        First and last day of the entries.

    Returns
    -------
    list of dict
        ``{tag, title, pack, number}`` for each standard that held at the end for the learner's track and role, 0
        included, and then for every other one that is tagged.
    """
    entries = [entry for entry in live_entries(record) if since <= day_of(entry) <= until]
    touched = Counter(tag for entry in entries for tag in set(entry["standards"]))
    programme = record["programme"]
    holding = in_force(until, programme.get("track"), programme.get("role"))
    rows = [
        {"tag": one["tag"], "title": one["title"], "pack": pack["short"], "number": touched.pop(one["tag"], 0)}
        for pack in holding
        for one in pack["standards"]
    ]
    return rows + [{"tag": tag, "title": title_of(tag), "pack": "", "number": touched[tag]} for tag in sorted(touched)]


def _checked(pack: dict[str, Any]) -> list[dict[str, str]]:
    return [{"tag": f"{pack['name']}/{one['id']}", "title": one["title"]} for one in pack["standards"] if one["checked"]]


def _holds(pack: dict[str, Any], day: date) -> bool:
    """Tell whether a pack holds; a date that names only the month or the year holds for all of it."""
    first, last, now = pack["valid_from"], pack.get("valid_to", "9999"), day.isoformat()
    return bool(first <= now[: len(first)] and now[: len(last)] <= last)
