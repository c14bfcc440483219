"""Documents, opened again: what they say, in what order, and what a screen reader is told of them."""

import json
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from docx import Document
from hypothesis import Phase, given, settings

from alongside.record.documents import pdf
from alongside.record.documents.cpd import cpd_piece
from alongside.record.documents.filling import values_of
from alongside.record.documents.paper import PERIOD_NAMES, Paper, clean, one_entry, period, some_entries, whole_record
from alongside.record.documents.pdf import picture, write_pdf
from alongside.record.documents.text import write_text
from alongside.record.documents.word import write_word
from alongside.record.opening import validated
from alongside.record.record import NoSuchEntry
from tests.record.records import MARKER, entry, field, forget_entry, path, record, records

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
TITLES = {"pcf/knowledge": "Knowledge (PCF)"}


@pytest.fixture(scope="module")
def kept():
    first = entry(
        "first",
        "A visit",
        day="2026-10-02",
        standards=["pcf/knowledge", "swe/trust"],
        links=["second"],
        fields=[
            field(value="I knocked.\nIt rained.\n\nShe opened."),
            field("felt", "hard", label="How was it?", kind="choice", words="Hard, and all right"),
            field("next", ["Write first", "Ask about the dog"], label="What next?", kind="list"),
            field("when", "2026-12-01", label="By when?", kind="date"),
            field("blank", "  ", label="Anything else?"),
        ],
    )
    second = entry("second", "In the group", kind="peer_reflection", day="2027-01-05", fields=[field(value="We talked.")])
    plan = entry(
        "plan", "", kind="plan", workbook="career", day="2026-09-03", fields=[field(value="Shadow a panel.", label="Plan")]
    )
    return validated(record(second, path(), first, plan, part_time=0.6))


def in_order(kept):
    return [(block.kind, block.level, block.words) for block in whole_record(kept, TITLES).blocks]


def test_the_whole_record_is_told_oldest_first(kept):
    told = in_order(kept)
    assert [words for kind, level, words in told if level == 2] == ["Plan", "A visit", "In the group"]
    assert ("fact", 0, "Standards: Knowledge (PCF); swe/trust") in told
    assert ("fact", 0, "Goes with: In the group") in told
    assert ("text", 0, "1 December 2026") in told
    assert ("text", 0, "Hard, and all right") in told
    assert [words for _, _, words in told][:4] == [
        "Role: NQSW",
        "Track: Child and family",
        "Started: 1 September 2026",
        "Part-time: 60% of full time",
    ]
    assert "Anything else?" not in {words for _, _, words in told}


def test_what_goes_with_an_entry_is_named_once_and_in_its_order(kept):
    links = ["second", "walk", "plan", "second", "nowhere"]
    others = [one for one in kept["entries"] if one["id"] != "first"]
    told = in_order(kept | {"entries": [*others, entry("first", "A visit", links=links)]})
    assert ("fact", 0, "Goes with: In the group; Plan") in told


def test_no_document_says_which_story_was_walked(kept):
    for paper in (whole_record(kept), some_entries(kept, date(2026, 1, 1), date(2028, 1, 1))):
        said = write_text(paper).decode()
        assert "first_supervision" not in said
        assert "A story" not in said
    assert "first_supervision" in json.dumps(kept)
    for make in (one_entry, cpd_piece, values_of):
        with pytest.raises(NoSuchEntry):
            make(kept, "walk")


def test_what_was_forgotten_is_in_no_document():
    gone = forget_entry(record(entry(title=MARKER, fields=[field(value=MARKER)])), "visit")
    assert write_text(whole_record(gone)).decode().splitlines()[-1] == "There is nothing here yet."
    with pytest.raises(NoSuchEntry):
        one_entry(gone, "visit")


def test_periods_follow_one_another():
    started = date(2026, 8, 31)
    days = [period(started, name) for name in PERIOD_NAMES]
    assert days[0] == (date(2026, 8, 31), date(2026, 11, 29))
    assert [later[0].toordinal() - earlier[1].toordinal() for earlier, later in pairwise(days)] == [1, 1]
    assert days[2][1] == date(2027, 8, 30)
    assert period(date(2028, 2, 29), "6-12")[1] == date(2029, 2, 27)
    assert period(date(9999, 12, 31), "3-6")[0] == date.max, "a slip in a date does not fail"


def test_a_period_holds_its_reflections_and_no_others(kept):
    paper = some_entries(kept, *period(date(2026, 9, 1), "0-3"), PERIOD_NAMES["0-3"])
    assert paper.title == "Reflections from the first three months"
    assert paper.blocks[0].words == "1 September 2026 to 30 November 2026"
    assert [block.words for block in paper.blocks if block.level == 2] == ["A visit"]


