"""The player: one widget in which every story is walked."""

from __future__ import annotations

from typing import Any

import traitlets

from alongside.calm import CalmWidget, log_calmly
from alongside.content import packs
from alongside.scenario.view import view_of

TROUBLE = "This part of the story cannot be shown just now. Your path is kept in this browser. Try again, or reload the page."


class Player(CalmWidget):
    """Shows the stories and walks one of them, wholly as the browser asks.

    Why: the browser is the source of truth. It sets ``walk`` after every step and after every reload; this side replays
    it and answers with ``view``, so it may be started anew at any time and nothing is lost.

    Parameters
    ----------
    only : str, optional
        The one story to show; without it, all of them.
    """

    stem = "player"
    from_browser = ("walk",)

    #: What the browser asks for: ``{serial, page, scenario, eyes, moves, others_moves}``. Default: the shelf.
    walk = traitlets.Dict().tag(sync=True, echo_update=False)
    #: The screen to show, with the ``serial`` of the question that it answers.
    view = traitlets.Dict().tag(sync=True)
    #: Under what name the browser keeps the path: two players on a page keep two.
    kept_as = traitlets.Unicode("stories").tag(sync=True)

    def __init__(self, only: str | None = None, **traits: Any) -> None:
        super().__init__(**traits)
        self._only = only
        self.kept_as = "stories" if only is None else f"stories/{only}"
        self._answer()

    def __repr__(self) -> str:
        return "Player()"

    @traitlets.observe("walk")
    def _asked(self, _change: object) -> None:
        self._answer()

    def _answer(self) -> None:
        """Show what ``walk`` asks for; an error becomes one sentence here, and lines of code in the log."""
        serial = self.walk.get("serial", 0)
        try:
            shown = view_of(self.walk, self._only)
        except packs.NoSuchScenario as problem:
            shown = {"screen": "trouble", "sentence": str(problem), "again": False}
        except Exception as problem:  # noqa: BLE001 – whatever it is, the learner gets one sentence
            log_calmly(problem, "Player: answering")
            shown = {"screen": "trouble", "sentence": TROUBLE, "again": True}
        self.view = shown | {"serial": serial if isinstance(serial, int) else 0}
