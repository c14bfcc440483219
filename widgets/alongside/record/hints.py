"""What may give somebody away, marked for the learner to check before they let a document go. Standard library only.

A hint and no more: it finds patterns, not people. It misses nicknames, places, and all that only somebody who knows the
family would recognise, and it marks what is harmless. So the page says `INCOMPLETE` wherever it shows hints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from alongside.record.record import Entry

INCOMPLETE = (
    "Take out names and details of people who draw on care and support before this leaves you. What is marked here may "
    "give somebody away. These are hints, and they miss things: read it through yourself."
)
#: What each kind of hint is called.
KINDS = {
    "nhs_number": "an NHS number",
    "case_number": "a case or reference number",
    "phone": "a phone number",
    "postcode": "a postcode",
    "date": "a full date, such as a date of birth",
    "name": "a name",
}

_MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?"
)
_NHS = re.compile(r"(?<![\d-])\d{3}([ -]?)\d{3}\1\d{4}(?![\d-])")
_PATTERNS = {
    "phone": re.compile(r"(?<![\w+])(?:\+44[ -]?(?:\(0\))?|\(?0)\d(?:[ ()-]{0,2}\d){8,9}(?!\d)"),
    "postcode": re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b", re.IGNORECASE),
    "date": re.compile(
        rf"\b(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}|"
        rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\.?,? (?:19|20)\d{{2}}|"
        rf"(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}})\b",
        re.IGNORECASE,
    ),
    "case_number": re.compile(
        r"\b(?:(?:case|ref(?:erence)?|file|client|person|LCS|LAS|Mosaic|ID)\.?(?: (?:number|no\.?|ID))?[ :#]{1,3}"
        r"(?:LCS |LAS )?[A-Z]{0,4}[-/]?\d{3,}"
        r"|[A-Z]{1,4}[-/]?\d{5,}|\d{6,})\b",
        re.IGNORECASE,
    ),
}
_CAPITAL = r"[A-Z\u00c0-\u00de][\w\u2019'-]*[^\W\d_]"
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Auntie|Aunt|Uncle|Nan|Grandma|Granddad)\.? {_CAPITAL}(?: {_CAPITAL})?|"
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z]\b"
)
_WORD = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?![\w])")
_SPEAKS = re.compile(r" (?:said|says|told|asked|wanted|wants|felt|feels|lives|lived|was|is|has|had|did|came|went|rang|cried)\b")
_NEAR = 20  # characters before a word, to see whether a sentence begins there
_SENTENCE_ENDS = frozenset('.!?:\n•“"(')
#: Capitalised words that are nobody's name.
_ORDINARY = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays "
    "January February March April May June July August September "
    "October November December Christmas Easter Ramadan Eid Diwali English British Welsh Scottish Irish England Britain Wales "
    "Scotland Ireland London Europe NHS PCF KSS SWE BASW ASYE NQSW CPD MCA DoLS EHCP CAMHS MASH GP PA Act Care Children "
    "Mental Capacity Health Human Rights Court Social Work Worker Team Council Police Teams Zoom Word Excel God Muslim "
    "Christian Jewish Hindu Sikh Black Asian White Mum Dad Mother Father Section I I'm I’m I've I’ve I'd I’d I'll I’ll".split()
)
_STARTERS = frozenset(
    "He She They It We You This That These Those There What Who When Where Why How One Nobody Everybody Somebody Everyone "
    "Someone Nothing Everything Something The A An My Her His Their Our Your Mum Dad Today Yesterday Here".split()
)


class Hint(NamedTuple):
    """A stretch of a text that may give somebody away: its kind, and where it begins and ends."""

    kind: str
    begin: int
    end: int


def find_hints(text: str) -> list[Hint]:
    """Mark what looks like a name, date of birth, phone, postcode, NHS or case number, in the order of the text.

    Numbers come before names where they overlap; names side by side are one.
    """
    found: list[Hint] = []
    taken = bytearray(len(text))
    for hint in [*_numbers(text), *_names(text)]:
        if not any(taken[hint.begin : hint.end]):
            taken[hint.begin : hint.end] = b"\1" * (hint.end - hint.begin)
            found.append(hint)
    return _whole_names(text, sorted(found, key=lambda hint: hint.begin))


def _whole_names(text: str, hints: list[Hint]) -> list[Hint]:
    """Put names that stand side by side into one."""
    whole: list[Hint] = []
    for hint in hints:
        if whole and whole[-1].kind == hint.kind == "name" and text[whole[-1].end : hint.begin] == " ":
            whole[-1] = Hint("name", whole[-1].begin, hint.end)
        else:
            whole.append(hint)
    return whole


def hints_of(entry: Entry) -> dict[str, list[Hint]]:
    """Mark an entry's title (under ``""``) and its answers in writing (under their names); what has no hint is left out."""
    texts = {"": entry["title"]} | {one["name"]: words_of(one) for one in entry["fields"] if one["kind"] in ("text", "list")}
    return {name: hints for name, text in texts.items() if (hints := find_hints(text))}


