"""The working agreement as a document: its sections, each question with its answer, close enough for one page.

Standard library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.days import in_words
from alongside.record.documents.paper import Paper, clean, find_written, spoken
from alongside.record.record import Record

#: What an agreement holds that its pack no longer asks.
ALSO = "Also agreed"


def agreement_paper(record: Record, entry_id: str, pack: Mapping[str, Any]) -> Paper:
    """Make the document of an agreement; what is not answered is left out, and nobody is asked to sign.

    Parameters
    ----------
    record : dict
        A validated record.
    entry_id : str
    pack : dict
        A compiled pack of the kind ``working_agreement``.

    Raises
    ------
    NoSuchEntry
    """
    entry = find_written(record, entry_id)
    paper = Paper(" ".join(clean(entry["title"]).split()) or pack["title"], dense=True)
    paper.say("fact", f"As it stood on {in_words(entry['changed'][:10])}. Either of us can ask to change it.")
    answers = {answer["name"]: answer for answer in entry["fields"]}
    for section in pack["sections"]:
        asked = [field["name"] for field in section["fields"]]
        _say(paper, section["heading"], [answers.pop(name) for name in asked if name in answers])
    _say(paper, ALSO, list(answers.values()))
    return paper


def _say(paper: Paper, heading: str, answers: list[Mapping[str, Any]]) -> None:
    written = [answer for answer in answers if spoken(answer).strip()]
    if written:
        paper.say("heading", heading, 2)
    for answer in written:
        paper.say("answer", spoken(answer), label=answer["label"])
