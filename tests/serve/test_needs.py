"""What is imported once for everybody: what the workbooks import, where it is installed."""

import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from alongside.serve.needs import needs_of


@pytest.fixture
def needs(tmp_path):
    """Write a workbook with these cells, and name what it needs."""

    def write(*cells: str) -> list[str]:
        words = new_markdown_cell("import shelve")
        nbformat.write(new_notebook(cells=[words, *map(new_code_cell, cells)]), tmp_path / "one.ipynb")
        return needs_of(tmp_path)

    return write


def test_what_cells_import_is_needed(needs):
    assert needs("import json as j, wave", "from xml.dom import minidom\nminidom", "def f():\n    import cmd") == [
        "cmd",
        "json",
        "wave",
        "xml.dom",
    ]


def test_what_is_not_installed_is_left_out_and_nothing_is_imported(needs):
    assert needs("import not_installed_anywhere.part\nimport this") == ["this"]
    assert "this" not in sys.modules


def test_a_cell_that_only_ipython_understands_spoils_nothing(needs):
    assert needs("%matplotlib inline\nimport json", "what ! is this", "import wave") == ["json", "wave"]


@pytest.mark.parametrize("written", ["", "{", "[]", "3", '{"cells": 3}', "\xff"])
def test_a_workbook_that_cannot_be_read_needs_nothing_and_stops_nobody(needs, tmp_path, written):
    (tmp_path / "broken.ipynb").write_text(written, encoding="latin-1")
    assert needs("import wave") == ["wave"]
