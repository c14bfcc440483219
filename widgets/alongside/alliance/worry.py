"""Speaking up for somebody, a worry about somebody's practice, and a worry about one's own assessment."""

from __future__ import annotations

from alongside.alliance.written import Helped


class Worry(Helped):
    """Shows one of the three, step by step; what is written is an entry of the record, and the bias check is kept nowhere.

    Parameters
    ----------
    pack : str
        ``speaking_up``, ``worry_about_practice`` or ``worry_about_assessment``.
    """

    stem = "worry"
