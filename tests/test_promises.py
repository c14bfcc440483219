"""Every promise of accessibility is held by tests that exist."""

import re

from alongside import places

ROOT = places.data().parent
PAGE = ROOT / "docs" / "accessibility.md"
FEWEST = 20


def promises():
    """Give each promise with the tests that are named in its row."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {promise: re.findall(r"`(\w+\.py)::(\w+)`", held_by) for promise, _, held_by in cells if promise != "promise"}


def test_every_promise_has_a_test():
    assert len(promises()) >= FEWEST
    assert [promise for promise, tests in promises().items() if not tests] == []


def test_the_tests_exist():
    named = {test for tests in promises().values() for test in tests}
    texts = {file: (ROOT / "tests" / "browser" / file).read_text(encoding="utf-8") for file, _ in named}
    assert [f"{file}::{test}" for file, test in sorted(named) if f"\ndef {test}(" not in texts[file]] == []
