"""The same notebook gives the same widget in JupyterLab and in stock Voilà: a story is walked in each."""

import socket
import sys

import pytest
from playwright.sync_api import expect
from servers import TOKEN, can_connect, wait_until

from alongside import places

NAME = "allyship_stories.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The workbook, copied out: JupyterLab saves what it opens."""
    folder = tmp_path_factory.mktemp("workbooks")
    (folder / NAME).write_bytes((places.workbooks() / NAME).read_bytes())
    return folder


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def at(page, heading):
    expect(page.get_by_role("heading", name=heading, level=2)).to_be_visible()


def walk_two_scenes(page):
    """Open the first story, go to its first decision, choose, and read what it meant."""
    at(page, "Choose a story")
    press(page, "Open this story")
    expect(page.get_by_role("heading", name="What this story describes")).to_be_visible()
    if page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
    press(page, "Start")
    expect(page.locator(".steps")).to_contain_text("scene 1 of about")
    expect(page.locator(".scene h2")).to_be_focused()
    while not page.get_by_role("radio").count():
        before = page.locator(".scene").inner_text()
        press(page, "Continue")
        expect(page.locator(".scene")).not_to_have_text(before)
    asked = page.locator(".scene h2").inner_text()
    page.get_by_role("radio").first.check()
    press(page, "Continue")
    at(page, "What happened next")
    expect(page.get_by_role("heading", name="What that meant")).to_be_visible()
    return asked


def test_in_stock_voila(start_server, folder, page, watch):
    command = [sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={free_port()}"]
    host = start_server(command=command, ready=r"(http://localhost:\d+/)")
    # Not ours: its template asks a CDN for Font Awesome, its goodbye is refused, it loads every extension it finds.
    watch.allow("fortawesome|api/shutdown|labextensions|Shared module")
    page.goto(f"{host.url}voila/render/{NAME}")
    asked = walk_two_scenes(page)
    page.go_back()
    at(page, asked)
    page.reload()
    at(page, asked)
    watch.foreign = [address for address in watch.foreign if "fortawesome" not in address]


def test_in_jupyterlab(start_server, folder, page, watch):
    port = free_port()
    words = [f"--port={port}", "--no-browser", "--allow-root", f"--notebook-dir={folder}"]
    words += [
        f"--IdentityProvider.token={TOKEN}",
        "--LabApp.news_url=None",
    ]
    host = start_server(command=[sys.executable, "-m", "jupyterlab", *words], ready=rf"(http://127\.0\.0\.1:{port}/lab)")
    wait_until(lambda: can_connect(port), "Jupyter says that it is running a little before it listens")
    page.goto(f"{host.url}/tree/{NAME}?token={TOKEN}&reset")
    expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=20_000)
    page.get_by_text("workbook.stories()").click()
    page.keyboard.press("Shift+Enter")
    at(page, "Choose a story")
    entries = page.evaluate("history.length")
    walk_two_scenes(page)
    assert page.evaluate("history.length") == entries, "JupyterLab's history is its own"
    press(page, "Back")
    expect(page.get_by_role("radio").first).to_be_visible()
    watch.allow("labextensions|Shared module")
