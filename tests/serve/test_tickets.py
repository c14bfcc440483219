"""Who waits, and in which order."""

import pytest

from alongside.serve import tickets as module
from alongside.serve.tickets import Tickets
from tests.serve.clocks import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tickets(clock) -> Tickets:
    return Tickets(clock)


def come(tickets, clock, browser, times=2):
    """Ask once, and again: then the page is known to wait."""
    for _ in range(times):
        ticket = tickets.ask(browser, "p", 20)
        clock.wait(0.1)
    return ticket


def test_who_came_first_goes_first(tickets, clock):
    first, second, third = (come(tickets, clock, name) for name in "abc")
    assert [tickets.ahead(ticket) for ticket in (first, second, third)] == [0, 1, 2]
    assert tickets.ahead(None) == 3


def test_asking_often_neither_gains_nor_loses(tickets, clock):
    first = come(tickets, clock, "a")
    second = come(tickets, clock, "b", times=50)
    assert come(tickets, clock, "a") is first
    assert tickets.ahead(second) == 1
    assert len(tickets) == 2


def test_who_never_comes_back_keeps_nobody_waiting(tickets, clock):
    for number in range(500):
        come(tickets, clock, f"once {number}", times=1)
    assert tickets.ahead(come(tickets, clock, "a")) == 0
    assert len(tickets) == 1


def test_a_ticket_is_void_when_its_page_asks_no_more(tickets, clock):
    come(tickets, clock, "a")
    clock.wait(15)
    second = come(tickets, clock, "b")
    assert tickets.ahead(second) == 1
    clock.wait(5)
    assert tickets.ahead(second) == 0
    assert tickets.find("a", "p") is None


def test_a_ticket_lasts_as_long_as_its_page_asks(tickets, clock):
    first = come(tickets, clock, "a")
    for _ in range(20):
        clock.wait(19)
        assert tickets.ask("a", "p", 20) is first


def test_who_has_been_let_in_is_nobody_s_concern(tickets, clock):
    come(tickets, clock, "a")
    second = come(tickets, clock, "b")
    tickets.drop("a", "p")
    tickets.drop("a", "p")
    assert tickets.ahead(second) == 0


def test_the_number_of_tickets_has_an_end_and_real_ones_stay(tickets, clock, monkeypatch):
    monkeypatch.setattr(module, "MOST_TICKETS", 100)
    known = come(tickets, clock, "a")
    for number in range(1000):
        tickets.ask(f"once {number}", "p", 20)
    assert len(tickets._tickets) <= 100
    assert tickets.find("a", "p") is known
