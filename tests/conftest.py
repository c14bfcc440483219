"""What every test may ask for: the suite's own server, once for each module; and what each part of the tests costs."""

import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READY = r"Alongside is running at (\S+)"
SECONDS_TO_START = 90
#: Parts of the tests in the order in which they run, and the minutes that each may take on two cores.
BUDGET = {"unit": 0.2, "notebook": 1.0, "browser": 7.5, "slow": 2.5}
spent = dict.fromkeys(BUDGET, 0.0)


def part_of(marks) -> str:
    """Name the part that a test belongs to, by its marks."""
    return next((part for part in BUDGET if part in marks), "unit")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker("notebook")
        if part_of(item.keywords) != "unit":
            item.add_marker("slow")
    order = list(BUDGET)
    items.sort(key=lambda item: order.index(part_of(item.keywords)))


def pytest_runtest_logreport(report) -> None:
    spent[part_of(report.keywords)] += report.duration / 60


def pytest_terminal_summary(terminalreporter) -> None:
    if any(spent[part] for part in BUDGET if part != "unit"):
        terminalreporter.section("minutes, and the budget")
        for part, minutes in spent.items():
            over = "  over its budget" if minutes > BUDGET[part] else ""
            terminalreporter.write_line(f"{part:10}{minutes:6.1f} of {BUDGET[part]:4.1f}{over}")
        terminalreporter.write_line(f"{'all':10}{sum(spent.values()):6.1f} of {sum(BUDGET.values()):4.1f}")


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


@pytest.fixture(scope="module")
def running(start_server) -> Server:
    """One running server for the module, with its log and its process."""
    return start_server()


@pytest.fixture(scope="module")
def server(running) -> str:
    """Address of the module's server, without the slash at its end."""
    return running.url.rstrip("/")
