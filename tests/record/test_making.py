"""One door to every document."""

import json
import subprocess
import sys
from datetime import date

import pytest
from pydantic import ValidationError

from alongside.record.documents.making import FORMATS, make_cpd_file, make_entry_file, make_period_file, make_record_file
from alongside.record.opening import open_record, validated
from tests.record.records import MARKER, entry, field, record

TODAY = date(2026, 11, 21)
STARTS = {"docx": b"PK", "pdf": b"%PDF-1.7", "txt": b""}


@pytest.mark.slow
@pytest.mark.parametrize("ending", STARTS)
def test_each_document_in_each_format(ending):
    kept = record(entry(title=MARKER), name=MARKER)
    made = [
        make_entry_file(kept, "visit", ending, today=TODAY),
        make_period_file(kept, date(2026, 9, 1), TODAY, ending, today=TODAY),
        make_record_file(kept, ending, today=TODAY),
        make_cpd_file(kept, "visit", ending, today=TODAY),
    ]
    stems = ["alongside-reflection", "alongside-reflections", "alongside-record", "alongside-cpd"]
    assert [file.name for file in made] == [f"{stem}-2026-11-21.{ending}" for stem in stems]
    for file in made:
        assert file.content.startswith(STARTS[ending])
        assert file.type == FORMATS[ending]
        assert MARKER not in repr(file)


def test_the_record_as_json_opens_again():
    made = make_record_file(record(entry()), "json", today=TODAY)
    assert made.name == "alongside-record-2026-11-21.json"
    assert open_record(made.content).record == validated(record(entry()))


def test_a_record_that_is_not_whole_makes_no_document_and_tells_no_words():
    broken = record(entry(fields=[field(value=MARKER) | {MARKER: 1}]))
    with pytest.raises(ValidationError) as said:
        make_record_file(broken, "txt", today=TODAY)
    assert f"input_value='{MARKER}'" not in str(said.value)
    assert "input_value" not in str(said.value)


def test_an_unknown_format_is_said():
    with pytest.raises(ValueError, match="no format 'doc'"):
        make_record_file(record(), "doc", today=TODAY)


@pytest.mark.slow
def test_a_text_needs_nothing_that_word_and_pdf_need():
    code = "import sys, json; from datetime import date; from alongside.record.documents.making import make_record_file; "
    code += f"make_record_file(json.loads({json.dumps(record(entry()))!r}), 'txt', today=date.today()); "
    code += "print(*sorted({'docx', 'lxml', 'pydantic', 'typst'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["pydantic"]
