"""Keeps one page from taking the server's time from the others: what comes too fast is read later, and nothing is lost."""

import time
from collections.abc import Callable

RATE = 100  # messages a second that a page may go on sending; a slider that is pulled sends 20
BURST = 400  # messages at once, as when a page with many widgets opens
BYTES = 64 * 1024  # of a message that count as one more


class Pace:
    """Tells how long to wait before the next message of a wire is read.

    A wire that is not read fills up, and its browser has to wait: so no message has to be dropped.

    Parameters
    ----------
    clock : callable
        Gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left = float(BURST)
        self._then = clock()

    def wait_after(self, size: int) -> float:
        """Count a message of this many bytes, and give the seconds to wait before the next; 0 for a page in its pace."""
        now = self._clock()
        self._left = min(float(BURST), self._left + (now - self._then) * RATE) - 1 - size / BYTES
        self._then = now
        return max(0.0, -self._left / RATE)
