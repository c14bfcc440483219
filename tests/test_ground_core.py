"""What a learner's kernel loads: pure Python and little of it, as the import rules say and as it truly happens."""

import subprocess
import sys

HEAVY = {
    "bleach",
    "docx",
    "igraph",
    "jinja2",
    "jupyter_server",
    "lxml",
    "nbconvert",
    "numpy",
    "pandas",
    "pydantic",
    "ruamel",
    "tornado.web",
    "typst",
    "voila",
}


def test_a_workbook_loads_nothing_heavy_into_its_kernel():
    code = "import ipykernel.kernelapp, sys; before = set(sys.modules); import alongside.workbook; "
    code += "print(*sorted(set(sys.modules) - before))"
    loaded = set(subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert {"alongside.workbook", "anywidget", "ipywidgets"} <= loaded
    assert not loaded & HEAVY
