"""Rules about the ways through a story: every scene reached, every walk ended, every variable used."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.scenario.conditions import compile_condition, names_in
from alongside.scenario.explore import MOST_STATES, endless_loop, walk_lengths
from alongside.scenario.rules.draft import Draft, Place, Remark

FEWEST_SCENES, MOST_SCENES = 8, 14
FEWEST_ENDINGS = 3


def unreachable(draft: Draft) -> Iterator[Remark]:
    """Every scene can be reached, and every choice is on offer to somebody."""
    reached = set().union(*(found.scenes for found in draft.explored.values()))
    offered = set().union(*(found.choices for found in draft.explored.values()))
    for name in draft.scenario.scenes:
        if name not in reached:
            said = f"scene '{name}': no way leads here. Lead to it, or take it out."
            yield Remark("AL011", ("scenes", name), said, name)
    for name, _, choice, place in draft.choices():
        if name in reached and choice.id not in offered:
            said = f"choice '{choice.id}': nobody is ever offered it. Look at its condition."
            yield Remark("AL018", place, said, choice.id)


def wrong_eyes(draft: Draft) -> Iterator[Remark]:
    """A reader comes only to scenes that belong to their eyes."""
    for eyes, found in draft.explored.items():
        for name in sorted(found.scenes):
            owner = draft.scenario.scenes[name].eyes
            if owner not in (None, eyes):
                said = f"scene '{name}': it belongs to the {owner}'s eyes, but the {eyes} comes to it."
                yield Remark("AL011", ("scenes", name), said, name)


def stuck(draft: Draft) -> Iterator[Remark]:
    """Nobody is left without a choice, or without a way on."""
    for eyes, found in draft.explored.items():
        for name, choice in sorted(set(found.stuck), key=str):
            if choice is None and draft.scenario.scenes[name].decision:
                said = f"scene '{name}': a reader ({eyes}) can come here with no choice on offer. Leave one free."
            else:
                owner = f"choice '{choice}'" if choice else f"scene '{name}'"
                said = f"{owner}: no way's condition holds for some reader ({eyes}). Give the last way no condition."
            yield Remark("AL013", ("scenes", name), said, choice or name)


def loops(draft: Draft) -> Iterator[Remark]:
    """Nobody can walk in a circle for ever."""
    for eyes, found in draft.explored.items():
        if found.too_many:
            said = f"the {eyes} can come to more than {MOST_STATES:,} states. Let fewer variables change, or bound them."
            yield Remark("AL014", ("variables",), said)
        elif loop := endless_loop(found):
            said = (
                f"scenes {', '.join(repr(s) for s in loop)}: a reader ({eyes}) can go round for ever. Make a choice on it 'once'."
            )
            yield Remark("AL014", ("scenes", loop[0]), said, loop[0])


def variables(draft: Draft) -> Iterator[Remark]:
    """Every variable is asked about, and set."""
    asked: set[str] = set()
    for words in _conditions(draft):
        asked |= names_in(compile_condition(words))
    changed = {name for _, _, choice, _ in draft.choices() for name in [*choice.set, *choice.add]}
    for name in draft.scenario.variables:
        place: Place = ("variables", name)
        if name not in asked:
            yield Remark("AL015", place, f"variable '{name}': no condition asks about it. Use it, or take it out.", name)
        if name not in changed:
            yield Remark("AL016", place, f"variable '{name}': no choice sets it. Set it, or take it out.", name)


def _conditions(draft: Draft) -> Iterator[str]:
    parts = [passage.when for _, passage, _ in draft.passages()]
    parts += [way.when for _, way, _ in draft.ways()]
    parts += [choice.when for _, _, choice, _ in draft.choices()]
    yield from (words for words in parts if words)


def endings(draft: Draft) -> Iterator[Remark]:
    """Each pair of eyes can come to three endings or more, with names of their own."""
    for eyes, found in draft.explored.items():
        reached = [name for name in found.scenes if draft.scenario.scenes[name].ending]
        if len(reached) < FEWEST_ENDINGS:
            said = f"the {eyes} can come to {len(reached)} endings; a story has at least {FEWEST_ENDINGS}."
            yield Remark("AL023", ("scenes",), said)
        names = [draft.scenario.scenes[name].ending.name for name in reached]  # type: ignore[union-attr]
        if len(set(names)) < len(names):
            yield Remark("AL023", ("scenes",), f"two endings that the {eyes} can come to have the same name.")


def length(draft: Draft) -> Iterator[Remark]:
    """A walk is neither too short nor too long, and the number of scenes on the first page is true."""
    for eyes, found in draft.explored.items():
        if found.too_many or endless_loop(found) or found.stuck:
            continue
        shortest, longest = walk_lengths(found)
        if shortest < FEWEST_SCENES or longest > MOST_SCENES:
            said = f"a walk of the {eyes} has {shortest} to {longest} scenes; {FEWEST_SCENES} to {MOST_SCENES} are meant."
            yield Remark("AL025", ("scenes",), said)
        promised = draft.scenario.number_of_scenes
        if not shortest - 1 <= promised <= longest + 1:
            said = f"the first page promises about {promised} scenes; the {eyes} walks {shortest} to {longest}."
            yield Remark("AL026", ("number_of_scenes",), said)


RULES = [unreachable, wrong_eyes, stuck, loops, variables, endings, length]
