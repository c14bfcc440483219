"""A piece of continuing professional development, in the order in which Social Work England's form asks for it.

The labels are ours; what each field is for was read at Research in Practice, "Record your CPD and apply to renew
registration" (November 2023). Standard library only.
"""

from __future__ import annotations

from collections.abc import Container

from alongside.days import in_words
from alongside.record.documents.paper import Paper, clean, find_shared, spoken
from alongside.record.record import Entry, Record, day_of, live_entries

#: Name of each field, and its label, in the order of the form.
FIELDS = {
    "type": "Type of CPD",
    "description": "What it was, and why it matters to you",
    "date": "Date",
    "learnt": "What you learnt from it",
    "impact": "What it changes in your practice and for the people you work with",
    "peer": "What you learnt from talking it over with a peer",
}


def cpd_piece(record: Record, entry_id: str) -> dict[str, str]:
    """Give a piece's fields by their names, to copy one by one; what the entry does not say is empty.

    An entry of the kind ``cpd`` holds fields of these names. Of a reflection, the answers go into what was learnt. What
    was learnt with a peer comes from the entry itself, from a reflection with a peer or group that is linked to it in
    either direction, or, where the entry is such a reflection, from all that it says.

    Raises
    ------
    NoSuchEntry
    """
    entry = find_shared(record, entry_id)
    answers = {answer["name"]: spoken(answer) for answer in entry["fields"]}
    piece = {name: clean(answers.get(name, "")).strip() for name in FIELDS}
    piece["date"] = piece["date"] or in_words(day_of(entry))
    piece["description"] = piece["description"] or clean(entry["title"]).strip()
    peers = [entry] * (entry["kind"] == "peer_reflection") + with_peer(record, entry)
    piece["peer"] = piece["peer"] or "\n\n".join(_all_answers(one, without=FIELDS if one is entry else ()) for one in peers)
    if entry["kind"] != "peer_reflection" and not piece["learnt"]:
        piece["learnt"] = _all_answers(entry, without=FIELDS)
    return piece


def cpd_paper(record: Record, entry_id: str) -> Paper:
    """Make the document of a piece; a field without words has its heading, and says that it is empty."""
    paper = Paper("A piece of continuing professional development", clean(record["name"]))
    paper.say("fact", "The order of the fields is that of Social Work England’s form.")
    for name, words in cpd_piece(record, entry_id).items():
        paper.say("heading", FIELDS[name], 2)
        for part in (words or "Nothing yet.").split("\n\n"):
            paper.say("text", part)
    return paper


def with_peer(record: Record, entry: Entry) -> list[Entry]:
    """List the reflections with a peer or group that are linked to an entry, in either direction."""
    return [
        one
        for one in live_entries(record, ("peer_reflection",))
        if one["id"] != entry["id"] and (one["id"] in entry["links"] or entry["id"] in one["links"])
    ]


def _all_answers(entry: Entry, without: Container[str] = ()) -> str:
    told = [clean(spoken(answer)).strip() for answer in entry["fields"] if answer["name"] not in without]
    return "\n\n".join(words for words in told if words)
