"""A learner at work: does what the screen offers, and helps themselves as a reader would."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

from faults.choose import Action, choose, missing_in, writing
from faults.hands import LOAD, do, read_path, take_way
from faults.look import SCRIPT, Look, rest_of
from faults.oracle import PLAYER, Diary, path_in_words, strange_step, unsettled
from faults.plan import Moment
from faults.proxy import Line
from faults.ways import AGAIN, PATIENCE, Waited, way_out
from faults.workbooks import FIELDS, WIDGETS
from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError
from servers import NOT_ASKED

#: Seconds after which a learner who cannot go on has lost.
LIMIT = 120.0
#: Seconds after which what was written must be stored, whatever the line to the server does; it should take one.
SAVED = 10.0
GLANCE = 0.03  # seconds between two looks
_NO_ANSWER = "There is no answer yet."


class Lost(AssertionError):
    """Something that a learner saw kept is gone, or they can never go on."""


class Learner:
    """One learner, in a browser context of their own.

    Parameters
    ----------
    number : int
        From 0.
    seed : int
    workbook : str
        Without its ending.

    Attributes
    ----------
    is_on_device : bool
        They chose to keep their work on the device, not in the tab.
    log : list of str
        What they did.
    ways : list of str
        What they had to do themselves to go on.
    told : float or None
        When the page first said that something is wrong, by the monotonic clock.
    """

    #: Their line to the server.
    line: Line
    page: Page

    def __init__(self, number: int, seed: int, workbook: str) -> None:
        self.number = number
        self.workbook = workbook
        self.is_on_device = number % 2 == 1
        self.diary = Diary()
        self.log: list[str] = []
        self.ways: list[str] = []
        self.told: float | None = None
        self._chance = Random(f"learner {seed} {number}")
        self._pressed = self._seen = 0.0
        self._sent: dict[str, Any] = {}
        self._underway: tuple[Action, Look] | None = None
        self._is_back = False

    def __str__(self) -> str:
        return f"learner {self.number + 1} ({self.workbook})"

    async def arrive(self, context: BrowserContext) -> None:
        """Open the workbook."""
        self.diary = Diary()
        if not self.is_on_device:
            await context.add_init_script(NOT_ASKED)
        self.page = await context.new_page()
        await self.page.goto(self._address())
        if self.is_on_device:
            await self.page.evaluate("globalThis[Symbol.for('alongside/keeper')].choose('device')")
        self.diary.note(await self.settle())

    async def open_again(self) -> None:
        """Close the tab, and open the workbook in another."""
        context = self.page.context
        await self.page.close()
        self.page = await context.new_page()
        self._is_back = True
        await self.page.goto(self._address(), wait_until="commit", timeout=LOAD)

    def _address(self) -> str:
        return f"http://127.0.0.1:{self.line.port}/voila/render/{self.workbook}.ipynb"

    async def look(self) -> Look | None:
        """Look at the page; None where there is none, or it does not answer."""
        try:
            look = Look(**await asyncio.wait_for(self.page.evaluate(SCRIPT), 5))
        except (PlaywrightError, TimeoutError):
            return None
        self._seen = time.monotonic()
        if look.state == "trouble" and self.told is None:
            self.told = self._seen
        return look

    async def watch_until(self, over: asyncio.Event) -> None:
        """Look at the page until something is over, so that the moment is known at which it says that something is wrong."""
        while not over.is_set():
            await self.look()
            await asyncio.sleep(GLANCE)

    async def settle(self) -> Look:
        """Wait until the page is whole, and do meanwhile what it offers.

        Raises
        ------
        Lost
            It never is.
        """
        began = self._seen = time.monotonic()
        while True:
            look = await self.look()
            why = unsettled(look, WIDGETS[self.workbook]) if look else "there is no page"
            if look and not why:
                return look
            waited = time.monotonic() - began
            if waited > LIMIT:
                tried = ", ".join(self.ways) or "nothing"
                raise Lost(f"{self} cannot go on after {LIMIT:.0f} s at {self.page.url}: {why}; tried: {tried}")
            await self._help(look, waited)
            await asyncio.sleep(GLANCE)

    async def _help(self, look: Look | None, waited: float) -> None:
        now = time.monotonic()
        way = way_out(look, self.workbook, Waited(waited, now - self._pressed, now - self._seen))
        if not way:
            return
        self._pressed = now
        self.ways.append(way)
        try:
            await take_way(self.page, way)
        except PlaywrightError as problem:
            self.log.append(f"  “{way}” came to nothing: {str(problem).splitlines()[0]}")

    async def work(self, steps: int) -> None:
        """Take some steps, each to its end."""
        for _ in range(steps):
            await self.finish(*await self.begin())

    async def begin(self, *, at_once: bool = False) -> tuple[Action, Look]:
        """Choose a step and begin it; ``at_once`` for one whose question is on its way as soon as it is begun."""
        look = await self.settle()
        self._compare(look)
        action = choose(look, self._chance, at_once=at_once)
        try:
            await self._do(action, look)
        except PlaywrightError as problem:
            # the screen was made anew under their hand: they look, and do it again
            self.log.append(f"  once more: {str(problem).splitlines()[0]}")
            look = await self.settle()
            self._compare(look)
            await self._do(action, look)
        now = await self.look()
        if now and now.document == look.document and now.trail() != look.trail():
            # from this moment the path is kept, whatever happens to the answer
            self.diary.kept, self.diary.text = now.kept, None
        return action, look

    async def finish(self, action: Action, before: Look) -> None:
        """See a step through to its end, and write down what is kept."""
        until = time.monotonic() + AGAIN
        look = await self.settle()
        is_step = action.kind in {"press", "back"} or action.words in {"Continue", "Back"}
        while is_step and look.trail() == before.trail() and time.monotonic() < until:
            await asyncio.sleep(GLANCE)
            look = await self.settle()
        if action.words == "Send":
            look = await self._hear_of_sending()
        if self.diary.text is None:
            self._compare(look)
        if wrong := strange_step(action, before, look):
            raise Lost(f"{self}: {wrong}")
        self.diary.note(look)

    async def be_underway(self, moment: Moment) -> None:
        """Come to the moment at which a fault will strike: between two steps, or while a question or an answer is on its way."""
        self.told, self.ways, self._underway = None, [], None
        if moment == "calm":
            return
        gate = self.line.hold(moment)
        self._underway = await self.begin(at_once=True)
        with suppress(TimeoutError):
            await asyncio.wait_for(gate.is_reached.wait(), AGAIN)

    async def come_through(self) -> None:
        """After a fault: finish what was under way, see that nothing is lost, and that the kernel answers."""
        if self._underway:
            await self.finish(*self._underway)
        self._underway = None
        if self._is_back:
            await self._carry_on()
        self._compare(await self.settle())
        await self.prove()

    async def _carry_on(self) -> None:
        """In a new tab, whose history is empty, come to the scene where the old one was."""
        self._is_back = False
        was = Look(kept=self.diary.kept).place(PLAYER)
        self.diary.kept, self.diary.text = rest_of(self.diary.kept), None
        look = await self.settle()
        self._compare(look)
        if was.get("page") != "walk" or not was["moves"]:
            return
        if "Carry on" not in look.buttons:
            raise Lost(f"{self} was at {was}, and the new tab offers no way back to it: {look.buttons}")
        await self._do(Action("press", "Carry on"), look)
        look = await self.settle()
        now = look.place(PLAYER)
        if any(now.get(part) != was[part] for part in ("scenario", "eyes", "moves")):
            raise Lost(f"{self} was at {was}, and carries on at {now}")
        self.diary.note(look)

    async def prove(self) -> None:
        """Take a step that the kernel must answer."""
        look = await self.settle()
        if look.buttons:
            await self.finish(*await self.begin(at_once=True))
            return
        while "Send" not in look.form_buttons or missing_in(look):
            await self.work(1)
            look = await self.settle()
        await self._do(Action("form", "Send"), look)
        await self.finish(Action("form", "Send"), look)

    async def write(self) -> None:
        """Write into a field, if the page has one, whatever state it is in."""
        look = await self.look()
        if look and (self._underway or self.diary.text is None):
            # the story's screen may change at any moment
            look = replace(look, typed=[one for one in look.typed if one[0] in FIELDS])
        if look and look.typed:
            await self._do(writing(look, self._chance), look)

    async def read_path(self) -> None:
        """Read “Your path so far”, where it is offered, and compare it with the path that was walked."""
        look = await self.settle()
        self._compare(look)
        if "Your path so far" not in look.buttons:
            return
        said = await read_path(self.page)
        wanted = path_in_words(look.place(PLAYER))
        if len(said) != len(wanted) or not all(part in line for line, parts in zip(said, wanted, strict=True) for part in parts):
            raise Lost(f"{self}: “Your path so far” says {said}, and the path was {wanted}")

    def _compare(self, look: Look) -> None:
        if found := self.diary.losses(look):
            raise Lost("\n".join([f"{self} has lost:", *found]))

    async def _do(self, action: Action, look: Look) -> None:
        self.log.append(f"{look.heading or look.form_page}: {action}")
        if action.words == "Send":
            self._sent = dict(self.diary.fields)
        if given := await do(self.page, action, look):
            await self._note_field(*given)

    async def _note_field(self, key: str, value: Any) -> None:
        """Wait until the page says that it keeps what was written, and it does; write down what was given to it."""
        began = time.monotonic()
        while (look := await self.look()) is None or not look.says_kept() or look.kept.get(key) != value:
            waited = time.monotonic() - began
            if look and look.kept.get(key) != value and waited > SAVED:
                raise Lost(f"{self} has lost:\nfield: {key} was given {value!r}, stored is {look.kept.get(key)!r}")
            if waited > PATIENCE:
                raise Lost(f"{self} wrote into a field, and the page does not say that it keeps it: “{look and look.status}”")
            await asyncio.sleep(GLANCE)
        self.diary.fields[key] = value
        self.diary.kept = {**self.diary.kept, key: look.kept.get(key)}

    async def _hear_of_sending(self) -> Look:
        """Wait until Python has counted what was sent to it, and press again where the page says that no answer came."""
        name = "form/notes/" if self.workbook != "diary" else "form/diary/"
        given = [value for key, value in self.diary.fields.items() if key.startswith(name) and value]
        wanted = f"{sum(len(str(value)) for value in given)} characters came to Python."
        until = time.monotonic() + LIMIT
        # what was written after it was sent, nobody has counted
        pressed = time.monotonic() if self._sent == self.diary.fields else 0.0
        while (look := await self.settle()).form_said != wanted:
            if time.monotonic() > until:
                raise Lost(f"{self} pressed “Send”, and reads “{look.form_said}” instead of “{wanted}”")
            is_stale = time.monotonic() - pressed > AGAIN  # gone with a page that was reloaded, or with a kernel
            if look.form_said.startswith(_NO_ANSWER) or is_stale:
                pressed = time.monotonic()
                if self._sent == self.diary.fields:
                    self.ways.append("Send again")
                self.log.append(f"  reads “{look.form_said}”, and waits for “{wanted}”")
                await self._do(Action("form", "Send"), look)
            await asyncio.sleep(GLANCE)
        return look
