"""What every test may ask for: the suite's own server, once for each module; and what each part of the tests costs."""

import sys
from collections.abc import Callable, Iterator

import pytest
from servers import READY, Server, start_process

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
