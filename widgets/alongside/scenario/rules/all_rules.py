"""Runs every rule over a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alongside.scenario.compiled import compile_scenario
from alongside.scenario.explore import explore
from alongside.scenario.model import Scenario
from alongside.scenario.rules import choices, names, paths, people, wording
from alongside.scenario.rules.draft import Draft, Remark


def examine(name: str, scenario: Scenario, folder: Path) -> tuple[list[Remark], dict[str, Any]]:
    """Run every rule, and compile the scenario where that is possible.

    Parameters
    ----------
    name : str
        The file's name without its ending.
    scenario : Scenario
    folder : Path
        Where its pictures lie.

    Returns
    -------
    remarks : list of Remark
    pack : dict
        The compiled scenario, without its map; empty where names are missing.
    """
    draft = Draft(scenario, folder)
    remarks = [remark for rule in names.RULES for remark in rule(draft)]
    if remarks:
        remarks += [remark for rule in (*choices.WITHOUT_PATHS, *people.RULES, *wording.RULES) for remark in rule(draft)]
        return remarks, {}
    draft.pack = compile_scenario(name, scenario, folder)
    draft.explored = {eyes: explore(draft.pack, eyes) for eyes in scenario.eyes}
    for module in (paths, choices, people, wording):
        remarks += [remark for rule in module.RULES for remark in rule(draft)]
    return remarks, draft.pack
