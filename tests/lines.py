"""A line between a browser and a server that a test can cut and silence, for tests that are not coroutines."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from faults.proxy import Line


class HeldLine:
    """A line whose own thread carries it.

    Parameters
    ----------
    server_port : int

    Attributes
    ----------
    port : int
        Where a browser connects to.
    """

    def __init__(self, server_port: int) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._line = Line(server_port)
        self.mend()
        self.port = self._line.port

    def cut(self) -> None:
        """Break every connection off, and refuse new ones."""
        self._run(self._line.close())

    def drop(self) -> None:
        """Break every connection off; new ones get through."""
        self._loop.call_soon_threadsafe(self._line.drop)

    def go_silent(self) -> None:
        """Take everything, and pass nothing on."""
        self._loop.call_soon_threadsafe(self._line.go_silent)

    def mend(self) -> None:
        """Carry again."""
        self._run(self._line.open())

    def speak(self) -> None:
        """Pass on what was held back."""
        self._loop.call_soon_threadsafe(self._line.let_through)

    def close(self) -> None:
        """End everything."""
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(20)


@contextmanager
def line_to(server_port: int) -> Iterator[HeldLine]:
    """Give a line to a server on this machine, and end it."""
    line = HeldLine(server_port)
    try:
        yield line
    finally:
        line.close()
