"""The wheel, installed outside the checkout, serves the suite by itself.

The packages that it needs are lent by this environment; the suite itself is imported from the wheel, and a test says so.
"""

import re
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest

from run import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel as `run.py build` makes it."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run([*command, "--wheel-dir", out, ROOT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory) -> Path:
    """Python of a clean environment with the wheel in it, and our packages but not our checkout on its path."""
    folder = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin/python"
    lent = tmp_path_factory.mktemp("lent")
    for package in Path(sysconfig.get_path("purelib")).iterdir():
        if not package.name.lower().startswith(("alongside", "_alongside", "__editable__")):
            (lent / package.name).symlink_to(package)
    own = Path(
        subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True).strip()
    )
    (own / "lent.pth").write_text(f"{lent}\n")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, str(wheel)], check=True)
    (folder / "share").mkdir(exist_ok=True)
    (folder / "share/jupyter").symlink_to(Path(sys.prefix) / "share/jupyter")
    return python


@pytest.fixture(scope="module")
def served(elsewhere, start_server) -> str:
    """Address of the server that the wheel brings."""
    command = [str(elsewhere.with_name("alongside")), "serve", "--no-browser", "--port", "0"]
    return start_server(command=command, env={"PYTHONPATH": ""}).url


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as page:
        return page.read().decode()


def test_the_wheel_carries_all_that_is_served(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"alongside/_workbooks/{path.name}" for path in (ROOT / "workbooks").glob("*.ipynb")}
    packs = {f"alongside/_built/packs/scenarios/{path.stem}.json" for path in (ROOT / "data/scenarios").glob("*.yaml")}
    assert shipped
    assert packs
    assert shipped | packs <= names
    assert any(name.startswith("alongside/_built/widgets/") and name.endswith(".js") for name in names)
    assert any(name.startswith("alongside/_built/page/") for name in names)
    assert any(name.endswith("index.html.j2") for name in names)


def test_the_suite_is_imported_from_the_wheel(elsewhere):
    where = subprocess.check_output(
        [elsewhere, "-I", "-c", "import alongside.places as p; print(p.__file__, p.in_checkout(), p.workbooks())"],
        text=True,
        cwd=elsewhere.parent,
    )
    assert where.count(str(elsewhere.parent.parent)) == 2
    assert " False " in where
    assert str(ROOT) not in where


def test_the_server_of_the_wheel_answers(served):
    assert read(f"{served}healthz")
    assert '<html lang="en-GB"' in read(served)


@pytest.mark.parametrize(
    ("workbook", "sign"),
    [("start.ipynb", 'href="allyship_stories.ipynb"'), ("allyship_stories.ipynb", '"_model_module":"anywidget"')],
)
def test_a_workbook_of_the_wheel_opens(served, workbook, sign):
    address = f"{served}voila/render/{workbook}"
    page = read(address)
    assert sign in page
    scripts = re.findall(r'<script type="module"[^>]* src="([^"]+)"', page)
    assert scripts
    assert all(read(urljoin(address, script)) for script in scripts)
