"""Checks the packs of identity work and of the alliance, and compiles them."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from alongside.alliance import asking_pack
from alongside.alliance import pack as alliance
from alongside.content import parts
from alongside.content.compiled_before import CompiledBefore
from alongside.content.findings import Finding
from alongside.content.room_rules import remarks
from alongside.content.shape import Checked, field_names, files_of, open_pack, wrong_shape
from alongside.content.source import Source
from alongside.identity import pack as identity


class Room(NamedTuple):
    """A folder of packs whose ``kind`` says which model each follows."""

    models: dict[str, type[parts.Part]]
    known: set[str]


ROOMS = {
    "identity": Room(identity.MODELS, field_names(parts) | field_names(identity)),
    "alliance": Room(alliance.MODELS, field_names(parts) | field_names(asking_pack) | field_names(alliance)),
}


def check_room(path: Path) -> Checked:
    """Check one pack of the room that its folder names, and compile it.

    Parameters
    ----------
    path : Path
        A YAML file in a folder called ``identity`` or ``alliance``.
    """
    name = path.resolve().parent.name
    checked, source = open_pack(path, f"# yaml-language-server: $schema=../schemas/{name}.schema.json")
    if source is None:
        return checked
    pack = _validated(source, ROOMS[name], checked)
    if pack is None:
        return checked
    checked.findings += [Finding(path, source.line_of(at), code, said) for code, at, said in remarks(pack)]
    checked.findings.sort()
    checked.pack = {} if checked.is_broken else {"name": re.sub(r"[^\w.-]", "_", path.stem), **pack}
    return checked


def check_rooms(folders: list[Path], room: str, before: CompiledBefore) -> list[Checked]:
    """Check a room's packs; a local pack that is broken leaves the shipped one of its name in its place.

    Parameters
    ----------
    folders : list of Path
        Folders of packs; a later one's whole pack takes the place of an earlier one's of the same name.
    room : str
        A key of `ROOMS`.
    before : CompiledBefore
        What need not be checked again.
    """
    every: dict[str, list[Checked]] = {}
    for path in (path for folder in folders for path in files_of([folder], room)):
        every.setdefault(path.stem, []).append(before.find(path) or check_room(path))
    chosen = []
    for versions in every.values():
        whole = [one for one in versions if not one.is_broken]
        chosen += [one for one in versions if one.is_broken] + whole[-1:]
    return chosen


def _validated(source: Source, room: Room, checked: Checked) -> dict[str, Any] | None:
    kind = str(source.data.get("kind"))
    if kind not in room.models:
        near = difflib.get_close_matches(kind, room.models, n=1)
        said = f"the pack: 'kind': one of {', '.join(room.models)}." + (f" Did you mean '{near[0]}'?" if near else "")
        checked.findings.append(Finding(source.path, source.line_of(("kind",)), "AL003", said))
        return None
    try:
        return room.models[kind].model_validate(source.data).model_dump(mode="json", exclude_none=True)
    except ValidationError as problem:
        checked.findings += wrong_shape(source, problem, room.known)
        return None
