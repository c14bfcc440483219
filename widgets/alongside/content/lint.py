"""``alongside lint``: what an author should mend, one line per finding."""

from __future__ import annotations

import sys
from pathlib import Path

from alongside import places
from alongside.content.check import check_local, check_scenario, scenario_files
from alongside.content.check_rooms import ROOMS, check_room
from alongside.content.check_standards import check_standards, standards_files
from alongside.content.findings import Finding
from alongside.content.shape import files_of


def lint(paths: list[Path]) -> int:
    """Print what is wrong with these packs, or with all that are shipped.

    Parameters
    ----------
    paths : list of Path
        Files, or folders of packs; empty for the shipped ones.

    Returns
    -------
    int
        1 where there is an error or nothing to check, else 0.
    """
    files = [file for path in paths or [places.data()] for file in _files(path)]
    if not files:
        print("There is no pack to check here.", file=sys.stderr)
        return 1
    findings = [finding for file in files for finding in _check(file)]
    for finding in findings:
        print(finding)
    errors = sum(finding.is_error for finding in findings)
    print(f"{_count(len(files), 'pack')}: {_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}.")
    return 1 if errors else 0


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    own = [path / "local.yaml"] if (path / "local.yaml").exists() else []
    rooms = [file for room in ROOMS for file in files_of([path], room)]
    return [*scenario_files([path]), *standards_files([path]), *rooms, *own] or sorted(path.glob("*.yaml"))


def _check(path: Path) -> list[Finding]:
    if path.name == "local.yaml":
        return check_local(path)[1]
    folder = path.resolve().parent.name
    check = check_room if folder in ROOMS else check_standards if folder == "standards" else check_scenario
    return check(path).findings


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
