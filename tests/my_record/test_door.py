"""The door of "My record": what a page may ask, what it gets, and that nothing of a learner's stays or is told."""

import json
import logging
from io import BytesIO

import pytest
from docx import Document
from pydantic import ValidationError

from alongside.my_record import door
from alongside.my_record.door import answer
from alongside.my_record.my_record import MyRecord
from alongside.record.documents import apart, filling, making
from alongside.record.documents.form_file import NOTHING, OLD
from alongside.record.documents.paper import Block, Paper
from alongside.record.opening import DAMAGED, NEWER, validated
from alongside.standards.standards import WARNING
from tests.record.forms import empty_form, team_form
from tests.record.records import MARKER, entry, field, forget_entry, path, record

TODAY = "2026-11-22"
WORDS = "I met 🙂 Amina Bell in LS1 4AP."


def sent(kept):
    return json.dumps(kept, ensure_ascii=False).encode()


@pytest.fixture
def kept():
    peer = entry("peer", "In the group", kind="peer_reflection", day="2026-10-05", fields=[field(value="They told Kai so.")])
    visit = entry("visit", "A visit", day="2026-09-10", standards=["pcf/knowledge"], links=["peer"], fields=[field(value=WORDS)])
    return record(visit, peer, path(), entry("late", "Later", day="2027-02-01", kind="plan"), started="2026-09-01")


def ask(kept, *more, **words):
    return answer(words, [sent(kept), *more])


def test_a_file_is_opened_and_comes_back_whole(kept):
    told, (content,) = answer({"ask": "open"}, [sent(kept)])
    assert told == {"read_only": False, "sentence": ""}
    assert json.loads(content) == validated(kept)


def test_a_newer_file_is_read_only_and_a_damaged_one_has_a_sentence(kept):
    told, (content,) = answer({"ask": "open"}, [sent(kept | {"version": 2, "moods": [1]})])
    assert told == {"read_only": True, "sentence": NEWER}
    assert "moods" not in json.loads(content)
    assert answer({"ask": "open"}, [b"{"]) == ({"refused": DAMAGED}, ())


def test_the_check_gives_the_words_in_pieces_and_what_they_may_be(kept):
    told, _ = ask(kept, ask="check", what="entry", entry="visit")
    assert told["entries"] == 1
    (found,) = told["found"]
    assert (found["entry"], found["title"], found["day"]) == ("visit", "A visit", "10 September 2026")
    (part,) = found["parts"]
    assert part["field"] == "happened"
    assert "".join(words for words, _ in part["pieces"]) == WORDS
    assert [piece for piece in part["pieces"] if piece[1]] == [["Amina Bell", "a name"], ["LS1 4AP", "a postcode"]]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ({"what": "record"}, 3),
        ({"what": "period", "period": "0-3"}, 2),
        ({"what": "period", "period": "6-12"}, 0),
        ({"what": "period", "since": "2026-10-01", "until": "2026-10-31"}, 1),
        ({"what": "cpd", "entry": "visit"}, 2),
        ({"what": "form", "entry": "visit"}, 1),
    ],
)
def test_the_check_looks_through_what_will_be_in_the_document(kept, words, number):
    told, _ = ask(kept, ask="check", **words)
    assert told["entries"] == number


def test_a_period_says_its_days_and_needs_a_start(kept):
    told, _ = ask(kept, ask="check", what="period", period="0-3")
    assert (told["since"], told["until"]) == ("1 September 2026", "30 November 2026")
    del kept["programme"]["started"]
    for words in ({"ask": "check"}, {"ask": "make", "format": "txt", "today": TODAY}):
        assert ask(kept, what="period", period="0-3", **words).content == {"refused": door.NO_START}


@pytest.mark.parametrize(
    ("words", "name", "says"),
    [
        ({"what": "entry", "entry": "visit"}, "alongside-reflection", "Knowledge (PCF)"),
        ({"what": "period", "period": "0-3"}, "alongside-reflections", "Reflections from the first three months"),
        ({"what": "period", "since": "2026-10-01", "until": "2026-10-31"}, "alongside-reflections", "1 October 2026 to 31"),
        ({"what": "record"}, "alongside-record", "The record of Sam"),
        ({"what": "cpd", "entry": "visit"}, "alongside-cpd", "What you learnt from it"),
    ],
)
def test_documents_are_made(kept, words, name, says):
    told, (content,) = ask(kept, ask="make", format="txt", today=TODAY, **words)
    assert told == {"name": f"{name}-{TODAY}.txt", "type": "text/plain; charset=utf-8"}
    assert says in content.decode()
    assert "first_supervision" not in content.decode()


def test_a_piece_of_cpd_has_its_fields_in_their_order(kept):
    told, _ = ask(kept, ask="cpd", entry="visit")
    assert [one["name"] for one in told["fields"]] == ["type", "description", "date", "learnt", "impact", "peer"]
    assert told["fields"][5]["words"] == "They told Kai so."


