"""How long a kernel is kept without its page."""

import pytest

from alongside.serve.lives import TO_CONNECT, Lives, Patience
from tests.serve.clocks import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lives(clock) -> Lives:
    return Lives(Patience(closed=10, lost=600, unopened=30, idle=7200), clock)


def begin(lives, name="k", browser="b", page="p", *, is_sent=True, is_opened=False) -> str:
    lives.begin(name, browser, page)
    if is_sent:
        lives.sent(name)
    if is_opened:
        lives.opened(name)
    return name


def goes_after(lives, clock, seconds) -> bool:
    """Tell whether the one kernel is kept until just before, and goes then."""
    clock.wait(seconds - 0.01)
    is_kept = lives.over() == []
    clock.wait(0.01)
    return is_kept and lives.over() == ["k"]


def test_a_page_that_nobody_opens_loses_its_kernel(lives, clock):
    begin(lives)
    assert goes_after(lives, clock, 30)


def test_a_page_that_is_still_being_sent_keeps_its_kernel(lives, clock):
    begin(lives, is_sent=False)
    clock.wait(1000)
    assert lives.over() == []
    lives.sent("k")
    assert goes_after(lives, clock, 30)


def test_a_page_that_is_left_before_it_has_come_loses_its_kernel(lives, clock):
    begin(lives, is_sent=False)
    lives.closed("k")
    assert goes_after(lives, clock, 10)


def test_a_closed_page_loses_its_kernel_soon(lives, clock):
    begin(lives, is_opened=True)
    lives.closed("k")
    lives.broke_off("k")
    assert goes_after(lives, clock, 10)


def test_a_goodbye_counts_though_a_dead_network_keeps_its_wire_open(lives, clock):
    begin(lives, is_opened=True)
    lives.closed("k")
    assert goes_after(lives, clock, 10)


def test_a_page_that_comes_back_keeps_its_kernel(lives, clock):
    begin(lives, is_opened=True)
    lives.closed("k")
    lives.broke_off("k")
    clock.wait(9)
    lives.opened("k")
    clock.wait(1000)
    assert lives.over() == []


def test_a_page_without_connection_is_waited_for(lives, clock):
    begin(lives, is_opened=True)
    lives.broke_off("k")
    assert goes_after(lives, clock, 600)


def test_of_two_connections_one_may_break_off(lives, clock):
    begin(lives, is_opened=True)
    lives.opened("k")
    lives.broke_off("k")
    clock.wait(1000)
    assert lives.over() == []


def test_an_open_page_on_which_nothing_is_done_loses_its_kernel(lives, clock):
    begin(lives, is_opened=True)
    clock.wait(7000)
    lives.heard("k")
    assert goes_after(lives, clock, 7200)


def test_an_idle_page_keeps_its_kernel_for_ever_where_the_host_says_so(clock):
    lives = Lives(Patience(idle=0), clock)
    begin(lives, is_opened=True)
    clock.wait(10**6)
    assert lives.over() == []


def test_what_is_said_of_a_kernel_that_is_gone_changes_nothing(lives):
    for say in (lives.sent, lives.opened, lives.broke_off, lives.heard, lives.closed, lives.end):
        say("gone")
    assert len(lives) == 0


def test_a_browser_does_without_a_page_that_it_has_closed_then_one_never_opened_then_one_that_is_lost(lives, clock):
    begin(lives, "open", is_opened=True)
    for name in ("lost", "lost later"):
        begin(lives, name, is_opened=True)
        lives.broke_off(name)
        clock.wait(1)
    begin(lives, "never opened")
    begin(lives, "closed", page="another", is_opened=True)
    lives.closed("closed")
    begin(lives, "somebody else's", browser="c")
    clock.wait(TO_CONNECT)
    order = []
    while name := lives.replaceable("b", "p", is_at_limit=False):
        order.append(name)
        lives.end(name)
    assert order == ["closed", "never opened", "lost", "lost later"]


def test_other_pages_of_a_browser_give_way_only_at_its_limit(lives, clock):
    begin(lives, "another", page="another")
    assert lives.replaceable("b", "p", is_at_limit=True) is None, "it may be about to connect"
    clock.wait(TO_CONNECT)
    assert lives.replaceable("b", "p", is_at_limit=False) is None
    assert lives.replaceable("b", "p", is_at_limit=True) == "another"


def test_a_page_that_is_being_sent_gives_way_to_none(lives, clock):
    begin(lives, is_sent=False)
    clock.wait(100)
    assert lives.replaceable("b", "p", is_at_limit=True) is None


def test_who_waits_may_have_what_was_closed_or_never_opened_a_while_ago(lives, clock):
    begin(lives, "never opened")
    begin(lives, "open", is_opened=True)
    begin(lives, "lost", is_opened=True)
    lives.broke_off("lost")
    clock.wait(7)
    begin(lives, "closed")
    lives.closed("closed")
    clock.wait(2.9)
    assert lives.abandoned() == []
    clock.wait(0.2)
    assert lives.abandoned() == ["closed", "never opened"]
