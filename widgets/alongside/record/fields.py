"""Answers in a record, each with its question. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def said(field: Mapping[str, Any]) -> str:
    """Give an answer as text: a choice by its words, several joined by semicolons."""
    value = field.get("words", field["value"])
    return "; ".join(str(one) for one in value) if isinstance(value, list) else str(value)
