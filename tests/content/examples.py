"""Builds whole packs from the catalogue's examples, which are changes to ``base.yaml``."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from alongside import places
from alongside.content.check_rooms import ROOMS
from alongside.content.room_rules import remarks as room_remarks
from alongside.scenario.model import Scenario
from alongside.scenario.rules.all_rules import examine

HERE = Path(__file__).parent
FIRST_LINE = "# yaml-language-server: $schema=../schemas/scenario.schema.json\n"


STANDARDS_LINE = "# yaml-language-server: $schema=../schemas/standards.schema.json\n"


@cache
def base_standards() -> dict[str, Any]:
    """Read the base pack of standards as plain values."""
    return YAML(typ="safe").load((HERE / "base_standards.yaml").read_text(encoding="utf-8"))


@cache
def shipped_pack(name: str) -> dict[str, Any]:
    """Read a shipped pack, such as ``identity/power_flower``, as plain values."""
    return YAML(typ="safe").load((places.data() / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def base() -> dict[str, Any]:
    """Read the base pack as plain values."""
    return YAML(typ="safe").load((HERE / "base.yaml").read_text(encoding="utf-8"))


def change(base: Any, changes: Any) -> Any:
    """Merge changes into a base: null takes a key out, numbers as keys change items of a list, other values replace."""
    if isinstance(base, list) and isinstance(changes, dict):
        items = dict(enumerate(base)) | {key: change(dict(enumerate(base)).get(key), item) for key, item in changes.items()}
        return list(items.values())
    if not (isinstance(base, dict) and isinstance(changes, dict)):
        return changes
    merged = dict(base)
    for key, item in changes.items():
        if item is None:
            merged.pop(key, None)
        else:
            merged[key] = change(base[key], item) if key in base else item
    return merged


def write_pack(folder: Path, changes: Any = None, name: str = "base") -> Path:
    """Write the base pack with these changes into a folder, pictures beside it; JSON is YAML too, and written faster."""
    (folder / "gate.svg").write_bytes((HERE / "gate.svg").read_bytes())
    path = folder / f"{name}.yaml"
    path.write_text(FIRST_LINE + json.dumps(change(base(), changes or {}), indent=1), encoding="utf-8")
    return path


def story_codes(changes: Any) -> set[str]:
    """Give the codes that the rules find in the base pack with these changes; nothing is written, so it is fast."""
    remarks, _ = examine("base", Scenario.model_validate(change(base(), changes)), HERE)
    return {remark.code for remark in remarks}


def write_standards(folder: Path, changes: Any = None, name: str = "river") -> Path:
    """Write the base pack of standards with these changes into the folder ``standards`` of a folder of packs."""
    path = folder / "standards" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(STANDARDS_LINE + json.dumps(change(base_standards(), changes or {}), indent=1), encoding="utf-8")
    return path


def write_room(folder: Path, pack: str, changes: Any = None, name: str | None = None) -> Path:
    """Write a shipped pack with these changes into its room of a folder of packs, under its own name or another."""
    room, own = pack.split("/")
    path = folder / room / f"{name or own}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"# yaml-language-server: $schema=../schemas/{room}.schema.json\n"
    path.write_text(line + json.dumps(change(shipped_pack(pack), changes or {}), indent=1, default=str), encoding="utf-8")
    return path


def room_codes(pack: str, changes: Any) -> set[str]:
    """Give the codes that the rules find in a shipped pack with these changes; nothing is written, so it is fast."""
    changed = change(shipped_pack(pack), changes)
    model = ROOMS[pack.split("/", maxsplit=1)[0]].models[changed["kind"]]
    return {code for code, _, _ in room_remarks(model.model_validate(changed).model_dump(mode="json", exclude_none=True))}
