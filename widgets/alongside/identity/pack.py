"""The models of the packs of identity work: what is asked, never what is answered.

Only ``content.check`` imports this module. A pack says with ``kind`` which of the models it follows.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from alongside.content.parts import Asked, Label, Link, Name, Named, Part, Text, Words

Mark = Literal["same", "different", "changes"]


class Petal(Part):
    """One thing that people get sorted by: a name and a question about the room, never a list to pick from."""

    id: Name
    name: Label
    gloss: Words = Field(description="The question about the room, such as 'Whose way of speaking is treated as the usual?'")


class PetalSet(Part):
    """A flower with a certain number of petals."""

    id: Name
    name: Words
    petals: list[Name] = Field(min_length=3, max_length=16)


class Rings(Part):
    """What the two rings are called on the picture."""

    usual: Words
    me: Words


class Marks(Part):
    """The words of the inner ring; blank has none, and means nothing."""

    same: Label
    different: Label
    changes: Label


class Steps(Part):
    """The three steps, in their order: the room, oneself (optional), own words (optional)."""

    room: Text
    me: Text
    own_words: Text


class Filled(Part):
    """A petal as somebody might fill it in for a practice person."""

    petal: Name
    usual: Words
    me: Mark | None = None


class PracticePerson(Part):
    """Somebody fictional, with enough told to fill in a flower for them."""

    id: Name
    name: Words
    told: list[Words] = Field(min_length=3)
    one_way: list[Filled] = Field(min_length=5, description="One way to fill it in; there are others.")


class Practice(Part):
    """Two people who do not exist, to fill in first."""

    heading: Words
    words: list[Words] = Field(min_length=1)
    people: list[PracticePerson] = Field(min_length=2, max_length=2)


class Sharing(Part):
    """The words of sharing, as little as one likes."""

    before: Text = Field(description="Before anything is shown.")
    show: Text = Field(description="Up to three petals on the screen, alone.")
    one_screen: Text = Field(description="Two people at one screen; the assessor goes first.")
    hand_over: Text = Field(description="The page between the two, with the screen cleared.")
    both: Text = Field(description="Both sets of up to three, next to each other.")
    questions: list[Asked] = Field(min_length=1, description="To talk about, after both shared.")
    room_only: Text = Field(description="'I would rather talk about the room.'")
    room_questions: list[Asked] = Field(min_length=1)
    end: Text = Field(description="The last page, the same however one came to it.")


def _not_here(lenses: list[Named]) -> list[Named]:
    if any(lens.id == "here" for lens in lenses):
        raise ValueError("'here' is where everybody begins; give the lens another id")
    return lenses


class PowerFlower(Part):
    """A Power Flower: petals, lenses, practice people and the words of each step."""

    kind: Literal["power_flower"]
    title: Words
    about: list[Words] = Field(min_length=1)
    outer: Literal["usual", "me"] = Field("usual", description="Which ring is outside, for everybody who uses this pack.")
    rings: Rings
    marks: Marks
    convention: Words = Field(description="That sources disagree about the rings, and what this picture does.")
    sources: list[Link] = Field(min_length=1)
    steps: Steps
    petals: list[Petal] = Field(min_length=3)
    start: list[Name] = Field(min_length=3, max_length=7, description="The petals to begin with: nobody need hide these.")
    sets: list[PetalSet]
    own_petal: Words = Field(description="The question of a petal that a learner adds.")
    lenses: Annotated[list[Named], AfterValidator(_not_here)]
    practice: Practice
    sharing: Sharing
    debrief: list[Asked] = Field(min_length=1, description="About the experience, never about the answers.")


class WheelMark(Asked):
    """A question that is answered by marking segments."""

    label: Label = Field(description="Beside a marked segment on the picture, such as 'think of most'.")


class IdentityWheel(Part):
    """An identity wheel, for oneself only."""

    kind: Literal["identity_wheel"]
    title: Words
    about: list[Words] = Field(min_length=1)
    origin: Words
    sources: list[Link] = Field(min_length=1)
    segments: list[Named] = Field(min_length=3, max_length=16)
    own_segment: Words
    steps: list[Text] = Field(min_length=1)
    marks: list[WheelMark] = Field(min_length=1, max_length=6)
    closing: Asked
    closing_words: Words
    debrief: list[Asked] = Field(min_length=1)


class Ground(Part):
    """What holds for every page about who somebody is: privacy, what it is not used for, and how to decline."""

    kind: Literal["ground"]
    title: Words
    privacy: Words = Field(description="What is true, and no more.")
    privacy_more: list[Words]
    spell_check: Words
    spell_check_on: Words = Field(description="What the button says that turns it on.")
    not_used_for: Text
    not_promised: Words = Field(description="Said where the host has filled in no undertaking.")
    declining: Text
    decline_with: list[Words] = Field(min_length=1, description="Words to say.")
    if_it_hurts: Text


MODELS: dict[str, type[Part]] = {"power_flower": PowerFlower, "identity_wheel": IdentityWheel, "ground": Ground}
Pack = Annotated[PowerFlower | IdentityWheel | Ground, Field(discriminator="kind")]
