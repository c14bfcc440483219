"""Takes care of the kernels behind pages: who gets one, how long it is kept, and what happens when it ends."""

import asyncio
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from alongside.serve.kernels import start_kernel, stop_kernel
from alongside.serve.limits import Limits
from alongside.serve.lives import Lives
from alongside.serve.quiet import log
from alongside.serve.tickets import Tickets

GONE = 4404  # the kernel of this wire has ended; its page asks for a new one
GOING_AWAY = 1001  # the server is stopping
LOOK_EVERY = 1.0  # seconds


class LetGo(Exception):
    """A kernel is no longer wanted: its page was left, or loaded again, before it had started."""


class CloseableWire(Protocol):
    """What is known here of a page's connection."""

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Close it, and say why."""


@dataclass(frozen=True)
class Place:
    """A page may have a kernel, of this name, as soon as another's has ended."""

    kernel_id: str
    after: asyncio.Task[None] | None


@dataclass(frozen=True)
class Wait:
    """A page has to wait.

    Attributes
    ----------
    ahead : int
        How many come before it.
    has_too_many : bool
        Whether it waits for its own browser's other pages, and for nobody else.
    """

    ahead: int
    has_too_many: bool = False


@dataclass(frozen=True)
class _Way:
    """How a page could have a kernel: in the place of this one, or in one that is free."""

    instead_of: str | None = None


