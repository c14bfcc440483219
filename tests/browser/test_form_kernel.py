"""The form with a real kernel behind it, on our page and in stock Voilà: there and back, and what reaches the log."""

import json
import re
import socket
import sys

import pytest
from playwright.sync_api import expect
from servers import TOKEN, can_connect, wait_until

MARKER = "xylophone-of-the-learner"
CELL = """\
from alongside.form import Field, Form

form = Form([
    Field("said", "text", "What was said?"),
    Field("record", "file", "Choose your record", accept=[".json"], optional=True),
])

@form.on_submit
def answer(form):
    if form.submitted == 1:
        form.refuse(said="Say a little more")
    elif "record" in form.files:
        form.say(f"{len(form.files['record'].content)} bytes, {len(form.values['said'])} letters")
    else:
        raise ValueError(form.values["said"])

form
"""
KEYS = """\
from alongside.form import Field, Form

Form([
    Field("noticed", "long_text", "What did you notice?"),
    Field("clear", "scale", "How clear is it?", low="Not clear", high="Clear"),
])
"""
OURS = """\
import pathlib, sys
from alongside import cli, places
places.workbooks = lambda: pathlib.Path(sys.argv[1])
sys.exit(cli.main(["serve", "--no-browser", "--port", "0"]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Workbooks with a form: one whose callback can fail, and one for keys."""
    folder = tmp_path_factory.mktemp("workbooks")
    for name, source in {"ask": CELL, "keys": KEYS}.items():
        cell = {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        metadata = {"title": "A form", "kernelspec": {"name": "python3", "display_name": "Python 3"}}
        notebook = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def start_ours(start_server, folder):
    return start_server(command=[sys.executable, "-c", OURS, str(folder)])


def start_voila(start_server, folder):
    command = [sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={free_port()}"]
    return start_server(command=command, ready=r"(http://localhost:\d+/)")


@pytest.mark.parametrize("start", [start_ours, start_voila], ids=["ours", "voila"])
def test_there_and_back_with_words_errors_a_file_and_trouble(start, start_server, folder, page, watch):
    host = start(start_server, folder)
    page.goto(f"{host.url.rstrip('/')}/voila/render/ask.ipynb")
    said, onward = page.get_by_label("What was said?"), page.get_by_role("button", name="Continue")
    said.fill(MARKER)
    onward.click()
    expect(page.get_by_role("link", name="Say a little more")).to_be_visible()

    page.get_by_label("Choose your record").set_input_files({"name": "a.json", "mimeType": "", "buffer": b"{}" * 50_000})
    expect(page.get_by_text("a.json, 100 KB")).to_be_visible()
    onward.click()
    expect(page.get_by_text(f"100000 bytes, {len(MARKER)} letters")).to_be_visible()

    page.get_by_role("button", name="Remove this file").click()
    onward.click()
    expect(page.get_by_role("alert").filter(has_text="Something went wrong on this page.")).to_be_visible()

    page.reload()
    expect(said).to_have_value(MARKER)
    assert MARKER not in host.log
    assert MARKER not in "\n".join(watch.errors + watch.warnings)
    assert "Traceback" not in page.content()
    if start is start_voila:
        # Not ours: its template asks a CDN for Font Awesome, its goodbye is refused, it loads every extension it finds.
        watch.allow("fortawesome|api/shutdown|labextensions|Shared module")
        watch.foreign = [address for address in watch.foreign if "fortawesome" not in address]
    else:
        wait_until(lambda: re.search(r"ValueError at \d+\.py:15 in answer", host.log), "the log names the line of code")
        assert MARKER not in host.log


@pytest.mark.slow
def test_in_jupyterlab_every_key_belongs_to_the_form(start_server, folder, page, watch):
    port = free_port()
    words = [f"--port={port}", "--no-browser", "--allow-root", f"--IdentityProvider.token={TOKEN}"]
    words += ["--LabApp.news_url=None", f"--ServerApp.root_dir={folder}"]
    host = start_server(command=[sys.executable, "-m", "jupyterlab", *words], ready=rf"(http://127\.0\.0\.1:{port}/lab)")
    wait_until(lambda: can_connect(port), "Jupyter says that it is running a little before it listens")
    page.goto(f"{host.url}/tree/keys.ipynb?token={TOKEN}&reset")
    expect(page.get_by_role("button", name="| Idle")).to_be_visible(timeout=20_000)
    page.locator(".jp-Cell").first.click()
    page.keyboard.press("Shift+Enter")
    notes = page.get_by_label("What did you notice?")
    notes.click()
    cells = page.locator(".jp-Cell").count()
    for key in ("d", "d", "Enter", "b", "a"):
        page.keyboard.press(key)
    expect(notes).to_have_value("dd\nba")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="3", exact=True)).to_be_checked()
    page.get_by_role("button", name="Continue").focus()
    for key in "ddbam":
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your answers are kept in this browser.")).to_be_visible()
    watch.allow("labextensions|Shared module")
