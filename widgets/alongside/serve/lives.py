"""How long a kernel is kept without its page: the rules alone, with the clock handed in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

#: Seconds after which a kernel that nobody may come back to is given to somebody who waits for a place.
CLOSED_FOR_OTHERS = 3
UNOPENED_FOR_OTHERS = 10
#: Seconds in which a page has the time to connect, however fast its browser asks for it again.
TO_CONNECT = 3


@dataclass(frozen=True)
class Patience:
    """How many seconds a kernel is kept.

    Attributes
    ----------
    closed : float
        After its page was closed or loaded again: a browser's Back may bring it back.
    lost : float
        After its page's connection broke off, as when a phone sleeps.
    unopened : float
        When its page was fetched and never connected, as mail scanners do.
    idle : float
        With its page open, and nothing done on it; 0 for as long as the page is open.
    """

    closed: float = 10
    lost: float = 10 * 60
    unopened: float = 30
    idle: float = 2 * 60 * 60


@dataclass
class Life:
    """What is known of one kernel's page. Times are the clock's, in seconds.

    Attributes
    ----------
    browser, page : str
        Whose it is, and which workbook.
    sent : float or None
        When the page had been sent whole; None while it is being sent.
    wires : int
        Connections that are open.
    closed, lost : float or None
        Since when its page is closed, or has no connection.
    active : float
        When something was last done on it.
    """

    browser: str
    page: str
    active: float
    sent: float | None = None
    wires: int = 0
    has_connected: bool = False
    closed: float | None = None
    lost: float | None = None

    @property
    def is_unopened(self) -> bool:
        """Whether the page was sent, and nobody has looked at it since."""
        return self.sent is not None and not self.has_connected


class Lives:
    """The kernels that are alive or being started.

    Parameters
    ----------
    patience : Patience
    clock : callable
        Gives seconds that only grow.
    """

    def __init__(self, patience: Patience, clock: Callable[[], float]) -> None:
        self._patience = patience
        self._clock = clock
        self._lives: dict[str, Life] = {}

    def __len__(self) -> int:
        return len(self._lives)

    def __contains__(self, kernel_id: str) -> bool:
        return kernel_id in self._lives

    def begin(self, kernel_id: str, browser: str, page: str) -> None:
        """Note that a kernel is being started for a page."""
        self._lives[kernel_id] = Life(browser, page, self._clock())

    def end(self, kernel_id: str) -> None:
        """Forget a kernel."""
        self._lives.pop(kernel_id, None)

    def sent(self, kernel_id: str) -> None:
        """Note that the page has been sent whole."""
        if life := self._lives.get(kernel_id):
            life.sent = self._clock()

    def opened(self, kernel_id: str) -> None:
        """Note that the page has connected, for the first time or again."""
        if life := self._lives.get(kernel_id):
            life.wires += 1
            life.has_connected = True
            life.active = self._clock()
            life.closed = life.lost = None

    def broke_off(self, kernel_id: str) -> None:
        """Note that one of the page's connections has ended."""
        if life := self._lives.get(kernel_id):
            life.wires -= 1
            if not life.wires:
                life.lost = self._clock()

    def heard(self, kernel_id: str) -> None:
        """Note that something was done on the page."""
        if life := self._lives.get(kernel_id):
            life.active = self._clock()

    def closed(self, kernel_id: str) -> None:
        """Note that the page says goodbye, or was left before it had come whole."""
        if life := self._lives.get(kernel_id):
            life.closed = self._clock()

    def over(self) -> list[str]:
        """Name the kernels whose time has come."""
        now = self._clock()
        return [kernel_id for kernel_id, life in self._lives.items() if self._until(life) <= now]

    def of(self, browser: str) -> int:
        """Count a browser's kernels."""
        return sum(life.browser == browser for life in self._lives.values())

    def replaceable(self, browser: str, page: str, *, is_at_limit: bool) -> str | None:
        """Name the kernel that a browser would do without for the page that it asks for; None for none.

        Parameters
        ----------
        browser, page : str
            Who asks for what.
        is_at_limit : bool
            Whether it has as many as one browser may have: then those of its other pages that nobody looks at go too.
        """
        own = {kernel_id: life for kernel_id, life in self._lives.items() if life.browser == browser}
        now = self._clock()
        near = {kernel_id: life for kernel_id, life in own.items() if is_at_limit or life.page == page}
        closed = _oldest((life.closed, kernel_id) for kernel_id, life in own.items())
        unopened = _oldest((life.sent, kernel_id) for kernel_id, life in near.items() if life.is_unopened)
        long_unopened = [kernel_id for kernel_id in unopened if now - (near[kernel_id].sent or 0) >= TO_CONNECT]
        lost = _oldest((life.lost, kernel_id) for kernel_id, life in near.items())
        return next(iter([*closed, *long_unopened, *lost]), None)

    def abandoned(self) -> list[str]:
        """Name the kernels that go before their time when somebody waits, those first that have the least to lose."""
        now = self._clock()
        closed = _oldest((life.closed, kernel_id) for kernel_id, life in self._lives.items())
        unopened = _oldest((life.sent, kernel_id) for kernel_id, life in self._lives.items() if life.is_unopened)
        long_closed = [kernel_id for kernel_id in closed if now - (self._lives[kernel_id].closed or 0) >= CLOSED_FOR_OTHERS]
        long_unopened = [kernel_id for kernel_id in unopened if now - (self._lives[kernel_id].sent or 0) >= UNOPENED_FOR_OTHERS]
        return list(dict.fromkeys([*long_closed, *long_unopened]))

    def _until(self, life: Life) -> float:
        patience = self._patience
        if life.closed is not None:
            return life.closed + patience.closed
        if life.lost is not None:
            return life.lost + patience.lost
        if life.is_unopened and life.sent is not None:
            return life.sent + patience.unopened
        if life.wires and patience.idle:
            return life.active + patience.idle
        return float("inf")


def _oldest(since: Iterable[tuple[float | None, str]]) -> list[str]:
    """Give those that have a time, the earliest first."""
    return [kernel_id for time, kernel_id in sorted((time, kernel_id) for time, kernel_id in since if time is not None)]
