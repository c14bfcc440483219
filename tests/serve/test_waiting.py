"""What a waiting page is told."""

import pytest

from alongside.serve.caretaker import Wait
from alongside.serve.waiting import again_in, words_of


@pytest.mark.parametrize(
    ("ahead", "said"), [(0, "You are next."), (1, "One person is ahead of you."), (2, "2 people are ahead of you.")]
)
def test_it_is_told_how_many_are_ahead(ahead, said):
    assert words_of(Wait(ahead)) == said


def test_it_is_told_when_its_own_browser_is_what_it_waits_for():
    assert "Close one of its tabs" in words_of(Wait(0, has_too_many=True))


def test_many_that_wait_ask_less_often_and_those_out_of_sight_least():
    assert again_in(0, is_hidden=False) < again_in(100, is_hidden=False) < again_in(0, is_hidden=True)
    assert again_in(10**6, is_hidden=False) <= 15
