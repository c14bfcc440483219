"""What will happen to whom, worked out from a seed before anything begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

#: Faults that meet one learner, and those that meet everybody.
OF_ONE = ("kernel", "drop", "delay", "cut", "silent", "reload", "leave", "back_forward", "freeze", "close")
OF_ALL = ("warmed", "restart", "crash")
TOLD = {
    "kernel": "the kernel is killed",
    "drop": "the websocket is dropped",
    "delay": "everything comes late",
    "cut": "all connections are cut, and none gets through",
    "silent": "the line accepts everything and passes nothing on",
    "reload": "the page is reloaded",
    "leave": "the learner goes to the start page and back",
    "back_forward": "the browser's Back, then its Forward",
    "freeze": "the page is frozen, as on a phone that sleeps",
    "close": "the tab is closed, and opened again",
    "warmed": "the process that forks kernels is killed",
    "restart": "the server is stopped and started again",
    "crash": "the server is killed and started again",
}
#: What a fault does not do alongside another, because one of the two could not be done at all.
_APART = ({"reload", "leave", "back_forward", "freeze", "close"}, {"cut", "silent", "delay"}, {"restart", "crash"})
#: When a fault strikes: between two steps, or while a question or an answer is on its way.
Moment = Literal["calm", "question", "answer"]
MOMENTS: tuple[Moment, ...] = ("calm", "question", "answer")
_DECK = (*OF_ONE, *OF_ALL, "kernel", "drop", "two", "two", "two")


@dataclass(frozen=True)
class Fault:
    """One fault, or two at once.

    Attributes
    ----------
    number : int
        From 1.
    kinds : tuple of str
    learner : int
        Whom it meets, unless it meets everybody. Of two at once, one may meet everybody and the other only this learner.
    moment : str
        One of `MOMENTS`.
    seconds : float
        How long it lasts, where it lasts.
    """

    number: int
    kinds: tuple[str, ...]
    learner: int
    moment: Moment
    seconds: float

    @property
    def name(self) -> str:
        """Its kind, as the summary counts it."""
        return "two at once" if len(self.kinds) > 1 else self.kinds[0]

    @property
    def meets_all(self) -> bool:
        """Whether everybody notices."""
        return any(kind in OF_ALL for kind in self.kinds)

    def __str__(self) -> str:
        words = " and ".join(TOLD[kind] for kind in self.kinds)
        whom = "everybody" if self.meets_all else f"learner {self.learner + 1}"
        return f"{self.number}. {words} ({whom}, {self.moment}, {self.seconds} s)"


def plan(seed: int, faults: int, learners: int, only: Sequence[str] = ()) -> list[list[Fault]]:
    """Plan a run; ``only`` names kinds where not all are wanted, and ``two`` for two at once.

    Returns
    -------
    list of list of Fault
        Rounds: the faults of a round strike at the same time, each learner by one.
    """
    chance = Random(f"plan {seed}")
    rounds: list[list[Fault]] = []
    free: list[int] = []
    deck: list[str] = []
    for number in range(1, faults + 1):
        if not deck:
            deck = chance.sample(only or _DECK, len(only or _DECK))
        kinds = _two(chance) if deck[-1] == "two" else (deck[-1],)
        deck.pop()
        if not free or set(kinds) & set(OF_ALL) or (rounds and rounds[-1][-1].meets_all):
            free = chance.sample(range(learners), learners)
            rounds.append([])
        # what is on its way when a tab is closed, nobody was shown
        moment = chance.choice(MOMENTS if "close" not in kinds else ("calm",))
        rounds[-1].append(Fault(number, kinds, free.pop(), moment, round(chance.uniform(0.3, 3), 1)))
    return rounds


def _two(chance: Random) -> tuple[str, str]:
    while True:
        one, other = chance.choice(OF_ONE + OF_ALL), chance.choice(OF_ONE)
        if one != other and not any({one, other} <= group for group in _APART):
            return one, other
