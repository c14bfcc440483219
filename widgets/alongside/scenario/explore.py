"""Every state that a reader can come to, for the rules and for whoever wants to walk all paths.

A state is a scene, with the variables and the ``once`` choices taken on which any way from there on depends. Because
taking a ``once`` choice can never be undone, a loop among states is a loop that a reader could walk for ever.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

from alongside.scenario.conditions import names_in
from alongside.scenario.engine import Values, holds

#: More states than this, and the story's variables are too free to be checked.
MOST_STATES = 20_000

State = tuple[str, tuple[tuple[str, bool | int], ...], frozenset[str]]


@dataclass
class Explored:
    """What readers with one pair of eyes can come to.

    Attributes
    ----------
    states : dict of State to list of (choice id or None, State)
        Every state, and where it leads.
    stuck : list of (scene, choice id or None)
        Where nothing is on offer, or no way's condition holds.
    too_many : bool
        Whether the search was given up.
    """

    states: dict[State, list[tuple[str | None, State]]] = field(default_factory=dict)
    stuck: list[tuple[str, str | None]] = field(default_factory=list)
    too_many: bool = False

    @property
    def scenes(self) -> set[str]:
        """The scenes that can be reached."""
        return {state[0] for state in self.states}

    @property
    def choices(self) -> set[str]:
        """The choices that are on offer somewhere."""
        return {choice for ways in self.states.values() for choice, _ in ways if choice}


class _Explorer:
    def __init__(self, pack: dict[str, Any], eyes: str) -> None:
        self.pack, self.eyes = pack, eyes
        self.ahead = {name: set(_scenes_after(scene)) for name, scene in pack["scenes"].items()}
        self.matter = {name: self._what_matters(name) for name in pack["scenes"]}
        self.found = Explored()

    def _what_matters(self, start: str) -> tuple[frozenset[str], frozenset[str]]:
        """Name the variables and the ``once`` choices on which ways from this scene on depend; others are forgotten."""
        seen, waiting = {start}, [start]
        while waiting:
            new = self.ahead[waiting.pop()] - seen
            seen |= new
            waiting += new
        choices = [choice for name in seen for choice in _choices(self.pack["scenes"][name])]
        ways = [way for name in seen for way in self.pack["scenes"][name].get("next", [])]
        ways += [way for choice in choices for way in choice["to"]]
        asked = [names_in(item["when"]) for item in [*choices, *ways] if "when" in item]
        return frozenset().union(*asked), frozenset(choice["id"] for choice in choices if choice.get("once"))

    def run(self) -> Explored:
        first = self._state(self.pack["start"][self.eyes], dict(self.pack["variables"]), frozenset())
        waiting, seen = deque([first]), {first}
        while waiting and not self.found.too_many:
            state = waiting.popleft()
            ways = self.found.states[state] = self._ways(state)
            for _, reached in ways:
                if reached not in seen:
                    seen.add(reached)
                    waiting.append(reached)
            self.found.too_many = len(seen) > MOST_STATES
        return self.found

    def _state(self, name: str, values: Values, taken: frozenset[str]) -> State:
        asked, once = self.matter[name]
        return name, tuple((variable, values[variable]) for variable in sorted(asked)), taken & once

    def _ways(self, state: State) -> list[tuple[str | None, State]]:
        name, known, taken = state
        scene, values = self.pack["scenes"][name], dict(known)
        if "next" in scene:
            return self._lead(name, None, scene["next"], values, taken)
        if "decision" not in scene:
            return []
        offered = [c for c in _choices(scene) if holds(c, values, self.eyes) and c["id"] not in taken]
        if not offered:
            self.found.stuck.append((name, None))
        return [way for choice in offered for way in self._choose(name, choice, values, taken)]

    def _choose(self, name: str, choice: dict[str, Any], values: Values, taken: frozenset[str]) -> list[tuple[str | None, State]]:
        after = values | choice.get("set", {})
        after |= {variable: after[variable] + n for variable, n in choice.get("add", {}).items() if variable in after}
        return self._lead(name, choice["id"], choice["to"], after, taken | {choice["id"]})

    def _lead(
        self, name: str, choice: str | None, ways: list[dict[str, Any]], values: Values, taken: frozenset[str]
    ) -> list[tuple[str | None, State]]:
        for way in ways:
            if holds(way, values, self.eyes):
                return [(choice, self._state(way["to"], values, taken))]
        self.found.stuck.append((name, choice))
        return []


def _choices(scene: dict[str, Any]) -> list[dict[str, Any]]:
    return list(scene.get("decision", {}).get("choices", []))


def _scenes_after(scene: dict[str, Any]) -> Iterator[str]:
    for way in [*scene.get("next", []), *(way for choice in _choices(scene) for way in choice["to"])]:
        yield way["to"]


def explore(pack: dict[str, Any], eyes: str) -> Explored:
    """Find every state that a reader with these eyes can come to.

    Parameters
    ----------
    pack : dict
        A compiled scenario.
    eyes : str
        ``"nqsw"`` or ``"assessor"``.
    """
    return _Explorer(pack, eyes).run()


def endless_loop(explored: Explored) -> list[str]:
    """Name the scenes of one loop that a reader could walk for ever; empty when there is none."""
    try:
        _sorter(explored).prepare()
    except CycleError as loop:
        return list(dict.fromkeys(state[0] for state in reversed(loop.args[1])))
    return []


def walk_lengths(explored: Explored) -> tuple[int, int]:
    """Give the numbers of scenes in the shortest and in the longest walk to an ending; there must be no endless loop."""
    shortest: dict[State, int] = {}
    longest: dict[State, int] = {}
    for state in _sorter(explored).static_order():
        ahead = [reached for _, reached in explored.states[state]]
        shortest[state] = 1 + min((shortest[reached] for reached in ahead), default=0)
        longest[state] = 1 + max((longest[reached] for reached in ahead), default=0)
    first = next(iter(explored.states))
    return shortest[first], longest[first]


def _sorter(explored: Explored) -> TopologicalSorter[State]:
    """Sort the states so that what a state leads to comes before it."""
    return TopologicalSorter({state: [reached for _, reached in ways] for state, ways in explored.states.items()})
