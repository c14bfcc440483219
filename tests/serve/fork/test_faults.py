"""What happens to forked kernels when something ends that should not have ended."""

import asyncio
import dataclasses
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.connect import write_connection_file
from processes import children_of, files_of, is_alive
from servers import wait_until

from alongside.serve.fork import client
from alongside.serve.fork.client import Warmed
from alongside.serve.fork.orders import Order
from alongside.serve.fork.process import UNKNOWN, CannotFork, ForkedKernel
from tests.loops import run_apart

pytestmark = pytest.mark.slow

#: A server that starts kernels, tells who they are, and waits to be killed.
SERVER = """
import json, signal, sys
from importlib.metadata import EntryPoint
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory as Factory
from alongside.serve.fork.client import Warmed
from alongside.serve.fork.provisioner import ForkProvisioner

ForkProvisioner.warmed = Warmed()
factory = Factory.instance(default_provisioner_name="fork")
factory.provisioners["fork"] = EntryPoint("fork", "alongside.serve.fork.provisioner:ForkProvisioner", Factory.GROUP_NAME)
kernels = [KernelManager(connection_file=f"{sys.argv[1]}/{name}.json", transport="ipc") for name in "ab"]
for kernel in kernels:
    kernel.start_kernel()
client = kernels[0].client()
client.start_channels()
client.wait_for_ready()
client.execute("import subprocess; print(subprocess.Popen(['sleep', '600']).pid, flush=True)\\nwhile True: pass")
while (said := client.get_iopub_msg())["msg_type"] != "stream":
    pass
pids = [ForkProvisioner.warmed.pid, *(kernel.provisioner.pid for kernel in kernels), int(said["content"]["text"])]
print(json.dumps(pids), flush=True)
signal.pause()
"""


@pytest.fixture
def own_warmed(provisioner, monkeypatch):
    """A warmed process that a test may kill."""
    process = Warmed()
    monkeypatch.setattr(provisioner, "warmed", process)
    assert process.is_ready.wait(20)
    yield process
    process.close()


@pytest.fixture
def order(folder) -> Order:
    """An order as the provisioner writes it."""
    return order_for(folder, "kernel")


def order_for(folder: str, name: str) -> Order:
    """Write a connection file, and the order for a kernel that listens there."""
    file, _ = write_connection_file(f"{folder}/{name}.json", ip=f"{folder}/{name}", key=b"key", transport="ipc")
    return Order(file, dict(os.environ), folder)


def test_everything_ends_when_the_server_is_killed(folder):
    with subprocess.Popen([sys.executable, "-c", SERVER, folder], stdout=subprocess.PIPE, text=True) as server:
        pids = json.loads(server.stdout.readline())
        assert all(map(is_alive, pids)), "the warmed process, two kernels of which one is busy, and what that has started"
        server.kill()
        server.wait()
        wait_until(lambda: not any(map(is_alive, pids)), "nobody has outlived the server")


def test_kernels_go_on_when_the_warmed_process_is_killed(own_warmed, start_kernel, caplog):
    first, other = start_kernel(), start_kernel()
    first.ask("mine = 42")
    was = own_warmed.pid
    os.kill(was, signal.SIGKILL)
    wait_until(lambda: own_warmed.pid != was, "another warmed process has been started")
    assert first.value("mine") == 42
    assert first.process.poll() is None
    assert start_kernel().value("1") == 1
    assert "started again" in caplog.text

    first.client.execute("import os; os._exit(7)")
    wait_until(lambda: first.process.poll() is not None, "the orphaned kernel has ended")
    assert first.process.poll() in (7, UNKNOWN), "Linux tells it from 6.15 on"
    orphan = other.pid
    other.manager.shutdown_kernel(now=True)
    assert not is_alive(orphan)


def test_an_order_that_died_with_the_warmed_process_goes_to_the_next(own_warmed, order):
    first = own_warmed.pid
    os.kill(first, signal.SIGSTOP)

    async def ask():
        asked = asyncio.create_task(own_warmed.fork(order, 1, 2))
        await asyncio.sleep(0)  # it has sent the order
        os.kill(first, signal.SIGKILL)
        return await asked

    kernel = run_apart(ask())
    assert children_of(own_warmed.pid) == [kernel.pid]
    kernel.kill()
    assert kernel.wait() == -signal.SIGKILL


