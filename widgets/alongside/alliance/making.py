"""Makes the document of one entry that was written here, and says before what in it may give somebody away.

Bytes in, bytes out, nothing kept. Loaded when a page asks.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from alongside.alliance.agreement_paper import agreement_paper
from alongside.record.documents.making import File, make_file
from alongside.record.documents.paper import find_written, one_entry
from alongside.record.hints import INCOMPLETE, marked_answers
from alongside.record.model import Day, Id
from alongside.record.opening import open_record


class _Ask(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, strict=True)

    entry: Id


class Ask(_Ask):
    """What a page asks for, beside the bytes of a record that holds this entry."""

    ask: Literal["make"]
    format: Literal["docx", "pdf", "txt"]
    today: Day


class Check(_Ask):
    """What in this entry may give somebody away? Asked beside the same bytes."""

    ask: Literal["check"]


def check(content: object, record: bytes) -> dict[str, Any]:
    """Give the answers in which something is marked, in pieces, as `marked_answers` does.

    Parameters
    ----------
    content : any JSON
        A `Check`.
    record : bytes
        A record as JSON, of one entry alone.

    Raises
    ------
    pydantic.ValidationError, CannotOpen, NoSuchEntry
        Without a word of it.
    """
    asked = Check.model_validate(content)
    return {"found": marked_answers(find_written(open_record(record).record, asked.entry)), "incomplete": INCOMPLETE}


def make(content: object, record: bytes, pack: dict[str, Any]) -> File:
    """Make it.

    Parameters
    ----------
    content : any JSON
        An `Ask`.
    record : bytes
        A record as JSON, of one entry alone.
    pack : dict
        The compiled pack with which it was written.

    Raises
    ------
    pydantic.ValidationError, CannotOpen, NoSuchEntry
        Without a word of it.
    """
    ask = Ask.model_validate(content)
    whole, today = open_record(record).record, date.fromisoformat(ask.today)
    if pack["kind"] == "working_agreement":
        return make_file(agreement_paper(whole, ask.entry, pack), "alongside-agreement", ask.format, today)
    return make_file(one_entry(whole, ask.entry), "alongside-notes", ask.format, today)
