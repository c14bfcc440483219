"""What the workbooks import: worth importing once for everybody, before anybody comes."""

import ast
import json
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def needs_of(folder: Path) -> list[str]:
    """Name the modules that the cells of a folder's workbooks import, as far as they are installed; none is imported here."""
    found = {name for file in folder.glob("*.ipynb") for cell in _cells(file) for name in _imports(cell)}
    return sorted(name for name in found if find_spec(name.partition(".")[0]))


def _cells(file: Path) -> Iterator[str]:
    notebook: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") == "code":
            lines = "".join(cell.get("source", "")).splitlines()
            yield "\n".join(line for line in lines if not line.startswith(("%", "!")))  # IPython's own, such as %matplotlib


def _imports(cell: str) -> Iterator[str]:
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(cell)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
