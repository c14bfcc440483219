"""The models of the packs about the assessor and the NQSW: boards, hats, the agreement, speaking up and worries.

Only ``content.check`` imports this module. A pack says with ``kind`` which of the models it follows.
"""

from __future__ import annotations

from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.alliance.asking_pack import WorkingAgreement, Worry
from alongside.content.parts import Asked, Label, Link, Name, Named, Part, Text, Words

_GAPS = {"card", "act", "field", "who", "first", "second", "first_field", "second_field"}


def _known_gaps(value: str) -> str:
    if any(gap not in {None, *_GAPS} for _, gap, _, _ in Formatter().parse(value)):
        raise ValueError(f"a gap that nothing fills; gaps are {', '.join(sorted(_GAPS))}")
    return value


#: A sentence with gaps in braces, which the page fills: "Both of you put “{card}” under {field}."
Gapped = Annotated[Words, AfterValidator(_known_gaps)]


class Card(Part):
    """A short phrase that can lie in one of the fields."""

    id: Name
    words: Annotated[Words, Field(max_length=60)]
    hint: Words | None = None


class Sentence(Part):
    """The beginning of a sentence that each completes."""

    id: Name
    opening: Words
    hint: Words


class BoardsCompared(Part):
    """How two people's boards are told to them, in words and without a number."""

    intro: list[Words] = Field(min_length=1)
    same: Gapped
    apart: Gapped
    only_one: Gapped
    nothing_apart: Words
    questions: list[Asked] = Field(min_length=1)


class RolePower(Part):
    """Who holds what: cards put into four fields."""

    kind: Literal["role_power"]
    title: Words
    about: list[Words] = Field(min_length=1)
    fields: list[Named] = Field(min_length=4, max_length=4)
    cards: list[Card] = Field(min_length=8)
    own_card: Words
    not_placed: Words
    sentences: list[Sentence] = Field(min_length=3, max_length=3)
    comparing: BoardsCompared


class Hat(Part):
    """Which hat is on."""

    id: Name
    name: Label
    gloss: Words


class HatsAsked(Part):
    """The question that each of the two answers for an act."""

    assessor: Words
    nqsw: Words


class TwoHats(Part):
    """Everyday acts, and which hat is on in them."""

    kind: Literal["two_hats"]
    title: Words
    about: list[Words] = Field(min_length=1)
    hats: list[Hat] = Field(min_length=2, max_length=3)
    acts: list[Card] = Field(min_length=3)
    ask: HatsAsked
    say_aloud: list[Words] = Field(min_length=1, description="Ways to say which hat is on.")
    comparing: BoardsCompared


class Helper(Part):
    """Somebody who may help; the host's ``local.yaml`` says how to reach them (``who`` is the id)."""

    id: Name
    name: Words
    line: Literal["inside", "outside", "ask"] = Field(description="Of management; ask: it differs from place to place.")
    can: Words
    ask_first: Words = Field(description="What to ask before telling them.")
    source: Link | None = None


class Lines(Part):
    """How the three ways to stand to the line of management are called."""

    inside: Words
    outside: Words
    ask: Words


class WhoCanHelp(Part):
    """Who can help, in the line and outside it."""

    kind: Literal["who_can_help"]
    title: Words
    about: list[Words] = Field(min_length=1)
    nobody_named: Words = Field(description="Said where the host has filled in no contact.")
    lines: Lines
    people: list[Helper] = Field(min_length=1)


class Disclosed(Part):
    """A card for the moment at which somebody has said something about themselves."""

    kind: Literal["disclosed"]
    title: Words
    about: list[Words] = Field(min_length=1)
    parts: list[Text] = Field(min_length=1)
    say: list[Words] = Field(min_length=1)
    do_not_say: list[Words] = Field(min_length=1)


class Plan(Part):
    """What to do in a given time."""

    time: Words
    steps: list[Words] = Field(min_length=1)


class Setting(Part):
    """A way to use the workbook: as a pair, in a session, in a forum."""

    id: Name
    heading: Words
    words: list[Words] = Field(min_length=1)
    plans: list[Plan] = Field(min_length=1)


class Facilitating(Part):
    """Notes for whoever leads it."""

    kind: Literal["facilitating"]
    title: Words
    parts_before: list[Text] = Field(min_length=1)
    settings: list[Setting] = Field(min_length=1)
    parts_after: list[Text] = Field(min_length=1)


_ALL = RolePower | TwoHats | WorkingAgreement | Worry | WhoCanHelp | Disclosed | Facilitating
MODELS: dict[str, type[Part]] = {
    "role_power": RolePower,
    "two_hats": TwoHats,
    "working_agreement": WorkingAgreement,
    "speaking_up": Worry,
    "worry_about_practice": Worry,
    "worry_about_assessment": Worry,
    "who_can_help": WhoCanHelp,
    "disclosed": Disclosed,
    "facilitating": Facilitating,
}
Pack = Annotated[_ALL, Field(discriminator="kind")]
