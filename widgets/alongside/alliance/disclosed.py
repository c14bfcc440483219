"""The card for the moment when somebody has just told something about themselves."""

from __future__ import annotations

from html import escape

from alongside.content import packs
from alongside.words import Board


def disclosed() -> Board:
    """Show the card, folded away under its title until it is wanted."""
    pack = packs.read_alliance("disclosed")
    about = "".join(f"<p>{escape(words)}</p>" for words in pack["about"])
    parts = "".join(
        f"<h3>{escape(part['heading'])}</h3><ul>{''.join(f'<li>{escape(words)}</li>' for words in part['words'])}</ul>"
        for part in pack["parts"]
    )
    return Board(f"<details><summary>{escape(pack['title'])}</summary>{about}{parts}</details>")