class Caretaker:
    """Looks after every kernel that a page has.

    Parameters
    ----------
    manager : MappingKernelManager
    limits : Limits
    clock : callable
        Gives seconds that only grow.
    """

    def __init__(self, manager: Any, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._manager = manager
        self.limits = limits
        self.lives = Lives(limits.patience, clock)
        self.tickets = Tickets(clock)
        self.is_ending = False
        self._wires: dict[str, set[CloseableWire]] = {}
        self._starting: dict[str, asyncio.Task[Any]] = {}
        self._stopping: dict[str, asyncio.Task[None]] = {}
        self._ends: dict[str, asyncio.Event] = {}
        self._has_no_wires = asyncio.Event()
        self._has_no_wires.set()
        self._turns = asyncio.Semaphore(limits.starts)

    def admit(self, browser: str, page: str, seconds: float) -> Place | Wait:
        """Give a page a place, or a place among those who wait.

        Parameters
        ----------
        browser, page : str
            Who asks for what.
        seconds : float
            How long its place among those who wait is kept unless it asks again.
        """
        way = self._way_in(browser, page)
        if way is None:
            return self._wait(browser, page, seconds)
        after = None
        if way.instead_of:
            after = self.let_go(way.instead_of)
            self.lives.end(way.instead_of)
        place = Place(str(uuid.uuid4()), after)
        self.lives.begin(place.kernel_id, browser, page)
        self.tickets.drop(browser, page)
        return place

    def look(self, browser: str, page: str, seconds: float) -> Wait | None:
        """Tell how long a page has to wait yet; None if it would be let in now."""
        way = self._way_in(browser, page)
        wait = self._wait(browser, page, seconds)
        return None if way else wait

    def _wait(self, browser: str, page: str, seconds: float) -> Wait:
        if self._has_too_many(browser):
            self.tickets.drop(browser, page)
            return Wait(0, has_too_many=True)
        return Wait(self.tickets.ahead(self.tickets.ask(browser, page, seconds)))

    def _has_too_many(self, browser: str) -> bool:
        return self.lives.of(browser) >= self.limits.kernels_of_browser

    def _way_in(self, browser: str, page: str) -> _Way | None:
        is_at_limit = self._has_too_many(browser)
        own = self.lives.replaceable(browser, page, is_at_limit=is_at_limit)
        if is_at_limit:
            return _Way(own) if own else None
        ticket = self.tickets.find(browser, page)
        ahead = self.tickets.ahead(ticket)
        free = self.limits.kernels - len(self.lives)
        if ahead < free:
            return _Way()
        if own:
            return _Way(own)
        # only for a page that has come back to ask: a flood of single requests puts out nobody
        abandoned = self.lives.abandoned() if ticket else []
        return _Way(abandoned[0]) if ahead < free + len(abandoned) else None

    async def start(self, place: Place, name: str) -> str:
        """Start the kernel of a place, when it is its turn, and give its id.

        Parameters
        ----------
        place : Place
        name : str
            Of the kernelspec.

        Raises
        ------
        LetGo
            It is no longer wanted.
        """
        self._starting[place.kernel_id] = asyncio.current_task()  # type: ignore[assignment]
        try:
            if place.after:
                await asyncio.shield(place.after)
            async with self._turns:
                self._check_wanted(place)
                return await start_kernel(self._manager, name, place.kernel_id)
        except BaseException:
            self.lives.end(place.kernel_id)
            raise
        finally:
            del self._starting[place.kernel_id]

    def _check_wanted(self, place: Place) -> None:
        if place.kernel_id not in self.lives or place.kernel_id in self._stopping:
            raise LetGo

    def let_go(self, kernel_id: str) -> asyncio.Task[None]:
        """End a kernel, and tell its page."""
        if kernel_id not in self._stopping:
            self._stopping[kernel_id] = asyncio.create_task(self._stop(kernel_id))
            self._stopping[kernel_id].add_done_callback(lambda _: self._stopping.pop(kernel_id, None))
        return self._stopping[kernel_id]

    async def _stop(self, kernel_id: str) -> None:
        if starting := self._starting.get(kernel_id):
            await asyncio.wait([starting])
        try:
            await stop_kernel(self._manager, kernel_id)
        except Exception:  # noqa: BLE001 – whatever it is, the kernel is nobody's any more
            log.exception("A kernel could not be stopped.")
            self._manager.remove_kernel(kernel_id)
        self.lives.end(kernel_id)
        self._ends.pop(kernel_id, asyncio.Event()).set()
        for wire in self._wires.pop(kernel_id, ()):
            wire.close(GONE, "the kernel has ended")

    async def end_of(self, kernel_id: str) -> None:
        """Wait until a kernel is no longer there."""
        if kernel_id in self.lives:
            await self._ends.setdefault(kernel_id, asyncio.Event()).wait()

    def opened(self, kernel_id: str, wire: CloseableWire) -> bool:
        """Note that a page has connected; False if its kernel is no longer there."""
        if kernel_id not in self.lives or kernel_id in self._stopping:
            return False
        self._wires.setdefault(kernel_id, set()).add(wire)
        self._has_no_wires.clear()
        self.lives.opened(kernel_id)
        return True

    def count_wires(self, kernel_id: str) -> int:
        """Tell how many connections there are to a kernel."""
        return len(self._wires.get(kernel_id, ()))

    def broke_off(self, kernel_id: str, wire: CloseableWire) -> None:
        """Note that a page's connection has ended."""
        wires = self._wires.get(kernel_id, set())
        if wire in wires:
            wires.discard(wire)
            self.lives.broke_off(kernel_id)
        if not any(self._wires.values()):
            self._has_no_wires.set()

    async def watch(self) -> None:
        """Let go, for as long as the server runs, what nobody comes back to and what has died."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look_round()
            except Exception:  # noqa: BLE001 – one kernel's trouble keeps nobody from looking after the others
                log.exception("Looking after the kernels has failed; it goes on.")

    async def look_round(self) -> None:
        """Let go what nobody comes back to and what has died."""
        for kernel_id in self.lives.over():
            self.let_go(kernel_id)
        for kernel_id in self._manager.list_kernel_ids():
            is_ours = kernel_id in self.lives and kernel_id not in self._stopping  # or it may be gone by now
            if is_ours and not await self._manager.get_kernel(kernel_id).is_alive():
                self.let_go(kernel_id)

    async def tell_all(self, seconds: float) -> None:
        """Close every wire because the server is stopping, and wait until the pages know. No page is let in any more.

        Parameters
        ----------
        seconds : float
            To wait at most.
        """
        self.is_ending = True
        for wire in [wire for wires in self._wires.values() for wire in wires]:
            wire.close(GOING_AWAY, "the server is stopping")
        with suppress(TimeoutError):
            await asyncio.wait_for(self._has_no_wires.wait(), seconds)
