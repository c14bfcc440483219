"""The rules for workbooks: small, without logic, without outputs; and each shows one widget a cell."""

import ast
import json

import pytest

from alongside import places

WORKBOOKS = sorted(places.workbooks().glob("**/*.ipynb"))
MOST_LINES_IN_A_CELL = 5
MOST_LINES_IN_A_NOTEBOOK = 25
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.Try, ast.With)


def code_cells(notebook: dict) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def code_lines(source: str) -> list[str]:
    return [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def shown(source: str) -> int:
    """Count what a cell shows: its last expression, and each call of ``display``."""
    body = ast.parse(source).body
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    displays = sum(isinstance(call.func, ast.Name) and call.func.id == "display" for call in calls)
    last = bool(body) and isinstance(body[-1], ast.Expr) and not displays
    return displays + last


@pytest.fixture(params=WORKBOOKS, ids=[path.name for path in WORKBOOKS])
def notebook(request) -> dict:
    return json.loads(request.param.read_text(encoding="utf-8"))


def test_there_are_workbooks():
    assert {"start.ipynb", "allyship_stories.ipynb"} <= {path.name for path in WORKBOOKS}


def test_a_workbook_has_a_title_and_something_to_show(notebook):
    assert notebook["metadata"]["title"].strip()
    assert any(shown(source) for source in code_cells(notebook))


def test_a_workbook_holds_no_logic(notebook):
    for source in code_cells(notebook):
        assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, LOGIC)], source


def test_a_workbook_is_a_few_lines_of_code(notebook):
    lines = [len(code_lines(source)) for source in code_cells(notebook)]
    assert max(lines) <= MOST_LINES_IN_A_CELL
    assert sum(lines) <= MOST_LINES_IN_A_NOTEBOOK


def test_a_cell_shows_one_widget_at_most(notebook):
    assert all(shown(source) <= 1 for source in code_cells(notebook))


def test_a_workbook_is_kept_without_outputs(notebook):
    for cell in notebook["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
    assert "widgets" not in notebook["metadata"]


@pytest.mark.parametrize(
    ("source", "count"),
    [("", 0), ("import os", 0), ("x = 1", 0), ("stories()", 1), ("display(a)\ndisplay(b)", 2), ("display(a)", 1)],
)
def test_what_a_cell_shows_is_counted(source, count):
    assert shown(source) == count
