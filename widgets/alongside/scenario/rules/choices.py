"""Rules about choices: enough of them, each answered, none that gives itself away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alongside.scenario.model import THREE_ROLES, Choice
from alongside.scenario.rules.draft import Draft, Remark

FEWEST_CHOICES, MOST_CHOICES = 3, 4
_STEP = {"nearer": 1, "same": 0, "further": -1}
#: A pattern over fewer decisions than this is chance.
_PATTERN_AT_LEAST = 3


def how_many(draft: Draft) -> Iterator[Remark]:
    """A decision has three or four choices, for each pair of eyes."""
    for name, scene, choices in draft.decisions():
        for eyes in draft.scenario.eyes:
            if scene.eyes not in (None, eyes) or name not in draft.explored[eyes].scenes:
                continue
            offered = [choice for choice in choices if choice.eyes in (None, eyes)]
            place = ("scenes", name, "decision", "choices")
            if len(offered) < FEWEST_CHOICES:
                said = f"scene '{name}': {len(offered)} choices for the {eyes}; a decision has at least {FEWEST_CHOICES}."
                yield Remark("AL021", place, said, name)
            if len([c for c in offered if not c.when]) > MOST_CHOICES:
                said = f"scene '{name}': {len(offered)} choices for the {eyes}; more than {MOST_CHOICES} are hard to hold."
                yield Remark("AL022", place, said, name)


def answered(draft: Draft) -> Iterator[Remark]:
    """Every choice has feedback: what happened next, and what it meant for somebody."""
    for _, _, choice, place in draft.choices():
        missing = [part for part in ("after", "meant") if not getattr(choice, part)]
        if missing:
            said = f"choice '{choice.id}': it has no feedback. Write {' and '.join(missing)}."
            yield Remark("AL020", place, said, choice.id)


def repair(draft: Draft) -> Iterator[Remark]:
    """After a misstep there is a way to repair, for each pair of eyes, and it can follow what it repairs."""
    for eyes, found in draft.explored.items():
        mending = [(choice, place) for _, _, choice, place in draft.choices() if choice.repairs and choice.id in found.choices]
        if not mending:
            said = f"no choice of the {eyes} repairs an earlier one. Give one of them 'repairs'."
            yield Remark("AL024", ("scenes",), said)
        for choice, place in mending:
            if not any(_can_follow(draft, eyes, repaired, choice.id) for repaired in choice.repairs):
                said = f"choice '{choice.id}': it repairs {', '.join(choice.repairs)}, but can never follow it."
                yield Remark("AL024", (*place, "repairs"), said, choice.id)


def _can_follow(draft: Draft, eyes: str, earlier: str, later: str) -> bool:
    ways = draft.explored[eyes].states
    waiting = [reached for leading in ways.values() for choice, reached in leading if choice == earlier]
    seen = set(waiting)
    while waiting:
        for choice, reached in ways[waiting.pop()]:
            if choice == later:
                return True
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return False


def _turns(draft: Draft, choice: Choice) -> tuple[int, ...]:
    """Say how far a choice brings the assessor, the NQSW and the person; 0 where it does not touch them."""
    people = [draft.person_with(role) for role in THREE_ROLES]
    return tuple(_STEP[choice.meant[key].turn] if key and key in choice.meant else 0 for key in people)


def best_for_all(draft: Draft) -> Iterator[Remark]:
    """No choice is better than all others for all three people."""
    for name, _, choices in draft.decisions():
        for choice in choices:
            mine = _turns(draft, choice)
            others = [_turns(draft, other) for other in choices if other is not choice]
            no_worse = all(a >= b for theirs in others for a, b in zip(mine, theirs, strict=True))
            if others and no_worse and all(mine != theirs for theirs in others):
                place = ("scenes", name, "decision", "choices", choices.index(choice))
                said = f"scene '{name}': choice '{choice.id}' is better than the others for everyone. Give it a cost."
                yield Remark("AL030", place, said, choice.id)


def _given_away(draft: Draft, pick: Callable[[list[Choice]], Choice | None]) -> str | None:
    """Name the person for whom the picked choice turns the same way at every decision; None where there is nobody."""
    for eyes in draft.scenario.eyes:
        picked = []
        for name, _, choices in draft.decisions():
            here = [c for c in choices if c.eyes in (None, eyes)]
            if name in draft.explored[eyes].scenes and here:
                picked.append(pick(here))
        turns = [_turns(draft, choice) for choice in picked if choice]
        if len(turns) < _PATTERN_AT_LEAST or len(turns) < len(picked):
            continue
        for number, role in enumerate(THREE_ROLES):
            if len({turn[number] for turn in turns}) == 1 and turns[0][number] != 0:
                return role
    return None


def longest(draft: Draft) -> Iterator[Remark]:
    """The longest choice is not always the one with the same turns."""
    if role := _given_away(draft, lambda choices: max(choices, key=lambda c: len(c.words))):
        said = f"the longest choice turns the same way for the {role} at every decision. Readers will learn to pick by length."
        yield Remark("AL031", ("scenes",), said)


def same_place(draft: Draft) -> Iterator[Remark]:
    """The choice in one place is not always the one with the same turns."""
    for number, word in enumerate(("first", "second", "third", "fourth")):
        if role := _given_away(draft, lambda choices, n=number: choices[n] if n < len(choices) else None):  # type: ignore[misc]
            said = f"the {word} choice turns the same way for the {role} at every decision. Readers will learn to pick by place."
            yield Remark("AL032", ("scenes",), said)


def tempting(draft: Draft) -> Iterator[Remark]:
    """For each pair of eyes, one choice sounds like allyship and costs its speaker nothing."""
    for eyes, found in draft.explored.items():
        if not any(choice.performative and choice.id in found.choices for _, _, choice, _ in draft.choices()):
            said = f"no choice of the {eyes} is marked 'performative'. One must tempt us."
            yield Remark("AL034", ("scenes",), said)


def skip_on_offer(draft: Draft) -> Iterator[Remark]:
    """The choice that a skip takes is always on offer."""
    for name, scene, choices in draft.decisions():
        taken = next(choice for choice in choices if choice.id == scene.decision.skip_takes)  # type: ignore[union-attr]
        if taken.when or taken.once:
            said = f"scene '{name}': a skip takes '{taken.id}', which is not always on offer. Name one without a condition."
            yield Remark("AL058", ("scenes", name, "decision", "skip_takes"), said, name)


#: These need no compiled story.
WITHOUT_PATHS = [answered, best_for_all]
RULES = [how_many, answered, repair, best_for_all, longest, same_place, tempting, skip_on_offer]
