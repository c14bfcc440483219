"""Where a learner writes: reflections and pieces of CPD. The page lists, keeps and counts them; no kernel is asked.

This hands over what the page asks: the questions, in our own words, and the standards that an entry can be tagged with.
"""

from __future__ import annotations

from typing import Any

import traitlets

from alongside.calm import CalmWidget
from alongside.record.documents.cpd import FIELDS
from alongside.record.documents.paper import WRITTEN
from alongside.standards.standards import packs_to_choose_from

Question = dict[str, Any]


def _long(name: str, label: str, hint: str = "") -> Question:
    return {"name": name, "kind": "long_text", "label": label, "hint": hint, "rows": 5}


_POWER = _long("power", "Who had power in it, and who was it for?", "Yours counts too.")
_NEXT_TIME = _long("next_time", "What would you do next time?")
_SUPERVISION = _long("supervision", "What do you want to take to supervision?")
_HINTS = {
    "type": "Such as training, reading, or a talk in supervision.",
    "date": "Left empty, it is the day on which you began to write.",
    "peer": "A colleague, a team meeting, group supervision. A reflection with a peer that you link below fills this too.",
}

_SHAPES: dict[str, Question] = {"type": {"kind": "text", "width": 40}, "date": {"kind": "date"}}

#: What each kind of entry asks. The date of a piece of CPD is the day of its entry.
QUESTIONS: dict[str, list[Question]] = {
    "reflection": [
        _long("happened", "What happened?", "A visit, a meeting, a moment in the office."),
        _long("felt", "What did you think and feel, then and since?"),
        _POWER,
        _NEXT_TIME,
        _SUPERVISION,
    ],
    "peer_reflection": [
        _long("talked_over", "What did you talk over?", "Say in what role people were there, not who they are."),
        _long("they_saw", "What did they see that you had not?"),
        _POWER,
        _NEXT_TIME,
        _SUPERVISION,
    ],
    "cpd": [_long(name, label, _HINTS.get(name, "")) | _SHAPES.get(name, {}) for name, label in FIELDS.items()],
}


class Reflections(CalmWidget):
    """Lists what was written and opens it to be written on, wholly in the page: it needs no kernel once it is there."""

    stem = "reflections"

    #: The questions of each kind of entry: `QUESTIONS`.
    questions = traitlets.Dict().tag(sync=True)
    #: What each kind of entry is called.
    kinds = traitlets.Dict().tag(sync=True)
    #: The packs of standards: `packs_to_choose_from`.
    packs: Any = traitlets.List().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(
            questions=QUESTIONS, kinds=WRITTEN | {"path": "A path through a story"}, packs=packs_to_choose_from(), **traits
        )

    def __repr__(self) -> str:
        return "Reflections()"
