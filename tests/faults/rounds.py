"""Runs a plan: learners work, faults strike, learners go on, and everything is compared with what they saw kept."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from faults.learner import Learner, Lost
from faults.oracle import stories
from faults.plan import Fault, plan
from faults.proxy import Line
from faults.strike import Strike
from faults.world import World
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from alongside.page.build import find_node
from run import find_chromium

#: What the learners work on, in turn.
WORKBOOKS = ("allyship_stories", "story_and_notes", "diary")
SWITCHES = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update".split()
#: After so many losses a run ends.
MOST_LOSSES = 10


@dataclass
class Outcome:
    """How a learner came through a fault.

    Attributes
    ----------
    seconds : float
        From the fault's end until the kernel had answered again.
    told : float or None
        Seconds from the fault's beginning until the page said that something is wrong.
    ways : tuple of str
        What the learner had to do.
    """

    fault: Fault
    learner: int
    seconds: float
    told: float | None
    ways: tuple[str, ...]

    def __str__(self) -> str:
        told = "" if self.told is None else f", told after {self.told:.1f} s"
        return f"{self.fault}: learner {self.learner + 1} after {self.seconds:.1f} s{told}; {', '.join(self.ways) or 'itself'}"


@dataclass
class Report:
    """What a run found."""

    seed: int
    planned: int
    learners: int = 3
    only: Sequence[str] = ()
    struck: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    server: str = ""

    def summary(self) -> str:
        """Say it in a table, and how to run it again where something was lost."""
        by_kind: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            by_kind[outcome.fault.name].append(outcome)
        lines = [f"{'fault':14}{'met':>5}{'median s':>10}{'max s':>8}{'told s':>8}  went on by"]
        for kind, met in sorted(by_kind.items()):
            seconds = [one.seconds for one in met]
            told = [one.told for one in met if one.told is not None]
            ways = Counter(" + ".join(sorted(set(one.ways))) or "itself" for one in met)
            said = f"{max(told):8.1f}" if told else f"{'–':>8}"
            how = ", ".join(f"{way} {count}" for way, count in ways.most_common())
            lines.append(f"{kind:14}{len(met):5}{statistics.median(seconds):10.1f}{max(seconds):8.1f}{said}  {how}")
        lost = len(self.losses) or "nothing"
        lines.append(f"{self.struck} of {self.planned} faults with seed {self.seed} and {self.learners} learners; lost: {lost}")
        for loss in self.losses:
            lines += ["", loss]
        if self.losses:
            more = f" --learners {self.learners}" + (f" --only {' '.join(self.only)}" if self.only else "")
            lines += ["", f"Again: python3 run.py faults {self.struck} --seed {self.seed}{more}"]
        return "\n".join(lines)


class Run:
    """One run: a server, a browser, some learners, and a plan.

    Parameters
    ----------
    seed, faults : int
    folder : Path
        For the server's files.
    learners : int
        How many work at the same time.
    only : sequence of str
        Kinds of faults, where not all are wanted.
    plants : sequence of str
        JavaScript for each learner, run in their pages before the page's own: bugs that must be found.
    tell : callable
        Told of each thing as it happens.
    """

    def __init__(
        self,
        seed: int,
        faults: int,
        folder: Path,
        *,
        learners: int = 3,
        only: Sequence[str] = (),
        plants: Sequence[str] = (),
        tell: Callable[[object], None] = str,
    ) -> None:
        self._rounds = plan(seed, faults, learners, only)
        self._tell = tell
        self.report = Report(seed, faults, learners, only)
        self.world = World(folder)
        workbooks = islice(cycle(WORKBOOKS), learners)
        self.learners = [Learner(number, seed, workbook) for number, workbook in enumerate(workbooks)]
        self._plants = plants

    async def run(self) -> Report:
        """Let it happen."""
        stories()
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", find_node()[0][0])
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.world.stop)
            await self.world.start()
            playwright = await stack.enter_async_context(async_playwright())
            self._browser = await playwright.chromium.launch(executable_path=find_chromium(), args=SWITCHES)
            stack.push_async_callback(self._browser.close)
            for learner in self.learners:
                learner.line = Line(self.world.port)
                await learner.line.open()
                stack.push_async_callback(learner.line.close)
            await self._together(self._arrive)
            for struck in self._rounds:
                await self._strike(struck)
                if len(self.report.losses) >= MOST_LOSSES:
                    break
            await self._together(self._see_after_reload)
        self.report.server = "\n".join(self.world.logs)
        return self.report

    async def _arrive(self, learner: Learner) -> None:
        context = await self._browser.new_context(locale="en-GB", viewport={"width": 1100, "height": 900})
        for plant in self._plants[learner.number : learner.number + 1]:
            await context.add_init_script(plant)
        await learner.arrive(context)

    async def _see_after_reload(self, learner: Learner) -> None:
        await learner.work(1)
        await learner.page.reload(wait_until="commit")
        await learner.read_path()

    async def _strike(self, faults: list[Fault]) -> None:
        """Let everybody work, let faults strike at the same time, and see everybody through."""
        self.report.struck += len(faults)
        strikes = [Strike(fault, self.world, self._met_by(fault)) for fault in faults]
        of = {learner: strike for strike in strikes for learner in strike.learners}
        await self._together(lambda learner: learner.work(2))
        await self._together(lambda learner: learner.be_underway(of[learner].fault.moment) if learner in of else learner.work(1))

        async def live(learner: Learner) -> None:
            if learner not in of:
                await learner.work(1)  # and notices nothing
                return
            strike = of[learner]
            await strike.has_begun.wait()
            if not strike.is_on_page:
                await learner.write()
                await learner.watch_until(strike.is_over)
            await strike.is_over.wait()
            await learner.come_through()
            told = None if learner.told is None else learner.told - strike.began
            seconds = time.monotonic() - strike.ended
            outcome = Outcome(strike.fault, learner.number, seconds, told, tuple(learner.ways))
            self.report.outcomes.append(outcome)
            self._tell(outcome)
            await learner.read_path()

        await asyncio.gather(self._together(live), *(strike.run() for strike in strikes))

    def _met_by(self, fault: Fault) -> list[Learner]:
        return self.learners if fault.meets_all else [self.learners[fault.learner]]

    async def _together(self, what: Callable[[Learner], Awaitable[object]]) -> None:
        """Have every learner do something at the same time; one who has lost is written down, and starts afresh."""

        async def one(learner: Learner) -> None:
            try:
                await what(learner)
            except (Lost, PlaywrightError) as problem:
                steps = "\n".join(learner.log[-30:])
                self.report.losses.append(f"At fault {self.report.struck}: {problem}\nSteps of {learner}:\n{steps}")
                self._tell(self.report.losses[-1])
                learner.line.let_through()
                await learner.page.context.close()
                await self._arrive(learner)

        await asyncio.gather(*map(one, self.learners))
