"""What the checker finds, and the catalogue of its codes.

The catalogue, ``codes.yaml``, holds each code's severity and meaning with a wrong and a right example. It feeds the
pages under ``docs/codes``, and its examples are the tests of the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

CATALOGUE = Path(__file__).with_name("codes.yaml")


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that an author should mend or explain.

    Attributes
    ----------
    path : Path
        The file.
    line : int
        Counted from 1.
    code : str
        Such as ``AL010``; it never changes its meaning.
    message : str
        What is wrong with which named part, and what to do.
    at : str
        The scene or choice that it concerns, or ``story``: what an ``accept`` entry names.
    """

    path: Path
    line: int
    code: str
    message: str
    at: str = "story"

    @property
    def severity(self) -> str:
        """``error`` or ``warning``."""
        return str(catalogue()[self.code]["severity"])

    @property
    def is_error(self) -> bool:
        """Whether the pack is left out because of it."""
        return self.severity == "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.severity}: {self.message}"


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """Read the catalogue: code to ``{severity, title, why, wrong, right}``."""
    return YAML(typ="safe", pure=True).load(CATALOGUE.read_text(encoding="utf-8"))