def words_of(field: Mapping[str, Any]) -> str:
    """Give an answer as it is looked through: each item of a list on a line of its own, since a sentence begins there."""
    return "\n".join(field["value"]) if field["kind"] == "list" else str(field["value"])


def marked_answers(entry: Entry) -> list[dict[str, Any]]:
    """Give the title and the answers in which something was marked, each in pieces: its words, and what they may be."""
    hints = hints_of(entry)
    told: list[tuple[str, str, str]] = [("", "Title", entry["title"])]
    told += [(one["name"], one["label"], words_of(one)) for one in entry["fields"]]
    return [
        {"field": name, "label": label, "pieces": _pieces(words, hints[name])} for name, label, words in told if name in hints
    ]


def _pieces(words: str, hints: list[Hint]) -> list[list[str]]:
    pieces, at = [], 0
    for hint in hints:
        pieces += [[words[at : hint.begin], ""], [words[hint.begin : hint.end], KINDS[hint.kind]]]
        at = hint.end
    return [piece for piece in [*pieces, [words[at:], ""]] if piece[0]]


def _numbers(text: str) -> Iterator[Hint]:
    for match in _NHS.finditer(text):
        if _is_nhs_number([int(digit) for digit in re.sub(r"\D", "", match[0])]):
            yield Hint("nhs_number", *match.span())
    for kind in ("date", "phone", "postcode", "case_number"):
        yield from (Hint(kind, *match.span()) for match in _PATTERNS[kind].finditer(text))


def _is_nhs_number(digits: list[int]) -> bool:
    """Check the last of ten digits, modulo 11. Source: NHS data dictionary, NHS number."""
    check = 11 - sum((10 - place) * digit for place, digit in enumerate(digits[:9])) % 11
    return check % 11 == digits[9] and check != 10  # noqa: PLR2004  a check digit has one digit


def _names(text: str) -> Iterator[Hint]:
    for match in _TITLED.finditer(text):
        yield Hint("name", *match.span())
    words = [match for match in _WORD.finditer(text) if match[0].removesuffix("’s").removesuffix("'s") not in _ORDINARY]
    sure = {match[0] for match in words if not _begins_a_sentence(text, match.start())}
    for match in words:
        at_start = _begins_a_sentence(text, match.start())
        speaks = match[0] not in _STARTERS and _SPEAKS.match(text, match.end())
        if match[0].isupper() or (match[0] in _STARTERS and at_start):
            continue
        if not at_start or match[0] in sure or speaks or match[0].endswith(("’s", "'s")):
            yield Hint("name", *match.span())


def _begins_a_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - _NEAR) : at].rstrip(" \t‘'“\"(-–—•*")
    return not before or before[-1] in _SENTENCE_ENDS
