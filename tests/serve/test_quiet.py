"""No learner's words reach the log: neither by an error's message nor by a line of source."""

import io
import logging
import sys

import pytest

from alongside.serve.quiet import CalmFormatter, _OwnWords, calm_part, where_in

MARKER = "what a learner wrote"


@pytest.fixture
def heard():
    """A logger with our formatter, and what it writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(CalmFormatter("%(levelname)s: %(message)s"))
    handler.addFilter(_OwnWords())
    logger = logging.getLogger("tornado.application")
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)


def fail():
    raise ValueError(MARKER)


def test_an_exception_is_logged_as_its_type_and_lines(heard):
    logger, written = heard
    try:
        fail()
    except ValueError:
        logger.exception("Uncaught %s", MARKER)
    said = written.getvalue()
    assert "ValueError" in said
    assert "test_quiet.py:" in said
    assert MARKER not in said


def test_a_stack_is_not_logged(heard):
    logger, written = heard
    logger.error("Something", stack_info=True)
    assert "test_quiet.py:" in written.getvalue()
    assert "stack_info" not in written.getvalue()


def test_another_packages_words_are_left_out_and_its_place_is_kept(heard):
    logger, written = heard
    logger.warning("Blocked %s\nERROR: forged", MARKER)
    assert written.getvalue().startswith("WARNING: tornado.application at test_quiet.py:")
    assert MARKER not in written.getvalue()
    assert "forged" not in written.getvalue()


def test_silence_outlasts_a_framework_that_sets_up_logging_anew():
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(_OwnWords())
    for name in ("tornado.general", "alongside.nowhere"):
        logger = logging.getLogger(name)
        logger.disabled = False
        handler.handle(logger.makeRecord(name, logging.ERROR, __file__, 1, MARKER, (), None))
    assert written.getvalue() == ""


def test_where_reads_what_a_kernel_sends():
    ipython = pytest.importorskip("IPython.core.ultratb")
    try:
        fail()
    except ValueError:
        traceback = ipython.VerboseTB(theme_name="linux").structured_traceback(*sys.exc_info())
    assert any(MARKER in line for line in traceback), "the kernel's traceback holds the words, else this tests nothing"
    said = where_in("ValueError", traceback)
    assert said.startswith("ValueError at ")
    assert "test_quiet.py:" in said
    assert MARKER not in said


def test_where_names_the_line_of_a_cell():
    assert where_in("NameError", ["Cell In[3], line 2\n      1 a\n----> 2 b"]) == "NameError at cell line 2"


def test_a_type_that_is_not_a_name_is_not_repeated():
    assert MARKER not in where_in(MARKER, [])


def test_only_what_our_widgets_log_is_taken_from_a_kernel():
    ours = "Player: taking a change: KeyError at scenario/player.py:88 in choose, calm.py:61 in calmly"
    assert calm_part(f"{MARKER}\n{ours}\n{MARKER} at home") == [
        "KeyError at scenario/player.py:88 in choose, calm.py:61 in calmly"
    ]


@pytest.mark.parametrize("line", [MARKER, f"ValueError: {MARKER}", f"ValueError at x.py:3 in f: {MARKER}", "I live at home:3"])
def test_other_lines_of_a_kernel_are_dropped(line):
    assert calm_part(line) == []
