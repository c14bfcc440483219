"""The record as Python reads it, and that the browser, which writes it, makes none that Python refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.page.build import find_node
from alongside.record import model
from alongside.record import record as constants
from alongside.record.documents.paper import ALONE
from alongside.record.fields import said
from alongside.record.opening import open_record, validated
from alongside.record.record import KINDS, NEVER_KEPT, NoSuchEntry, day_of, find_entry, live_entries
from tests.record.records import MARKER, entry, field, forget_entry, path, record

MAKER = Path(__file__).with_name("make_records.mjs")


@pytest.fixture(scope="module")
def made():
    """Lines of the browser's own code: its constants, and records that it made of whatever learners may type."""
    node, _ = find_node()
    out = subprocess.run([*node, MAKER], capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return out.rstrip("\n").split("\n")  # splitlines would end a line at letters that JSON may hold


def test_constants_are_the_same_in_the_browser(made):
    there = json.loads(made[0])
    assert there["NEVER_KEPT"] == sorted(NEVER_KEPT)
    assert tuple(there["KINDS"]) == KINDS
    assert there["ALONE"] == sorted(ALONE)
    for name in ("FORMAT", "VERSION", "MOST_TAGS"):
        assert there[name] == getattr(constants, name)
    assert there["LIMITS"]["entries"] == model.MOST_ENTRIES


def test_limits_are_the_same_in_the_browser(made):
    limits = json.loads(made[0])["LIMITS"]
    parts = model.Record.model_json_schema()["$defs"]
    entry_parts, kept, form = (parts[name]["properties"] for name in ("Entry", "Kept", "Form"))
    there = {
        "name": model.Record.model_json_schema()["properties"]["name"]["maxLength"],
        "line": entry_parts["title"]["maxLength"],
        "text": next(one["maxLength"] for one in kept["value"]["anyOf"] if one["type"] == "string"),
        "list": next(one["maxItems"] for one in kept["value"]["anyOf"] if one["type"] == "array"),
        "fields": entry_parts["fields"]["maxItems"],
        "links": entry_parts["links"]["maxItems"],
        "moves": parts["Path"]["properties"]["moves"]["maxItems"],
        "writers": entry_parts["revision"]["maxProperties"],
        "forms": model.Record.model_json_schema()["properties"]["forms"]["maxItems"],
        "places": form["places"]["maxProperties"],
        "entries": model.MOST_ENTRIES,
    }
    assert limits == there


def test_what_the_browser_makes_opens_here_and_nothing_is_lost(made):
    assert len(made) > 250
    entries = 0
    for line in made[1:]:
        opened = open_record(line.encode()).record
        assert opened == json.loads(line)
        entries += len(opened["entries"])
    assert entries > 300


def test_what_is_forgotten_is_found_no_more():
    kept = forget_entry(record(entry(title=MARKER, fields=[field(value=MARKER)]), entry("other", links=["visit"])), "visit")
    assert [one["id"] for one in live_entries(kept)] == ["other"]
    assert [one["id"] for one in live_entries(kept, ["path"])] == []
    with pytest.raises(NoSuchEntry):
        find_entry(kept, "visit")
    assert find_entry(validated(kept), "other")["links"] == []


def test_at_most_three_standards():
    with pytest.raises(ValueError, match="at most 3"):
        validated(record(entry(standards=["pcf/knowledge"] * 4)))


def test_nothing_of_identity_work_has_a_place():
    assert {"identity", "flower", "wheel"} <= NEVER_KEPT
    known = json.dumps(model.Record.model_json_schema()).lower().replace("identity work is never part of it", "")
    for word in (*NEVER_KEPT, "petal", "ethnic", "gender", "religion", "disab", "race", "class_"):
        assert word not in known, word
        assert word not in KINDS
    for workbook in NEVER_KEPT:
        with pytest.raises(ValueError, match="identity work"):
            validated(record(entry() | {"workbook": workbook}))
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


def test_the_day_of_an_entry_is_the_one_it_is_about():
    assert str(day_of(entry(day="2026-03-27"))) == "2026-03-27"
    assert str(day_of(entry())) == "2026-11-21"


def test_an_answer_is_said_in_words():
    assert said(field(value="I sat.")) == "I sat."
    assert said(field(kind="choice", value="a", words="Hard")) == "Hard"
    assert said(field(kind="choices", value=["x", "y"], words=["A peer", "Me"])) == "A peer; Me"
    assert said(field(kind="number", value=3)) == "3"


def test_what_reads_the_record_is_standard_library_alone():
    names = ["record", "fields", "migrations"]
    code = "import sys; before = set(sys.modules); " + "; ".join(f"import alongside.record.{name}" for name in names)
    code += "; print(*sorted({name.split('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["alongside"]
