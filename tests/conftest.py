"""What every test may ask for: the suite's own server, once for each module."""

import gc
import socket
import sys
from collections.abc import Callable, Iterator

import pytest
from servers import READY, TOKEN, Server, can_connect, start_process, wait_until

from run import ROOT


@pytest.fixture(scope="module")
def start_server(tmp_path_factory) -> Iterator[Callable[..., Server]]:
    """Start `alongside serve` with further words, as often as a module needs; each is stopped with the module.

    ``command`` starts another server in its place, ``ready`` is what that one says when it answers.
    """
    started: list[Server] = []

    def start(*words: str, command: list | None = None, ready: str = READY, env: dict | None = None) -> Server:
        ours = [sys.executable, "-m", "alongside.cli", "serve", "--no-browser", "--port", "0", *words]
        started.append(start_process(command or ours, tmp_path_factory.mktemp("server"), ready, env))
        return started[-1]

    yield start
    for server in started:
        server.stop()
    gc.collect()  # what a module left open is found now, and not in the middle of somebody else's test


@pytest.fixture(scope="module")
def running(start_server) -> Server:
    """One running server for the module, with its log and its process."""
    return start_server()


@pytest.fixture(scope="module")
def server(running) -> str:
    """Address of the module's server, without the slash at its end."""
    return running.url.rstrip("/")


@pytest.fixture(scope="module")
def binder(start_server):
    """A Jupyter server with Binder's settings and a base path, as a hub would give it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [f"--port={port}", "--ServerApp.port_retries=0", "--no-browser", "--allow-root"]
    words += ["--ServerApp.base_url=/user/somebody/", f"--IdentityProvider.token={TOKEN}"]
    server = start_server(
        command=[sys.executable, "-m", "jupyter_server", *words],
        ready=r"(http://127\.0\.0\.1:\d+/user/somebody/)",
        env={"JUPYTER_CONFIG_PATH": str(ROOT / "binder/jupyter")},
    )
    wait_until(lambda: can_connect(port), "Jupyter says that it is running a little before it listens")
    return server
