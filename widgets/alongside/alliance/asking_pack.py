"""The models of the packs that ask in fields: the working agreement, speaking up, and worries both ways.

Only ``alliance.pack`` and the rules of the checker import this module.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from alongside.content.parts import Link, Name, Part, Text, Words

Role = Literal["assessor", "nqsw"]
#: What an agreement has to speak about, in this order.
SECTIONS = (
    "power",
    "hats",
    "surprises",
    "feedback",
    "adjustments",
    "hour",
    "others",
    "abuse",
    "confidentiality",
    "challenge",
    "wrong",
    "review",
)


class Option(Part):
    """One answer of a question."""

    value: Name
    label: Words
    hint: Words | None = None
    alone: bool = False


class Question(Part):
    """A field of a form, as ``form.fields`` takes it."""

    name: Name
    kind: Literal["text", "long_text", "radios", "checkboxes", "select", "date"]
    label: Words
    hint: Words | None = None
    optional: bool = False
    missing: Words | None = None
    rows: Annotated[int, Field(ge=2, le=40)] | None = None
    width: Annotated[int, Field(ge=1, le=60)] | None = None
    options: list[Option] | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _keywords_fit_the_kind(self) -> Question:
        fits = {"rows": ("long_text",), "width": ("text",), "options": ("radios", "checkboxes", "select")}
        for keyword, kinds in fits.items():
            if getattr(self, keyword) is not None and self.kind not in kinds:
                raise ValueError(f"a field of kind {self.kind} takes no '{keyword}'")
        if self.options is None and self.kind in fits["options"]:
            raise ValueError(f"a field of kind {self.kind} needs 'options'")
        return self


class Agreed(Question):
    """A field of the working agreement."""

    copied_as: Words | None = Field(None, description="What the answer is about, where it stands by itself in another form.")


class Section(Part):
    """A section of the working agreement."""

    id: Name
    heading: Words
    words: Words
    fields: list[Agreed] = Field(min_length=1)
    examples: list[Words] = Field(min_length=1, description="Short answers that somebody might give.")


class WorkingAgreement(Part):
    """How two people will work, section by section. Nobody signs it."""

    kind: Literal["working_agreement"]
    title: Words
    about: list[Words] = Field(min_length=1)
    before: Text
    sections: list[Section]
    copying: Words
    review_title: Words = Field(description="What the review is called in a calendar; it says nothing about anybody.")
    after: Text


class Step(Part):
    """A page of a worry: what it says, and what it asks."""

    id: Name
    heading: Words
    words: list[Words] = Field(default_factory=list)
    fields: list[Question] = Field(default_factory=list)
    examples: list[Words] = Field(default_factory=list)
    only_if: dict[Name, list[Name]] = Field(default_factory=dict, description="Earlier field, and the answers that lead here.")
    ends: bool = Field(False, description="Nothing comes after it.")
    kept: Literal["record", "never"] = Field("record", description="never: held in the page's memory, as identity work is.")
    filled_by: Literal["writer", "nqsw"] = Field("writer", description="nqsw: only they fill it, at the same screen.")
    source: Link | None = Field(None, description="Needed where it rests on law.")


class Worry(Part):
    """Speaking up for somebody, or a worry about somebody's practice or about one's own assessment."""

    kind: Literal["speaking_up", "worry_about_practice", "worry_about_assessment"]
    title: Words
    written_by: Role
    about: list[Words] = Field(min_length=1)
    notice: Text
    steps: list[Step] = Field(min_length=1)
    after: Text
