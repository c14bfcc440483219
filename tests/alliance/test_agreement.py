"""The working agreement as a document, and the widget that hands it over."""

import json
from io import BytesIO

import docx
import pikepdf
import pytest
from pydantic import ValidationError

from alongside.alliance.agreement import Agreement
from alongside.alliance.agreement_paper import ALSO, agreement_paper
from alongside.alliance.making import check, make
from alongside.record.opening import CannotOpen
from tests.alliance.agreements import TWO_LINES, agreement, answers, pack
from tests.record.records import MARKER

ASK = {"ask": "make", "entry": "agreement-1", "format": "txt", "today": "2026-11-22"}


def asked(record, **changes):
    return make(ASK | changes, json.dumps(record).encode(), pack())


def headings(paper):
    return [block.words for block in paper.blocks if block.kind == "heading"]


def test_an_agreement_has_its_sections_in_their_order_and_each_question_beside_its_answer():
    paper = agreement_paper(agreement(answers("Aloud.")), "agreement-1", pack())
    assert headings(paper) == [section["heading"] for section in pack()["sections"]]
    said = [(block.label, block.words) for block in paper.blocks if block.kind == "answer"]
    assert ("What stays between us?", "Aloud.") in said
    assert ("On which day do we look at it again?", "12 January 2027") in said
    assert paper.title == "Our working agreement"


def test_what_is_not_answered_is_left_out_and_what_is_no_longer_asked_is_not_lost():
    old = {"name": "hour_snacks", "kind": "text", "label": "Who brings the biscuits?", "value": "Both."}
    paper = agreement_paper(agreement([answers("Aloud.")[2], old]), "agreement-1", pack())
    assert headings(paper) == ["Which hat is on", ALSO]
    assert paper.blocks[-1].label == "Who brings the biscuits?"


def test_nobody_is_asked_to_sign():
    assert b"sign" not in asked(agreement(answers("Aloud."))).content.lower()


@pytest.mark.slow
def test_a_line_or_two_for_each_answer_makes_one_page():
    made = asked(agreement(answers(TWO_LINES)), format="pdf")
    assert made.name == "alongside-agreement-2026-11-22.pdf"
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.slow
def test_in_word_each_question_is_bold_before_its_answer():
    made = docx.Document(BytesIO(asked(agreement(answers("Aloud.")), format="docx").content))
    words = [paragraph.text for paragraph in made.paragraphs]
    assert "What stays between us? Aloud." in words
    answer = made.paragraphs[words.index("What stays between us? Aloud.")]
    assert [run.bold for run in answer.runs] == [True, None]


@pytest.mark.parametrize("wrong", [{"ask": "open"}, {"format": "exe"}, {"today": "soon"}, {"entry": "../x"}, {"more": 1}])
def test_an_ask_that_the_page_does_not_send_is_refused_without_its_words(wrong):
    with pytest.raises(ValidationError) as told:
        asked(agreement(answers(MARKER)), **wrong)
    assert MARKER not in str(told.value)


def test_what_may_give_somebody_away_is_marked_in_an_agreement():
    record = json.dumps(agreement(answers("With Ifeoma, on Thursdays."))).encode()
    told = check({"ask": "check", "entry": "agreement-1"}, record)
    assert told["found"][0]["pieces"] == [["With ", ""], ["Ifeoma", "a name"], [", on Thursdays.", ""]]
    assert "These are hints" in told["incomplete"]
    assert not check({"ask": "check", "entry": "agreement-1"}, json.dumps(agreement(answers("On Thursdays."))).encode())["found"]


def test_the_widget_says_what_is_marked_and_refuses_another_ask(widget):
    record = memoryview(json.dumps(agreement(answers("With Ifeoma."))).encode())
    widget.heard({"ask": "check", "entry": "agreement-1", "id": 7}, [record])
    widget.heard({"ask": "check", "entry": "agreement-1", "more": 1, "id": 8}, [record])
    (told, buffers), (refused, _) = widget.sent
    assert (told["to"], buffers, len(told["found"]) > 0) == (7, [], True)
    assert refused == {"to": 8, "failed": True}


def test_what_is_no_record_makes_no_document():
    with pytest.raises(CannotOpen):
        make(ASK, MARKER.encode(), pack())


@pytest.fixture
def widget(monkeypatch):
    """An agreement's widget that notes what it sends, instead of sending it."""
    sent = []
    monkeypatch.setattr(Agreement, "send", lambda _, content, buffers=(): sent.append((content, list(buffers))))
    made = Agreement()
    made.sent = sent
    return made


def test_the_widget_answers_with_the_file_and_keeps_nothing_of_it(widget):
    record = json.dumps(agreement(answers(MARKER))).encode()
    widget.heard(ASK | {"id": 7}, [memoryview(record)])
    ((content, (made,)),) = widget.sent
    assert content == {"to": 7, "name": "alongside-agreement-2026-11-22.txt", "type": "text/plain; charset=utf-8"}
    assert MARKER.encode() in made
    assert MARKER not in json.dumps(widget.get_state(), default=str)


@pytest.mark.parametrize(("content", "buffers"), [(None, []), (ASK | {"id": 7}, []), (ASK | {"id": 7}, [b"{" + MARKER.encode()])])
def test_what_cannot_be_made_is_said_in_our_own_words(widget, caplog, content, buffers):
    widget.heard(content, buffers)
    assert [answer.get("failed") for answer, _ in widget.sent] == [True]
    assert "Agreement: making a document" in caplog.text
    assert MARKER not in caplog.text + json.dumps(widget.sent)


def test_the_browser_sets_nothing_here(widget):
    widget.set_state({"pack": {"kind": MARKER}})
    assert widget.pack["kind"] == "working_agreement"
