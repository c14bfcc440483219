"""The parts that packs of several rooms are made of. Only ``content.check`` imports it; learners' kernels read compiled packs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
#: What stands beside a shape in a picture.
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]


def _real_day(value: str) -> str:
    return date.fromisoformat(value).isoformat()


#: YYYY-MM-DD.
Day = Annotated[str, BeforeValidator(str), AfterValidator(_real_day)]


class Part(BaseModel):
    """A part of a pack; keys that it does not know are refused."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Link(Part):
    """Where something comes from."""

    title: Words
    url: Url
    says: Words | None = Field(None, description="What it says that we use, in our words.")
    checked_on: Day = Field(description="When somebody last looked, as YYYY-MM-DD.")


class Text(Part):
    """A heading and the paragraphs below it."""

    heading: Words
    words: list[Words] = Field(min_length=1)
    source: Link | None = Field(None, description="Needed where it rests on law.")


class Named(Part):
    """Something with a name, and a sentence that says what is meant."""

    id: Name
    name: Words
    gloss: Words


class Asked(Part):
    """A question, with a name of its own."""

    id: Name
    ask: Words
