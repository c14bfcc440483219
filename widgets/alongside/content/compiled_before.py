"""Packs that were compiled before, so that unchanged ones need not be checked again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from alongside.content.shape import Checked

_PACKAGE = Path(__file__).parents[1]
#: Where the checker and the models of packs live.
_CHECKERS = ("alliance", "content", "identity", "scenario", "standards")


class CompiledBefore:
    """Packs that were compiled before, known by the digest of their source and of the checker's own code.

    Parameters
    ----------
    folder : Path or None
        Where they were compiled to; None, or a folder without packs, knows none.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.made_from: dict[str, Any] = {}
        if folder and (folder / "index.json").exists():
            self.made_from = json.loads((folder / "index.json").read_text(encoding="utf-8")).get("made_from", {})
        self._checker = hashlib.sha256()
        for code in sorted(file for room in _CHECKERS for file in (_PACKAGE / room).rglob("*.py")):
            self._checker.update(code.read_bytes())

    def note(self, checked: Checked) -> dict[str, Any]:
        """Say by what the pack will be known again, for ``index.json``."""
        return {"digest": self._digest(checked.path), "place": checked.place}

    def find(self, path: Path) -> Checked | None:
        """Give the pack as it was compiled before; None where it, or the checker, has changed."""
        kind = path.resolve().parent.name
        known = self.made_from.get(kind, {}).get(path.stem)
        if not self.folder or not known or known["digest"] != self._digest(path):
            return None
        compiled = self.folder / kind / f"{path.stem}.json"
        if not compiled.exists():
            return None
        pack = json.loads(compiled.read_text(encoding="utf-8"))
        return Checked(path, pack=pack, title=pack.get("title", path.stem), place=known["place"])

    def _digest(self, path: Path) -> str:
        both = self._checker.copy()
        both.update(path.read_bytes())
        return both.hexdigest()


def can_be_used_again(checked: Checked) -> bool:
    """Tell whether a pack's own file is all that it was made from, and nothing was found in it."""
    scenes = checked.pack.get("scenes", {})
    return not checked.findings and not any("image" in scene for scene in scenes.values())