def test_a_form_is_looked_at_mapped_and_filled(kept):
    form = team_form()
    told, _ = ask(kept, form, ask="form", entry="visit")
    assert told["form"] == filling.form_id(told["places"])
    by_label = {one["label"]: one["key"] for one in told["places"]}
    assert told["suggested"][by_label["Title"]] == "title"
    assert {"name": "field:happened", "label": "What happened?", "words": WORDS} in told["values"]

    places = {by_label["What was learnt"]: "field:happened", by_label["Kind of talk"]: "title", by_label["Date"]: "day"}
    done, (content,) = ask(kept, form, ask="fill", entry="visit", places=places, today=TODAY)
    assert done["name"] == f"alongside-form-{TODAY}.docx"
    assert done["left"] == [by_label["Kind of talk"]]
    assert WORDS in "".join(one.text or "" for one in Document(BytesIO(content)).element.body.iter() if isinstance(one.tag, str))


@pytest.mark.parametrize(("form", "sentence"), [(empty_form(), NOTHING), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD)])
def test_a_form_that_cannot_be_filled_has_its_sentence(kept, form, sentence):
    assert ask(kept, form, ask="form", entry="visit").content == {"refused": sentence}


def test_standards_are_counted_with_the_warning_and_what_is_missing(kept):
    told, _ = ask(kept, ask="standards", since="2026-09-01", until="2026-11-30")
    assert told["warning"] == WARNING
    assert [row["number"] for row in told["rows"] if row["tag"] == "pcf/knowledge"] == [1]
    assert any("not been checked" in note["note"] for note in told["notes"])


def test_what_is_gone_and_what_cannot_be_read_has_a_sentence(kept):
    gone = forget_entry(kept, "visit")
    assert ask(gone, ask="check", what="entry", entry="visit").content == {"refused": door.GONE}
    assert ask(kept, ask="cpd", entry="walk").content == {"refused": door.GONE}
    broken = kept | {"moods": MARKER}
    assert ask(broken, ask="check", what="record").content == {"refused": door.UNREADABLE}
    assert ask(kept | {"version": 2}, ask="check", what="record").content == {"refused": door.UNREADABLE}


@pytest.mark.parametrize(
    "words",
    [
        {"ask": "delete"},
        {"ask": "open", "path": MARKER},
        {"ask": "check", "what": "entry"},
        {"ask": "check", "what": "period"},
        {"ask": "check", "what": "period", "since": "2026-09-01"},
        {"ask": "check", "what": "record", MARKER: 1},
        {"ask": "make", "what": "record", "format": "json", "today": TODAY},
        {"ask": "make", "what": "form", "entry": "visit", "format": "docx", "today": TODAY},
        {"ask": "make", "what": "entry", "entry": f"../{MARKER}", "format": "txt", "today": TODAY},
        {"ask": "standards", "since": MARKER, "until": TODAY},
        {"ask": "fill", "entry": "visit", "places": {"cell": 1}, "today": TODAY},
        {},
        None,
        [MARKER],
    ],
)
def test_what_is_no_ask_is_refused_without_a_word_of_it(kept, words):
    with pytest.raises(ValidationError) as said:
        answer(words, [sent(kept), b""])
    assert "input_value" not in str(said.value)


def test_an_ask_without_its_bytes_is_refused(kept):
    with pytest.raises(ValueError, match="too many or too few"):
        answer({"ask": "open"}, [])
    with pytest.raises(ValueError, match="too many or too few"):
        ask(kept, ask="form", entry="visit")


def heard(content, *buffers):
    widget, told = MyRecord(), []
    widget.send = lambda content, buffers=None: told.append((content, buffers))
    widget._handle_custom_msg(content, [memoryview(one) for one in buffers])
    return widget, told


def test_the_widget_answers_with_the_number_of_the_ask_and_keeps_nothing(kept):
    kept["entries"][0]["title"] = MARKER
    asked = {"id": 7, "ask": "make", "what": "record", "format": "txt", "today": TODAY}
    widget, ((told, (content,)),) = heard(asked, sent(kept))
    assert told["to"] == 7
    assert MARKER in content.decode()
    state = {name: value for name, value in widget.get_state().items() if name not in ("_esm", "_css")}
    assert MARKER not in json.dumps(state)
    assert MARKER not in repr(vars(widget))
    assert widget.words["titles"]["pcf/knowledge"] == "Knowledge (PCF)"


@pytest.mark.parametrize("content", [{"id": 1, "ask": MARKER}, {"id": 1, "ask": "check", "what": MARKER}, [MARKER], None])
def test_what_fails_is_said_to_the_page_and_logged_without_a_word(content, kept, caplog):
    with caplog.at_level(logging.ERROR, "alongside"):
        widget, told = heard(content, sent(kept))
    assert told == [({"to": 1 if isinstance(content, dict) else None, "failed": True}, None)]
    assert "MyRecord: answering" in caplog.text
    assert MARKER not in caplog.text
    assert widget.trouble == {}


@pytest.mark.slow
def test_a_pdf_is_made_in_a_process_of_its_own(kept):
    _, (content,) = ask(kept, ask="make", what="record", format="pdf", today=TODAY)
    assert content.startswith(b"%PDF-1.7")


@pytest.mark.slow
def test_a_process_that_fails_is_an_error_without_its_words(monkeypatch, capfd):
    monkeypatch.setattr(apart, "_WRITES", f"raise ValueError('{MARKER}')")
    with pytest.raises(apart.CannotMake) as said:
        apart.write_pdf_apart(Paper("A title", "", [Block("text", MARKER)]), making.datetime.now(making.UTC))
    assert MARKER not in str(said.value) + "".join(capfd.readouterr())
