"""The record's model: what a file of it may hold. Loaded only when a file is opened or a document made.

Errors never carry what a learner wrote (``hide_input_in_errors``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from alongside.record.record import FORMAT, KINDS, MOST_TAGS, NEVER_KEPT, ROLES, TRACKS, VERSION

MOST_ENTRIES = 5_000  # twenty a working day would not get there in a year
_STRICT = ConfigDict(extra="forbid", hide_input_in_errors=True, strict=True)


def _readable(parse: Callable[[str], Any]) -> Callable[[str], str]:
    def check(value: str) -> str:
        parse(value)
        return value

    return check


def _no_identity(value: str) -> str:
    if value in NEVER_KEPT:
        raise ValueError("the record has no place for identity work")
    return value


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Line = Annotated[str, StringConstraints(max_length=500)]
Text = Annotated[str, StringConstraints(max_length=200_000)]
Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
Count = Annotated[int, Field(ge=1, le=2**31)]
Number = Whole | Annotated[float, Field(allow_inf_nan=False)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_readable(date.fromisoformat))]
Moment = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$"),
    AfterValidator(_readable(datetime.fromisoformat)),
]
Standard = Annotated[str, StringConstraints(pattern=r"^[\w.-]+/[a-z][a-z0-9_]*$", max_length=130)]


class Programme(BaseModel):
    """Where the learner is in the programme; all of it optional."""

    model_config = _STRICT

    role: Literal[ROLES] | None = None  # type: ignore[valid-type]
    track: Literal[TRACKS] | None = None  # type: ignore[valid-type]
    started: Day | None = None
    part_time: Annotated[float, Field(gt=0, le=1)] | None = Field(None, description="Share of full time.")


class Kept(BaseModel):
    """One answer, with its question."""

    model_config = _STRICT

    name: Name
    kind: Literal["text", "choice", "choices", "date", "number", "list"]
    label: Line
    value: Number | Text | Annotated[list[Text], Field(max_length=200)]
    words: Line | Annotated[list[Line], Field(max_length=200)] | None = Field(None, description="A choice, as it was read.")

    @model_validator(mode="after")
    def _value_fits_its_kind(self) -> Kept:
        fits: Any = {"number": (int, float), "choices": list, "list": list}.get(self.kind, str)
        if not isinstance(self.value, fits):
            raise ValueError("a value that does not fit its kind")  # noqa: TRY004 – pydantic takes ValueError
        return self


class Move(BaseModel):
    """One step through a story: names only."""

    model_config = _STRICT

    scene: Name
    choice: Name | None = None
    skipped: bool | None = None


class Path(BaseModel):
    """A way through a story: names of scenes and choices, no text."""

    model_config = _STRICT

    scenario: Name
    eyes: Name
    moves: list[Move] = Field(max_length=1_000)


class Entry(BaseModel):
    """Something that the learner wrote, or their way through a story."""

    model_config = _STRICT

    id: Id
    workbook: Annotated[Name, AfterValidator(_no_identity)]
    kind: Literal[KINDS]  # type: ignore[valid-type]
    title: Line
    created: Moment
    changed: Moment
    revision: Annotated[dict[Id, Count], Field(min_length=1, max_length=1_000)]
    fields: list[Kept] = Field(max_length=200)
    standards: list[Standard] = Field(max_length=MOST_TAGS)
    links: list[Id] = Field(max_length=100, description="Ids of other entries.")
    day: Day | None = Field(None, description="The day that it is about.")
    finished: bool | None = None
    path: Path | None = None
    copy_of: Id | None = Field(None, description="The entry of which this is another version, written at the same time.")

    @model_validator(mode="after")
    def _a_path_has_no_text(self) -> Entry:
        if (self.kind == "path") != (self.path is not None) or (self.path and self.fields):
            raise ValueError("a path through a story is names of scenes and choices")
        return self


class Forgotten(BaseModel):
    """What is left of an entry that was forgotten."""

    model_config = _STRICT

    id: Id
    changed: Moment
    revision: Annotated[dict[Id, Count], Field(min_length=1, max_length=1_000)]
    forgotten: Literal[True]


class Form(BaseModel):
    """How a Word form of the learner's organisation is filled."""

    model_config = _STRICT

    id: Id
    name: Line
    kind: Literal[KINDS] = Field(description="The kind of entry that fills it.")  # type: ignore[valid-type]
    places: dict[Line, Line] = Field(max_length=300, description="Place in the form, and what goes there.")


class Record(BaseModel):
    """What one learner has written in Alongside. Identity work is never part of it."""

    model_config = _STRICT

    format: Literal[FORMAT]  # type: ignore[valid-type]
    version: Literal[VERSION]  # type: ignore[valid-type]
    name: Annotated[str, StringConstraints(max_length=100)] = Field(description="A name or nickname that the learner chose.")
    programme: Programme
    entries: list[Forgotten | Entry] = Field(max_length=MOST_ENTRIES)
    forms: list[Form] = Field(max_length=100)

    @model_validator(mode="after")
    def _ids_are_their_own(self) -> Record:
        for ids in ([entry.id for entry in self.entries], [form.id for form in self.forms]):
            if len(set(ids)) < len(ids):
                raise ValueError("two parts with one id")
        return self