def test_a_warmed_process_that_hangs_is_replaced(own_warmed, order, monkeypatch):
    monkeypatch.setattr(client, "SECONDS_TO_BEGIN", 0.2)
    hangs = own_warmed.pid
    os.kill(hangs, signal.SIGSTOP)
    with pytest.raises(CannotFork, match="longer"):
        run_apart(own_warmed.fork(order, 1, 2))
    wait_until(lambda: own_warmed.pid != hangs and own_warmed.is_ready.is_set(), "another has been started")
    assert not is_alive(hangs)
    monkeypatch.undo()
    kernel = run_apart(own_warmed.fork(order, 1, 2))
    kernel.kill()
    assert kernel.wait() == -signal.SIGKILL


def test_a_kernel_that_fails_at_its_start_is_left_to_the_ordinary_way(own_warmed, order):
    with pytest.raises(CannotFork, match="FileNotFoundError"):
        run_apart(own_warmed.fork(dataclasses.replace(order, folder="/nowhere"), 1, 2))
    wait_until(lambda: not children_of(own_warmed.pid), "nothing is left of it")


def test_neither_side_keeps_a_file_of_a_kernel_that_has_ended(own_warmed, order):
    own_warmed.is_ready.wait()
    before = {process: files_of(process) for process in (own_warmed.pid, os.getpid())}
    kernel = run_apart(own_warmed.fork(order, 1, 2))
    assert all(files_of(process) - before[process] for process in before), "both hold some while it lives"
    kernel.kill()
    kernel.wait()
    assert {process: files_of(process) for process in before} == before


async def ask_and_leave(warmed: Warmed, order: Order, steps: int) -> None:
    """Ask for a kernel, and give up after so many steps of the loop; one is enough to send the order."""
    asked = asyncio.create_task(warmed.fork(order, 1, 2))
    for _ in range(steps):
        await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked


def assert_nothing_stays(warmed: Warmed, folder: str) -> None:
    """Have a later kernel forked, and wait until it alone is there."""
    later = run_apart(warmed.fork(order_for(folder, "later"), 1, 2))
    wait_until(lambda: children_of(warmed.pid) == [later.pid], "only the later one is there")
    later.kill()
    later.wait()


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_a_kernel_that_nobody_wants_any_more_does_not_stay(own_warmed, order, folder, steps):
    run_apart(ask_and_leave(own_warmed, order, steps))
    assert_nothing_stays(own_warmed, folder)


def test_a_kernel_that_nobody_wants_and_that_cannot_listen_does_not_stay(own_warmed, order, folder):
    taken = json.loads(Path(order.connection_file).read_text(encoding="utf-8"))["iopub_port"]
    Path(f"{folder}/kernel-{taken}").mkdir()
    run_apart(ask_and_leave(own_warmed, order, 1))
    assert_nothing_stays(own_warmed, folder)


def test_where_a_thread_is_alive_nothing_is_forked(start_kernel, provisioner, monkeypatch, tmp_path, caplog):
    (tmp_path / "thready.py").write_text("import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    warmed = Warmed(["thready"])
    monkeypatch.setattr(provisioner, "warmed", warmed)
    kernels = [start_kernel(), start_kernel()]
    assert not any(isinstance(kernel.process, ForkedKernel) for kernel in kernels)
    assert [kernel.value("1") for kernel in kernels] == [1, 1]
    assert caplog.text.count("threads are alive") == 1, "said once"
    warmed.close()


def test_a_shutdown_is_answered_every_time(fork_kernel):
    for _ in range(12):
        kernel = fork_kernel()
        process = kernel.process
        kernel.manager.shutdown_kernel()
        assert process.returncode == 0


def test_what_cannot_be_warmed_does_no_harm(order, capfd):
    warmed = Warmed(["no_such_module", "alongside.places:no_such_function"])
    kernel = run_apart(warmed.fork(order, 1, 2))
    assert is_alive(kernel.pid)
    warmed.close()
    assert kernel.wait() in (-signal.SIGKILL, UNKNOWN)
    assert "no_such_module could not be warmed: ModuleNotFoundError" in capfd.readouterr().err


def test_a_warmed_process_that_never_gets_ready_is_given_up(monkeypatch, order):
    monkeypatch.setattr(client, "_START", "raise SystemExit(3)")
    warmed = Warmed()
    with pytest.raises(CannotFork, match="status 3"):
        run_apart(warmed.fork(order, 1, 2))
    warmed.close()


def test_closing_it_ends_its_kernels_too(order):
    warmed = Warmed()
    kernel = run_apart(warmed.fork(order, 1, 2))
    processes = [warmed.pid, kernel.pid]
    warmed.close()
    warmed.close()
    wait_until(lambda: not any(map(is_alive, processes)), "both have ended")
    assert kernel.wait() in (-signal.SIGKILL, UNKNOWN)
    with pytest.raises(CannotFork):
        run_apart(warmed.fork(order, 1, 2))
