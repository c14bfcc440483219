"""Writes the notes for whoever leads work on power as a page of the documentation, from the packs that the workbooks show."""

from __future__ import annotations

from typing import Any

_ABOUT = [
    "For a pair, a session with a group, and an assessor forum. The work is about role power, about what is treated as usual,",
    "about an agreement, and about worries. Before you invite anybody, open the workbooks that you have, and see which parts",
    "they offer: what is missing there can be done on paper.",
    "",
    "This page is made from `data/alliance/facilitating.yaml` and `disclosed.yaml`. Notes on each story are in its own file,",
    "under `facilitator` in `data/scenarios/`. What a council asks before any of this is in the",
    "[adoption pack](adoption/README.md).",
]


def facilitator_notes(notes: dict[str, Any], disclosed: dict[str, Any]) -> str:
    """Give the page.

    Parameters
    ----------
    notes, disclosed : dict
        The compiled packs ``facilitating`` and ``disclosed`` of ``data/alliance``.
    """
    lines = ["# For whoever leads work on power", "", *_ABOUT, ""]
    for part in notes["parts_before"]:
        lines += _part(part, 2)
    for setting in notes["settings"]:
        lines += _part(setting, 2)
        for plan in setting["plans"]:
            lines += [f"### {plan['time']}", "", *_listed(plan["steps"], "1."), ""]
    for part in notes["parts_after"]:
        lines += _part(part, 2)
    return "\n".join([*lines, *_card(disclosed)])


def _card(disclosed: dict[str, Any]) -> list[str]:
    lines = [f"## The card: {disclosed['title'][0].lower()}{disclosed['title'][1:]}", "", *disclosed["about"], ""]
    for part in disclosed["parts"]:
        lines += _part(part, 3)
    lines += ["### Words that help", "", *_listed(disclosed["say"]), ""]
    return [*lines, "### Words that do not help", "", *_listed(disclosed["do_not_say"]), ""]


def _part(part: dict[str, Any], rank: int) -> list[str]:
    return [f"{'#' * rank} {part['heading']}", "", *_listed(part["words"]), ""]


def _listed(words: list[str], mark: str = "-") -> list[str]:
    return [f"{mark} {one}" for one in words]
