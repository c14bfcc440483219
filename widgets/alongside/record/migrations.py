"""Records of older versions become records of this one, step by step. Standard library only.

A step takes a record of its version and gives one of the next. ``tests/record/versions`` holds a file of every version
that there ever was; each has to open for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alongside.record.record import VERSION

FIRST = 1
#: Version, and the step from it to the next; there is none yet.
STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrate(record: dict[str, Any]) -> dict[str, Any]:
    """Bring an older record to this version; one of this version or a newer one comes back as it is."""
    while record["version"] < VERSION:
        version = record["version"]
        record = STEPS[version](record) | {"version": version + 1}
    return record
