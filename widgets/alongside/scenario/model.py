"""What a scenario pack says: the model that its YAML is checked against.

Only ``content.check`` imports this module; learners' kernels read the compiled pack instead.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Eyes = Literal["nqsw", "assessor"]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Role = Literal["nqsw", "assessor", "person", "other"]
Turn = Literal["nearer", "same", "further"]

#: The three people whose consequences are told, the assessor first.
THREE_ROLES: tuple[str, ...] = ("assessor", "nqsw", "person")


class Part(BaseModel):
    """A part of a pack: unknown keys are refused, and no error repeats what was typed."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)


class Deed(Part):
    """For authors only: the one thing that a person does that changes the story."""

    scene: Name
    what: Words


class Person(Part):
    """One of the people of a story, as "Who's who" shows them."""

    name: Words = Field(description="The name as it stands beside their speech, such as 'Moira' or 'Mr Osei'.")
    role: Role = Field(description="nqsw, assessor, person (who draws on care and support), or other.")
    who: Words = Field(description="One or two sentences for 'Who's who'.")
    wants: Words | None = Field(None, description="For authors only: what they want in this story. Never shown.")
    does: Deed | None = Field(None, description="For authors only: what they do that changes the story, and in which scene.")


class Variable(Part):
    """Something that the story remembers."""

    starts: bool | int = Field(description="Its value before the first scene.")
    means: Words = Field(description="For authors only: what it stands for.")


def _passage(value: Any) -> Any:
    if isinstance(value, str):
        return {"words": value}
    if isinstance(value, dict) and len(value) == 1 and not (value.keys() & Passage.model_fields.keys()):
        speaker, words = next(iter(value.items()))
        return {"by": speaker, "words": words}
    return value


class Passage(Part):
    """A paragraph: narration, or what one person says.

    A plain string is narration; ``moira: "Quick one."`` is Moira speaking; the long form adds ``when`` or ``eyes``.
    """

    words: Words = Field(description="The paragraph, as plain text.")
    by: Name | None = Field(None, description="Who says it; nobody means narration.")
    when: Words | None = Field(None, description="Shown only when this condition holds.")
    eyes: Eyes | None = Field(None, description="Shown only to a reader with these eyes.")


Passages = list[Annotated[Passage, BeforeValidator(_passage)]]


class Consequence(Part):
    """What a choice meant for one of the three people."""

    words: Words = Field(description="What happened next for them, and what the chooser cannot know. No praise, no blame.")
    turn: Turn = Field(description="For authors only: nearer to what they want, the same, or further from it.")


class Way(Part):
    """One way on from a scene or a choice: the first whose condition holds is taken."""

    to: Name = Field(description="The scene that it leads to.")
    when: Words | None = Field(None, description="Taken only when this condition holds; leave it out on the last way.")


def _ways(value: Any) -> Any:
    return [{"to": value}] if isinstance(value, str) else value


Ways = Annotated[list[Way], BeforeValidator(_ways), Field(min_length=1)]


class Choice(Part):
    """Something that the reader may do at a decision."""

    id: Name = Field(description="Its name, unique in the story: it stands in saved paths, so never rename it.")
    words: Words = Field(description="What the reader chooses, in the words of someone who would.")
    to: Ways = Field(description="Where it leads: a scene, or a list of ways with conditions.")
    after: Passages = Field(default_factory=list, description="What happened next: the feedback.")
    meant: dict[Name, Consequence] = Field(
        default_factory=dict, description="What it meant for those of the three whom it touched."
    )
    when: Words | None = Field(None, description="Offered only when this condition holds.")
    once: bool = Field(False, description="Offered only until it has been chosen.")
    eyes: Eyes | None = Field(None, description="Offered only to a reader with these eyes.")
    set: dict[Name, bool | int] = Field(default_factory=dict, description="Variables that it sets.")
    add: dict[Name, int] = Field(default_factory=dict, description="Numbers that it adds to variables.")
    repairs: list[Name] = Field(
        default_factory=list, description="For authors only: the earlier choices that it tries to put right."
    )
    performative: bool = Field(False, description="For authors only: it sounds like allyship, and costs its speaker nothing.")
    note: Words | None = Field(None, description="For authors only.")


