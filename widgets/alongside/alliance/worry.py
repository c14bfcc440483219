"""Speaking up for somebody, a worry about somebody's practice, and a worry about one's own assessment."""

from __future__ import annotations

import traitlets

from alongside.alliance.written import Written
from alongside.content import packs


class Worry(Written):
    """Shows one of the three, step by step; what is written is an entry of the record, and the bias check is kept nowhere.

    Parameters
    ----------
    pack : str
        ``speaking_up``, ``worry_about_practice`` or ``worry_about_assessment``.
    """

    stem = "worry"

    #: The pack ``who_can_help``, and ``contacts``: those whom the host has named in ``local.yaml``.
    who_can_help = traitlets.Dict().tag(sync=True)

    def __init__(self, pack: str) -> None:
        who = packs.read_alliance("who_can_help") | {"contacts": packs.local().get("contacts", [])}
        super().__init__(pack, who_can_help=who)
