"""The card for the moment when somebody has just told something about themselves."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from alongside.content import packs
from alongside.words import Board


def disclosed() -> Board:
    """Show the card, folded away under its title until it is wanted."""
    pack = packs.read_alliance("disclosed")
    about = "".join(f"<p>{escape(words)}</p>" for words in pack["about"])
    parts = "".join(_part(part["heading"], part["words"]) for part in pack["parts"])
    aloud = _part("Words that help", map(_said, pack["say"])) + _part("Words that do not help", map(_said, pack["do_not_say"]))
    return Board(f"<details><summary>{escape(pack['title'])}</summary><div>{about}{parts}{aloud}</div></details>")


def _part(heading: str, words: Iterable[str]) -> str:
    return f"<h3>{escape(heading)}</h3><ul>{''.join(f'<li>{escape(one)}</li>' for one in words)}</ul>"


def _said(words: str) -> str:
    return f"“{words}”"
