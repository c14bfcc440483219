"""The working agreement of an assessor and an NQSW."""

from __future__ import annotations

from alongside.alliance.written import Helped


class Agreement(Helped):
    """Shows the working agreement, section by section; what is agreed is an entry of the record."""

    stem = "agreement"
    pack_name = "working_agreement"
