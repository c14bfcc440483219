"""Who holds what, between an assessor, an NQSW, their organisation and the person who draws on care and support."""

from __future__ import annotations

from alongside.alliance.written import Written


class RolePower(Written):
    """Shows the board of role power; the first person's is an entry of the record, the second's stays in the page's memory."""

    stem = "role_power"
    pack_name = "role_power"
