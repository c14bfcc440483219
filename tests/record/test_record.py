"""The record as plain dicts: entries come, change and go, and nothing else does."""

import json
import subprocess
import sys

import pytest

from alongside.record import model
from alongside.record.fields import kept_fields, said
from alongside.record.merging import merge
from alongside.record.opening import validated
from alongside.record.progress import progress, to_continue
from alongside.record.record import (
    KINDS,
    NEVER_KEPT,
    NoSuchEntry,
    NotForTheRecord,
    RecordError,
    TooManyTags,
    change_entry,
    copy_for_another,
    day_of,
    find_entry,
    forget_entry,
    live_entries,
    make_entry,
    put_form,
    stamp,
)
from tests.record.records import MARKER, NOW, entry, field, path, record

LATER = "2026-11-22T10:00:00.000Z"


def test_a_change_counts_for_its_writer():
    changed = change_entry(record(entry()), "visit", writer="w2", now=LATER, title="Another visit")
    assert find_entry(changed, "visit")["revision"] == {"w1": 1, "w2": 1}
    assert find_entry(changed, "visit")["title"] == "Another visit"
    assert find_entry(changed, "visit")["changed"] == LATER


def test_a_change_to_the_same_is_none():
    before = record(entry())
    assert change_entry(before, "visit", writer="w2", now=LATER, title="A visit") is before


def test_the_record_that_was_given_stays_as_it_was():
    before = record(entry())
    as_it_was = json.dumps(before)
    forget_entry(change_entry(before, "visit", writer="w1", now=LATER, title="x"), "visit", writer="w1", now=LATER)
    assert json.dumps(before) == as_it_was


def test_what_is_forgotten_leaves_no_word_behind():
    kept = record(entry(title=MARKER, fields=[field(value=MARKER)]), entry("other", links=["visit"]))
    forgotten = forget_entry(kept, "visit", writer="w1", now=LATER)
    assert MARKER not in json.dumps(forgotten)
    assert [one["id"] for one in live_entries(forgotten)] == ["other"]
    assert find_entry(forgotten, "other")["links"] == []
    with pytest.raises(NoSuchEntry):
        find_entry(forgotten, "visit")
    validated(forgotten)


def test_at_most_three_standards():
    four = ["pcf/knowledge"] * 4
    with pytest.raises(TooManyTags):
        entry(standards=four)
    with pytest.raises(TooManyTags):
        change_entry(record(entry()), "visit", writer="w1", now=LATER, standards=four)


def test_only_what_belongs_to_an_entry_can_be_set():
    for key in ("id", "revision", "kind", "flower"):
        with pytest.raises(RecordError):
            change_entry(record(entry()), "visit", writer="w1", now=LATER, **{key: "x"})


def test_nothing_of_identity_work_has_a_place():
    assert {"identity", "flower", "wheel"} <= NEVER_KEPT
    known = json.dumps(model.Record.model_json_schema()).lower().replace("identity work is never part of it", "")
    for word in (*NEVER_KEPT, "petal", "ethnic", "gender", "religion", "disab", "race", "class_"):
        assert word not in known, word
        assert word not in KINDS
    for workbook in NEVER_KEPT:
        with pytest.raises(NotForTheRecord):
            make_entry(workbook, "answers", "x", writer="w1", now=NOW)
        with pytest.raises(ValueError, match="identity work"):
            validated(record(entry() | {"workbook": workbook}))
    with pytest.raises(NotForTheRecord):
        make_entry("supervision", "flower", "x", writer="w1", now=NOW)
    for key in ("flower", "identity", "petals"):
        with pytest.raises(ValueError, match="Extra inputs"):
            validated(record(entry() | {key: {}}))
        with pytest.raises(ValueError, match="Extra inputs"):
            validated(record() | {key: {}})


def test_a_path_holds_names_and_no_text():
    validated(record(path()))
    for wrong in (path() | {"fields": [field()]}, entry() | {"path": path()["path"]}):
        with pytest.raises(ValueError, match="names of scenes and choices"):
            validated(record(wrong))
    talking = path()
    talking["path"]["moves"][0]["scene"] = "I went in."
    with pytest.raises(ValueError, match="pattern"):
        validated(record(talking))


def test_a_form_is_filled_the_same_way_next_time():
    form = {"id": "team", "name": "Team form", "kind": "reflection", "places": {"marker:1": "title"}}
    kept = put_form(put_form(record(), form), form | {"name": "Our form"})
    assert [one["name"] for one in validated(kept)["forms"]] == ["Our form"]


def test_an_agreement_has_a_copy_for_the_other():
    agreed = entry("agreed", kind="agreement", workbook="alliance", links=["visit"])
    copied = copy_for_another(record(entry(title=MARKER), agreed, name=MARKER), "agreed")
    assert MARKER not in json.dumps(copied)
    assert copied["programme"] == {}
    met = merge(record(name="Ade"), validated(copied))
    assert met.sentences() == ["1 entry would be added."]
    assert [one["kind"] for one in live_entries(met.record)] == ["agreement"]


def test_the_day_of_an_entry_is_the_one_it_is_about():
    assert str(day_of(entry(day="2026-03-27"))) == "2026-03-27"
    assert str(day_of(entry())) == "2026-11-21"


def test_a_moment_is_written_as_javascript_does():
    assert len(stamp()) == len("2026-11-21T10:00:00.000Z")
    assert stamp().endswith("Z")


def test_answers_of_a_form_are_kept_with_their_questions():
    specs = [
        {"name": "what", "kind": "long_text", "label": "What happened?"},
        {"name": "felt", "kind": "radios", "label": "How was it?", "options": [{"value": "a", "label": "Hard"}]},
        {
            "name": "who",
            "kind": "checkboxes",
            "label": "Who?",
            "options": [{"value": "x", "label": "A peer"}, {"value": "y", "label": "Me"}],
        },
        {"name": "sure", "kind": "scale", "label": "How sure?", "low": "not", "high": "very"},
        {"name": "when", "kind": "date", "label": "When?"},
        {"name": "proof", "kind": "file", "label": "A file"},
        {"name": "empty", "kind": "text", "label": "More?"},
    ]
    proof = {"name": "a.pdf", "type": "", "size": 1}
    values = {
        "what": "I sat.",
        "felt": "a",
        "who": ["x", "y"],
        "sure": "prefer_not_to_say",
        "when": "2026-11-20",
        "proof": proof,
        "empty": "",
    }
    kept = kept_fields(specs, values)
    assert [one["name"] for one in kept] == ["what", "felt", "who", "sure", "when"]
    assert [said(one) for one in kept] == ["I sat.", "Hard", "A peer; Me", "Prefer not to say", "2026-11-20"]
    assert kept_fields(specs, {"sure": 3})[0]["value"] == 3
    validated(record(entry(fields=kept)))


def test_progress_names_workbooks_and_nothing_in_them():
    kept = record(
        path(), path("other", finished=True), entry(finished=True), entry("check_in", MARKER, workbook="career", now=LATER)
    )
    assert progress(kept) == {"career": "begun", "stories": "begun", "supervision": "finished"}
    assert MARKER not in str(progress(kept))
    assert to_continue(kept) == "career"
    assert to_continue(record(entry(finished=True))) is None
    assert progress(record()) == {}


def test_the_engine_is_standard_library_alone():
    names = ["record", "merging", "progress", "fields", "migrations"]
    code = "import sys; before = set(sys.modules); " + "; ".join(f"import alongside.record.{name}" for name in names)
    code += "; print(*sorted({name.split('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["alongside"]
