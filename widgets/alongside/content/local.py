"""What a host fills in, in the file ``local.yaml`` of a folder given with ``--packs``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[date, BeforeValidator(lambda value: date.fromisoformat(str(value)))]


#: Who can help, as `data/alliance/who_can_help.yaml` names them; a contact can say which of them it reaches.
Who = Literal[
    "coordinator",
    "principal_social_worker",
    "mentor",
    "staff_network",
    "union",
    "occupational_health",
    "employee_assistance",
    "speak_up",
    "human_resources",
    "next_manager",
    "assessor_forum",
    "access_to_work",
    "acas",
    "samaritans",
]


class Contact(BaseModel):
    """Somebody to turn to."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    name: Words = Field(description="Such as 'Employee assistance line'.")
    what: Words = Field(description="What they help with.")
    how: Words = Field(description="A number, an address or a room, and when.")
    checked_on: Day = Field(description="When somebody last checked it, as YYYY-MM-DD.")
    who: Who | None = Field(None, description="Which of those who can help it reaches; it then stands beside them.")


class Local(BaseModel):
    """The host's own words."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    contacts: list[Contact] = Field(default_factory=list)
    exit_page: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(
        None, description="Where 'Exit this page' leads; without it, to a neutral page of our own."
    )
    undertaking: Words | None = Field(None, description="What the employer promises about these pages.")
