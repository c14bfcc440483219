"""A Word form of somebody's organisation: what can be filled is found, and only that changes."""

import re
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from docx import Document
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from alongside.record.documents import form_file
from alongside.record.documents.filling import CannotFill, fill_form, form_id, places_in, suggest, values_for, values_of
from alongside.record.opening import validated
from tests.record.forms import W, control, empty_form, parts_of, saved, team_form, with_part
from tests.record.records import MARKER, entry, field, record

FORM = team_form()
PLACES = places_in(FORM)


def key_of(label):
    return next(place["key"] for place in PLACES if place["label"] == label)


def sentence_of(content):
    with pytest.raises(CannotFill) as said:
        places_in(content)
    with pytest.raises(CannotFill) as again:
        fill_form(content, {})
    assert str(said.value) == str(again.value)
    return str(said.value)


def words_of(content):
    return re.sub(r"<[^>]+>", "", parts_of(content)["word/document.xml"].decode())


def test_every_place_is_found_and_no_other():
    assert [(place["kind"], place["label"]) for place in PLACES] == [
        ("control", "What was learnt"),
        ("control", "Kind of talk"),
        ("control", "Bound"),
        ("field", "Team"),
        ("cell", "Title"),
        ("cell", "Date"),
        ("marker", "What happened?"),
        ("marker", "Date"),
        ("marker", "Your name"),
    ]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["label"])
def test_words_come_to_their_place(place):
    words = "Peer" if place["label"] == "Kind of talk" else f"{MARKER} & <b>"
    filled = fill_form(FORM, {place["key"]: words})
    assert filled.left == []
    whole = "".join(part.decode() for name, part in parts_of(filled.content).items() if name.endswith(".xml"))
    assert whole.count(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) >= 1
    assert Document(BytesIO(filled.content)).settings.element.xpath("//w:documentProtection/@w:edit") == ["forms"]


def test_nothing_else_in_the_file_changes():
    filled = fill_form(FORM, {key_of("Title"): "x"}).content
    before, after = parts_of(FORM), parts_of(filled)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    added = (
        after["word/document.xml"]
        .decode()
        .replace('<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">x</w:t></w:r>', "")
    )
    assert re.sub(r"<\?xml.*?\?>\s*", "", added) == re.sub(r"<\?xml.*?\?>\s*", "", before["word/document.xml"].decode())
    with zipfile.ZipFile(BytesIO(FORM)) as old, zipfile.ZipFile(BytesIO(filled)) as new:
        assert [info.date_time for info in old.infolist()] == [info.date_time for info in new.infolist()]


def test_filling_nothing_changes_nothing():
    assert parts_of(fill_form(FORM, {}).content) == parts_of(FORM)
    assert parts_of(fill_form(FORM, {key_of("Title"): "  "}).content) == parts_of(FORM)


def test_a_control_takes_the_place_of_its_prompt_and_keeps_its_lock():
    filled = parts_of(fill_form(FORM, {key_of("What was learnt"): "To wait."}).content)["word/document.xml"].decode()
    control_now = re.search(r"<w:sdt>(?:(?!</w:sdt>).)*What was learnt.*?</w:sdt>", filled, re.DOTALL)[0]
    assert "To wait." in control_now
    assert '<w:lock w:val="sdtLocked"/>' in control_now
    assert "<w:b/>" in control_now
    for gone in ("showingPlcHdr", "PlaceholderText", "Click to enter", "second line"):
        assert gone not in control_now


def test_what_a_control_is_bound_to_does_not_take_its_words_away():
    filled = parts_of(fill_form(FORM, {key_of("Bound"): "Mine"}).content)["word/document.xml"].decode()
    assert "dataBinding" not in filled
    assert "Mine" in filled


def test_a_list_to_choose_from_takes_only_what_stands_in_it():
    key = key_of("Kind of talk")
    assert fill_form(FORM, {key: "Something else"}).left == [key]
    assert parts_of(fill_form(FORM, {key: "Something else"}).content) == parts_of(FORM)


def test_a_marker_that_is_split_over_runs_is_filled_and_its_neighbours_stay():
    said = words_of(fill_form(FORM, {key_of("What happened?"): "I knocked [[Date]]."}).content)
    assert "Before I knocked [[Date]]. and after [[Date]]." in said


