"""What the workbooks import: worth importing once for everybody, before anybody comes."""

import ast
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import nbformat


def needs_of(folder: Path) -> list[str]:
    """Name the modules that the cells of a folder's workbooks import, as far as they are installed; none is imported here."""
    found = {name for file in folder.glob("*.ipynb") for cell in _cells(file) for name in _imports(cell)}
    return sorted(name for name in found if find_spec(name.partition(".")[0]))


def _cells(file: Path) -> Iterator[str]:
    try:
        notebook = nbformat.reads(file.read_text(encoding="utf-8"), as_version=4)
    except Exception:  # noqa: BLE001 – whatever it is, its own page will say so to whoever opens it
        return
    for cell in notebook.cells:
        if cell.cell_type == "code":
            lines = cell.source.splitlines()
            yield "\n".join(line for line in lines if not line.startswith(("%", "!")))  # IPython's own, such as %matplotlib


def _imports(cell: str) -> Iterator[str]:
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(cell)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
