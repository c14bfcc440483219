"""When a widget's Python fails: one calm sentence for the learner, the type and lines of code for the log.

An error's message, and the values in a traceback, may quote what a learner wrote; so neither is shown, logged
or sent anywhere. Widgets stand on `CalmWidget`, which sees to it for everything that a browser sends.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets
from ipywidgets import Layout, widget_serialization
from ipywidgets.widgets.trait_types import InstanceDict

from alongside import built_widgets

SENTENCE = "Something went wrong on this page. Reload it to carry on from where you were."

_log = logging.getLogger("alongside")


def whereabouts(error: BaseException) -> str:
    """Give an error's type and lines of code, innermost first, without its message or any value.

    Returns
    -------
    str
        ``"ZeroDivisionError at form/form.py:88 in answer, form/form.py:61 in hear"``; an error that it came from
        follows after ``"; from "``.
    """
    lines = [f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in _frames(error)]
    told = f"{type(error).__name__} at {', '.join(lines)}" if lines else type(error).__name__
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{told}; from {whereabouts(cause)}" if cause and cause is not error else told


def log_calmly(error: BaseException, doing: str) -> None:
    """Log what was being done and where it failed.

    Parameters
    ----------
    error : BaseException
        What went wrong; only its type and lines are used.
    doing : str
        Our own words, never a learner's: ``"Form: answering a submission"``.
    """
    _log.error("%s: %s", doing, whereabouts(error))


class _OurLayout(Layout):  # type: ignore[misc]  # ipywidgets has no types
    """How a widget is laid out: a browser changes nothing of it, or it would hold whatever words it was sent."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take nothing."""


class CalmWidget(anywidget.AnyWidget):
    """An anywidget whose errors reach the learner as one calm sentence.

    Whatever a browser sends is handled inside `calmly`: changes of traits (and those who observe them), and custom
    messages through `heard`, which a widget overrides instead of calling ``on_msg``.

    Attributes
    ----------
    stem : str
        The widget's name among the built files, ``"form"`` for ``form.js`` and ``form.css``.
    from_browser : tuple of str
        The traits that a browser may set; whatever else it sends is not taken.
    """

    stem: ClassVar[str]
    from_browser: ClassVar[tuple[str, ...]] = ()

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    layout = InstanceDict(_OurLayout).tag(sync=True, **widget_serialization)

    # {"count": int, "sentence": str}; the count makes the same trouble show again.
    trouble = traitlets.Dict().tag(sync=True)

    @traitlets.default("_esm")
    def _built_module(self) -> str:
        return built_widgets.module(self.stem)

    @traitlets.default("_css")
    def _built_styles(self) -> str:
        return built_widgets.styles(self.stem)

    def calmly(self, doing: str, function: Callable[..., Any], *given: Any) -> bool:
        """Call a function; where it fails, log it and tell the learner. Return whether it went well."""
        try:
            function(*given)
        except Exception as error:  # noqa: BLE001  whatever it is, a learner sees one sentence
            log_calmly(error, f"{type(self).__name__}: {doing}")
            count = self.trouble.get("count", 0) + 1
            self.trouble = {"count": count, "sentence": SENTENCE}
            return False
        return True

    def heard(self, content: Any, buffers: list[memoryview]) -> None:
        """Answer a custom message from the browser; override it.

        Parameters
        ----------
        content : any JSON
            What was sent. It may be anything: check it.
        buffers : list of memoryview
            Bytes that came with it.
        """

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take changes of traits from the browser (called by ipywidgets)."""
        taken = {name: value for name, value in sync_data.items() if name in self.from_browser}
        self.calmly("taking a change", super().set_state, taken)

    def _handle_custom_msg(self, content: Any, buffers: list[memoryview]) -> None:
        self.calmly("hearing a message", self.heard, content, buffers)
        super()._handle_custom_msg(content, buffers)


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    # No source lines are looked up: a line of a notebook can hold a learner's words.
    found = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    return list(reversed(found))


def _short(filename: str) -> str:
    parts = Path(filename).parts
    inside = len(parts) - 1 - parts[::-1].index("alongside") if "alongside" in parts else None
    return "/".join(parts[inside + 1 :]) if inside is not None else Path(filename).name
