"""The assessor's two hats, supporting and assessing, seen from both sides."""

from __future__ import annotations

from alongside.alliance.written import Written


class TwoHats(Written):
    """Shows the two hats; what the first person marks is an entry of the record, the second's stays in the page's memory."""

    stem = "two_hats"
    pack_name = "two_hats"
