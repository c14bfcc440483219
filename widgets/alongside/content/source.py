"""A pack as its author wrote it: YAML with the line of every part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Place = tuple[str | int, ...]
DEEPEST = 40  # a pack nests 10 deep; a thousand levels would take seconds to read, and then Python's stack


class Unreadable(ValueError):
    """A file is not YAML, or not text; ``line`` says where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class Source:
    """A YAML file and the lines of its parts.

    Parameters
    ----------
    path : Path

    Raises
    ------
    Unreadable
        The file is not text, not YAML, has a key twice, or is empty.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
            self.tree: Any = _reader().load(self.text)
        except UnicodeDecodeError:
            raise Unreadable("this is not a text in UTF-8", 1) from None
        except (RecursionError, MaxDepthExceededError):
            raise Unreadable("this is nested too deeply", 1) from None
        except MarkedYAMLError as problem:
            mark = problem.problem_mark or problem.context_mark
            raise Unreadable(f"this is not YAML: {_first_line(problem.problem)}", mark.line + 1 if mark else 1) from None
        except YAMLError as problem:
            raise Unreadable(f"this is not YAML: {_first_line(str(problem))}", 1) from None
        if not isinstance(self.tree, dict):
            raise Unreadable("a pack is a list of keys with values, such as 'title: At the door'", 1)
        self.data: dict[str, Any] = _plain(self.tree)

    def line_of(self, place: Place) -> int:
        """Give the line of a part, counted from 1; of the nearest part around it where it has none of its own."""
        line = 0
        node: Any = self.tree
        for step in place:
            try:
                marks = node.lc
                line = marks.item(step)[0] if isinstance(step, int) else marks.key(step)[0]
                node = node[step]
            except (AttributeError, KeyError, IndexError, TypeError):
                break
        return line + 1


def _reader() -> YAML:
    reader = YAML(typ="rt")
    reader.max_depth = DEEPEST
    return reader


def _first_line(words: str | None) -> str:
    return (words or "it cannot be read").splitlines()[0]


def _plain(node: Any) -> Any:
    """Copy ruamel's containers and scalars into plain ones."""
    if isinstance(node, dict):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return None if node is None else str(node)
