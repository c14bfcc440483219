"""What a document says, before it is Word, PDF or text: headings and paragraphs in their order. Standard library only.

One list of blocks feeds every format, so that all say the same in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date
from typing import Any, NamedTuple

from alongside.days import in_words
from alongside.record.fields import said
from alongside.record.record import Entry, NoSuchEntry, Record, day_of, find_entry, live_entries

Titles = Mapping[str, str]
#: Every kind but the path through a story, which is in no document.
WRITTEN = {
    "reflection": "Reflection",
    "peer_reflection": "Reflection with a peer or group",
    "supervision": "Supervision",
    "agreement": "Agreement",
    "plan": "Plan",
    "feedback": "Feedback",
    "answers": "Answers",
    "cpd": "Continuing professional development",
}
#: What is written in these workbooks is in no document but its own: a worry about somebody, or about one's own assessment.
ALONE = frozenset({"raising_a_worry"})
#: First and last month of each period of the year, counted from its start.
PERIODS = {"0-3": (0, 3), "3-6": (3, 6), "6-12": (6, 12)}
PERIOD_NAMES = {"0-3": "the first three months", "3-6": "months three to six", "6-12": "months six to twelve"}
_ROLES = {"nqsw": "NQSW", "assessor": "Assessor", "facilitator": "Facilitator", "coordinator": "Programme coordinator"}
_TRACKS = {
    "adults": "Adults",
    "child_and_family": "Child and family",
    "early_career": "Early career development programme",
}
_NOT_IN_XML = re.compile(r"[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Block(NamedTuple):
    """A part of a document: ``heading`` of a level (1 to 3), ``fact`` (a short line about what follows), ``text``, or ``answer``.

    An answer has its question before it, in the same paragraph: its ``label``.
    """

    kind: str
    words: str
    level: int = 0
    label: str = ""


@dataclass
class Paper:
    """A document that can be written in every format.

    Attributes
    ----------
    title : str
        Its first heading, and what its properties say.
    author : str
        The name in the record, or nothing.
    blocks : list of Block
        All below the title, in reading order.
    dense : bool
        Set small and close, to fit one page if it can.
    """

    title: str
    author: str = ""
    blocks: list[Block] = field(default_factory=list)
    dense: bool = False

    def say(self, kind: str, words: str, level: int = 0, label: str = "") -> None:
        """Add a block, unless it is empty."""
        words = clean(words).strip()
        if words:
            self.blocks.append(Block(kind, words, level, " ".join(clean(label).split())))


def clean(words: str) -> str:
    """Take out what no document can hold, such as control characters; every line break becomes a plain one."""
    words = re.sub(r"\r\n|[\r\v\f\x85\u2028\u2029]", "\n", words)
    return _NOT_IN_XML.sub("", words)


def find_written(record: Record, entry_id: str) -> Entry:
    """Give the entry with this id, unless it is a path through a story, which goes into no document.

    Raises
    ------
    NoSuchEntry
    """
    entry = find_entry(record, entry_id)
    if entry["kind"] not in WRITTEN:
        raise NoSuchEntry("A path through a story goes into no document.")
    return entry


def find_shared(record: Record, entry_id: str) -> Entry:
    """Give the entry with this id, unless it stands in no document but its own: no form of anybody else's is filled from it.

    Raises
    ------
    NoSuchEntry
    """
    entry = find_written(record, entry_id)
    if entry["workbook"] in ALONE:
        raise NoSuchEntry("A worry goes into no document but its own.")
    return entry


def one_entry(record: Record, entry_id: str, titles: Titles | None = None) -> Paper:
    """Make the document of one entry.

    Parameters
    ----------
    record : dict
        A validated record.
    entry_id : str
    titles : dict, optional
        Titles of standards by their tags; a tag without one stands for itself.

    Raises
    ------
    NoSuchEntry
    """
    entry = find_written(record, entry_id)
    paper = Paper(_title(entry), clean(record["name"]))
    _facts_of(paper, _by_id(record), entry, titles or {})
    _answers_of(paper, entry, 2)
    return paper


def period(started: date, name: str) -> tuple[date, date]:
    """Give the first and the last day of a period (0-3, 3-6 or 6-12 months) of a year that began on ``started``."""
    first, last = (_months_later(started, months) for months in PERIODS[name])
    return first, date.fromordinal(last.toordinal() - 1)


def some_entries(record: Record, since: date, until: date, name: str = "", titles: Titles | None = None) -> Paper:
    """Make the document of the reflections of a time, oldest first.

    Parameters
    ----------
    record : dict
        A validated record.
    since, until : date
        First and last day.
    name : str
        How the time is called, such as one of ``PERIOD_NAMES``; without it, its days are.
    titles : dict, optional
        Titles of standards by their tags.
    """
    days = f"{in_words(since)} to {in_words(until)}"
    paper = Paper(f"Reflections from {name or days}", clean(record["name"]))
    paper.say("fact", days if name else "")
    kept = live_entries(record, ("reflection", "peer_reflection"))
    _all_of(paper, record, [entry for entry in kept if since <= day_of(entry) <= until], titles or {})
    return paper


def written_together(record: Record) -> list[Entry]:
    """List the entries that stand in the document of the whole record."""
    return [entry for entry in live_entries(record, WRITTEN) if entry["workbook"] not in ALONE]


def whole_record(record: Record, titles: Titles | None = None) -> Paper:
    """Make the document of all that was written, oldest first; paths through stories and worries are not in it."""
    paper = Paper(f"The record of {clean(record['name'])}" if record["name"].strip() else "My record", clean(record["name"]))
    programme = record["programme"]
    paper.say("fact", f"Role: {_ROLES[programme['role']]}" if "role" in programme else "")
    paper.say("fact", f"Track: {_TRACKS[programme['track']]}" if "track" in programme else "")
    paper.say("fact", f"Started: {in_words(date.fromisoformat(programme['started']))}" if "started" in programme else "")
    if programme.get("part_time", 1) < 1:
        paper.say("fact", f"Part-time: {programme['part_time']:.0%} of full time")
    _all_of(paper, record, written_together(record), titles or {})
    return paper


def _all_of(paper: Paper, record: Record, entries: Iterable[Entry], titles: Titles) -> None:
    written = _by_id(record)
    for entry in sorted(entries, key=lambda one: (day_of(one), one["created"], one["id"])):
        paper.say("heading", _title(entry), 2)
        _facts_of(paper, written, entry, titles)
        _answers_of(paper, entry, 3)
    if not any(block.kind == "heading" for block in paper.blocks):
        paper.say("text", "There is nothing here yet.")


def _title(entry: Entry) -> str:
    return " ".join(clean(entry["title"]).split()) or WRITTEN.get(entry["kind"], "Untitled")


def _by_id(record: Record) -> dict[str, Entry]:
    return {one["id"]: one for one in written_together(record)}


def _facts_of(paper: Paper, written: Mapping[str, Entry], entry: Entry, titles: Titles) -> None:
    paper.say("fact", f"{WRITTEN[entry['kind']]}, {in_words(day_of(entry))}")
    paper.say("fact", "Another version of this, written at the same time, is in the record." if "copy_of" in entry else "")
    tags = [titles.get(tag, tag) for tag in entry["standards"]]
    paper.say("fact", f"Standards: {'; '.join(tags)}" if tags else "")
    linked = [written[one] for one in dict.fromkeys(entry["links"]) if one in written]
    paper.say("fact", f"Goes with: {'; '.join(map(_title, linked))}" if linked else "")


def _answers_of(paper: Paper, entry: Entry, level: int) -> None:
    for answer in entry["fields"]:
        words = spoken(answer)
        if words.strip():
            paper.say("heading", " ".join(answer["label"].split()) or "Answer", level)
            for part in re.split(r"\n\s*\n", clean(words)):
                paper.say("text", part)


def spoken(answer: Mapping[str, Any]) -> str:
    """Give an answer as it reads: a date in words, a list one below another."""
    if answer["kind"] == "list":
        return "\n".join(answer["value"])
    if answer["kind"] == "date":
        try:
            return in_words(date.fromisoformat(answer["value"]))
        except ValueError:
            return str(answer["value"])
    return said(answer)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year >= MAXYEAR:  # a slip in a date is no reason to fail
        return date.max
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - date(year, month + 1, 1)).days))
