"""How hard a text is to read: sentences, words, syllables, and the Flesch–Kincaid grade.

Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas", 1975. Syllables are counted
by pyphen's American hyphenation patterns: they come with the package, and divide between more syllables than the
British ones ("man-ag-er", where the British give "man-ager").
"""

from __future__ import annotations

import re
from functools import cache

import pyphen

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')]*\s+(?=[“\"‘'(]*[A-Z0-9])")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9’'-]*")


def sentences(text: str) -> list[str]:
    """Split a text into its sentences."""
    return [sentence for sentence in _SENTENCE_END.split(text.strip()) if _WORD.search(sentence)]


def words(text: str) -> list[str]:
    """List the words of a text; a hyphenated word counts once."""
    return _WORD.findall(text)


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word, at least one."""
    parts = re.sub(r"[’']", "", word).lower().split("-")
    return sum(len(_patterns().positions(part)) + 1 for part in parts if part) or 1


@cache
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


def grade(text: str) -> float:
    """Give the Flesch–Kincaid grade of a text, in school years of the United States; 0.0 for an empty text."""
    counted = words(text)
    if not counted:
        return 0.0
    per_sentence = len(counted) / max(1, len(sentences(text)))
    per_word = sum(map(syllables, counted)) / len(counted)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59
