"""Two records become one: nothing written is lost, in whatever order and however often they meet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.record.merging import merge
from alongside.record.opening import validated
from alongside.record.record import change_entry, forget_entry, live_entries
from tests.record.records import entry, field, record

LATER, LATEST = "2026-11-22T10:00:00.000Z", "2026-11-23T10:00:00.000Z"


def write(kept, words, writer, now=LATER):
    return change_entry(kept, "visit", writer=writer, now=now, fields=[field(value=words)])


def words_in(kept):
    return {one["fields"][0]["value"] for one in live_entries(kept) if one["fields"]}


def by_id(kept):
    return {one["id"]: one for one in kept["entries"]}


def test_a_later_revision_replaces_the_earlier_one_on_either_side():
    first = record(entry())
    later = write(write(first, "Then", "w1"), "Later", "w1")
    assert words_in(merge(first, later).record) == words_in(merge(later, first).record) == {"Later"}
    assert merge(first, later).changed == ["visit"]
    assert merge(later, first).sentences() == ["Nothing would change."]


def test_two_edits_of_one_entry_keep_both_and_say_so():
    first = record(entry())
    here, there = write(first, "Here", "w2"), write(first, "There", "w3", LATEST)
    met = merge(here, there)
    assert words_in(met.record) == {"Here", "There"}
    assert met.both == ["visit"]
    assert met.sentences() == ["1 entry was changed in both places. Both versions would be kept."]
    copy = next(one for one in met.record["entries"] if one["id"] != "visit")
    assert copy["copy_of"] == "visit"
    assert by_id(met.record)["visit"]["fields"][0]["value"] == "There"
    validated(met.record)


def test_one_edit_hides_not_behind_many_of_another_writer():
    first = record(entry())
    many = write(write(write(first, "a", "w2"), "b", "w2"), "Many", "w2")
    assert words_in(merge(many, write(first, "Once", "w3")).record) == {"Many", "Once"}


def test_both_sides_come_out_the_same():
    first = record(entry())
    here, there = write(first, "Here", "w2"), write(first, "There", "w3")
    assert by_id(merge(here, there).record) == by_id(merge(there, here).record)


def test_the_same_file_again_changes_nothing():
    first = record(entry())
    here, there = write(first, "Here", "w2"), write(first, "There", "w3")
    once = merge(here, there).record
    assert merge(once, there).record == once
    assert merge(once, there).sentences() == ["Nothing would change."]


def test_what_was_forgotten_stays_so_when_an_older_file_is_opened():
    first = record(entry())
    gone = forget_entry(first, "visit", writer="w1", now=LATER)
    assert live_entries(merge(gone, first).record) == []
    assert merge(first, gone).forgotten == ["visit"]
    assert merge(first, gone).sentences() == ["1 entry was forgotten in the file, and would go."]


def test_what_was_forgotten_here_and_written_on_there_comes_back_and_is_told():
    first = record(entry())
    met = merge(forget_entry(first, "visit", writer="w2", now=LATEST), write(first, "More", "w3"))
    assert words_in(met.record) == {"More"}
    assert met.back == ["visit"]


def test_a_file_of_another_name_is_told():
    met = merge(record(name="Sam"), record(entry(), name="Ade"))
    assert met.record["name"] == "Sam"
    assert met.sentences() == ["This file is named “Ade”, and the record that is open is named “Sam”.", "1 entry would be added."]


def test_what_is_missing_here_is_taken_from_there():
    form = {"id": "team", "name": "Team form", "kind": "reflection", "places": {}}
    met = merge(record(name="", started="2026-01-05"), record(name="Ade") | {"forms": [form]}).record
    assert (met["name"], met["programme"]["started"], met["forms"]) == ("Ade", "2026-01-05", [form])


moves = st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(["write", "forget", "A", "B", "C"])), max_size=12)


@pytest.mark.slow
@given(moves)
@settings(max_examples=400, deadline=None)
def test_whatever_was_written_last_by_anyone_is_there_in_the_end(moves):
    """Three devices write, forget and open one another's files; each text is kept until somebody who saw it changes it."""
    devices = {name: record(entry(fields=[field(value="start")])) for name in "ABC"}
    replaced = set()
    written = {"start"}
    for number, (device, what) in enumerate(moves):
        now = f"2026-11-22T10:00:{number:02}.000Z"
        if what in "ABC":
            devices[device] = merge(devices[device], devices[what]).record
        elif any(one["id"] == "visit" for one in live_entries(devices[device])):
            replaced |= {one["fields"][0]["value"] for one in live_entries(devices[device]) if one["id"] == "visit"}
            if what == "write":
                devices[device] = write(devices[device], f"text {number}", device, now)
                written.add(f"text {number}")
            else:
                devices[device] = forget_entry(devices[device], "visit", writer=device, now=now)
    one_way = merge(merge(devices["A"], devices["B"]).record, devices["C"]).record
    assert written - replaced <= words_in(one_way)
    again = merge(one_way, devices["B"]).record
    assert by_id(again) == by_id(one_way)
    validated(one_way)
