"""One door to every document: a record is checked, a paper made from it, and written in a format that is loaded only then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from alongside.record.documents.cpd import cpd_paper
from alongside.record.documents.paper import Paper, Titles, one_entry, some_entries, whole_record

#: Ending of each format, and its media type.
FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True)
class File:
    """A file in memory, to be handed to the browser.

    Attributes
    ----------
    name : str
        Without a word of the learner's: folders and screens are glanced at.
    type : str
        Media type.
    content : bytes
    """

    name: str
    type: str
    content: bytes = field(repr=False)


def make_entry_file(record: dict[str, Any], entry_id: str, ending: str, *, titles: Titles | None = None, today: date) -> File:
    """Make the document of one entry.

    Raises
    ------
    NoSuchEntry
    """
    return make_file(one_entry(_checked(record), entry_id, titles), "alongside-reflection", ending, today)


def make_period_file(
    record: dict[str, Any],
    since: date,
    until: date,
    ending: str,
    *,
    name: str = "",
    titles: Titles | None = None,
    today: date,
) -> File:
    """Make the document of the reflections of a time, called ``name`` where it has one."""
    return make_file(some_entries(_checked(record), since, until, name, titles), "alongside-reflections", ending, today)


def make_record_file(record: dict[str, Any], ending: str, *, titles: Titles | None = None, today: date) -> File:
    """Make the document of the whole record; as ``json``, the file that opens here again."""
    if ending == "json":
        from alongside.record.opening import write_record  # noqa: PLC0415 – pydantic, only where a file is made

        return File(f"alongside-record-{today}.json", FORMATS[ending], write_record(record))
    return make_file(whole_record(_checked(record), titles), "alongside-record", ending, today)


def make_cpd_file(record: dict[str, Any], entry_id: str, ending: str, *, today: date) -> File:
    """Make the document of a piece of CPD.

    Raises
    ------
    NoSuchEntry
    """
    return make_file(cpd_paper(_checked(record), entry_id), "alongside-cpd", ending, today)


def make_file(paper: Paper, stem: str, ending: str, today: date) -> File:
    """Write a paper in a format; ``stem`` begins the file's name, and says nothing of what is in it."""
    content = _writer(ending)(paper)
    return File(f"{stem}-{today}.{ending}", FORMATS[ending], content)


def _writer(ending: str) -> Callable[[Paper], bytes]:
    if ending == "txt":
        from alongside.record.documents.text import write_text  # noqa: PLC0415 – only the format that is asked for

        return write_text
    if ending == "docx":
        from alongside.record.documents.word import write_word  # noqa: PLC0415 – the same

        return lambda paper: write_word(paper, datetime.now(UTC))
    if ending == "pdf":
        from alongside.record.documents.apart import write_pdf_apart  # noqa: PLC0415 – the same

        return lambda paper: write_pdf_apart(paper, datetime.now(UTC))
    raise ValueError(f"There is no format '{ending}' here.")


def _checked(record: dict[str, Any]) -> dict[str, Any]:
    from alongside.record.opening import validated  # noqa: PLC0415 – pydantic, only where a file is made

    return validated(record)
