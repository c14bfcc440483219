"""Logs that hold no learner's words: an error is its type and its lines of code, a request leaves no trace.

A traceback's last line is the error's message, and a message may quote what a learner typed; so no message of an
exception is ever written, nor an address, nor a line of source.
"""

import logging
import re
import sys
from collections.abc import Iterable
from typing import Any

log = logging.getLogger("alongside.serve")

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"""File\ "?(?P<file>[^"\n:]+?)"?(?::|,\ line\ )(?P<line>\d+)(?:,\ in\ (?P<name>[\w<>]+))?""", re.VERBOSE)
_CELL = re.compile(r"(?:Cell|Input) In ?\[\d*\], line (?P<line>\d+)")
_CALM = re.compile(r"\b[A-Z]\w+ at (?:[\w./<>-]+:\d+ in [\w<>]+(?:, )?)+$")
_NAME = re.compile(r"[A-Za-z_]\w{0,80}")
_FRAMES = 8
_SILENT = {"tornado.access", "tornado.general", "alongside.nowhere"}  # they speak of requests, and quote them


class CalmFormatter(logging.Formatter):
    """Writes an exception as its type and lines of code."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 – logging's name
        """Give the type and lines of an exception, never its message."""
        from alongside.calm import whereabouts  # noqa: PLC0415 – brings ipywidgets, and errors are rare

        return whereabouts(ei[1]) if ei[1] else ""

    def formatStack(self, stack_info: str) -> str:  # noqa: ARG002, N802 – logging's signature
        """Give nothing: a stack shows lines of source."""
        return ""


class _OwnWords(logging.Filter):
    """Lets our own lines through. Of another's line it leaves where it was said: its words may quote a request.

    A filter, since a framework that sets up logging anew switches every silenced logger on again.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name in _SILENT:
            return False
        if record.name.split(".")[0] != "alongside" or record.name == "alongside.voila":
            record.msg, record.args = "%s at %s:%d (its words are left out)", (record.name, record.filename, record.lineno)
            record.exc_text = None
        return True


def set_up_logging(level: int = logging.WARNING) -> None:
    """Send every log line through the calm formatter to standard error, and keep no log of requests."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(CalmFormatter("%(levelname)s: %(message)s"))
    handler.addFilter(_OwnWords())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def where_in(error_name: str, traceback: Iterable[str]) -> str:
    """Give an error's type and lines of code from the traceback that a kernel sent.

    Parameters
    ----------
    error_name : str
        The error's type, as the kernel calls it.
    traceback : iterable of str
        The kernel's coloured lines.

    Returns
    -------
    str
        ``"ValueError at player.py:41 in choose, cell line 2"``, innermost first.
    """
    name = error_name if _NAME.fullmatch(error_name) else "An error"
    frames: list[str] = []
    for line in traceback:
        plain = _COLOURS.sub("", line)
        if found := _CELL.search(plain):
            frames.append(f"cell line {found['line']}")
        elif found := _FRAME.search(plain):
            file = found["file"].replace("\\", "/").rsplit("/", 1)[-1].strip()
            frames.append(f"{file}:{found['line']}")
    return f"{name} at {', '.join(reversed(frames[-_FRAMES:]))}" if frames else name


def calm_part(text: str) -> list[str]:
    """Give those lines of a kernel's standard error that `alongside.calm` wrote: a type and lines of code, no more."""
    return [found[0] for line in text.splitlines() if (found := _CALM.search(line.strip()))]
