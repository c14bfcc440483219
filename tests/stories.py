"""The shipped stories, checked and compiled once for all tests; unchanged ones come from the build."""

from functools import cache

from alongside import places
from alongside.content.check import Checked, CompiledBefore, check_scenario, scenario_files
from alongside.scenario.engine import Story


@cache
def shipped() -> dict[str, Checked]:
    """Give every shipped story by name, with what the checker found."""
    before = CompiledBefore(places.built() / "packs")
    return {path.stem: before.find(path) or check_scenario(path) for path in scenario_files([places.data()])}


def story(name: str) -> Story:
    """Give one shipped story to walk."""
    return Story(shipped()[name].pack)
