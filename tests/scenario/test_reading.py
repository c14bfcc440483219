"""Sentences, syllables and the reading grade."""

import pytest

from alongside.scenario.reading import grade, sentences, syllables, words


def test_sentences_end_at_full_stops_outside_and_inside_quotes():
    text = "It rains. “Is it wet?” You nod. Mr Osei waits… Nobody comes."
    assert sentences(text) == ["It rains.", "“Is it wet?", "You nod.", "Mr Osei waits…", "Nobody comes."]


def test_a_hyphenated_word_and_a_contraction_count_once():
    assert words("A well-kept garden isn’t free.") == ["A", "well-kept", "garden", "isn’t", "free"]


@pytest.mark.parametrize(("word", "count"), [("rain", 1), ("water", 2), ("supervision", 4), ("I", 1), ("you’re", 1)])
def test_syllables(word, count):
    assert syllables(word) == count


def test_the_grade_follows_the_published_formula():
    text = "The rain came. We sat by the door."
    assert grade(text) == pytest.approx(0.39 * 8 / 2 + 11.8 * 8 / 8 - 15.59)


def test_harder_text_has_a_higher_grade():
    assert grade("Institutional accountability necessitates comprehensive documentation.") > 9 > grade("You wait. It rains.")


def test_no_words_have_no_grade():
    assert grade(" … ") == 0.0