class Decision(Part):
    """A question with its choices."""

    ask: Words = Field(description="The question, such as 'What do you say to Moira?'.")
    skip_takes: Name = Field(description="The choice that is taken when the reader skips this scene.")
    choices: list[Choice] = Field(min_length=1)


class Ending(Part):
    """How the story ends here."""

    name: Words = Field(description="The ending's name; it is shown to readers who did not take it, so it must not spoil it.")
    left_with: dict[Name, Words] = Field(description="What each of the three people was left with.")


class Image(Part):
    """A picture that belongs to a scene."""

    file: Words = Field(description="A .svg, .png or .jpg beside the pack, at most 200 kB.")
    alt: Words | None = Field(None, description="What the picture shows, for those who do not see it.")


class Scene(Part):
    """One scene: its text, and then exactly one of ``decision``, ``next`` and ``ending``."""

    heading: Words = Field(description="Its heading: where we are, not what will happen.")
    text: Passages = Field(min_length=1)
    happened: Words = Field(description="What happened here, for readers who skip it and for 'The story so far'.")
    eyes: Eyes | None = Field(None, description="Belongs to a reader with these eyes only.")
    image: Image | None = None
    decision: Decision | None = None
    next: Ways | None = Field(None, description="Where it goes on when there is nothing to decide.")
    ending: Ending | None = None


class Question(Part):
    """A debrief question; it cannot be answered without the story."""

    id: Name
    ask: Words


class FacilitatorNotes(Part):
    """For whoever runs a session; never sent to a learner's browser."""

    aims: list[Words]
    thirty_minutes: list[Words]
    sixty_minutes: list[Words]
    usually_comes_up: list[Words]
    if_someone_is_hurt_or_discloses: list[Words]
    as_a_pair: Words
    as_a_group_vote: Words
    in_an_assessor_forum: Words


class Evidence(Part):
    """Why this story: a figure or a finding, with its source and date."""

    finding: Words
    source: Words
    url: Address
    date: Words = Field(description="When it was published, such as 'May 2025'.")
    checked_on: Words | None = Field(None, description="When we looked, as YYYY-MM-DD; required where it rests on law.")


class Source(Part):
    """Something that the author read for this story."""

    title: Words
    url: Address
    date: Words
    checked_on: Words | None = None


class Reading(Part):
    """Someone with experience of what the story describes has read it."""

    experience: Words
    role: Words
    when: Words
    paid: bool
    changed: Words


class Accepted(Part):
    """A warning that the author has seen and explains."""

    code: Annotated[str, StringConstraints(pattern=r"^AL\d{3}$")]
    at: Words = Field(description="The scene or choice that it concerns, or 'story'.")
    because: Words


def _each_once(value: list[Any]) -> list[Any]:
    if len(set(value)) < len(value):
        raise ValueError("name each only once")
    return value


class Scenario(Part):
    """A whole scenario pack."""

    title: Words
    summary: Words = Field(description="One or two sentences for the list of stories; it gives nothing away.")
    audience: list[Literal["nqsw", "assessor", "facilitator"]] = Field(min_length=1)
    shelf_place: int = Field(100, description="Its place on the shelf of stories; the smallest comes first.")
    eyes: Annotated[list[Eyes], AfterValidator(_each_once)] = Field(
        min_length=1, max_length=2, description="Through whose eyes it can be walked."
    )
    number_of_scenes: int = Field(ge=1, description="About how many scenes one reader walks through.")
    content_notice: Words | None = Field(None, description="What it describes, specifically, in one or two sentences.")
    standards: list[Words] = Field(default_factory=list, description="1 to 3 titles of standards.")
    people: dict[Name, Person]
    so_far: Words = Field(description="What has happened before the first scene.")
    variables: dict[Name, Variable] = Field(default_factory=dict)
    start: Name | dict[Eyes, Name] = Field(description="The first scene, or the first scene for each pair of eyes.")
    scenes: dict[Name, Scene]
    debrief: list[Question] = Field(default_factory=list)
    facilitator: FacilitatorNotes | None = None
    evidence: list[Evidence] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)
    read_by: list[Reading] = Field(default_factory=list)
    accept: list[Accepted] = Field(default_factory=list, description="Warnings that the author explains.")
