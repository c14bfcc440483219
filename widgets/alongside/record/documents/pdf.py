"""PDF that screen readers can follow (PDF/UA-1), by Typst: tagged headings and paragraphs, a title, British English."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from alongside.record.documents.paper import Paper

_TEMPLATE = Path(__file__).with_name("document.typ")
_WANTED = (
    "Atkinson Hyperlegible",
    "Arial",
    "Liberation Sans",
    "Helvetica",
    "DejaVu Sans",
    "Libertinus Serif",
)  # the last always is
_MOST_TRIES = 12  # each takes out what no font here has; then all but plain letters goes at once
_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026]")
_JOINERS = {"Cf"}
_LATIN = {0, 1, 2}  # blocks of 256 characters
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def write_pdf(paper: Paper, now: datetime | None = None) -> bytes:
    """Write a document as PDF/UA-1.

    A character that no font of this machine has cannot stand in such a PDF: its name takes its place, in brackets
    ("[slightly smiling face]"), or a question mark for a letter. The Word and text documents hold it as it is.

    Parameters
    ----------
    paper : Paper
    now : datetime, optional
        What its properties say; without it, this moment.
    """
    for _ in range(_MOST_TRIES):
        try:
            return _compiled(paper, now or datetime.now(UTC))
        except typst.TypstError as problem:
            missing = _MISSING.search(str(problem))
        if not missing:
            break
        paper = _without(paper, _plain(missing[1]))
    try:
        return _compiled(_plain_letters(paper), now or datetime.now(UTC))
    except typst.TypstError:
        raise RuntimeError("Typst refused its template.") from None  # its own words may quote a learner's


def picture(paper: Paper) -> list[bytes]:
    """Draw each page as PNG, for tests and for looking."""
    drawn = typst.Compiler(_TEMPLATE.read_bytes()).compile(format="png", ppi=72, sys_inputs=_inputs(paper))
    return drawn if isinstance(drawn, list) else [drawn or b""]


def _inputs(paper: Paper) -> dict[str, str]:
    blocks = [block._asdict() for block in paper.blocks]
    said = {"title": paper.title, "author": paper.author, "blocks": blocks, "dense": paper.dense}
    return {"paper": json.dumps(said), "fonts": json.dumps(_fonts())}


def _compiled(paper: Paper, now: datetime) -> bytes:
    compiler = typst.Compiler(_TEMPLATE.read_bytes())
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=_inputs(paper), timestamp=int(now.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError("Typst made no PDF.")
    return made


@cache
def _fonts() -> tuple[str, ...]:
    here = set(typst.Fonts().families())
    return tuple(name.lower() for name in _WANTED if name in here)


def _plain(quoted: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), quoted)


def _without(paper: Paper, missing: str) -> Paper:
    """Put names in the place of the characters that are missing, and of their neighbours in the same block if letters.

    What joins or changes the characters beside it goes too; where a plain letter is said to be missing, it is its marks
    that are.
    """
    blocks = {ord(one) >> 8 for one in missing if unicodedata.category(one).startswith("L")} - _LATIN
    gone = _JOINERS | ({"Mn", "Mc", "Me"} if missing.isascii() else set())

    def named(words: str) -> str:
        kept = (one for one in words if unicodedata.category(one) not in gone and not _is_selector(one))
        return "".join(_named(one) if _is_among(one, missing, blocks) else one for one in kept)

    return _each(paper, named)


def _plain_letters(paper: Paper) -> Paper:
    """Leave the letters and signs that every font has."""
    return _each(paper, lambda words: "".join(one if one == "\n" or _PLAIN.match(one) else _named(one) for one in words))


def _each(paper: Paper, change: Callable[[str], str]) -> Paper:
    parts = [block._replace(words=change(block.words) or "?", label=change(block.label)) for block in paper.blocks]
    return Paper(change(paper.title) or "?", change(paper.author), parts, paper.dense)


def _is_selector(one: str) -> bool:
    return "\ufe00" <= one <= "\ufe0f"


def _is_among(one: str, missing: str, blocks: set[int]) -> bool:
    return not one.isascii() and (one in missing or ord(one) >> 8 in blocks)


def _named(one: str) -> str:
    category = unicodedata.category(one)
    if category.startswith("S"):
        return f"[{unicodedata.name(one, 'symbol').lower()}]"
    return "?" if category.startswith(("L", "N", "P")) else ""
