"""Where what a kernel's process prints goes."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
from contextlib import ExitStack
from typing import Any

from alongside.serve.fork.process import CannotFork

log = logging.getLogger("alongside")


def outlet(asked: Any, own: int, name: str, opened: ExitStack) -> int:
    """Give the file descriptor that becomes a kernel's standard output or error.

    Parameters
    ----------
    asked : int or file or None
        As for `subprocess.Popen`; None for the server's own.
    own : int
        The server's own.
    name : str
        If not "", every line goes to the log after this name, whatever was asked for.
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
        _log_lines(reading, name)
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


def _log_lines(reading: int, name: str) -> None:
    loop = asyncio.get_running_loop()
    rest = b""

    def read() -> None:
        nonlocal rest
        said = os.read(reading, 65536)
        *lines, rest = (rest + said).split(b"\n") if said else (rest, b"")
        for line in filter(None, lines):
            log.warning("%s: %s", name, line.decode(errors="replace"))
        if not said:
            loop.remove_reader(reading)
            os.close(reading)

    loop.add_reader(reading, read)
