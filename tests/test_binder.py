"""Binder: its tool accepts the folder, and our server answers behind a real Jupyter server, under its path."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

import pytest
from servers import TOKEN

from run import ROOT

pytestmark = pytest.mark.slow


def answer(address: str, token: str = TOKEN) -> tuple[int, str]:
    """Status and text of a page; an error page counts too."""
    request = urllib.request.Request(address, headers={"Authorization": f"token {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=60) as page:
            return page.status, page.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(errors="replace")


@pytest.fixture(scope="module")
def dockerfile() -> str:
    """What repo2docker would build, without any container engine on the path."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(ROOT)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PATH": str(Path(sys.executable).parent)}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_binders_tool_accepts_the_folder(dockerfile):
    assert "python-3.12" in (ROOT / "binder/runtime.txt").read_text()
    assert "environment-2epy-2d3-2e12" in dockerfile
    assert 'install --no-cache-dir -r "binder/requirements.txt"' in dockerfile
    assert "RUN ./binder/postBuild" in dockerfile
    assert 'R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile


def test_binders_scripts_may_be_run():
    for name in ("postBuild", "start"):
        assert os.access(ROOT / "binder" / name, os.X_OK), name


def test_binders_proxy_is_the_one_that_is_tested_here():
    pinned = [line for line in (ROOT / "binder/requirements.txt").read_text().splitlines() if line and line[0] != "#"]
    assert len(pinned) == 1
    assert f"\n{pinned[0]} " in (ROOT / "locks/tests.txt").read_text(), "pin the version of locks/tests.txt"


def test_our_server_answers_behind_jupyter(binder):
    status, page = answer(f"{binder.url}alongside/")
    assert status == 200
    assert '<html lang="en-GB"' in page
    assert answer(f"{binder.url}alongside/healthz")[0] == 200


def test_all_that_a_page_needs_comes_from_below_jupyters_path(binder):
    address = f"{binder.url}alongside/voila/render/allyship_stories.ipynb"
    _, page = answer(address)
    named = set(re.findall(r'(?:src|href)="([^"#]+)"', page))
    needed = {urljoin(address, place) for place in named if not place.startswith("data:")}
    assert len(needed) > 5
    assert not [place for place in needed if not place.startswith(f"{binder.url}alongside/")]
    assert {place: answer(place)[0] for place in needed} == dict.fromkeys(needed, 200)


def test_nobody_without_the_token_reaches_it(binder):
    assert "<main" not in answer(f"{binder.url}alongside/", token="")[1]


def test_voilas_own_extension_is_off(binder):
    assert answer(f"{binder.url}voila/")[0] == 404
    assert answer(f"{binder.url}voila/render/start.ipynb")[0] == 404
    assert "voila.server_extension" in (ROOT / "binder/jupyter/jupyter_server_config.py").read_text()
    assert json.loads(answer(f"{binder.url}api/status")[1])["started"]
