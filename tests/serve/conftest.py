"""Workbooks that a test makes up, and a server for them."""

import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

PLANTED = Path(__file__).with_name("planted.py")
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


@pytest.fixture(scope="module")
def serve_workbooks(start_server, tmp_path_factory) -> Callable:
    """Serve made-up workbooks: each a list of sources, where one that begins with ``#`` is Markdown."""

    def serve(**workbooks):
        folder = tmp_path_factory.mktemp("workbooks")
        for name, sources in workbooks.items():
            own = {"shared": True} if name.startswith("shared") else {"exit": True}
            notebook = nbformat.v4.new_notebook(metadata={"title": name.capitalize(), "alongside": own, "kernelspec": KERNEL})
            make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
            notebook.cells = [make[source.startswith("#")](source) for source in sources]
            nbformat.write(notebook, folder / f"{name}.ipynb")
        return start_server(command=[sys.executable, PLANTED, folder])

    return serve
