"""A piece of CPD, in the order of Social Work England's form, and the small counter."""

from alongside.record.documents.cpd import FIELDS, cpd_paper, cpd_piece
from tests.record.records import entry, field, record

PEER = entry("talk", "In the group", kind="peer_reflection", fields=[field(value="They saw what I had missed.")])


def test_the_fields_stand_in_their_order():
    assert list(FIELDS) == ["type", "description", "date", "learnt", "impact", "peer"]
    assert list(cpd_piece(record(entry()), "visit")) == list(FIELDS)


def test_a_reflection_becomes_a_piece():
    piece = cpd_piece(record(entry(day="2026-10-02")), "visit")
    assert (piece["description"], piece["date"], piece["learnt"]) == ("A visit", "2 October 2026", "I knocked twice.")
    assert (piece["type"], piece["impact"], piece["peer"]) == ("", "", "")


def test_the_peer_field_is_filled_from_a_linked_reflection_in_either_direction():
    there = record(entry(links=["talk"]), PEER)
    back = record(entry(), PEER | {"links": ["visit"]})
    apart = record(entry(), PEER)
    peers = [cpd_piece(kept, "visit")["peer"] for kept in (there, back, apart)]
    assert peers == ["They saw what I had missed.", "They saw what I had missed.", ""]
    assert cpd_piece(record(PEER), "talk")["peer"] == "They saw what I had missed."


def test_a_piece_that_was_written_as_one_keeps_its_words():
    kept = entry(
        kind="cpd",
        links=["talk"],
        fields=[
            field("type", "r", label="Type", kind="choice", words="Reading"),
            field("date", "2026-10-03", label="Date", kind="date"),
            field("learnt", "To wait."),
            field("peer", "Already written."),
        ],
    )
    piece = cpd_piece(record(kept, PEER), "visit")
    assert (piece["type"], piece["date"], piece["learnt"]) == ("Reading", "3 October 2026", "To wait.")
    assert piece["peer"] == "Already written."


def test_the_document_has_every_field_and_says_where_nothing_is():
    paper = cpd_paper(record(entry()), "visit")
    assert [block.words for block in paper.blocks if block.level == 2] == list(FIELDS.values())
    assert sum(block.words == "Nothing yet." for block in paper.blocks) == 3
