"""What a notebook calls: each function gives one widget, to stand as the last line of a cell."""

from __future__ import annotations

from alongside.alliance.agreement import Agreement
from alongside.alliance.disclosed import disclosed
from alongside.alliance.role_power import RolePower
from alongside.alliance.two_hats import TwoHats
from alongside.alliance.worry import Worry
from alongside.identity.flower import Flower
from alongside.identity.wheel import Wheel
from alongside.my_record.my_record import MyRecord
from alongside.reflections.reflections import Reflections
from alongside.scenario.player import Player
from alongside.start import board
from alongside.words import Board


def stories(only: str | None = None) -> Player:
    """Show the allyship stories: choose one and walk it, alone or with a partner.

    Parameters
    ----------
    only : str, optional
        The name of one story, such as ``"first_supervision"``, where a workbook has only this one. A name that does not
        exist is answered on the page by a sentence with the nearest name.
    """
    return Player(only)


def my_record() -> MyRecord:
    """Show what a learner has written: open a file of it, make documents from it, see which standards it touches."""
    return MyRecord()


def power_flower() -> Flower:
    """Show the Power Flower: who is treated as the usual around here, and oneself only if one wants.

    What is entered stays in the memory of the reader's own page: this side, and so the notebook, never has it.
    """
    return Flower()


def reflections() -> Reflections:
    """Show what the learner has written, and where they write: reflections and pieces of CPD."""
    return Reflections()


def role_power() -> RolePower:
    """Show who holds what: cards put under four, compared in words, and three sentences to end with; nobody tells anything."""
    return RolePower()


def two_hats() -> TwoHats:
    """Show everyday acts, for an assessor and an NQSW to say which hat is on, supporting or assessing, and to compare."""
    return TwoHats()


def working_agreement() -> Agreement:
    """Show the agreement on how an assessor and an NQSW work together: filled in here, copied, downloaded by both."""
    return Agreement()


def identity_wheel() -> Wheel:
    """Show the identity wheel, for oneself only: segments, marks for a few questions, and one question to take away.

    What is entered stays in the memory of the reader's own page: this side, and so the notebook, never has it.
    """
    return Wheel()


def speaking_up() -> Worry:
    """Show the steps for speaking up for somebody: whether they asked comes first."""
    return Worry("speaking_up")


def worry_about_practice() -> Worry:
    """Show the steps for an assessor's worry about somebody's practice."""
    return Worry("worry_about_practice")


def worry_about_assessment() -> Worry:
    """Show the steps for an NQSW's worry about their own assessment."""
    return Worry("worry_about_assessment")


def who_finds_what() -> Board:
    """Show, on the start page, what fits whom and exists; and which story is left out, if any."""
    return board.who_finds_what()


def someone_has_told_me_something() -> Board:
    """Show the card for the moment when somebody has said something about themselves."""
    return disclosed()


def undertaking(*, even_if_none: bool = False) -> Board:
    """Show what the employer has promised about these pages; where it has not, nothing, or with ``even_if_none`` that."""
    return board.undertaking(even_if_none=even_if_none)


def contacts() -> Board:
    """Show whom the host has named to turn to."""
    return board.contacts()
