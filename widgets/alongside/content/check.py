"""Checks packs and compiles them.

Every finding is given at once, with its file and line. A pack with an error is left out; the others are compiled.
"""

from __future__ import annotations

import copy
import difflib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from alongside.content.findings import Finding
from alongside.content.local import Local
from alongside.content.source import Place, Source, Unreadable
from alongside.scenario import model
from alongside.scenario.model import Accepted, Scenario
from alongside.scenario.rules.all_rules import examine
from alongside.scenario.rules.draft import Remark

_PACKAGE = Path(__file__).parents[1]
SCHEMA_LINE = "# yaml-language-server: $schema=../schemas/scenario.schema.json"


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


def scenario_files(folders: list[Path]) -> list[Path]:
    """List the scenario packs below these folders of packs; a later folder's file replaces an earlier one's."""
    found: dict[str, Path] = {}
    for folder in folders:
        found |= {path.stem: path for path in sorted((folder / "scenarios").glob("*.yaml"))}
    return list(found.values())


def check_scenario(path: Path) -> Checked:
    """Check one scenario pack, and compile it.

    Parameters
    ----------
    path : Path
        A YAML file.
    """
    checked = Checked(path, title=path.stem)
    try:
        source = Source(path)
    except (Unreadable, OSError) as problem:
        line = getattr(problem, "line", 1)
        said = str(problem) if isinstance(problem, Unreadable) else "the file cannot be opened."
        checked.findings.append(Finding(path, line, "AL001", said))
        return checked
    if source.text.split("\n", 1)[0].strip() != SCHEMA_LINE:
        checked.findings.append(Finding(path, 1, "AL004", f"the first line should be '{SCHEMA_LINE}'."))
    checked.title = str(source.data.get("title", path.stem))
    scenario, wrong = _validated(source)
    checked.findings += wrong
    if scenario is None:
        return checked
    checked.place = scenario.shelf_place
    remarks, pack = examine(path.stem, scenario, path.parent)
    checked.findings += _accepted(source, remarks, scenario.accept)
    checked.findings.sort()
    checked.pack = {} if checked.is_broken else pack
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
            findings += _wrong_shape(source, problem)
            if any(error["type"] != "extra_forbidden" for error in errors):
                return None, findings
            data = copy.deepcopy(data)
            for error in errors:
                _take_out(data, _without_tags(error["loc"]))
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


def _wrong_shape(source: Source, problem: ValidationError) -> Iterator[Finding]:
    """Put pydantic's errors into an author's words, without repeating what was typed."""
    known = _field_names()
    for error in problem.errors(include_url=False, include_input=False, include_context=False):
        place, owner = _without_tags(error["loc"]), _owner(error["loc"])
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


def _field_names() -> set[str]:
    classes = [value for value in vars(model).values() if isinstance(value, type) and issubclass(value, BaseModel)]
    return {name for one in classes for name in one.model_fields}


def _without_tags(place: tuple[int | str, ...]) -> Place:
    """Take out what pydantic adds for the branches of a union and for the keys of a dict."""
    return tuple(step for step in place if not (isinstance(step, str) and ("[" in step or "-" in step)))


def _owner(place: tuple[int | str, ...]) -> str:
    """Name the part that holds the error: "scene 'door', choice 2"."""
    steps = _without_tags(place)[:-1]
    if steps[:1] == ("scenes",) and len(steps) > 1:
        named = f"scene '{steps[1]}'"
        match steps[2:]:
            case ("decision", "choices", int(number), *_):
                named += f", choice {number + 1}"
        return named
    return " ".join(str(step + 1 if isinstance(step, int) else step) for step in steps) or "the pack"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


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
        return _plain_local(right), list(_wrong_shape(source, problem))


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
    checked = [before.find(path) or check_scenario(path) for path in scenario_files(folders)]
    findings = [finding for one in checked for finding in one.findings]
    index: dict[str, Any] = {"scenarios": [], "left_out": [], "local": {}, "made_from": {}}
    (out / "scenarios").mkdir(parents=True, exist_ok=True)
    for one in sorted(checked, key=lambda one: (one.place, one.path.stem)):
        if one.is_broken:
            errors = [f"line {finding.line}: {finding.message}" for finding in one.findings if finding.is_error]
            index["left_out"].append({"file": one.path.name, "title": one.title, "findings": errors})
            continue
        index["scenarios"].append(one.path.stem)
        _write(out / "scenarios" / f"{one.path.stem}.json", one.pack)
        if not one.findings and not any("image" in scene for scene in one.pack["scenes"].values()):
            index["made_from"][one.path.stem] = {"digest": before.digest(one.path), "place": one.place}
    for path in (folder / "local.yaml" for folder in folders if (folder / "local.yaml").exists()):
        said, wrong = check_local(path)
        index["local"] |= said
        findings += wrong
    _write(out / "index.json", index)
    return findings


class CompiledBefore:
    """Packs that were compiled before, known by the digest of their source and of the checker's own code.

    Parameters
    ----------
    folder : Path or None
        Where they were compiled to; None, or a folder without packs, knows none.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.made_from: dict[str, Any] = {}
        if folder and (folder / "index.json").exists():
            self.made_from = json.loads((folder / "index.json").read_text(encoding="utf-8")).get("made_from", {})
        self._checker = hashlib.sha256()
        for code in sorted(_PACKAGE.glob("content/*.py")) + sorted(_PACKAGE.glob("scenario/**/*.py")):
            self._checker.update(code.read_bytes())

    def digest(self, path: Path) -> str:
        """Give the digest of a pack's source and of the checker."""
        both = self._checker.copy()
        both.update(path.read_bytes())
        return both.hexdigest()

    def find(self, path: Path) -> Checked | None:
        """Give the pack as it was compiled before; None where it has changed."""
        known = self.made_from.get(path.stem)
        compiled = self.folder / "scenarios" / f"{path.stem}.json" if self.folder else path
        if not known or not compiled.exists() or known["digest"] != self.digest(path):
            return None
        pack = json.loads(compiled.read_text(encoding="utf-8"))
        return Checked(path, pack=pack, title=pack["title"], place=known["place"])


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
