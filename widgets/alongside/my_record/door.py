"""The one door through which a page has something done with a record: asked with bytes, answered with bytes, nothing kept.

It and what it imports are loaded when a page first asks for something.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from alongside.days import in_words
from alongside.my_record.asks import BUFFERS, Check, Cpd, Fill, Form, Make, Open, Standards, days_of, read_ask
from alongside.record.documents import cpd, filling, making
from alongside.record.documents.paper import PERIOD_NAMES, WRITTEN, find_shared, find_written, written_together
from alongside.record.hints import marked_answers
from alongside.record.opening import CannotOpen, Opened, open_record
from alongside.record.record import Entry, NoSuchEntry, Record, day_of, live_entries
from alongside.standards import standards

NO_START = "Your record does not say when you started. Write it under “About you”, or choose your own dates."
GONE = "This entry is no longer in your record. Choose another."
UNREADABLE = "Something in your record cannot be read, so nothing was made of it. Nothing of it was lost."


class Answer(NamedTuple):
    """What goes back to the page: ``refused`` with a sentence in it, or what was asked for; and bytes."""

    content: dict[str, Any]
    buffers: Sequence[bytes] = ()


class _Refused(Exception):
    """It cannot be done; the message is a sentence for the learner, without a word of theirs."""


def answer(content: object, buffers: Sequence[bytes]) -> Answer:
    """Do what a page asks for.

    Parameters
    ----------
    content : any JSON
        One of the asks in `alongside.my_record.asks`.
    buffers : list of bytes
        The record as JSON, or the file to open; then the learner's form, where there is one.

    Raises
    ------
    ValueError
        It is no such ask: the page does not send what it should.
    """
    ask = read_ask(content)
    if len(buffers) != BUFFERS[type(ask)]:
        raise ValueError("An ask came with too many or too few buffers.")
    try:
        if isinstance(ask, Open):
            return _opened(open_record(buffers[0]))
        return _ANSWERS[type(ask)](ask, _record(buffers[0]), *buffers[1:])
    except (CannotOpen, filling.CannotFill, _Refused) as told:
        return Answer({"refused": str(told)})
    except NoSuchEntry:
        return Answer({"refused": GONE})


def _record(content: bytes) -> Record:
    """Check the learner's own record."""
    try:
        opened = open_record(content)
    except CannotOpen:
        raise _Refused(UNREADABLE) from None
    if opened.read_only:
        raise _Refused(UNREADABLE)
    return opened.record


def _opened(opened: Opened) -> Answer:
    content = json.dumps(opened.record, ensure_ascii=False).encode()
    return Answer({"read_only": opened.read_only, "sentence": opened.sentence}, [content])


def _check(ask: Check, record: Record) -> Answer:
    entries = sorted(_entries_of(ask, record), key=lambda one: (day_of(one), one["created"], one["id"]))
    found = [
        {"entry": one["id"], "title": one["title"], "kind": WRITTEN[one["kind"]], "day": in_words(day_of(one)), "parts": parts}
        for one in entries
        if (parts := marked_answers(one))
    ]
    return Answer({"entries": len(entries), "found": found} | _time_of(ask, record))


def _time_of(ask: Check | Make, record: Record) -> dict[str, str]:
    days = days_of(ask, record["programme"].get("started")) if ask.what == "period" else None
    return {"since": in_words(days[0]), "until": in_words(days[1])} if days else {}


def _entries_of(ask: Check, record: Record) -> list[Entry]:
    """List the entries whose words are in the document."""
    if ask.what == "record":
        return written_together(record)
    if ask.what == "period":
        since, until = _days(ask, record)
        return [one for one in live_entries(record, ("reflection", "peer_reflection")) if since <= day_of(one) <= until]
    find = find_written if ask.what == "entry" else find_shared
    entry = find(record, ask.entry or "")
    return [entry, *(cpd.with_peer(record, entry) if ask.what == "cpd" else [])]


def _make(ask: Make, record: Record) -> Answer:
    titles, today = _titles(record), date.fromisoformat(ask.today)
    if ask.what == "entry":
        made = making.make_entry_file(record, ask.entry or "", ask.format, titles=titles, today=today)
    elif ask.what == "period":
        since, until = _days(ask, record)
        name = PERIOD_NAMES.get(ask.period or "", "")
        made = making.make_period_file(record, since, until, ask.format, name=name, titles=titles, today=today)
    elif ask.what == "cpd":
        made = making.make_cpd_file(record, ask.entry or "", ask.format, today=today)
    else:
        made = making.make_record_file(record, ask.format, titles=titles, today=today)
    return Answer({"name": made.name, "type": made.type}, [made.content])


def _days(ask: Check | Make, record: Record) -> tuple[date, date]:
    days = days_of(ask, record["programme"].get("started"))
    if days is None:
        raise _Refused(NO_START)
    return days


def _titles(record: Record) -> dict[str, str]:
    return {tag: standards.title_of(tag) for entry in live_entries(record) for tag in entry["standards"]}


def _cpd(ask: Cpd, record: Record) -> Answer:
    piece = cpd.cpd_piece(record, ask.entry)
    return Answer({"fields": [{"name": name, "label": cpd.FIELDS[name], "words": words} for name, words in piece.items()]})


def _form(ask: Form, record: Record, form: bytes) -> Answer:
    places = filling.places_in(form)
    found = filling.values_of(record, ask.entry, _titles(record))
    values = [{"name": name, "label": one["label"], "words": one["words"]} for name, one in found.items()]
    known = filling.form_id(places)
    return Answer({"form": known, "places": places, "values": values, "suggested": filling.suggest(places, found)})


def _fill(ask: Fill, record: Record, form: bytes) -> Answer:
    words = filling.values_for({"places": ask.places}, filling.values_of(record, ask.entry, _titles(record)))
    filled = filling.fill_form(form, words)
    name = f"alongside-form-{date.fromisoformat(ask.today)}.docx"
    return Answer({"name": name, "type": making.FORMATS["docx"], "left": filled.left}, [filled.content])


def _standards(ask: Standards, record: Record) -> Answer:
    since, until = date.fromisoformat(ask.since), date.fromisoformat(ask.until)
    programme = record["programme"]
    holding = standards.in_force(until, programme.get("track"), programme.get("role"))
    notes = [{"pack": pack["title"], "note": pack["note"]} for pack in holding if pack.get("note")]
    return Answer({"rows": standards.counts(record, since, until), "notes": notes, "warning": standards.WARNING})


_ANSWERS: dict[type, Callable[..., Answer]] = {
    Check: _check,
    Make: _make,
    Cpd: _cpd,
    Form: _form,
    Fill: _fill,
    Standards: _standards,
}
