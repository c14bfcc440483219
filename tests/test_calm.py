import pytest

from alongside.calm import whereabouts

MARKER = "what the learner wrote"


def caught(function):
    with pytest.raises(Exception) as info:  # noqa: PT011  any error, with its lines of code
        function()
    return info.value


def fails():
    raise LookupError(MARKER)


def fails_again():
    try:
        fails()
    except LookupError as error:
        raise RuntimeError(MARKER) from error


def test_type_and_lines_innermost_first_without_the_message():
    told = whereabouts(caught(fails))
    assert told.startswith("LookupError at test_calm.py:")
    assert told.index("in fails") < told.index("in caught")
    assert MARKER not in told


def test_what_it_came_from_follows():
    told = whereabouts(caught(fails_again))
    assert told.startswith("RuntimeError at ")
    assert "; from LookupError at test_calm.py:" in told
    assert MARKER not in told


def test_no_line_of_a_source_is_told():
    code = compile(f"1 / 0  # {MARKER}", "/home/ann/notes/cell.py", "exec")
    told = whereabouts(caught(lambda: exec(code, {})))
    assert "ZeroDivisionError at cell.py:1 in <module>" in told
    assert MARKER not in told
    assert "ann" not in told


def test_an_error_that_was_never_raised_is_its_type():
    assert whereabouts(ValueError(MARKER)) == "ValueError"
