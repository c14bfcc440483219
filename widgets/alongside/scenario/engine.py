"""The story engine: it walks a compiled scenario, and knows no screen.

A walk is its list of moves and nothing else; place, variables and choices on offer follow from replaying them. So
saving is copying the moves, going back is replaying fewer of them, and a browser that kept them can continue on any kernel.

Errors::

    StoryError
    ├── UnknownEyes    the story cannot be walked through these eyes
    ├── NotOffered     the choice is not on offer here and now
    ├── CannotGoOn     there is something to decide first, or the story has ended
    └── CannotGoBack   nothing has been done yet
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

#: A saved walk with more moves than this was not saved by us; the rest is dropped.
MOST_MOVES = 500

Values = dict[str, bool | int]
Phase = Literal["scene", "after", "ending"]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class StoryError(Exception):
    """Something that a story does not allow."""


class UnknownEyes(StoryError):
    """The story cannot be walked through these eyes."""


class NotOffered(StoryError):
    """The choice is not on offer here and now."""


class CannotGoOn(StoryError):
    """There is something to decide first, or the story has ended."""


class CannotGoBack(StoryError):
    """Nothing has been done yet."""


def value_of(expression: list[Any], values: Values) -> Any:
    """Give the value of a compiled condition.

    Parameters
    ----------
    expression : list
        Nested lists, such as ``["and", ["var", "asked"], [">=", ["var", "rang"], ["const", 2]]]``.
    values : dict of str to bool or int
        The story's variables now.
    """
    kind, *parts = expression
    if kind == "const":
        return parts[0]
    if kind == "var":
        return values[parts[0]]
    if kind == "not":
        return not value_of(parts[0], values)
    if kind == "and":
        return all(value_of(part, values) for part in parts)
    if kind == "or":
        return any(value_of(part, values) for part in parts)
    return _COMPARE[kind](value_of(parts[0], values), value_of(parts[1], values))


def holds(item: dict[str, Any], values: Values, eyes: str) -> bool:
    """Tell whether a passage, a choice or a way is there for these eyes, with these values."""
    if item.get("eyes") not in (None, eyes):
        return False
    return "when" not in item or bool(value_of(item["when"], values))


class Story:
    """A compiled scenario, to be walked.

    Parameters
    ----------
    pack : dict
        What ``content.packs.read_scenario`` gives.
    """

    def __init__(self, pack: dict[str, Any]) -> None:
        self.pack = pack
        self.name: str = pack["name"]
        self.title: str = pack["title"]
        self.eyes: tuple[str, ...] = tuple(pack["eyes"])
        self.people: dict[str, dict[str, str]] = pack["people"]
        self.scenes: dict[str, dict[str, Any]] = pack["scenes"]

    def __repr__(self) -> str:
        return f"Story({self.name})"

    def endings(self, eyes: str) -> dict[str, str]:
        """Name every ending that a reader with these eyes may come to: scene to ending's name."""
        return {
            name: scene["ending"]["name"]
            for name, scene in self.scenes.items()
            if "ending" in scene and scene.get("eyes") in (None, eyes)
        }


