"""How a learner helps themselves when a page is not whole: by what it offers, and as a reader would."""

from __future__ import annotations

from typing import NamedTuple

from faults.look import Look
from faults.oracle import PLAYER

#: Seconds that a learner gives something that was pressed, and after which one who is offered nothing reloads.
AGAIN, PATIENCE = 3.0, 45.0
#: What a learner presses when the page offers it, the best first.
_OFFERED = ("Connect again", "Try again", "Load the page again")
BACK = "the browser's Back"


class Waited(NamedTuple):
    """Seconds: since the page was last whole, since the learner did something about it, since there was a page at all."""

    whole: float
    pressed: float
    seen: float


def way_out(look: Look | None, workbook: str, waited: Waited) -> str:
    """Choose what to do now; "" for waiting.

    Returns
    -------
    str
        The words of a button, or what is done with the browser's own.
    """
    if waited.pressed < AGAIN or (look and look.waits is not None):
        return ""
    if look is None or look.is_foreign:
        return "reload where no page was" if look or waited.seen > AGAIN else ""
    if workbook not in look.address:
        return BACK
    offered = [one for one in _OFFERED if one in look.offers or one in look.buttons]
    return offered[0] if offered else _unoffered(look, waited)


def _unoffered(look: Look, waited: Waited) -> str:
    is_at_first = look.heading == "Choose a story" and look.place(PLAYER).get("page", "shelf") != "shelf"
    if is_at_first and "Carry on" in look.buttons and waited.whole > AGAIN:
        return "Carry on"
    if look.trouble:
        return "reload as advised"
    return "reload unasked" if min(waited.whole, waited.pressed) > PATIENCE else ""
