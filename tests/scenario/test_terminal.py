"""A story in the terminal."""

import pytest

from alongside.cli import main
from alongside.scenario import terminal
from tests.content.examples import HERE, write_pack
from tests.stories import checked

STORY = str(HERE / "base.yaml")


@pytest.fixture(autouse=True)
def _checked_once(monkeypatch):
    monkeypatch.setattr(terminal, "check_scenario", checked)


@pytest.fixture
def answer(monkeypatch):
    def give(*answers):
        waiting = iter(answers)

        def read(_=""):
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", read)

    return give


def test_a_story_is_walked_to_its_end(answer, capsys):
    answer("", "9", "w", "2", "b", "1", "", "", "s", "", "", "1", "", "")
    assert main(["play", STORY]) == 0
    said = capsys.readouterr().out
    assert "END The boat" in said
    assert "= Ned: Ned has his hour." in said
    assert "Skipped. Ana had a form to fill." in said
    assert "? What did Ned want at the door?" in said


def test_leaving_early_is_quiet(answer, capsys):
    answer("")
    assert main(["play", STORY]) == 0
    answer("q")
    assert main(["play", STORY]) == 0
    assert "END" not in capsys.readouterr().out


def test_a_mistyped_name_is_answered_with_the_nearest(capsys):
    assert main(["play", "no_such_story"]) == 1
    assert "There is no story 'no_such_story'." in capsys.readouterr().err


def test_a_broken_story_says_what_is_wrong(tmp_path, capsys):
    assert main(["play", str(write_pack(tmp_path, {"sources": []}))]) == 1
    assert "AL051 error" in capsys.readouterr().err


def test_the_eyes_are_chosen_by_number_and_can_be_declined(answer, capsys):
    answer("7", "2", "q")
    assert main(["play", "older_newer"]) == 0
    answer("q")
    assert main(["play", "older_newer"]) == 0
    assert "Older, newer" in capsys.readouterr().out


def test_a_map_that_cannot_be_written_is_said(tmp_path, capsys):
    assert main(["play", STORY, "--map", str(tmp_path / "nowhere" / "map.svg")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_its_map_is_drawn_for_authors(tmp_path, capsys):
    assert main(["play", STORY, "--map", str(tmp_path / "map.svg")]) == 0
    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "In the kitchen" in drawn
    assert "map.svg" in capsys.readouterr().out