class Walk:
    """One reader's way through a story.

    Parameters
    ----------
    story : Story
    eyes : str, optional
        ``"nqsw"`` or ``"assessor"``; may be left out where the story has only one pair of eyes.

    Raises
    ------
    UnknownEyes
        The story cannot be walked through these eyes, or it has two and none was named.
    """

    def __init__(self, story: Story, eyes: str | None = None) -> None:
        if eyes is None and len(story.eyes) == 1:
            eyes = story.eyes[0]
        if eyes not in story.eyes:
            raise UnknownEyes(f"'{story.name}' is walked through the eyes of {' or '.join(story.eyes)}, not {eyes}.")
        self.story = story
        self.eyes: str = eyes
        self.lost = 0
        self._begin()

    def __repr__(self) -> str:
        return f"Walk({self.story.name}, {self.eyes}, {len(self.moves)} moves)"

    def _begin(self) -> None:
        self.scene: str = self.story.pack["start"][self.eyes]
        self.phase: Phase = "scene"
        self.variables: Values = dict(self.story.pack["variables"])
        self.moves: list[dict[str, Any]] = []
        self._taken: set[str] = set()
        self._passed: list[dict[str, Any]] = []
        self._enter(self.scene)

    def _enter(self, scene: str) -> None:
        self.scene = scene
        self.phase = "ending" if "ending" in self._here else "scene"

    @property
    def _here(self) -> dict[str, Any]:
        return self.story.scenes[self.scene]

    @property
    def _last_choice(self) -> dict[str, Any] | None:
        taken = self._passed[-1]["choice"] if self._passed else None
        return next((c for c in self._all_choices() if c["id"] == taken), None)

    def _all_choices(self) -> list[dict[str, Any]]:
        return self._here.get("decision", {}).get("choices", [])

    def _offered(self) -> list[dict[str, Any]]:
        if self.phase != "scene":
            return []
        return [
            choice
            for choice in self._all_choices()
            if holds(choice, self.variables, self.eyes) and not (choice.get("once") and choice["id"] in self._taken)
        ]

    # What can be done

    def choices(self) -> list[dict[str, str]]:
        """Name the choices on offer now: a list of ``{id, words}``."""
        return [{"id": choice["id"], "words": choice["words"]} for choice in self._offered()]

    def can_go_on(self) -> bool:
        """Tell whether ``go_on`` leads to a next scene."""
        return self.phase == "after" or (self.phase == "scene" and "next" in self._here)

    def can_go_back(self) -> bool:
        """Tell whether there is anything to undo."""
        return bool(self.moves)

    # Doing it

    def choose(self, choice_id: str) -> None:
        """Take a choice; what it meant can then be read, before going on.

        Raises
        ------
        NotOffered
            The choice is not on offer here and now.
        """
        self._take(choice_id, skipped=False)

    def skip(self) -> None:
        """Leave this scene unread; at a decision, the choice that the author named for this is taken.

        Where that choice is not on offer any more, the first one on offer is taken.

        Raises
        ------
        CannotGoOn
            The scene was already read, or the story has ended.
        """
        if self.phase != "scene":
            raise CannotGoOn(f"There is nothing to skip in the scene '{self.scene}' any more.")
        offered = [choice["id"] for choice in self._offered()]
        if offered:
            usual = self._here["decision"]["skip_takes"]
            self._take(usual if usual in offered else offered[0], skipped=True)
            return
        self._pass(choice=None, words=None, skipped=True)
        self.moves.append({"scene": self.scene, "skipped": True})
        self.phase = "after"

    def go_on(self) -> None:
        """Go on to the next scene.

        Raises
        ------
        CannotGoOn
            There is something to decide first, or the story has ended.
        """
        if not self.can_go_on():
            raise CannotGoOn(f"The scene '{self.scene}' does not go on by itself.")
        choice = self._last_choice if self.phase == "after" else None
        ways = choice["to"] if choice else self._here["next"]
        if self.phase == "scene":
            self._pass(choice=None, words=None, skipped=False)
        self.moves.append({"scene": self.scene})
        self._enter(next(way["to"] for way in ways if holds(way, self.variables, self.eyes)))

    def go_back(self) -> None:
        """Undo the last choice or skip and all that came after it; without one, begin again.

        Raises
        ------
        CannotGoBack
            Nothing has been done yet.
        """
        if not self.moves:
            raise CannotGoBack("This is where the story begins.")
        decided = [i for i, move in enumerate(self.moves) if "choice" in move or "skipped" in move]
        self._replay(self.moves[: decided[-1] if decided else 0])

    def _take(self, choice_id: str, *, skipped: bool) -> None:
        choice = next((c for c in self._offered() if c["id"] == choice_id), None)
        if choice is None:
            raise NotOffered(f"The choice '{choice_id}' is not on offer in the scene '{self.scene}'.")
        self.variables.update(choice.get("set", {}))
        for name, number in choice.get("add", {}).items():
            self.variables[name] += number
        self._taken.add(choice_id)
        self._pass(choice=choice_id, words=choice["words"], skipped=skipped)
        self.moves.append({"scene": self.scene, "choice": choice_id} | ({"skipped": True} if skipped else {}))
        self.phase = "after"

    def _pass(self, **what: Any) -> None:
        self._passed.append({"scene": self.scene, "heading": self._here["heading"], **what})

    # What there is to read

    def passages(self) -> list[dict[str, Any]]:
        """Give the paragraphs to show now: a list of ``{by, words}``, where nobody speaks narration.

        In a scene and at an ending these are the scene's; after a choice they are what happened next.
        """
        listed = (self._last_choice or {}).get("after", []) if self.phase == "after" else self._here["text"]
        return [
            {"by": passage.get("by"), "words": passage["words"]}
            for passage in listed
            if holds(passage, self.variables, self.eyes)
        ]

    def meant(self) -> dict[str, str]:
        """Give what the last choice meant, for each of the three people whom it touched: person to words."""
        choice = self._last_choice if self.phase == "after" else None
        return dict(choice.get("meant", {})) if choice else {}

    @property
    def last(self) -> dict[str, Any] | None:
        """The choice or skip just made, as ``{choice, words, skipped, happened}``; None unless ``phase`` is "after"."""
        if self.phase != "after":
            return None
        passed = self._passed[-1]
        return {key: passed[key] for key in ("choice", "words", "skipped")} | {"happened": self._here["happened"]}

    def path(self) -> list[dict[str, Any]]:
        """Give the scenes passed, in order: ``{scene, heading, choice, words, skipped}`` each."""
        return [dict(passed) for passed in self._passed]

    def story_so_far(self) -> list[str]:
        """Tell the story so far: the background, then what happened in each scene passed and what was chosen."""
        told = [self.story.pack["so_far"]]
        for passed in self._passed:
            told.append(self.story.scenes[passed["scene"]]["happened"])
            if passed["words"]:
                told.append(f"Chosen: {passed['words']}")
        return told

    def ending(self) -> dict[str, Any] | None:
        """Give the ending reached: ``{scene, name, left_with, others}``, the others by name only; or None."""
        if self.phase != "ending":
            return None
        endings = self.story.endings(self.eyes)
        others = [name for scene, name in endings.items() if scene != self.scene]
        return {"scene": self.scene, **self._here["ending"], "others": others}

    # Saving and loading

    def save(self) -> dict[str, Any]:
        """Give all that is needed to continue later: names of scenes and choices, no text."""
        return {"scenario": self.story.name, "eyes": self.eyes, "moves": [dict(move) for move in self.moves]}

    @classmethod
    def load(cls, story: Story, saved: dict[str, Any]) -> Walk:
        """Continue a saved walk.

        Where the story has changed since, or what was saved is damaged, the walk stops calmly at the last move that
        still fits, and ``lost`` says how many moves were dropped.

        Raises
        ------
        UnknownEyes
            The story cannot be walked through the eyes that were saved.
        """
        walk = cls(story, saved.get("eyes"))
        moves = saved.get("moves", [])
        moves = moves if isinstance(moves, list) else []
        walk._replay(moves[:MOST_MOVES])
        walk.lost += len(moves[MOST_MOVES:])
        return walk

    def _replay(self, moves: list[Any]) -> None:
        self._begin()
        for done, move in enumerate(moves):
            try:
                self._do(move)
            except StoryError:
                self.lost = len(moves) - done
                return
        self.lost = 0

    def _do(self, move: Any) -> None:
        if not isinstance(move, dict) or move.get("scene") != self.scene:
            raise StoryError("The move belongs to another scene.")
        if "choice" in move:
            self._take(str(move["choice"]), skipped=bool(move.get("skipped")))
        elif move.get("skipped"):
            self.skip()
        else:
            self.go_on()
