"""Every promise of accessibility is held by tests that exist."""

from alongside import places
from tests.claims import TESTS, missing, named_in, tables

PAGE = places.data().parent / "docs" / "accessibility.md"
FEWEST = 20


def promises():
    """Give each promise with the tests that are named in its row."""
    return {promise: named_in(held_by) for _, rows in tables(PAGE) for promise, _, held_by in rows}


def test_every_promise_has_a_test():
    assert len(promises()) >= FEWEST
    assert [promise for promise, tests in promises().items() if not tests] == []


def test_the_tests_exist():
    assert missing({test for tests in promises().values() for test in tests}, TESTS / "browser") == []
