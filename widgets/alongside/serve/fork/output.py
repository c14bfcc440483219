"""Where what a kernel's process prints goes: to the log, without its words, since they may be a learner's.

What a learner's code prints goes by the wire. What is left for the process itself is little: what Jupyter has to say, and
where the process was when it crashed, which is worth knowing.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import subprocess
from contextlib import ExitStack
from typing import Any

from alongside.serve.fork.process import CannotFork

log = logging.getLogger("alongside")

_LONGEST_LINE = 4096  # bytes
_MOST_FRAMES = 8
#: What `faulthandler` writes: the kind of crash, and the lines of code that led there.
_CRASH = re.compile(rb"Fatal Python error: ([A-Za-z ]{1,60})")
_FRAME = re.compile(rb"""  File "(?:[^"]*/)?([\w.<>-]{1,80})", line (\d+) in ([\w<>]{1,80})""")


def outlet(asked: Any, own: int, name: str, opened: ExitStack) -> int:
    """Give the file descriptor that becomes a kernel's standard output or error.

    Parameters
    ----------
    asked : int or file or None
        As for `subprocess.Popen`; None for the server's own.
    own : int
        The server's own.
    name : str
        If not "", what is safe of it goes to the log after this name, whatever was asked for.
    opened : contextlib.ExitStack
        Closes what was opened for it.

    Raises
    ------
    CannotFork
        It was asked for something that only a spawned kernel has.
    """
    if name:
        reading, writing = os.pipe()
        opened.callback(os.close, writing)
        _log(reading, name)
        return writing
    if asked == subprocess.DEVNULL:
        nothing = os.open(os.devnull, os.O_WRONLY)
        opened.callback(os.close, nothing)
        return nothing
    if asked is None:
        return own
    descriptor: int = asked if isinstance(asked, int) else asked.fileno()
    if descriptor < 0:
        raise CannotFork("its output was asked for through a pipe")
    return descriptor


class Told:
    """What may be told of all that a process has printed: how many lines, and of a crash where it was."""

    def __init__(self) -> None:
        self._rest = b""
        self._lines = 0
        self._crash = ""
        self._frames: list[str] = []

    def hear(self, said: bytes) -> None:
        """Take the next piece; b"" is the end."""
        *lines, rest = (self._rest + said).split(b"\n")
        self._rest = rest[:_LONGEST_LINE]
        for line in lines if said else [*lines, rest]:
            self._take(line)

    def _take(self, line: bytes) -> None:
        self._lines += bool(line)
        if crash := _CRASH.fullmatch(line):
            self._crash = crash[1].decode()
        elif self._crash and len(self._frames) < _MOST_FRAMES and (frame := _FRAME.fullmatch(line)):
            file, number, function = (part.decode(errors="replace") for part in frame.groups())
            self._frames.append(f"{file}:{number} in {function}")

    def __str__(self) -> str:
        """Give it as one line; "" if there is nothing to tell."""
        if self._crash:
            return f"{self._crash} at {', '.join(self._frames) or 'an unknown place'}"
        return f"it printed {self._lines} lines (their words are left out)" if self._lines else ""


def _log(reading: int, name: str) -> None:
    """Follow a pipe to its end, and then log what may be told."""
    loop = asyncio.get_running_loop()
    told = Told()

    def read() -> None:
        said = os.read(reading, 65536)
        told.hear(said)
        if not said:
            loop.remove_reader(reading)
            os.close(reading)
            if str(told):
                log.warning("%s: %s", name, told)

    loop.add_reader(reading, read)
