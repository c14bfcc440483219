"""Days as people read them."""

from __future__ import annotations

from datetime import date


def in_words(day: date | str) -> str:
    """Write a day, or one as YYYY-MM-DD, as people read it: 3 March 2026."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return f"{day.day} {day:%B} {day.year}"
