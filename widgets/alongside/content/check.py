"""Checks packs and compiles them.

Every finding is given at once, with its file and line. A pack with an error is left out; the others are compiled.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alongside.content.check_rooms import ROOMS, check_rooms
from alongside.content.check_standards import check_standards, standards_files
from alongside.content.compiled_before import CompiledBefore, can_be_used_again
from alongside.content.findings import Finding
from alongside.content.local import Local
from alongside.content.shape import Checked, field_names, files_of, open_pack, without_tags, wrong_shape
from alongside.content.source import Place, Source, Unreadable
from alongside.scenario import model
from alongside.scenario.layout import lay_out
from alongside.scenario.model import Accepted, Scenario
from alongside.scenario.rules.all_rules import examine
from alongside.scenario.rules.draft import Remark

_KNOWN = field_names(model)
SCHEMA_LINE = "# yaml-language-server: $schema=../schemas/scenario.schema.json"


def scenario_files(folders: list[Path]) -> list[Path]:
    """List the scenario packs below these folders of packs; a later folder's file replaces an earlier one's."""
    return files_of(folders, "scenarios")


def check_scenario(path: Path) -> Checked:
    """Check one scenario pack, and compile it.

    Parameters
    ----------
    path : Path
        A YAML file.
    """
    checked, source = open_pack(path, SCHEMA_LINE)
    if source is None:
        return checked
    scenario, wrong = _validated(source)
    checked.findings += wrong
    if scenario is None:
        return checked
    checked.place = scenario.shelf_place
    remarks, pack = examine(path.stem, scenario, path.parent)
    checked.findings += _accepted(source, remarks, scenario.accept)
    checked.findings.sort()
    if pack and not checked.is_broken:
        checked.pack = pack | {"map": {eyes: lay_out(pack, eyes) for eyes in scenario.eyes}}
    return checked


def _validated(source: Source) -> tuple[Scenario | None, list[Finding]]:
    """Read the model; keys that it does not know are said and left out, so that the rest is checked all the same."""
    findings: list[Finding] = []
    data = source.data
    for _ in range(2):
        try:
            return Scenario.model_validate(data), findings
        except ValidationError as problem:
            errors = problem.errors(include_url=False, include_input=False)
            findings += wrong_shape(source, problem, _KNOWN)
            if any(error["type"] != "extra_forbidden" for error in errors):
                return None, findings
            data = copy.deepcopy(data)
            for error in errors:
                _take_out(data, without_tags(error["loc"]))
    return None, findings


def _take_out(data: Any, place: Place) -> None:
    for step in place[:-1]:
        data = data[step]
    del data[place[-1]]


def _accepted(source: Source, remarks: list[Remark], accept: list[Accepted]) -> Iterator[Finding]:
    """Drop the warnings that the author explains; errors cannot be explained away."""
    explained = {(entry.code, entry.at) for entry in accept}
    met = set()
    for remark in remarks:
        finding = Finding(source.path, source.line_of(remark.place), remark.code, remark.message, remark.at)
        if (remark.code, remark.at) in explained and not finding.is_error:
            met.add((remark.code, remark.at))
        else:
            yield finding
    for number, entry in enumerate(accept):
        if (entry.code, entry.at) not in met:
            said = f"'accept' explains {entry.code} at '{entry.at}', which is not a warning here. Take it out."
            yield Finding(source.path, source.line_of(("accept", number)), "AL060", said)


def check_local(path: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Check a host's ``local.yaml``: what it says, as plain values, and what is wrong with it.

    A mistake in one part leaves the others: a slip in the exit page must not take the helplines away.
    """
    try:
        source = Source(path)
    except (Unreadable, OSError) as problem:
        return {}, [Finding(path, getattr(problem, "line", 1), "AL001", str(problem))]
    try:
        return _plain_local(source.data), []
    except ValidationError as problem:
        wrong = {error["loc"][0] for error in problem.errors(include_input=False)}
        right = {key: value for key, value in source.data.items() if key not in wrong}
        return _plain_local(right), list(wrong_shape(source, problem, _KNOWN))


def _plain_local(data: dict[str, Any]) -> dict[str, Any]:
    return Local.model_validate(data).model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def compile_packs(folders: list[Path], out: Path, reuse: Path | None = None) -> list[Finding]:
    """Check and compile every pack; the broken ones are left out, and named in ``index.json``.

    Parameters
    ----------
    folders : list of Path
        Folders of packs, such as ``data``; a later folder's file replaces an earlier one's of the same name.
    out : Path
        Where the compiled packs go.
    reuse : Path, optional
        Where packs were compiled before: a pack that has not changed since, and had no findings, is copied from there.

    Returns
    -------
    list of Finding
        Errors and warnings of all packs.
    """
    before = CompiledBefore(reuse)
    checked = {
        "scenarios": [before.find(path) or check_scenario(path) for path in scenario_files(folders)],
        "standards": [before.find(path) or check_standards(path) for path in standards_files(folders)],
        **{room: check_rooms(folders, room, before) for room in ROOMS},
    }
    findings = [finding for packs in checked.values() for one in packs for finding in one.findings]
    index: dict[str, Any] = {"left_out": [], "local": {}, "made_from": {}}
    for kind, packs in checked.items():
        index[kind] = _write_packs(out / kind, packs, index["left_out"])
        index["made_from"][kind] = {one.path.stem: before.note(one) for one in packs if can_be_used_again(one)}
    for path in (folder / "local.yaml" for folder in folders if (folder / "local.yaml").exists()):
        said, wrong = check_local(path)
        index["local"] |= said
        findings += wrong
    _write(out / "index.json", index)
    return findings


def _write_packs(folder: Path, packs: list[Checked], left_out: list[dict[str, Any]]) -> list[str]:
    """Write the packs that are whole, and give their names in their order; tell the others."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for one in sorted(packs, key=lambda one: (one.place, one.path.stem)):
        if one.is_broken:
            errors = [f"line {finding.line}: {finding.message}" for finding in one.findings if finding.is_error]
            left_out.append({"file": one.path.name, "title": one.title, "findings": errors, "kind": folder.name})
            continue
        names.append(one.path.stem)
        _write(folder / f"{one.path.stem}.json", one.pack)
    return names


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
