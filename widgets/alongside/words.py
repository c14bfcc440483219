"""Words of a pack as a page shows them: plain HTML, the same for everybody, without a widget."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Board:
    """Words for a page, as safe HTML; in a terminal it is plain text.

    Attributes
    ----------
    html : str
        Everything that comes from a pack is escaped in it.
    """

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "Board"
