import pytest
import traitlets

from alongside import built_widgets, places
from alongside.calm import CalmWidget, whereabouts
from alongside.identity.flower import Flower
from alongside.identity.wheel import Wheel
from alongside.reflections.reflections import Reflections

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


class Sample(CalmWidget):
    stem = "sample"
    from_browser = ("asked",)
    asked = traitlets.Unicode().tag(sync=True)
    ours = traitlets.Unicode("ours").tag(sync=True)


def test_a_widget_takes_from_a_browser_only_what_it_names(tmp_path, monkeypatch):
    (tmp_path / "widgets").mkdir()
    for ending in ("js", "css"):
        (tmp_path / "widgets" / f"sample.{ending}").write_text("")
    monkeypatch.setattr(places, "built", lambda: tmp_path)
    built_widgets._built.cache_clear()
    sample = Sample()
    sample.set_state({"asked": "a", "ours": MARKER, "_css": MARKER, "trouble": {"sentence": MARKER}})
    built_widgets._built.cache_clear()
    assert sample.asked == "a"
    assert MARKER not in repr(sample.get_state())


@pytest.mark.parametrize("widget", [Reflections, Flower, Wheel])
def test_what_is_written_here_stays_in_the_page(widget):
    assert widget.from_browser == ()
    assert widget.heard is CalmWidget.heard, "it listens to messages"
    assert widget.set_state is CalmWidget.set_state
