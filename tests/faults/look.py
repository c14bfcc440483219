"""What a learner sees at one moment, and what the page has kept by then."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("look.js").read_text(encoding="utf-8").partition("\n")[2]
_STEPS = "steps/"
_KEPT = ("kept in this tab", "saved on this device")


@dataclass(frozen=True)
class Look:
    """One look at a page; look.js takes it.

    Attributes
    ----------
    document : float
        Tells one loading of the page from the next.
    status, state : str
        The status line, and its kind: ``starting``, ``ready`` or ``trouble``.
    waits : str or None
        How many are ahead, on the page that waits for a place.
    notice, offers : str, list of str
        The notice below the header, and its buttons.
    is_foreign : bool
        The page has loaded, and is none of ours with a status line: an error's, or the browser's own.
    widgets : list of str
        Those that are there, with something in them.
    heading, steps, text : str
        Of the player's screen.
    patience : str
        What the player says while an answer is awaited.
    typed, ticked : list
        Fields and what stands in them: text by label, choices by legend.
    kept : dict
        What the browser has stored of this workbook, in the tab or on the device, by key.
    """

    document: float = 0
    address: str = ""
    status: str = ""
    state: str = ""
    waits: str | None = None
    notice: str = ""
    is_foreign: bool = False
    offers: list[str] = field(default_factory=list)
    widgets: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    heading: str = ""
    steps: str = ""
    text: str = ""
    patience: str = ""
    buttons: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    form_page: str = ""
    form_buttons: list[str] = field(default_factory=list)
    form_said: str = ""
    typed: list[list[Any]] = field(default_factory=list)
    ticked: list[list[Any]] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)

    def says_kept(self) -> bool:
        """Tell whether the page says that what was typed is kept."""
        return any(words in said.lower() for words in _KEPT for said in (self.status, self.notice))

    def fields(self) -> dict[str, Any]:
        """Give what stands in each field on the screen, by its label."""
        return {str(label): value for label, value in [*self.typed, *self.ticked]}

    def trail(self) -> dict[str, Any]:
        """Give the steps of every widget of the page as they are kept: places, and which one is shown."""
        return trail_of(self.kept)

    def place(self, widget: str) -> dict[str, Any]:
        """Give the place at which a widget is, as it is kept; {} before anything was done."""
        steps = self.trail().get(_STEPS + widget)
        return steps["places"][steps["at"]] if steps else {}


def trail_of(kept: dict[str, Any]) -> dict[str, Any]:
    """Give the steps among what is kept. A visit's name is the page's own business, and may change."""
    return {key: {"places": kept[key]["places"], "at": kept[key]["at"]} for key in kept if key.startswith(_STEPS)}


def rest_of(kept: dict[str, Any]) -> dict[str, Any]:
    """Give what is kept beside the steps: fields, the path to carry on with, two readers' paths.

    The page's place in the browser's history is no learner's: they may come to it by another way.
    """
    return {key: value for key, value in kept.items() if not key.startswith(_STEPS) and key != "entry"}
