"""The model of a pack of standards. Titles are facts; the words below them belong to their publishers and are not shipped."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
#: A day, or a month or year where the day is not known: "2018-12-11", "2018-12", "2018".
Day = Annotated[str, BeforeValidator(str), StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
Track = Literal["adults", "child_and_family", "early_career"]
Role = Literal["nqsw", "assessor"]


class Standard(BaseModel):
    """One standard, domain or statement: its title."""

    model_config = ConfigDict(extra="forbid")

    id: Name = Field(description="How records name it; it never changes its meaning.")
    title: Words = Field(description="The title as its publisher has it, and nothing more.")
    checked: Day | Literal[False] = Field(description="When the title was last seen at its source; false: it is not shown.")
    source: Url | None = Field(None, description="Where it was seen, if not at the pack's source.")


class Source(BaseModel):
    """Where a pack's standards are published."""

    model_config = ConfigDict(extra="forbid")

    title: Words
    url: Url
    licence: Words = Field(description="What may be done with the text, as far as is known.")


class Standards(BaseModel):
    """A set of standards as its publisher made it."""

    model_config = ConfigDict(extra="forbid")

    title: Words
    short: Words = Field(description="How a narrow list names it.")
    publisher: Words
    source: Source
    valid_from: Day
    valid_to: Day | None = Field(None, description="The last day on which it holds; absent: no end is known.")
    tracks: list[Track] = Field(min_length=1)
    roles: list[Role] = Field(min_length=1)
    shelf_place: int = 0
    complete: bool = Field(True, description="Whether every title of the set stands here.")
    note: Words | None = Field(None, description="What is missing or not shown, and why.")
    standards: list[Standard] = Field(min_length=1)
