"""Rules about words: plain narration, no banned phrases, and all that must stand around a story.

Sources: docs/writing.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alongside.scenario.reading import banned, too_hard, too_long
from alongside.scenario.rules.draft import Draft, Place, Remark

MOST_STANDARDS = 3
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 5
#: Keys whose words no reader sees, or that are names, or titles that others chose.
_NOT_SHOWN = {
    "id",
    "by",
    "when",
    "to",
    "file",
    "url",
    "wants",
    "does",
    "means",
    "note",
    "accept",
    "evidence",
    "sources",
    "read_by",
}


def narration(draft: Draft) -> Iterator[tuple[str, Place, str]]:
    """Go through all that the narrator says: words, place, and the scene it belongs to. Speech is exempt."""
    story = draft.scenario
    yield story.summary, ("summary",), "story"
    yield story.so_far, ("so_far",), "story"
    for name, passage, place in draft.passages():
        if not passage.by:
            yield passage.words, place, name
    for name, scene in story.scenes.items():
        yield scene.happened, ("scenes", name, "happened"), name
        for key, told in (scene.ending.left_with if scene.ending else {}).items():
            yield told, ("scenes", name, "ending", "left_with", key), name
    for name, _, choice, place in draft.choices():
        for key, consequence in choice.meant.items():
            yield consequence.words, (*place, "meant", key), name


def long_sentences(draft: Draft) -> Iterator[Remark]:
    """No sentence of the narration has more than 25 words."""
    for text, place, at in narration(draft):
        for said in too_long(text):
            yield Remark("AL041", place, said, at)


def reading_grade(draft: Draft) -> Iterator[Remark]:
    """The narration of each scene, and of what stands around the scenes, reads at grade 9 or below."""
    told: dict[str, list[str]] = {}
    for text, _, at in narration(draft):
        told.setdefault(at, []).append(text)
    for at, texts in told.items():
        hard = too_hard(texts)
        if hard:
            owner = f"scene '{at}'" if at != "story" else "the summary and the story so far"
            yield Remark("AL040", ("so_far",) if at == "story" else ("scenes", at), f"{owner}: the narration {hard}", at)


def banned_words(draft: Draft) -> Iterator[Remark]:
    """Nobody says what the writing rules ban; a performative choice may."""
    for text, place in _strings(draft.scenario.model_dump(exclude_none=True), ()):
        at = str(place[1]) if place[0] == "scenes" else "story"
        for said in banned(text):
            yield Remark("AL042", place, said, at)


def _strings(part: Any, place: Place) -> Iterator[tuple[str, Place]]:
    """Go through all words of a pack that somebody may read, speech too; the words of a performative choice are left out."""
    if isinstance(part, str):
        yield part, place
    elif isinstance(part, list):
        for number, item in enumerate(part):
            yield from _strings(item, (*place, number))
    elif isinstance(part, dict):
        spared = {"words"} if part.get("performative") else set()
        for key, item in part.items():
            if key not in _NOT_SHOWN | spared:
                yield from _strings(item, (*place, key))


def surroundings(draft: Draft) -> Iterator[Remark]:
    """A story has its content notice, sources, evidence, notes for facilitators and debrief questions."""
    story = draft.scenario
    needed = {"content_notice": "AL050", "sources": "AL051", "evidence": "AL052", "facilitator": "AL053"}
    for part, code in needed.items():
        if not getattr(story, part):
            yield Remark(code, (part,), f"the story has no {part.replace('_', ' ')}. Write it.")
    if not 1 <= len(story.standards) <= MOST_STANDARDS:
        said = f"{len(story.standards)} standards; 1 to {MOST_STANDARDS}. Tagging everything turns reflection into tick-boxing."
        yield Remark("AL054", ("standards",), said)
    if not FEWEST_QUESTIONS <= len(story.debrief) <= MOST_QUESTIONS:
        yield Remark("AL056", ("debrief",), f"{len(story.debrief)} debrief questions; {FEWEST_QUESTIONS} to {MOST_QUESTIONS}.")


RULES = [long_sentences, reading_grade, banned_words, surroundings]