def test_two_markers_side_by_side():
    document = Document()
    document.add_paragraph("[[One]][[Two]] and [[ One ]]")
    content = saved(document)
    keys = {place["label"]: place["key"] for place in places_in(content)}
    assert "1[[Two]] and 1" in words_of(fill_form(content, {keys["One"]: "1"}).content)
    assert "12 and 1" in words_of(fill_form(content, {keys["One"]: "1", keys["Two"]: "2"}).content)


def test_a_learners_own_brackets_are_no_markers():
    document = Document()
    document.add_paragraph("[[One]] and [[Two]], [[One]]")
    content = saved(document)
    words = {place["key"]: f"{place['label']} is [[Two]] [[One]]" for place in places_in(content)}
    one, two = "One is [[Two]] [[One]]", "Two is [[Two]] [[One]]"
    assert Document(BytesIO(fill_form(content, words).content)).paragraphs[0].text == f"{one} and {two}, {one}"


def test_words_in_a_control_are_not_looked_through_for_markers():
    document = Document()
    paragraph = document.add_paragraph("[[Day]]: ")
    paragraph._p.append(control("Told", inside="<w:r><w:t>Click here</w:t></w:r>"))
    content = saved(document)
    told, day = (place["key"] for place in places_in(content))
    assert "Monday: I wrote [[Day]]" in words_of(fill_form(content, {told: "I wrote [[Day]]", day: "Monday"}).content)


def test_lines_stay_lines_and_control_characters_go():
    filled = fill_form(FORM, {key_of("Title"): "one\r\ntwo\x07\n\nthree"}).content
    assert Document(BytesIO(filled)).tables[0].cell(0, 1).text == "one\ntwo\n\nthree"


def test_a_template_language_is_not_spoken():
    document = Document()
    document.add_paragraph("{{ 7*7 }} {% for x in y %} ${7*7} [[Title]]")
    content = saved(document)
    filled = fill_form(content, {places_in(content)[0]["key"]: "{{ ''.__class__ }}"}).content
    assert "{{ 7*7 }} {% for x in y %} ${7*7} {{ ''.__class__ }}" in words_of(filled)


def test_a_mapping_fills_the_same_form_again():
    kept = record(
        entry(title="A visit", day="2026-10-02", fields=[field(), field("learnt", "To wait.", label="What was learnt")])
    )
    found = values_of(kept, "visit", {})
    places = suggest(PLACES, found)
    assert places == {
        key_of("What was learnt"): "field:learnt",
        key_of("Title"): "title",
        key_of("Date"): "day",
        key_of("What happened?"): "field:happened",
        PLACES[7]["key"]: "day",
        key_of("Your name"): "name",
    }
    form = {"id": form_id(PLACES), "name": "Team form", "kind": "reflection", "places": places}
    mapping = validated(kept | {"forms": [form]})["forms"][0]
    said = words_of(fill_form(FORM, values_for(mapping, found)).content)
    assert "Before I knocked twice. and after 2 October 2026." in said
    assert form_id(places_in(team_form())) == form["id"] != form_id(places_in(team_form())[1:])


def test_a_label_above_and_a_label_before():
    document = Document()
    table = document.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Learnt", "Next"
    paragraph = document.add_paragraph("Signed: ")
    paragraph._p.append(control("", "…", inside="<w:r><w:t>…</w:t></w:r>"))
    assert [(place["kind"], place["label"]) for place in places_in(saved(document))] == [
        ("control", "Signed"),
        ("cell", "Learnt"),
        ("cell", "Next"),
    ]


# What is refused


def macro_form():
    typed = with_part(
        FORM, "[Content_Types].xml", lambda part: part.replace(b"wordprocessingml.document.main", b"x.macroEnabled.main")
    )
    return with_part(typed, "word/vbaProject.bin", b"x", add=True)


def locked_zip():
    """A zip whose parts say that they are encrypted."""
    content = bytearray(FORM)
    for at in [match.start() for match in re.finditer(b"PK\x01\x02", FORM)]:
        content[at + 8] |= 1
    return bytes(content)


def bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", b" " * 50_000_000)
    return out.getvalue()


def bomb_that_lies():
    """The same, and its directory says that it is small."""
    content = bytearray(bomb())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def with_document(words):
    return with_part(FORM, "word/document.xml", words)


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = f"<w:document {W}>".encode() + b"<w:p>" * 5_000 + b"</w:p>" * 5_000 + b"</w:document>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

