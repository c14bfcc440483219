"""A pack of whatever kind while it is checked: reading its file, and putting pydantic's errors into an author's words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError

from alongside.content.findings import Finding
from alongside.content.source import Place, Source, Unreadable


@dataclass
class Checked:
    """A pack after its check.

    Attributes
    ----------
    path : Path
    findings : list of Finding
        In the order of their lines.
    pack : dict
        The compiled pack; empty where there is an error.
    title : str
        The pack's title, or the file's name where it cannot be read.
    place : int
        Its place on the shelf.
    """

    path: Path
    findings: list[Finding] = field(default_factory=list)
    pack: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    place: int = 0

    @property
    def is_broken(self) -> bool:
        """Whether the pack has to be left out."""
        return any(finding.is_error for finding in self.findings)


def files_of(folders: list[Path], kind: str) -> list[Path]:
    """List the packs of a kind below these folders of packs; a later folder's file replaces an earlier one's."""
    found: dict[str, Path] = {}
    for folder in folders:
        found |= {path.stem: path for path in sorted((folder / kind).glob("*.yaml"))}
    return list(found.values())


def open_pack(path: Path, schema_line: str) -> tuple[Checked, Source | None]:
    """Read a pack's file; where it cannot be read, that is its one finding, and there is no source.

    Parameters
    ----------
    path : Path
    schema_line : str
        The first line that it should have, by which an editor finds the schema.
    """
    checked = Checked(path, title=path.stem)
    try:
        source = Source(path)
    except (Unreadable, OSError) as problem:
        said = str(problem) if isinstance(problem, Unreadable) else "the file cannot be opened."
        checked.findings.append(Finding(path, getattr(problem, "line", 1), "AL001", said))
        return checked, None
    if source.text.split("\n", 1)[0].strip() != schema_line:
        checked.findings.append(Finding(path, 1, "AL004", f"the first line should be '{schema_line}'."))
    checked.title = str(source.data.get("title", path.stem))
    return checked, source


def wrong_shape(source: Source, problem: ValidationError, known: set[str]) -> Iterator[Finding]:
    """Put pydantic's errors into an author's words, without repeating what was typed."""
    for error in problem.errors(include_url=False, include_input=False, include_context=False):
        place, owner = without_tags(error["loc"]), _owner(error["loc"])
        line = source.line_of(place)
        last = str(place[-1]) if place else "the pack"
        if error["type"] == "extra_forbidden":
            near = difflib.get_close_matches(last, known, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            yield Finding(source.path, line, "AL002", f"{owner}: unknown key '{last}'.{hint}")
        elif error["type"] == "missing":
            yield Finding(source.path, line, "AL003", f"{owner}: the key '{last}' is missing.")
        else:
            yield Finding(source.path, line, "AL003", f"{owner}: '{last}': {_lower(error['msg'])}.")


def field_names(model: ModuleType) -> set[str]:
    """Name every key that a pack's model knows."""
    classes = [value for value in vars(model).values() if isinstance(value, type) and issubclass(value, BaseModel)]
    return {name for one in classes for name in one.model_fields}


def without_tags(place: tuple[int | str, ...]) -> Place:
    """Take out what pydantic adds for the branches of a union and for the keys of a dict."""
    return tuple(step for step in place if not (isinstance(step, str) and ("[" in step or "-" in step)))


def _owner(place: tuple[int | str, ...]) -> str:
    """Name the part that holds the error: "scene 'door', choice 2"."""
    steps = without_tags(place)[:-1]
    if steps[:1] == ("scenes",) and len(steps) > 1:
        named = f"scene '{steps[1]}'"
        match steps[2:]:
            case ("decision", "choices", int(number), *_):
                named += f", choice {number + 1}"
        return named
    return " ".join(str(step + 1 if isinstance(step, int) else step) for step in steps) or "the pack"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
