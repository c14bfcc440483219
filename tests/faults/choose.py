"""What a learner does next: one of the things that the screen offers, by the seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from faults.look import Look
from faults.workbooks import FIELDS

_WORDS = "desk window rota handover pause phone lamp kettle visit form corridor Thursday".split()
_ODD = ("“quoted”", "</script>", "a\nb", "🙂", "é", "\\n", "1 < 2 & 3")
#: How gladly a learner presses a button, by how its words begin.
_LIKED = {
    "Open this story: The borrowed desk": 8,
    "Open this story": 1,
    "Carry on": 2,
    "Compare with a partner": 1,
    "Start": 8,
    "Continue": 10,
    "Skip this scene": 2,
    "Back": 2,
    "Look back over the story": 10,
    "Hand over to": 10,
    "See where your paths part": 10,
    "Walk it again": 3,
    "Another story": 3,
}
#: Buttons that take a new step at once: what they ask for can be on its way while a fault strikes.
_AT_ONCE = ("Open this story", "Carry on", "Start", "Continue", "Skip this scene", "Look back over the story")


@dataclass(frozen=True)
class Action:
    """What a learner does.

    Attributes
    ----------
    kind : str
        ``press`` a button of the story, ``form`` one of the form, ``tick`` an answer, ``write``, or go ``back`` in the
        browser.
    words : str
        Of the button, or of the field.
    detail : str
        What is chosen, or written.
    """

    kind: str
    words: str = ""
    detail: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, repr(self.words), repr(self.detail) if self.detail else "") if part)


def choose(look: Look, chance: Random, *, at_once: bool = False) -> Action:
    """Choose among all that a screen offers; ``at_once`` among what asks the kernel as soon as it is done."""
    options = [*_in_story(look, at_once=at_once), *_in_form(look, chance)]
    if look.typed:
        options.append((Action("write"), 6))
    if not at_once and any(one["at"] > 0 for one in look.trail().values()):
        options.append((Action("back"), 1))
    action = chance.choices([one for one, _ in options], [weight for _, weight in options])[0]
    if action.kind == "write":
        return writing(look, chance)
    if action.kind == "press" and action.words in {"Continue", "Start"} and look.choices:
        return Action("press", action.words, chance.choice(look.choices))
    return action


def writing(look: Look, chance: Random) -> Action:
    """Choose a field of the screen, and words for it."""
    label, before = chance.choice(look.typed)
    text = f"{chance.randrange(10**6)} {' '.join(chance.sample(_WORDS, 3))} {chance.choice(_ODD)}"
    if label in FIELDS and not FIELDS[label].is_long:
        text = text.replace("\n", " ")
    # adding to what is there, key by key, or writing it anew
    return Action("write", label, before + text if before and len(before) < 200 and chance.random() < 0.4 else text)


def _in_story(look: Look, *, at_once: bool) -> list[tuple[Action, float]]:
    whole = {"Start", "Continue", "Back"}  # there is “Start again”, too
    fits = lambda start, words: words == start if start in whole else words.startswith(start)  # noqa: E731
    liked = [(words, next((start for start in _LIKED if fits(start, words)), None)) for words in look.buttons]
    found = [(Action("press", words), _LIKED[start]) for words, start in liked if start]
    soon = [(action, weight) for action, weight in found if action.words.startswith(_AT_ONCE)]
    return soon if at_once and soon else found


def _in_form(look: Look, chance: Random) -> list[tuple[Action, float]]:
    """What can be done in a form: its buttons once nothing is missing, and answers to tick."""
    missing = missing_in(look)
    weight = 2 if look.buttons else 10
    buttons = [(Action("form", words), weight) for words in look.form_buttons if words in {"Continue", "Send"} and not missing]
    back = [(Action("form", "Back"), 1)] if "Back" in look.form_buttons else []
    answers = {label: chance.choice(_other_answers(label, ticked)) for label, ticked in look.ticked}
    ticks = [(Action("tick", label, answer), 9 if label in missing else 1) for label, answer in answers.items()]
    return [*buttons, *back, *ticks]


def _other_answers(label: str, ticked: list[str]) -> list[str]:
    """Name the answers that change something: a radio that is ticked stays so."""
    asked = FIELDS[label]
    return [one for one in asked.options if asked.role == "checkbox" or one not in ticked]


def missing_in(look: Look) -> list[str]:
    """Name the fields of the form on the screen that have no answer yet."""
    return [label for label, value in look.fields().items() if label in FIELDS and not value]
