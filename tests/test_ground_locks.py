"""The locks: they fit pyproject.toml, agree with one another, and name no registry."""

import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from run import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "serving": PROJECT["project"]["dependencies"],
    "building": PROJECT["dependency-groups"]["build"] + PROJECT["build-system"]["requires"],
    "tests": PROJECT["dependency-groups"]["test"],
    "bench": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["bench"],
    "rivals": PROJECT["dependency-groups"]["rivals"],
}
RENEW = "run `.venv/bin/python locks/renew.py`"


def read_lock(name: str) -> dict[str, list[str]]:
    """Package names and their pinned versions; more than one where an environment marker parts them."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    pins: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([a-z][\w.-]*)==([^\s;]+)", text, flags=re.MULTILINE):
        pins.setdefault(package, []).append(version)
    return pins


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_fits_what_the_project_asks_for(name):
    pins = read_lock(name)
    for line in WANTED[name]:
        wanted = Requirement(line)
        versions = pins.get(canonicalize_name(wanted.name), [])
        assert any(version in wanted.specifier for version in versions), f"{name}.txt lacks {line}: {RENEW}"


@pytest.mark.parametrize("name", WANTED)
def test_every_pin_of_a_lock_carries_hashes(name):
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert len(pins) > 5
    assert all("--hash=sha256:" in pin for pin in pins)


def test_the_locks_agree_with_one_another():
    serving, building, tests, bench = (read_lock(name) for name in ("serving", "building", "tests", "bench"))
    for package in serving.keys() & (building.keys() | tests.keys()):
        assert serving[package] == building.get(package, serving[package]) == tests.get(package, serving[package])
    assert {package: bench.get(package) for package in serving} == serving, "what is measured is what serves"


def test_no_lock_names_a_registry():
    locks = [*(ROOT / "locks").glob("*.txt"), ROOT / "package-lock.json"]
    assert len(locks) == 6
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        addresses = re.findall(r'https?://[^\s"]+', text)
        assert not [address for address in addresses if re.search(r"registry|pypi|pythonhosted|npmjs", address)], lock
        assert '"resolved"' not in text
        assert "--index-url" not in text


def test_npm_lock_is_for_this_front_end():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["devDependencies"] == package["devDependencies"], "run `npm install`"
    missing = [name for name, pin in lock["packages"].items() if name and "integrity" not in pin]
    assert not missing


def test_every_package_that_is_imported_is_asked_for():
    asked = {canonicalize_name(Requirement(line).name) for line in WANTED["serving"]}
    found = set()
    for file in (ROOT / "widgets").rglob("*.py"):
        said = re.findall(r"^ *(?:import (\w+)|from (\w+)[\w.]* import )", file.read_text(encoding="utf-8"), re.MULTILINE)
        found |= {one or other for one, other in said} - {"alongside", *sys.stdlib_module_names}
    assert {"anywidget", "pydantic", "voila"} <= found
    givers = packages_distributions()
    lacking = {name for name in found if not asked & {canonicalize_name(giver) for giver in givers.get(name, [])}}
    assert not lacking, "name these in pyproject.toml, and renew the locks"
