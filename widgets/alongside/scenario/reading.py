"""How hard a text is to read: sentences, words, syllables, and the Flesch–Kincaid grade.

Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas", 1975. Syllables are counted
by pyphen's American hyphenation patterns: they come with the package, and divide between more syllables than the
British ones ("man-ag-er", where the British give "man-ager").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pyphen

HIGHEST_GRADE = 9.0
LONGEST_SENTENCE = 25
#: The formula says little about fewer words than these.
FEWEST_WORDS = 50
BANNED = ("diverse person", "safe space", "journey", "uncomfortable conversation", "I hear you", "bystander to upstander")
_PHRASES = [phrase.replace("person", "(?:person|people)").replace(" ", r"\s+") for phrase in BANNED]
_BANNED = re.compile(r"\b(" + "|".join(_PHRASES) + r")s?\b", re.IGNORECASE)
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


def too_long(text: str) -> Iterator[str]:
    """Say of each sentence of more than 25 words how it begins."""
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            yield f"a sentence of {count} words begins '{' '.join(sentence.split()[:5])} …'; at most {LONGEST_SENTENCE}."


def too_hard(texts: Iterable[str]) -> str | None:
    """Say at which grade these texts read together, if it is above 9; None too where they are too short to tell."""
    whole = " ".join(text if text.endswith((".", "?", "!", "”", '"')) else f"{text}." for text in texts)
    measured = grade(whole)
    if measured <= HIGHEST_GRADE or len(words(whole)) < FEWEST_WORDS:
        return None
    return f"reads at grade {measured:.1f} (Flesch–Kincaid); at most {HIGHEST_GRADE:.0f}."


def banned(text: str) -> Iterator[str]:
    """Say which phrases of a text are among those that the writing rules ban."""
    for found in _BANNED.findall(text):
        yield f"'{found}' is one of the phrases that we do not use. Say what is meant."
