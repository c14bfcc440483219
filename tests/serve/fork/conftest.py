"""Kernels by fork, asked for as jupyter_client asks for them; each test ends what it started."""

import ast
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from traitlets.config import Config

from alongside.serve.fork import NAME
from alongside.serve.fork.client import Warmed, why_not
from alongside.serve.fork.provisioner import ForkProvisioner

SECONDS = 20  # that anything here may take
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if why_not() and item.path.parent == HERE and item.path.name != "test_fallback.py":
            item.add_marker(pytest.mark.skip(reason=f"kernels cannot be forked: {why_not()}"))


@dataclass
class Kernel:
    """A running kernel and who talks to it."""

    manager: KernelManager
    client: BlockingKernelClient

    @property
    def process(self) -> Any:
        return self.manager.provisioner.process

    @property
    def pid(self) -> int:
        return self.process.pid

    def wait_until_it_answers(self) -> None:
        self.client.kernel_info()
        self.client.get_shell_msg(timeout=SECONDS)
        self.client.get_iopub_msg(timeout=SECONDS)

    def ask(self, code: str) -> str:
        """Run code and give what it printed, then its last value, or the name of its error."""
        return self.hear(self.client.execute(code, store_history=False))

    def hear(self, question: str) -> str:
        answer = ""
        while True:
            message = self.client.get_iopub_msg(timeout=SECONDS)
            if message["parent_header"].get("msg_id") != question:
                continue
            content = message["content"]
            if content.get("execution_state") == "idle":
                return answer
            answer += content.get("text", "") + content.get("data", {}).get("text/plain", "") + content.get("ename", "")

    def value(self, code: str) -> Any:
        """Run an expression and give its value, which must be something that a literal can be."""
        return ast.literal_eval(self.ask(code))

    def stop(self) -> None:
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="session")
def warmed() -> Iterator[Warmed]:
    """One warmed process for all tests that leave it alive."""
    process = Warmed()
    yield process
    process.close()


@pytest.fixture
def provisioner(monkeypatch) -> type[ForkProvisioner]:
    """jupyter_client's provisioner for the time of a test: ours, with nothing to fork from yet."""
    monkeypatch.setattr(ForkProvisioner, "warmed", None)
    monkeypatch.setattr(ForkProvisioner, "why_spawned", "nobody has started it")
    monkeypatch.setattr(ForkProvisioner, "_said", set())
    ours = EntryPoint(NAME, "alongside.serve.fork.provisioner:ForkProvisioner", KernelProvisionerFactory.GROUP_NAME)
    monkeypatch.setitem(KernelProvisionerFactory.provisioners, NAME, ours)
    KernelProvisionerFactory.clear_instance()
    KernelProvisionerFactory.instance(default_provisioner_name=NAME)
    yield ForkProvisioner
    KernelProvisionerFactory.clear_instance()


@pytest.fixture
def folder() -> Iterator[str]:
    """A folder for kernels' sockets. Not pytest's, since a path to a socket is 107 characters at most."""
    with tempfile.TemporaryDirectory() as path:
        yield path


@pytest.fixture
def start_kernel(provisioner, folder) -> Iterator[Callable[..., Kernel]]:
    """Start a kernel with the provisioner's traits as ``settings``, and further words for `KernelManager.start_kernel`."""
    started: list[Kernel] = []

    def start(settings: dict[str, Any] | None = None, *, is_answering: bool = True, **words: Any) -> Kernel:
        file = f"{folder}/kernel-{len(started)}.json"
        manager = KernelManager(connection_file=file, transport="ipc", config=Config(ForkProvisioner=settings or {}))
        manager.start_kernel(**{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | words)
        started.append(Kernel(manager, manager.client()))
        started[-1].client.start_channels(hb=False)
        if is_answering:
            started[-1].wait_until_it_answers()
        return started[-1]

    yield start
    for kernel in started:
        kernel.stop()


@pytest.fixture
def fork_kernel(start_kernel, provisioner, warmed, monkeypatch) -> Callable[..., Kernel]:
    """Start kernels as `start_kernel`, by fork."""
    monkeypatch.setattr(provisioner, "warmed", warmed)
    return start_kernel


@pytest.fixture
def kernel(fork_kernel) -> Kernel:
    """One forked kernel that answers."""
    return fork_kernel()
