"""Forked kernels under the kernel manager of a Jupyter server."""

import asyncio
import os
import signal
import subprocess
from pathlib import Path

import pytest
from jupyter_client.ioloop import AsyncIOLoopKernelManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from processes import is_alive
from servers import wait_until
from traitlets.config import Config

from alongside.serve.fork.process import ForkedKernel
from alongside.serve.server import closed_doors
from tests.loops import run_apart

pytestmark = pytest.mark.slow

SECONDS = 20


@pytest.fixture
def manage(provisioner, warmed, monkeypatch, folder):
    """Run a test's coroutine with a server's kernel manager that has these settings; afterwards no kernel is left."""
    monkeypatch.setattr(provisioner, "warmed", warmed)

    def run(test, transport="ipc", **settings):
        async def inside():
            config = Config({"KernelManager": {"transport": transport}} | settings)
            manager = AsyncMappingKernelManager(config=config, connection_dir=folder, root_dir=folder)
            try:
                await asyncio.wait_for(test(manager), SECONDS)
            finally:
                await manager.shutdown_all(now=True)

        run_apart(inside())
        assert not list(Path(folder).iterdir()), "nothing is left"

    return run


async def start(manager) -> tuple[str, ForkedKernel]:
    # below pytest, ipykernel leaves the process's own output alone, which it takes everywhere else
    usual = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    kernel_id = await manager.start_kernel(kernel_name="python3", path="", env=usual, **nowhere)
    process = manager.get_kernel(kernel_id).provisioner.process
    assert isinstance(process, ForkedKernel)
    return kernel_id, process


async def until(condition, what: str) -> None:
    await asyncio.to_thread(wait_until, condition, what)


def test_a_start_as_the_server_has_it_reads_no_schema(manage):
    async def test(manager):
        kernel_id, _ = await start(manager)
        kernel = manager.get_kernel(kernel_id)
        assert "event_logger" not in kernel._trait_values

    manage(test, MappingKernelManager=closed_doors().MappingKernelManager)


def test_an_idle_kernel_is_culled(manage):
    async def test(manager):
        kernel_id, process = await start(manager)
        await until(lambda: kernel_id not in manager, "the kernel has been culled")
        await until(lambda: not is_alive(process.pid), "its process has ended")

    manage(test, MappingKernelManager={"cull_idle_timeout": 1, "cull_interval": 1})


def test_a_kernel_that_dies_is_started_again(manage):
    async def test(manager):
        kernel_id, first = await start(manager)
        os.kill(first.pid, signal.SIGKILL)
        kernel: AsyncIOLoopKernelManager = manager.get_kernel(kernel_id)
        await until(lambda: kernel.provisioner.process not in (None, first), "another process is there")
        await kernel.ready
        assert first.returncode == -signal.SIGKILL
        assert is_alive(kernel.provisioner.process.pid)

    manage(test, KernelRestarter={"time_to_dead": 0.2})


def test_forty_at_once_are_all_there(manage):
    async def test(manager):
        started = await asyncio.gather(*(start(manager) for _ in range(40)))
        pids = {process.pid for _, process in started}
        assert len(pids) == 40
        assert all(map(is_alive, pids))
        await manager.shutdown_all(now=True)
        await until(lambda: not any(map(is_alive, pids)), "all have ended")

    manage(test)


def test_a_crash_is_logged_with_the_kernel_s_id_and_without_its_words(manage, caplog):
    async def test(manager):
        kernel_id, _ = await start(manager)
        client = manager.get_kernel(kernel_id).client()
        client.start_channels(hb=False)
        client.execute("import ctypes\nget_ipython().kernel.log.error('Private words')\nctypes.string_at(0)")
        where = f"kernel {kernel_id}: Segmentation fault at __init__.py:"
        try:
            await until(lambda: where in caplog.text, "it is in the log")
        finally:
            client.stop_channels()
        assert "in string_at" in caplog.text
        assert "words" not in caplog.text

    manage(test, ForkProvisioner={"log_output": True})
