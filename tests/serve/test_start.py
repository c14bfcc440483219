"""Starting: the port, the packs, the address that is printed."""

import os
import socket
import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

import pytest

from alongside import places
from alongside.serve import app
from alongside.serve.app import CannotServe, listen_on, own_address, prepare_packs, serve, tidy_base
from alongside.serve.pages import safe_exit
from alongside.serve.scratch import own_folder


@pytest.fixture
def taken():
    """A port that something listens on."""
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield busy.getsockname()[1]


def words(**given) -> Namespace:
    usual = {"port": 0, "host": "127.0.0.1", "base_url": "/", "packs": None, "no_browser": True}
    usual |= {"allow_host": [], "trust_proxy": [], "frame_ancestors": [], "certfile": None, "keyfile": None}
    usual |= {"password": False, "password_file": None}
    return Namespace(**usual | {"compile_packs": lambda _folders, _out: []} | given)


def test_a_port_in_use_is_one_sentence_with_the_port_and_the_option(taken, capsys):
    assert serve(words(port=taken)) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(taken) in said
    assert "--port" in said


@pytest.mark.parametrize("host", ["192.0.2.7", "no such host"])
def test_a_host_of_another_machine_is_one_sentence(host):
    with pytest.raises(CannotServe, match="--host"):
        listen_on(host, 0)


def test_a_folder_of_packs_that_is_not_there_is_one_sentence(tmp_path, capsys):
    assert serve(words(packs=tmp_path / "none")) == 1
    assert "--packs" in capsys.readouterr().err


def test_a_front_end_that_is_not_built_is_one_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(places, "built", lambda: tmp_path)
    assert serve(words()) == 1
    assert "run.py" in capsys.readouterr().err


def test_packs_are_compiled_into_a_private_folder_that_goes_with_the_server(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(app.places, "in_checkout", lambda: True)
    asked = []

    def compile_packs(folders, out):
        asked.append((folders, out))
        (out / "index.json").write_text("{}")
        return ["rota.yaml:3: AL004 error: something"]

    with ExitStack() as stack:
        prepare_packs(tmp_path, compile_packs, stack.enter_context(own_folder()), stack)
        (folders, out) = asked[0]
        assert folders == [places.data(), tmp_path]
        assert Path(os.environ["ALONGSIDE_PACKS"]) == out
        assert os.name == "nt" or out.parent.stat().st_mode & 0o077 == 0
    assert not out.exists()
    assert "ALONGSIDE_PACKS" not in os.environ
    assert "AL004" in capsys.readouterr().err


def test_an_installed_suite_compiles_nothing_unless_it_is_given_packs(monkeypatch):
    monkeypatch.setattr(app.places, "in_checkout", lambda: False)
    with ExitStack() as stack:
        prepare_packs(None, lambda *_: pytest.fail("compiled"), Path(), stack)
        assert "ALONGSIDE_PACKS" not in os.environ


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8866/"),
        ("0.0.0.0", "http://127.0.0.1:8866/"),
        ("::1", "http://[::1]:8866/"),
        ("asye.example.org", "http://asye.example.org:8866/"),
    ],
)
def test_the_printed_address_opens_on_this_machine(host, address):
    assert own_address(host, 8866, "/") == address


@pytest.mark.parametrize("given", ["user/a/alongside", "/user/a/alongside", "/user/a/alongside/"])
def test_a_base_path_has_a_slash_at_both_ends(given):
    assert tidy_base(given) == "/user/a/alongside/"
    assert tidy_base("/") == tidy_base("") == "/"


def test_the_exit_is_a_web_address_or_our_own_page():
    assert safe_exit("https://www.bbc.co.uk/weather", "exit") == "https://www.bbc.co.uk/weather"
    for unsafe in ("javascript:alert(1)", "data:text/html,x", 'https://x" onclick="', None, 3):
        assert safe_exit(unsafe, "exit") == "exit"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not say what they allow")
def test_a_server_may_have_more_files_open_than_a_shell_allows():
    import resource  # noqa: PLC0415 – Windows has none

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = app.MOST_FILES if before[1] == resource.RLIM_INFINITY else min(before[1], app.MOST_FILES)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[0], 1024), before[1]))
        app.allow_many_files()
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (most, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_number_that_is_no_port_is_refused_with_its_option(port):
    with pytest.raises(CannotServe, match=f"{port} is not a port.*--port"):
        listen_on("127.0.0.1", port)
