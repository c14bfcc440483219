"""What a page costs the server is done once where it can be."""

import os
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from voila.configuration import VoilaConfiguration

from alongside.serve.page import Renderer
from tests.loops import run_apart


@pytest.fixture
def opened(tmp_path):
    """Write a workbook with these words, and open it as a page does."""
    page = SimpleNamespace(settings={"alongside_workbooks": tmp_path})

    def open_it(words: str, when: int):
        file = tmp_path / "one.ipynb"
        nbformat.write(new_notebook(cells=[new_markdown_cell(words), new_code_cell("1")]), file)
        os.utime(file, (when, when))
        own = {"voila_configuration": VoilaConfiguration(), "kernel_spec_manager": KernelSpecManager()}
        renderer = Renderer(page, None, notebook_path="one.ipynb", **own)
        run_apart(renderer.initialize())
        return renderer

    return open_it


def test_a_workbook_is_read_once_until_it_changes(opened, monkeypatch):
    read = []

    def reading(file, **words):
        read.append(file)
        return nbformat.read(file, **words)

    monkeypatch.setattr("alongside.serve.workbooks.nbformat", SimpleNamespace(read=reading))
    assert opened("Old", 1).notebook.cells[0].source == "Old"
    assert opened("Old", 1).notebook.cells[0].source == "Old"
    assert len(read) == 1
    assert opened("New", 2).notebook.cells[0].source == "New"


def test_what_one_reader_s_cells_show_is_in_no_other_s_page(opened):
    opened("Same", 3).notebook.cells[1].outputs.append("private")
    assert opened("Same", 3).notebook.cells[1].outputs == []
