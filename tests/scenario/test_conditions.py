"""Conditions: what authors may write, and what it means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.scenario.conditions import ConditionError, compile_condition, names_in
from alongside.scenario.engine import value_of

VALUES = {"asked": True, "told": False, "late": 2}


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("asked", True),
        ("not asked", False),
        ("asked and not told", True),
        ("told or late >= 2", True),
        ("late == 2 and (told or asked)", True),
        ("late > 2", False),
        ("late != 1", True),
        ("told == false", True),
        ("true", True),
    ],
)
def test_a_condition_means_what_it_says(words, holds):
    assert bool(value_of(compile_condition(words), VALUES)) is holds


def test_it_names_its_variables():
    assert names_in(compile_condition("asked and (late > 1 or not told)")) == {"asked", "late", "told"}


@pytest.mark.parametrize(
    "words",
    ["asked and", "asked = 1", "print(1)", "late.real", "1 < late < 3", "'a'", "[]", "late + 1", "lambda: 1"],
)
def test_anything_else_is_refused(words):
    with pytest.raises(ConditionError):
        compile_condition(words)


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_no_text_does_anything_but_compile_or_be_refused(words):
    try:
        compiled = compile_condition(words)
    except ConditionError:
        return
    assert isinstance(compiled, list)