def test_plain_text_reads_from_top_to_bottom(kept):
    assert write_text(one_entry(kept, "first", TITLES)).decode() == (
        "A visit\n=======\n\nReflection, 2 October 2026\nStandards: Knowledge (PCF); swe/trust\nGoes with: In the group\n\n"
        "What happened?\n--------------\n\nI knocked.\nIt rained.\n\nShe opened.\n\nHow was it?\n-----------\n\n"
        "Hard, and all right\n\nWhat next?\n----------\n\nWrite first\nAsk about the dog\n\n"
        "By when?\n--------\n\n1 December 2026\n"
    )


def test_word_has_headings_language_and_properties(kept):
    made = write_word(whole_record(kept, TITLES), MOMENT)
    document = Document(BytesIO(made))
    outline = [(one.style.name, one.text) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert outline[:3] == [("Heading 1", "The record of Sam"), ("Heading 2", "Plan"), ("Heading 3", "Plan")]
    levels = [int(name.split()[1]) for name, _ in outline]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert [one.text for one in document.paragraphs][1:] == [words for _, _, words in in_order(kept)]
    known = document.core_properties
    assert (known.title, known.author, known.language, known.comments) == ("The record of Sam", "Sam", "en-GB", "")
    assert known.last_modified_by == "Sam"
    languages = document.styles.element.xpath("//w:lang/@w:val")
    assert set(languages) == {"en-GB"}
    assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (210, 297)


def test_word_refers_to_nothing_outside(kept):
    with zipfile.ZipFile(BytesIO(write_word(whole_record(kept)))) as packed:
        assert not [name for name in packed.namelist() if name.endswith(".rels") and b'"External"' in packed.read(name)]


def roles_of(node):
    """Give the roles of a PDF's structure, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid["/S"])
            yield from roles_of(kid)


def test_pdf_is_tagged_titled_and_british(kept):
    made = write_pdf(whole_record(kept, TITLES), MOMENT)
    with pikepdf.open(BytesIO(made)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert bool(opened.Root.MarkInfo.Marked)
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
        with opened.open_metadata() as said:
            assert said["dc:title"] == "The record of Sam"
            assert said["pdfuaid:part"] == "1"
        assert str(opened.docinfo["/Title"]) == "The record of Sam"
        roles = [role for role in roles_of(opened.Root.StructTreeRoot) if role in ("/H1", "/H2", "/H3", "/P")]
    expected = ["/H1"] + [{2: "/H2", 3: "/H3"}.get(level, "/P") for _, level, _ in in_order(kept)]
    assert roles == expected


def test_a_page_is_drawn(kept):
    pages = picture(whole_record(kept))
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_characters_that_no_font_has_are_named_in_a_pdf(monkeypatch):
    monkeypatch.setattr(pdf, "_fonts", lambda: ("libertinus serif",))
    monkeypatch.setattr(pdf.typst, "Compiler", partial(pdf.typst.Compiler, ignore_system_fonts=True))
    paper = Paper("A smile 😀", blocks=[])
    for words in ("🏳️‍🌈 and 中文 العربية", "नमस्ते", "\ue000\U0010fffd", "Zoë’s – “résumé” №"):
        paper.say("text", words)
    made = write_pdf(paper, MOMENT)
    with pikepdf.open(BytesIO(made)) as opened:
        assert str(opened.docinfo["/Title"]) == "A smile [grinning face]"
    assert paper.title == "A smile 😀"


def test_what_typst_says_is_never_passed_on(monkeypatch):
    def refuse(*_):
        raise pdf.typst.TypstError(MARKER)

    monkeypatch.setattr(pdf, "_compiled", refuse)
    with pytest.raises(RuntimeError) as said:
        write_pdf(Paper("x"))
    assert MARKER not in str(said.value)
    assert said.value.__suppress_context__


def test_what_a_learner_wrote_is_never_read_as_typst_or_word():
    words = '#panic("x") = Heading $x^2$ *bold* #read("/etc/passwd") <w:p>&amp;{{ 7*7 }} \\u{1F600}'
    kept = record(entry(title=words, fields=[field(value=words, label=words)]), name=words)
    assert write_pdf(whole_record(kept), MOMENT).startswith(b"%PDF")
    assert write_text(whole_record(kept)).decode().count(words) == 4
    assert words in [one.text for one in Document(BytesIO(write_word(whole_record(kept)))).paragraphs]


def test_control_characters_go_and_line_breaks_stay():
    assert clean("a\r\nb\vc\x00\x07\ud800\ufffe\u2028d\te") == "a\nb\nc\nd\te"


@pytest.mark.slow
@given(records)
@settings(max_examples=8, deadline=None, phases=[Phase.generate])
def test_every_record_can_be_written(kept):
    paper = whole_record(validated(kept))
    assert Document(BytesIO(write_word(paper, MOMENT))).core_properties.title == paper.title[:255]
    assert write_pdf(paper, MOMENT).startswith(b"%PDF")
    assert write_text(paper)


def test_what_makes_documents_is_loaded_only_then():
    code = (
        "import sys; import alongside.record.documents.paper, alongside.record.documents.text, alongside.record.documents.cpd, "
    )
    code += "alongside.record.hints; print(*sorted({'docx', 'lxml', 'pydantic', 'typst'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == []
