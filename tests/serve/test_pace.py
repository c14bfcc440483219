"""How fast a page may send."""

from alongside.serve.pace import BURST, RATE, Pace
from tests.serve.clocks import Clock


def test_a_page_in_its_pace_never_waits():
    clock = Clock()
    pace = Pace(clock)
    for _ in range(10 * BURST):
        clock.now += 1 / RATE
        assert pace.wait_after(300) == 0


def test_a_page_that_opens_with_many_widgets_does_not_wait():
    pace = Pace(Clock())
    assert [pace.wait_after(300) for _ in range(BURST - 10)] == [0] * (BURST - 10)


def test_what_comes_too_fast_waits_and_then_is_in_its_pace_again():
    clock = Clock()
    pace = Pace(clock)
    waited = 0
    for _ in range(10_000):
        wait = pace.wait_after(10)
        clock.now += wait
        waited += wait
    assert (10_000 - BURST) / RATE * 0.99 < waited < 10_000 / RATE * 1.01
    clock.now += BURST / RATE
    assert pace.wait_after(10) == 0


def test_large_messages_count_for_more():
    pace = Pace(Clock())
    assert pace.wait_after(100 * 2**20) > 5
