"""What the server has to know of a workbook before it renders it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat


@dataclass(frozen=True)
class Facts:
    """A workbook's title, and whether its page needs a kernel of its own."""

    title: str
    needs_kernel: bool


def is_shared(notebook: nbformat.NotebookNode) -> bool:
    """Tell whether a workbook shows everybody the same."""
    own = notebook.metadata.get("alongside", {})
    return isinstance(own, dict) and own.get("shared") is True


def has_code(notebook: nbformat.NotebookNode) -> bool:
    """Tell whether there is anything to run."""
    return any(cell.cell_type == "code" and cell.source.strip() for cell in notebook.cells)


def title_of(notebook: nbformat.NotebookNode, stem: str) -> str:
    """Give the title that the workbook says, or one made from its file's name."""
    return str(notebook.metadata.get("title") or stem.replace("_", " ").capitalize())


def facts_of(path: Path) -> Facts:
    """Give what is known of a workbook; it is read once for each edition.

    Raises
    ------
    FileNotFoundError
        There is none.
    """
    return _facts(path, path.stat().st_mtime_ns)


def read_workbook(path: Path) -> nbformat.NotebookNode:
    """Read a workbook, once for each edition; who changes it, changes it for all."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, _edition: int) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


@lru_cache(maxsize=64)
def _facts(path: Path, edition: int) -> Facts:
    notebook = _read(path, edition)
    return Facts(title_of(notebook, path.stem), has_code(notebook) and not is_shared(notebook))
