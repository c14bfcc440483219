"""The parts of the start workbook that depend on the packs: plain HTML, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from alongside.content import packs
from alongside.days import in_words
from alongside.words import Board

STORIES = "allyship_stories.ipynb"
NOT_PROMISED = (
    "Your organisation has not promised this yet: no one here will be asked about, judged on or monitored through these pages."
)


@dataclass(frozen=True)
class Role:
    """Somebody who comes to the start page.

    Attributes
    ----------
    who : str
        Ends the sentence "I am …".
    fits : str
        What fits them here.
    eyes : str
        The eyes through which they may walk a story as themselves; "" for none.
    """

    who: str
    fits: str
    eyes: str = ""


ROLES = (
    Role(
        "a newly qualified social worker",
        "Try out what you can ask for, and what to do when it does not come.",
        "nqsw",
    ),
    Role("an assessor", "Support and assess, and be honest about both. Some of the choices cost you something.", "assessor"),
    Role(
        "running a session or forum",
        "Walk a story before you bring it to a room. Then compare with a partner where your paths part.",
    ),
    Role("coordinating the programme", "See what a story asks of people before you offer it to them."),
)


def who_finds_what() -> Board:
    """Show, for everyone who comes here, what fits them and exists."""
    stories = [packs.read_scenario(name) for name in packs.scenario_names()]
    if not stories:
        return Board(f'<p class="notice">There are no stories here yet.</p>{_left_out(packs.left_out())}')
    tiles = "".join(_tile(role, stories) for role in ROLES if not role.eyes or _seen_by(role.eyes, stories))
    return Board(f'<ul class="tiles">{tiles}</ul>{_left_out(packs.left_out())}')


def undertaking(*, even_if_none: bool = False) -> Board:
    """Show what the employer has promised about these pages, in the host's own words.

    Parameters
    ----------
    even_if_none : bool
        Where nothing is promised, say so, and what could be; otherwise nothing is shown then.
    """
    promised = packs.local().get("undertaking")
    if promised:
        return Board(f"<p><strong>Your organisation promises:</strong> {escape(promised)}</p>")
    return Board(f'<p class="notice">{NOT_PROMISED}</p>' if even_if_none else "")


def contacts() -> Board:
    """Show whom the host has named to turn to, and since when that is known to hold."""
    named = packs.local().get("contacts", [])
    if not named:
        return Board(
            "<p>Your organisation has not put its own contacts here yet. You could turn to someone you trust at work, "
            "your employer’s wellbeing service, your union, or your GP.</p>"
        )
    rows = "".join(
        f"<dt>{escape(one['name'])}</dt><dd>{escape(one['what'])} {escape(one['how'])} "
        f'<span class="meta">Checked on {in_words(one["checked_on"])}.</span></dd>'
        for one in named
    )
    return Board(f"<dl>{rows}</dl>")


def _seen_by(eyes: str, stories: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [story for story in stories if eyes in story["eyes"]]


def _tile(role: Role, stories: list[dict[str, Any]]) -> str:
    # one address for all: no address names a story
    fitting = _seen_by(role.eyes, stories) if role.eyes else stories
    number = "1 story" if len(fitting) == 1 else f"{len(fitting)} stories"
    titles = f": {' · '.join(escape(story['title']) for story in fitting)}" if role.eyes else " to choose from"
    return (
        f'<li class="tile"><h3><a href="{STORIES}">{escape(role.who)}</a></h3><p>{escape(role.fits)}</p>'
        f'<p class="meta">{number}{titles}</p></li>'
    )


def _left_out(left_out: list[dict[str, Any]]) -> str:
    if not left_out:
        return ""
    titles = ", ".join(f"{escape(pack['title'])} ({escape(pack['file'])})" for pack in left_out)
    number = "One story is" if len(left_out) == 1 else f"{len(left_out)} stories are"
    return (
        f'<p class="notice">{number} left out for now, because of errors in the file: {titles}. '
        "The people who run this suite can see them with <code>alongside lint</code>.</p>"
    )
