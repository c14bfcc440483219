"""Servers as tests start them: in folders of their own, waited for by what they say, and stopped by whoever started."""

import os
import queue
import re
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from run import ROOT

READY = r"Alongside is running at (\S+)"
SECONDS_TO_START = 90
TOKEN = "a-token-for-jupyter"
#: For Chromium.
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
#: For a browser's context: this tab is enough, and the page does not ask where work is to be kept.
NOT_ASKED = "try { sessionStorage.setItem('alongside/:tab', '1') } catch { /* no page of ours */ }"


@dataclass
class Server:
    """A running server: its address, what it has printed so far, and its process."""

    process: subprocess.Popen
    url: str = ""
    lines: list[str] = field(default_factory=list)
    folder: Path | None = None
    listener: threading.Thread | None = None

    @property
    def log(self) -> str:
        return "".join(self.lines)

    def stop(self) -> None:
        """End the process and wait for it; idempotent."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(20)
        if self.listener:
            self.listener.join(20)


def private_environment(folder: Path) -> dict[str, str]:
    """Environment in which Jupyter keeps everything inside one folder, and finds nobody's settings."""
    own = {f"JUPYTER_{kind}_DIR": str(folder / kind.lower()) for kind in ("RUNTIME", "CONFIG", "DATA")}
    own |= {"IPYTHONDIR": str(folder / "ipython"), "JUPYTER_PLATFORM_DIRS": "1", "PYTHONUNBUFFERED": "1"}
    source = os.pathsep.join(part for part in (str(ROOT / "widgets"), os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, **own, "PYTHONPATH": source}


def wait_until_ready(server: Server, ready: str = READY, seconds: float = SECONDS_TO_START) -> Server:
    """Read what the server prints until a line matches ``ready``, whose group is the address; fail otherwise."""
    said: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        with server.process.stdout as lines:
            for line in lines:
                server.lines.append(line)
                said.put(line)
        said.put(None)

    server.listener = threading.Thread(target=listen, daemon=True)
    server.listener.start()
    until = time.monotonic() + seconds
    while True:
        try:
            line = said.get(timeout=max(0.01, until - time.monotonic()))
        except queue.Empty:
            pytest.fail(f"the server did not say {ready!r} within {seconds} s. It said:\n{server.log}")
        if line is None:
            pytest.fail(f"the server ended before it said {ready!r}. It said:\n{server.log}")
        if found := re.search(ready, line):
            server.url = found[1]
            return server


def start_process(command: list, folder: Path, ready: str = READY, env: dict[str, str] | None = None) -> Server:
    """Start a server in a folder of its own and wait until it answers; whoever starts it stops it."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=private_environment(folder) | (env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    server = Server(process, folder=folder)
    try:
        return wait_until_ready(server, ready)
    except BaseException:
        server.stop()
        raise


def can_connect(port: int) -> bool:
    """Tell whether something on this machine listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Ask again and again until a condition holds; fail with ``what`` when it does not in time."""
    until = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        if time.monotonic() > until:
            pytest.fail(f"not within {seconds} s: {what}")
        pause.wait(0.02)
