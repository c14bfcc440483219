"""Makes the document of one entry that was written here: bytes in, bytes out, nothing kept. Loaded when a page asks for one."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from alongside.alliance.agreement_paper import agreement_paper
from alongside.record.documents.making import File, make_file
from alongside.record.documents.paper import one_entry
from alongside.record.model import Day, Id
from alongside.record.opening import open_record


class Ask(BaseModel):
    """What a page asks for, beside the bytes of a record that holds this entry."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, strict=True)

    ask: Literal["make"]
    entry: Id
    format: Literal["docx", "pdf", "txt"]
    today: Day


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
