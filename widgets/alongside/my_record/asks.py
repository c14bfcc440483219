"""What a page may ask of the kernel about a record: each ask with its words, and no others. Loaded only when one comes.

The record comes beside it as bytes, and is in no trait; errors never carry what a learner wrote.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from alongside.record.documents.paper import PERIODS, period
from alongside.record.model import Day, Id, Line

What = Literal["entry", "period", "record", "cpd", "form"]


class _Ask(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, strict=True)


class Open(_Ask):
    """Is this file a record? With the file's bytes."""

    ask: Literal["open"]


class _About(_Ask):
    """What a document is to be of: one entry, the reflections of a time, or the whole record.

    Attributes
    ----------
    entry : str, optional
        Of one entry, a piece of CPD or a form: which.
    period : str, optional
        Of the reflections of a time: one of ``PERIODS``, counted from the record's start date.
    since, until : str, optional
        Or its first and last day, ``"YYYY-MM-DD"``.
    """

    what: What
    entry: Id | None = None
    period: Literal[tuple(PERIODS)] | None = None  # type: ignore[valid-type]
    since: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _says_of_what(self) -> _About:
        days = self.since is not None and self.until is not None
        fits = {"record": True, "period": bool(self.period) != days}.get(self.what, self.entry is not None)
        if not fits:
            raise ValueError("a document of what?")
        return self


class Check(_About):
    """What in it may give somebody away? With the record's bytes."""

    ask: Literal["check"]


class Make(_About):
    """Make it. With the record's bytes."""

    ask: Literal["make"]
    what: Literal["entry", "period", "record", "cpd"]
    format: Literal["docx", "pdf", "txt"]
    today: Day


class Cpd(_Ask):
    """What does each field of a piece of CPD say? With the record's bytes."""

    ask: Literal["cpd"]
    entry: Id


class Form(_Ask):
    """What can be filled in this form, and what can this entry put there? With the record's bytes and the form's."""

    ask: Literal["form"]
    entry: Id


class Fill(_Ask):
    """Fill the form. With the record's bytes and the form's."""

    ask: Literal["fill"]
    entry: Id
    places: Annotated[dict[Line, Line], Field(max_length=300)]
    today: Day


class Standards(_Ask):
    """Which standards are touched by the entries of a time? With the record's bytes."""

    ask: Literal["standards"]
    since: Day
    until: Day


Ask = Open | Check | Make | Cpd | Form | Fill | Standards
_ASKS: TypeAdapter[Ask] = TypeAdapter(Annotated[Ask, Field(discriminator="ask")], config=ConfigDict(hide_input_in_errors=True))
#: How many buffers come with each ask.
BUFFERS = {Open: 1, Check: 1, Make: 1, Cpd: 1, Form: 2, Fill: 2, Standards: 1}


def read_ask(content: object) -> Ask:
    """Read what was asked.

    Raises
    ------
    pydantic.ValidationError
        Without a word of it.
    """
    return _ASKS.validate_python(content)


def days_of(ask: Check | Make, started: str | None) -> tuple[date, date] | None:
    """Give the first and last day of a time; nothing where it is counted from a start that the record does not say."""
    if ask.period is None:
        return date.fromisoformat(ask.since or ""), date.fromisoformat(ask.until or "")
    return period(date.fromisoformat(started), ask.period) if started else None