REFUSED = {
    "nothing": (b"", form_file.NOT_WORD),
    "text": (b"Dear all", form_file.NOT_WORD),
    "rich text": (rb"{\rtf1 Hello}", form_file.NOT_WORD),
    "pdf": (b"%PDF-1.7", form_file.NOT_WORD),
    "older Word": (OLE, form_file.OLD),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), form_file.LOCKED),
    "password of the zip": (locked_zip(), form_file.LOCKED),
    "macros": (macro_form(), form_file.MACROS),
    "macros by their type alone": (
        with_part(FORM, "[Content_Types].xml", lambda part: part.replace(b"settings+xml", b"macroEnabled")),
        form_file.MACROS,
    ),
    "macros by their part alone": (with_part(FORM, "word/vbaProject.bin", b"x", add=True), form_file.MACROS),
    "bomb": (bomb(), form_file.BOMB),
    "many parts": (None, form_file.BOMB),
    "spreadsheet": (
        with_part(FORM, "[Content_Types].xml", lambda part: part.replace(b"wordprocessingml", b"spreadsheetml")),
        form_file.NOT_WORD,
    ),
    "another zip": (None, form_file.NOT_WORD),
    "cut short": (FORM[: len(FORM) // 2], form_file.DAMAGED),
    "no XML": (with_document(b"Zebrafink"), form_file.DAMAGED),
    "laughs": (with_document(LAUGHS + b"<a>&b;</a>"), form_file.DAMAGED),
    "another file": (with_document(OUTSIDE + b"<a>&x;</a>"), form_file.DAMAGED),
    "deep": (with_document(DEEP), form_file.DAMAGED),
    "nothing to fill": (empty_form(), form_file.NOTHING),
    "too large": (b"PK" + b"\0" * 8_000_000, form_file.TOO_LARGE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_filled_gets_a_sentence(name):
    content, sentence = REFUSED[name]
    if content is None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for number in range(3_001 if name == "many parts" else 1):
                packed.writestr(f"{number}.txt", b"")
        content = out.getvalue()
    assert sentence_of(content) == sentence


@pytest.mark.slow
def test_a_bomb_that_lies_about_its_size_takes_no_more_memory_than_a_form(monkeypatch):
    monkeypatch.setattr(form_file, "_MOST_UNPACKED", 1_000_000)
    lying = bomb_that_lies()
    tracemalloc.start()
    assert sentence_of(lying) in (form_file.BOMB, form_file.DAMAGED)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


def test_two_parts_of_one_name_are_refused():
    out = BytesIO(FORM)
    with zipfile.ZipFile(out, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr("word/document.xml", b"<x/>")
    assert sentence_of(out.getvalue()) == form_file.DAMAGED


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.integers(0, 10_000), st.sampled_from(["gone", "moved", "renamed", "bare"]), st.integers(0, 10_000)),
        max_size=8,
    )
)
@settings(max_examples=200, deadline=None, phases=[Phase.generate])
def test_a_form_that_is_put_together_oddly_is_filled_or_gets_a_sentence(changes):
    root = etree.fromstring(parts_of(FORM)["word/document.xml"])
    for at, what, other in changes:
        parts = list(root.iter("{*}*"))[1:]
        if not parts:
            break
        one, two = parts[at % len(parts)], parts[other % len(parts)]
        if what == "bare":
            one.attrib.clear()
        elif what == "renamed":
            one.tag = two.tag
        elif what == "gone" or one in two.iterancestors() or one is two:
            one.getparent().remove(one)
        else:
            two.append(one)
    odd = with_document(etree.tostring(root))
    try:
        places = places_in(odd)
    except CannotFill as said:
        assert str(said) == form_file.NOTHING  # noqa: PT017 – which of the two it is, is not the matter here
    else:
        assert parts_of(fill_form(odd, {place["key"]: "one\ntwo" for place in places}).content)


@pytest.mark.slow
@given(st.integers(0, len(FORM) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=300, deadline=None, phases=[Phase.generate])
def test_a_damaged_form_is_filled_or_gets_a_sentence(at, instead):
    damaged = FORM[:at] + instead + FORM[at + len(instead) :]
    try:
        places = places_in(damaged)
    except CannotFill:
        assert sentence_of(damaged).endswith((".", "choose that."))
    else:
        assert fill_form(damaged, {places[0]["key"]: "x"}).content.startswith(b"PK")
