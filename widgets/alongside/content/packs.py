"""Reads the packs that ``content.check`` compiled. Standard library only: it runs in every learner's kernel.

Errors::

    PackError
    ├── NoSuchScenario   no story has this name; the message gives the nearest one
    └── NoSuchPack       no pack of identity work or of the alliance has this name
"""

from __future__ import annotations

import difflib
import json
from functools import cache
from pathlib import Path
from typing import Any

from alongside import places


class PackError(Exception):
    """A compiled pack cannot be read."""


class NoSuchScenario(PackError):
    """No story has this name."""


class NoSuchPack(PackError):
    """No pack of this room has this name."""


def scenario_names() -> list[str]:
    """Name every story that can be walked, in the order of the shelf."""
    return [name for name in _index().get("scenarios", []) if (places.packs() / "scenarios" / f"{name}.json").exists()]


def read_scenario(name: str) -> dict[str, Any]:
    """Read one compiled scenario.

    Parameters
    ----------
    name : str
        The file's name without its ending; hyphens and underscores are the same.

    Raises
    ------
    NoSuchScenario
        No story has this name.
    """
    wanted = str(name).replace("-", "_")
    names = scenario_names()
    if wanted not in names:
        near = difflib.get_close_matches(wanted, names, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise NoSuchScenario(f"There is no story '{name}'.{hint}")
    return _read(f"scenarios/{wanted}.json")


def read_standards() -> list[dict[str, Any]]:
    """Read every compiled pack of standards, in their order."""
    return [_read(f"standards/{name}.json") for name in _index().get("standards", [])]


def read_identity(name: str) -> dict[str, Any]:
    """Read one compiled pack of identity work, such as ``power_flower``.

    Raises
    ------
    NoSuchPack
        No pack has this name.
    """
    return _named("identity", name)


def read_alliance(name: str) -> dict[str, Any]:
    """Read one compiled pack about the assessor and the NQSW, such as ``working_agreement``.

    Raises
    ------
    NoSuchPack
        No pack has this name.
    """
    return _named("alliance", name)


def left_out(kind: str = "scenarios") -> list[dict[str, Any]]:
    """Name the packs of a kind that were left out because they have errors: a list of ``{file, title, findings, kind}``."""
    return [pack for pack in _index().get("left_out", []) if pack.get("kind", "scenarios") == kind]


def local() -> dict[str, Any]:
    """Give what the host filled in, in ``local.yaml``: ``contacts``, ``exit_page``, ``undertaking``; all optional."""
    return _index().get("local", {})


def _named(room: str, name: str) -> dict[str, Any]:
    names = _index().get(room, [])
    if name not in names:
        near = difflib.get_close_matches(str(name), names, n=1)
        raise NoSuchPack(f"There is no pack '{name}' in {room}." + (f" Did you mean '{near[0]}'?" if near else ""))
    return _read(f"{room}/{name}.json")


def _index() -> dict[str, Any]:
    return _read("index.json") if (places.packs() / "index.json").exists() else {}


def _read(path: str) -> dict[str, Any]:
    file = places.packs() / path
    return _parse(str(file), file.stat().st_mtime_ns)


@cache
def _parse(file: str, _changed: int) -> dict[str, Any]:
    try:
        return json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise PackError(f"The compiled pack {file} cannot be read; build again.") from problem
