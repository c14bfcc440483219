"""How each fault is done."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import suppress

from faults.hands import LOAD
from faults.learner import Learner
from faults.plan import Fault
from faults.world import World, kernel_process, kill
from playwright.async_api import Error as PlaywrightError

_ON_PAGE = {"reload", "leave", "back_forward", "freeze", "close"}
_ON_LINE = {"delay", "cut", "silent"}
_SIGNALS = {"restart": signal.SIGTERM, "crash": signal.SIGKILL}


class Strike:
    """A fault as it happens.

    Parameters
    ----------
    fault : Fault
    world : World
    learners : list of Learner
        Whom it meets.

    Attributes
    ----------
    began, ended : float
        By the monotonic clock.
    has_begun, is_over : asyncio.Event
    """

    def __init__(self, fault: Fault, world: World, learners: list[Learner]) -> None:
        self.fault = fault
        self.learners = learners
        self.has_begun, self.is_over = asyncio.Event(), asyncio.Event()
        self.began = self.ended = 0.0
        self._world = world
        self._learner = next(one for one in learners if one.number == fault.learner)
        self._to_begin = len(fault.kinds)

    @property
    def is_on_page(self) -> bool:
        """Whether nobody can write meanwhile."""
        return bool(_ON_PAGE & set(self.fault.kinds))

    async def run(self) -> None:
        """Let it happen, all its kinds at once, and end what of it has an end."""
        self.began = time.monotonic()
        try:
            await asyncio.gather(*map(self._do, self.fault.kinds))
        finally:
            self.ended = time.monotonic()
            self.has_begun.set()
            self.is_over.set()

    async def _do(self, kind: str) -> None:
        line = self._learner.line
        if kind in _SIGNALS:
            await self._world.stop(_SIGNALS[kind])
            self._begun()
            await self._world.start()
        elif kind in _ON_LINE:
            await self._trouble_line(kind)
        elif kind in _ON_PAGE:
            with suppress(PlaywrightError):
                await self._trouble_page(kind)
            self._begun()
        else:
            if kind == "drop":
                line.drop(wires_only=True)
            else:
                # alone, it must be there; with the server it may have gone already
                with suppress(*((LookupError,) if len(self.fault.kinds) > 1 else ())):
                    kill(self._world.warmed_process() if kind == "warmed" else kernel_process(line.kernel))
            self._begun()

    def _begun(self) -> None:
        """Let go what was held back for this moment, once all that belongs to it has happened."""
        self._to_begin -= 1
        if self._to_begin <= 0:
            for learner in self.learners:
                learner.line.release()
            self.has_begun.set()

    async def _trouble_line(self, kind: str) -> None:
        line = self._learner.line
        if kind == "delay":
            line.delay = self.fault.seconds / 3
        elif kind == "silent":
            line.go_silent()
        else:
            await line.close()
        self._begun()
        await asyncio.sleep(self.fault.seconds)  # the fault itself: there is nothing to wait for
        line.let_through()
        if kind == "cut":
            await line.open()

    async def _trouble_page(self, kind: str) -> None:
        page = self._learner.page
        if kind == "close" and self._learner.is_on_device:
            await self._learner.open_again()
        elif kind in {"reload", "close"}:  # a tab that keeps everything itself is not closed by somebody who goes on
            await page.reload(wait_until="commit", timeout=LOAD)
        elif kind == "leave":
            await page.locator("header a.mark").click(timeout=LOAD)
            await page.wait_for_url("**/start.ipynb", wait_until="commit", timeout=LOAD)
            await page.go_back(wait_until="commit", timeout=LOAD)
        elif kind == "back_forward":
            await page.go_back(wait_until="commit", timeout=LOAD)
            await page.go_forward(wait_until="commit", timeout=LOAD)
        else:
            session = await page.context.new_cdp_session(page)
            await session.send("Page.setWebLifecycleState", {"state": "frozen"})
            self._learner.line.release()
            await asyncio.sleep(self.fault.seconds)  # the fault itself: there is nothing to wait for
            await session.send("Page.setWebLifecycleState", {"state": "active"})
            await session.detach()
