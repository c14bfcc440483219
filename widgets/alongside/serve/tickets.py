"""Who waits for a place, and in which order: the rules alone, with the clock handed in."""

from collections.abc import Callable
from dataclasses import dataclass

MOST_TICKETS = 2_000  # asked for once by somebody who may never come back


@dataclass
class Ticket:
    """A place among those who wait. Times are the clock's, in seconds.

    Attributes
    ----------
    since : float
        When it was first asked for.
    until : float
        When it is void unless its page has asked again.
    is_proven : bool
        Whether its page has come back to ask. One that never does keeps nobody waiting.
    """

    since: float
    until: float
    is_proven: bool = False


class Tickets:
    """The tickets of all pages that wait: one for each browser and workbook, so that asking more often gains nothing.

    Parameters
    ----------
    clock : callable
        Gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._tickets: dict[tuple[str, str], Ticket] = {}

    def __len__(self) -> int:
        """Count those whose page has come back to ask."""
        self._leave_out_void()
        return sum(ticket.is_proven for ticket in self._tickets.values())

    def ask(self, browser: str, page: str, seconds: float) -> Ticket:
        """Take a ticket, or keep the one that there is.

        Parameters
        ----------
        browser, page : str
            Who waits for what.
        seconds : float
            How long it holds unless the page asks again.
        """
        now = self._clock()
        self._leave_out_void()
        ticket = self._tickets.get((browser, page))
        if ticket:
            ticket.until, ticket.is_proven = now + seconds, True
            return ticket
        if len(self._tickets) >= MOST_TICKETS:
            self._leave_out_oldest_unproven()
        self._tickets[browser, page] = ticket = Ticket(now, now + seconds)
        return ticket

    def drop(self, browser: str, page: str) -> None:
        """Give a ticket back."""
        self._tickets.pop((browser, page), None)

    def find(self, browser: str, page: str) -> Ticket | None:
        """Give the ticket of a page; None where it has none."""
        self._leave_out_void()
        return self._tickets.get((browser, page))

    def ahead(self, ticket: Ticket | None) -> int:
        """Count those who come before a ticket, or before somebody who has none."""
        self._leave_out_void()
        since = ticket.since if ticket else float("inf")
        return sum(other.is_proven and other.since < since for other in self._tickets.values())

    def _leave_out_void(self) -> None:
        now = self._clock()
        for owner in [owner for owner, ticket in self._tickets.items() if ticket.until <= now]:
            del self._tickets[owner]

    def _leave_out_oldest_unproven(self) -> None:
        unproven = [owner for owner, ticket in self._tickets.items() if not ticket.is_proven]
        for owner in unproven[: max(1, len(unproven) // 10)]:
            del self._tickets[owner]
