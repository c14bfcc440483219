"""What is measured, each in turns: every server once, then every server again."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import learners, machine, visits
from bench.served import Subject, running, subjects
from bench.visits import CouldNot

SLOW = 20  # seconds: a burst that takes longer is not asked for again
MARKS = (10, 50, 100, 200)
#: Of stock Voilà's kernels, as many as a small machine holds.
MOST_OF_VOILA = 50

Value = float | str


@dataclass
class Run:
    """How thorough a run is, and what it found: lists of numbers by measure and page, and sentences where there are none."""

    folder: Path
    rounds: int
    bursts: int
    many: int
    marks: tuple[int, ...] = MARKS
    numbers: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)
    busy: list[float] = field(default_factory=list)

    def found(self) -> dict[str, Any]:
        """Give what was found, as it can be kept."""
        return {"numbers": self.numbers, "reasons": self.reasons, "busy": self.busy}

    def take(self, found: dict[str, Any]) -> None:
        """Add what another part of the run, or an earlier one, has found."""
        self.numbers |= found["numbers"]
        self.reasons |= found["reasons"]
        self.busy += found["busy"]

    def note(self, measure: str, name: str, value: float) -> None:
        self.numbers.setdefault(measure, {}).setdefault(name, []).append(value)

    def give_reason(self, measure: str, name: str, why: str) -> None:
        self.reasons.setdefault(measure, {})[name] = why

    def look_at_machine(self) -> None:
        self.busy.append(machine.busy_share())


def trying(run: Run, measures: tuple[str, ...], name: str, work: Callable[..., Any], *words: Any) -> Any:
    """Do one measurement; where it cannot be done, note why, and go on."""
    try:
        return work(*words)
    except Exception as problem:  # noqa: BLE001 – whatever it is, its row says so
        why = str(problem) if isinstance(problem, CouldNot) else f"{type(problem).__name__}: {str(problem).splitlines()[0][:80]}"
        for measure in measures:
            run.give_reason(measure, name, why)
        return None


def names_of(chosen: list[Subject]) -> set[str]:
    return {subject.kind.name for subject in chosen}


def measure_visits(run: Run) -> None:
    """First and second visit until the first click has been answered; and what they carry."""
    chosen = subjects()
    with running(names_of(chosen), run.folder) as servers, visits.chromium() as browser:
        for server in servers.values():
            machine.rest(server.process.pid)
        run.look_at_machine()
        for _ in range(run.rounds):
            for subject in chosen:
                server = servers[subject.kind.name]
                if found := trying(run, ("first", "second"), subject.name, visits.two_visits, browser, subject, server):
                    for measure, value in zip(("first", "second"), found, strict=True):
                        run.note(measure, subject.name, value)
        for subject in chosen:
            server = servers[subject.kind.name]
            note_carried(run, subject, trying(run, ("carried",), subject.name, visits.carried, browser, subject, server))
        run.look_at_machine()


def note_carried(run: Run, subject: Subject, found: dict[str, visits.Carried] | None) -> None:
    for visit, seen in (found or {}).items():
        for what in ("requests", "pages", "wire", "elsewhere"):
            run.note(f"{visit} {what}", subject.name, float(getattr(seen, what)))


def measure_told(run: Run) -> None:
    """How long after its kernel was killed a page says so."""
    chosen = [subject for subject in subjects() if subject.page == "story"]
    for subject in subjects():
        if subject.page == "question":
            run.give_reason("told", subject.name, "has no kernel: one process serves everybody")
    with running({"Alongside", "Voilà"}, run.folder) as servers, visits.chromium() as browser:
        for subject in chosen:
            if subject.kind.name not in servers:
                run.give_reason("told", subject.name, "as Voilà: the page is the same")
                continue
            server = servers[subject.kind.name]
            machine.rest(server.process.pid)
            value = trying(run, ("told",), subject.name, visits.told_after, browser, subject, server)
            if value is not None:
                run.note("told", subject.name, value)


def measure_bursts(run: Run) -> None:
    """Many learners in the same moment; each burst meets a server that has just been started and has come to rest."""
    finished = set()
    for _ in range(run.bursts):
        for subject in subjects():
            if subject.name in finished:
                continue
            if subject.kind.name == "Voilà, preheated" and subject.page == "plot":
                run.give_reason("burst, last", subject.name, "left out for time: past its pool, it is as Voilà")
                continue
            with running({subject.kind.name}, run.folder) as servers:
                server = servers[subject.kind.name]
                machine.rest(server.process.pid)
                run.look_at_machine()
                found = trying(run, ("burst, last",), subject.name, burst_of, subject, server, run.many)
            if found is None:
                finished.add(subject.name)
                continue
            run.note("burst, half", subject.name, found.seconds[len(found.seconds) // 2])
            run.note("burst, last", subject.name, found.seconds[-1])
            run.note("burst, waited", subject.name, float(found.waited))
            if found.seconds[-1] > SLOW:
                finished.add(subject.name)


def burst_of(subject: Subject, server: Any, many: int) -> learners.Opened:
    found = asyncio.run(learners.burst(subject, server.url, many))
    if found.troubles:
        raise CouldNot(f"{len(found.troubles)} of {many} were not served: {found.troubles[0][:80]}")
    return found


def measure_learners(run: Run) -> None:
    """Learners one after another: what each costs in time and in memory, and whether all are answered while all are there."""
    for subject in subjects():
        if subject.page == "plot" and subject.kind.protocol == "ours":
            most = 50
        elif subject.kind.name == "Voilà":
            most = MOST_OF_VOILA if subject.page == "story" else 10
        elif subject.kind.protocol == "voila":
            run.give_reason("memory", subject.name, "as Voilà: the kernels are the same")
            continue
        else:
            most = max(run.marks)
        with running({subject.kind.name}, run.folder) as servers:
            server = servers[subject.kind.name]
            machine.rest(server.process.pid)
            trying(run, ("memory",), subject.name, all_one_by_one, run, subject, server, most)


def all_one_by_one(*words: Any) -> None:
    asyncio.run(one_by_one(*words))


async def one_by_one(run: Run, subject: Subject, server: Any, most: int) -> None:
    """Open one page after another and keep all open; at each mark, look at time and memory."""
    here: list[learners.Learner] = []
    times: list[float] = []
    try:
        # the first learner brings what all later ones share
        await open_one(here, times, subject, server)
        machine.rest(server.process.pid)
        before, at_first = machine.private_memory(server.process.pid), len(here)
        for mark in (mark for mark in run.marks if mark <= most):
            times.clear()
            while len(here) < mark:
                await open_one(here, times, subject, server)
            run.note(f"time at {mark}", subject.name, sorted(times)[len(times) // 2])
            await asyncio.to_thread(machine.rest, server.process.pid)
            memory = machine.private_memory(server.process.pid)
            run.note(f"memory at {mark}", subject.name, (memory - before) / (mark - at_first))
        if subject.page == "story":
            await ask_all(run, subject, here)
    finally:
        await asyncio.gather(*(learner.close() for learner in here), return_exceptions=True)


async def open_one(here: list[learners.Learner], times: list[float], subject: Subject, server: Any) -> None:
    learner = learners.Learner(subject, server.url)
    here.append(learner)
    times.append(await learner.open())


async def ask_all(run: Run, subject: Subject, here: list[learners.Learner]) -> None:
    """Let every learner press once: one after another in any order, then all in the same moment."""
    order = random.Random(40).sample(here, len(here))
    each = [await learner.ask(1) for learner in order]
    at_once = await asyncio.gather(*(learner.ask(2) for learner in order))
    run.note("asked, many", subject.name, float(len(here)))
    run.note("asked, half", subject.name, sorted(each)[len(each) // 2])
    run.note("asked, slowest", subject.name, max(each))
    run.note("asked at once, last", subject.name, max(at_once))


MEASURES = {
    "visits": measure_visits,
    "told": measure_told,
    "bursts": measure_bursts,
    "learners": measure_learners,
}
