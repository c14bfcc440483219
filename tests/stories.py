"""The shipped stories, checked and compiled once for all tests; unchanged ones come from the build."""

from functools import cache
from pathlib import Path

from alongside import places
from alongside.content.check import check_scenario, scenario_files
from alongside.content.compiled_before import CompiledBefore
from alongside.content.shape import Checked
from alongside.scenario.engine import Story


@cache
def checked(path: Path) -> Checked:
    """Give a pack that no test changes, with what the checker found: as it was built, where it has not changed since."""
    return CompiledBefore(places.built() / "packs").find(path) or check_scenario(path)


@cache
def shipped() -> dict[str, Checked]:
    """Give every shipped story by name, with what the checker found."""
    return {path.stem: checked(path) for path in scenario_files([places.data()])}


def story(name: str) -> Story:
    """Give one shipped story to walk."""
    return Story(shipped()[name].pack)
