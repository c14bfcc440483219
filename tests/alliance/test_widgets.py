"""The widgets of the alliance: which pack each shows, and in which documents a worry stands."""

import json
from datetime import date

import pytest

from alongside import workbook
from alongside.alliance.making import make
from alongside.content import packs
from alongside.my_record.door import GONE, answer
from alongside.record.documents.making import make_record_file
from tests.record.forms import team_form
from tests.record.records import MARKER, entry, field, record

WORRIES = ("speaking_up", "worry_about_practice", "worry_about_assessment")


@pytest.fixture
def worried():
    """A record with a worry in it, and something else."""
    return record(
        entry("worry-1", MARKER, kind="answers", workbook="raising_a_worry", fields=[field(value=MARKER)]), entry("visit")
    )


@pytest.mark.parametrize("name", ["role_power", "two_hats", "working_agreement", *WORRIES])
def test_each_widget_shows_its_pack(name):
    widget = getattr(workbook, name)()
    assert widget.pack == packs.read_alliance(name)
    assert widget.from_browser == ()


def test_a_worry_and_an_agreement_come_with_those_whom_the_host_has_named(monkeypatch):
    named = {"name": "Branch", "what": "Advice.", "how": "Room 3", "checked_on": "2026-11-01", "who": "union"}
    monkeypatch.setattr(packs, "local", lambda: {"contacts": [named]})
    assert workbook.worry_about_assessment().who_can_help["contacts"] == [named]
    assert workbook.working_agreement().who_can_help["contacts"] == [named]


def test_a_worry_is_in_no_document_but_its_own(worried):
    whole = make_record_file(worried, "txt", today=date(2026, 11, 22)).content.decode()
    assert "I knocked twice." in whole
    assert MARKER not in whole
    ask = {"ask": "make", "entry": "worry-1", "format": "txt", "today": "2026-11-22"}
    own = make(ask, json.dumps(worried).encode(), packs.read_alliance("worry_about_practice"))
    assert own.name == "alongside-notes-2026-11-22.txt"
    assert MARKER in own.content.decode()


@pytest.mark.parametrize(
    ("ask", "more"),
    [
        ({"ask": "cpd"}, []),
        ({"ask": "make", "what": "cpd", "format": "txt", "today": "2026-11-22"}, []),
        ({"ask": "check", "what": "cpd"}, []),
        ({"ask": "check", "what": "form"}, []),
        ({"ask": "form"}, [team_form()]),
        ({"ask": "fill", "places": {}, "today": "2026-11-22"}, [team_form()]),
    ],
    ids=lambda given: " ".join(str(one) for one in given.values()) if isinstance(given, dict) else "",
)
def test_a_worry_is_in_no_piece_of_cpd_and_no_form(worried, ask, more):
    told = answer(ask | {"entry": "worry-1"}, [json.dumps(worried).encode(), *more])
    assert told == ({"refused": GONE}, ())
    assert answer(ask | {"entry": "visit"}, [json.dumps(worried).encode(), *more]).content.get("refused") != GONE


def test_the_check_of_the_whole_record_counts_what_stands_in_it(worried):
    told = answer({"ask": "check", "what": "record"}, [json.dumps(worried).encode()])
    assert told.content["entries"] == 1


def test_a_worry_is_in_the_file_of_the_record(worried):
    assert MARKER in make_record_file(worried, "json", today=date(2026, 11, 22)).content.decode()


def test_the_card_has_words_that_help_and_words_that_do_not():
    html = workbook.someone_has_told_me_something().html
    helps, _, does_not = html.partition("Words that do not help")
    assert "<li>“Thank you for telling me." in helps
    assert "<li>“You&#x27;re so brave.”</li>" in does_not


def test_each_answer_of_the_agreement_can_stand_in_another_form_by_itself():
    fields = [field for section in packs.read_alliance("working_agreement")["sections"] for field in section["fields"]]
    told = [field["copied_as"] for field in fields]
    assert len(set(told)) == len(told) > 20
    assert [words for words in told if words[-1] in "?:." or not words[0].isupper()] == []
