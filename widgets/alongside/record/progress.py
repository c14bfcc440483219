"""How far a learner is in the suite, from the record alone. Standard library only."""

from __future__ import annotations

from typing import Literal

from alongside.record.record import Record, live_entries

State = Literal["begun", "finished"]


def progress(record: Record) -> dict[str, State]:
    """Say of each workbook that was begun whether it is finished: nothing in it is left open.

    It names workbooks only, never an entry: which story was stopped in the middle, or that there was a check-in, is
    nobody's business who glances at the page.
    """
    states: dict[str, State] = {}
    for entry in live_entries(record):
        is_open = not entry.get("finished") or states.get(entry["workbook"]) == "begun"
        states[entry["workbook"]] = "begun" if is_open else "finished"
    return dict(sorted(states.items()))


def to_continue(record: Record) -> str | None:
    """Name the workbook to go on with: of those that are not finished, the one that was last written in."""
    states = progress(record)
    last = [(entry["changed"], entry["workbook"]) for entry in live_entries(record) if states[entry["workbook"]] == "begun"]
    return max(last)[1] if last else None
