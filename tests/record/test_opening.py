"""Opening a file: a whole record opens, everything else is one sentence without a word of what it holds."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.record import migrations, opening
from alongside.record.model import MOST_ENTRIES
from alongside.record.opening import DAMAGED, NEWER, TOO_LARGE, TWICE, CannotOpen, open_record, validated, write_record
from alongside.record.record import FORMAT, VERSION
from tests.record.records import MARKER, entry, field, path, record, records

HERE = Path(__file__).parent
MALFORMED = sorted((HERE / "malformed").iterdir())
VERSIONS = sorted((HERE / "versions").iterdir())


def sentence_of(content):
    with pytest.raises(CannotOpen) as said:
        open_record(content)
    assert said.value.__cause__ is None
    assert said.value.__suppress_context__ or said.value.__context__ is None
    return str(said.value)


def is_calm(sentence):
    one_of_ours = sentence.endswith(("nothing was changed.", "Nothing was changed."))
    return one_of_ours and len(sentence) < 140 and MARKER not in sentence


def test_there_are_many_malformed_files():
    assert len(MALFORMED) > 90


@pytest.mark.parametrize("file", MALFORMED, ids=lambda file: file.stem)
def test_a_malformed_file_gets_a_sentence(file):
    assert is_calm(sentence_of(file.read_bytes()))


@pytest.mark.slow
@given(records)
@settings(max_examples=60, deadline=None)
def test_what_was_written_opens_again(kept):
    opened = open_record(write_record(kept))
    assert opened.record == validated(kept)
    assert (opened.read_only, opened.sentence) == (False, "")


def test_script_in_text_is_text():
    words = "<script>alert(1)</script> {{ 7*7 }} '; DROP TABLE --"
    opened = open_record(write_record(record(entry(fields=[field(value=words)]), name=words)))
    assert opened.record["entries"][0]["fields"][0]["value"] == words


def test_a_mark_at_the_beginning_does_not_matter():
    whole = write_record(record())
    assert open_record(b"\xef\xbb\xbf" + whole).record == open_record("\ufeff" + whole.decode()).record == validated(record())


def test_more_than_five_megabytes_are_not_read(monkeypatch):
    monkeypatch.setattr(opening, "_parse", lambda _: pytest.fail("it was read"))
    assert sentence_of(b" " * 5_000_001) == TOO_LARGE
    assert sentence_of("é" * 2_600_000) == TOO_LARGE


@pytest.mark.slow
def test_a_million_entries_are_refused():
    many = write_record(record()).replace(b'"entries": []', b'"entries": [' + b"{}," * 999_999 + b"{}]")
    assert is_calm(sentence_of(many))


@pytest.mark.slow
def test_entries_beyond_the_most_are_refused_before_they_are_looked_at():
    one = json.dumps(entry(entry_id="x"))
    many = json.dumps(record()).replace('"entries": []', '"entries": [' + ",".join([one] * (MOST_ENTRIES + 1)) + "]")
    assert "the list of its entries" in sentence_of(many)


def test_deep_nesting_and_keys_that_come_twice_are_refused():
    assert sentence_of("[" * 1_000_000) == DAMAGED
    assert sentence_of('{"a": ' * 25 + "1" + "}" * 25) == DAMAGED
    assert sentence_of('{"a": 1, "a": 1}') == TWICE


def test_the_place_that_does_not_fit_is_named_without_its_words():
    wrong = record(entry(), entry("other", title=MARKER, fields=[field(value=MARKER, kind=MARKER)]))
    assert "entry 2 does not fit" in sentence_of(json.dumps(wrong))
    assert MARKER not in sentence_of(json.dumps(wrong | {MARKER: MARKER}))


@pytest.mark.slow
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
@settings(max_examples=100, deadline=None)
def test_any_other_json_gets_a_sentence(value):
    assert is_calm(sentence_of(json.dumps(value)))
    assert is_calm(sentence_of(json.dumps({"format": FORMAT, "version": VERSION, "entries": value})))


@pytest.mark.slow
@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_get_a_sentence(content):
    assert is_calm(sentence_of(content))


WHOLE = write_record(record(entry(title=MARKER, fields=[field(value=MARKER)]), path(), name=MARKER))


@pytest.mark.slow
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 40), st.binary(max_size=6))
@settings(max_examples=1_000, deadline=None)
def test_a_damaged_record_opens_whole_or_not_at_all(at, length, instead):
    damaged = WHOLE[:at] + instead + WHOLE[at + length :]
    try:
        opened = open_record(damaged)
    except CannotOpen:
        opened = None
    if opened is None:
        assert is_calm(sentence_of(damaged))
    else:
        assert opened.read_only or opened.record == validated(opened.record)


def places_of(value, at=()):
    yield at
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places_of(part, (*at, key))


#: What a record may leave out may be null as well.
OPTIONAL = {"role", "track", "started", "choice", "skipped"}


@pytest.mark.parametrize("place", list(places_of(json.loads(WHOLE)))[1:], ids=lambda place: ".".join(map(str, place)))
def test_every_part_of_another_kind_is_refused(place):
    for other in (None, {"a": {"b": MARKER}}, [[MARKER]], 1e300):
        damaged = json.loads(WHOLE)
        node = damaged
        for step in place[:-1]:
            node = node[step]
        node[place[-1]] = other
        if other is not None or place[-1] not in OPTIONAL:
            assert is_calm(sentence_of(json.dumps(damaged)))


def test_a_newer_record_is_read_and_not_changed():
    newer = json.loads(WHOLE) | {"version": VERSION + 1, "unheard_of": 1}
    newer["entries"][0]["unheard_of"] = {"a": [MARKER]}
    opened = open_record(json.dumps(newer))
    assert (opened.read_only, opened.sentence) == (True, NEWER)
    assert opened.record["entries"] == json.loads(WHOLE)["entries"]


@pytest.mark.parametrize("file", VERSIONS, ids=lambda file: file.stem)
def test_a_record_of_every_version_opens(file):
    opened = open_record(file.read_bytes())
    assert len(opened.record["entries"]) == 3
    assert not opened.read_only


def test_every_version_has_its_file_and_its_step():
    assert [int(file.stem) for file in VERSIONS] == list(range(migrations.FIRST, VERSION + 1))
    assert sorted(migrations.STEPS) == list(range(migrations.FIRST, VERSION))


@pytest.fixture
def older(monkeypatch):
    """Two steps ago, when a record's name was called `nickname`, and entries stood in `rows`."""

    def second(old):
        return {key: value for key, value in old.items() if key != "nickname"} | {"name": old["nickname"]}

    def third(old):
        return {key: value for key, value in old.items() if key != "rows"} | {"entries": old["rows"]}

    monkeypatch.setattr(migrations, "STEPS", {VERSION - 2: second, VERSION - 1: third})
    monkeypatch.setattr(opening, "FIRST", VERSION - 2)
    now = json.loads(WHOLE)
    return {"format": FORMAT, "version": VERSION - 2, "nickname": "Sam", "rows": now["entries"], "programme": {}, "forms": []}


def test_an_older_record_comes_step_by_step(older):
    opened = open_record(json.dumps(older))
    assert (opened.record["name"], opened.record["version"]) == ("Sam", VERSION)
    assert opened.record["entries"] == json.loads(WHOLE)["entries"]


def test_a_damaged_older_record_gets_a_sentence(older):
    del older["rows"]
    assert sentence_of(json.dumps(older)) == DAMAGED
