"""How the server stops: pages are told, kernels end, and nothing is left behind; asked a second time, it hurries."""

import asyncio
import signal
from collections.abc import Iterable
from contextlib import suppress
from types import FrameType
from typing import Any

from tornado import web

from alongside.serve.caretaker import Caretaker
from alongside.serve.quiet import log

SECONDS_TO_TELL = 1.0
SECONDS_TO_END = 7.0
_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


class Ending:
    """Waits for somebody to stop the server: ``is_wanted`` when it has been asked, ``is_urgent`` when it is asked again."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.is_wanted = asyncio.Event()
        self.is_urgent = asyncio.Event()

    def listen(self) -> None:
        """Take the signals by which systems and people stop a server; one that outlives its terminal (nohup) goes on to."""
        for number in _SIGNALS:
            if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self.ask)

    def ask(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the server to stop, or to hurry."""
        self._loop.call_soon_threadsafe(self._ask)

    def _ask(self) -> None:
        (self.is_urgent if self.is_wanted.is_set() else self.is_wanted).set()

    async def tell_and_end(self, caretaker: Caretaker, manager: Any) -> None:
        """Tell every page, and end every kernel.

        Parameters
        ----------
        caretaker : Caretaker
        manager : MappingKernelManager
        """
        await self._unless_urgent(caretaker.tell_all(SECONDS_TO_TELL))
        await self._unless_urgent(asyncio.wait_for(_shut_down(manager), SECONDS_TO_END))
        for kernel in _left(manager):
            with suppress(Exception):
                await kernel.provisioner.kill()

    async def _unless_urgent(self, work: Any) -> None:
        doing, hurry = asyncio.ensure_future(work), asyncio.create_task(self.is_urgent.wait())
        await asyncio.wait([doing, hurry], return_when=asyncio.FIRST_COMPLETED)
        for task in (doing, hurry):
            task.cancel()
        for problem in await asyncio.gather(doing, hurry, return_exceptions=True):
            if isinstance(problem, Exception):
                log.error("Not everything has ended by itself: %s", type(problem).__name__)


async def _shut_down(manager: Any) -> None:
    kernels = {*manager.list_kernel_ids(), *manager._pending_kernels}  # noqa: SLF001 – those that are being started
    ended = await asyncio.gather(*(manager.shutdown_kernel(kernel, now=True) for kernel in kernels), return_exceptions=True)
    for problem in ended:
        if isinstance(problem, Exception) and not isinstance(problem, web.HTTPError):  # "no such kernel": it had ended already
            log.error("A kernel could not be stopped: %s", type(problem).__name__)


def _left(manager: Any) -> Iterable[Any]:
    kernels = [manager.get_kernel(kernel_id) for kernel_id in manager.list_kernel_ids()]
    return [kernel for kernel in kernels if kernel.has_kernel]
