"""Hints at what may give somebody away."""

from itertools import pairwise

import pytest

from alongside.record.hints import INCOMPLETE, KINDS, find_hints, hints_of
from tests.record.records import entry, field


def marked(text):
    return [(hint.kind, text[hint.begin : hint.end]) for hint in find_hints(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NHS 943 476 5919.", ("nhs_number", "943 476 5919")),
        ("NHS 9434765919.", ("nhs_number", "9434765919")),
        ("born 03/04/2015,", ("date", "03/04/2015")),
        ("on 3rd March 2015.", ("date", "3rd March 2015")),
        ("on March 3, 2015.", ("date", "March 3, 2015")),
        ("on 2015-03-04", ("date", "2015-03-04")),
        ("rang 07700 900123", ("phone", "07700 900123")),
        ("rang +44 (0)20 7946 0123.", ("phone", "+44 (0)20 7946 0123")),
        ("rang (0113) 496 0123", ("phone", "(0113) 496 0123")),
        ("at LS1 4AP,", ("postcode", "LS1 4AP")),
        ("at sw1a 1aa", ("postcode", "sw1a 1aa")),
        ("ref: LCS 123456.", ("case_number", "ref: LCS 123456")),
        ("case no. 44321", ("case_number", "case no. 44321")),
        ("record 1234567", ("case_number", "1234567")),
        ("I met Amina there.", ("name", "Amina")),
        ("we saw Joseph Bloggs.", ("name", "Joseph Bloggs")),
        ("Then Mrs O’Neill rang.", ("name", "Mrs O’Neill")),
        ("Later Mr B waited.", ("name", "Mr B")),
        ("Kai said no.", ("name", "Kai")),
        ("Siân’s door", ("name", "Siân’s")),
        ("with Anne-Marie,", ("name", "Anne-Marie")),
    ],
)
def test_what_may_give_somebody_away_is_marked(text, found):
    assert found in marked(text)


def test_a_name_at_the_beginning_is_known_from_elsewhere():
    assert marked("Kai ran. I followed Kai.") == [("name", "Kai"), ("name", "Kai")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I waited on the step. She opened the door. It was late.",
        "The Care Act and the PCF came up on Monday in March.",
        "I’m not sure that I’d do it again. We said so.",
        "She is 42, and has lived there for 15 years; 90% of it alone.",
        "NHS numbers have ten digits.",
    ],
)
def test_what_is_ordinary_is_left_alone(text):
    assert marked(text) == []


def test_a_number_that_is_no_nhs_number_is_not_called_one():
    assert ("nhs_number", "943 476 5918") not in marked("NHS 943 476 5918")


def test_hints_do_not_overlap_and_stand_in_order():
    text = "Mrs Amina Bell, 12 High Street, LS1 4AP, born 3 May 2015, 07700 900123, ref: 943 476 5919, LCS 12345."
    hints = find_hints(text)
    assert {hint.kind for hint in hints} == set(KINDS)
    assert all(one.end <= other.begin for one, other in pairwise(hints))


def test_an_entry_is_looked_through_by_its_answers():
    kept = entry(
        title="With Amina",
        fields=[
            field(value="Nothing."),
            field("who", ["Write first", "Ask about the dog", "I met Kai."], kind="list"),
            field("n", 3, kind="number"),
        ],
    )
    assert {name: len(hints) for name, hints in hints_of(kept).items()} == {"": 1, "who": 1}


def test_hints_are_said_to_miss_things():
    assert "they miss things" in INCOMPLETE


@pytest.mark.parametrize("text", ["0" * 20_000, "A" * 20_000, "Ab " * 20_000, "07 " * 10_000, "ref " * 10_000, "1-" * 10_000])
def test_no_text_takes_long(text):
    assert isinstance(find_hints(text), list)
