"""Where a kernel cannot be forked, it is spawned, and the log says so once."""

import os
import subprocess
import sys

import pytest
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from alongside.serve.fork import client
from alongside.serve.fork.orders import HISTORY_OFF
from alongside.serve.fork.provisioner import forked_kernels
from tests.loops import run_apart

COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "/somewhere/kernel.json"]

#: Imports what the server imports, on a system that has nothing of what forking needs.
ELSEWHERE = """
import os, select, signal, socket, sys
import jupyter_client.provisioning
for module in ("fcntl", "resource"):
    sys.modules[module] = None
for module, name in ((os, "pidfd_open"), (os, "memfd_create"), (os, "set_blocking"), (os, "P_PIDFD"), (select, "poll"),
                     (signal, "pidfd_send_signal"), (socket, "AF_UNIX"), (socket, "send_fds"), (socket, "recv_fds")):
    vars(module).pop(name, None)
import alongside.serve.fork.provisioner
from alongside.serve.fork.client import why_not
print(why_not())
"""


class Nobody:
    """A warmed process that is never asked."""

    def __init__(self):
        self.environment = dict(os.environ)

    async def fork(self, *_words):
        pytest.fail("this kernel cannot be forked")


@pytest.fixture
def spawned(provisioner, monkeypatch) -> list:
    """What was handed to jupyter_client's own provisioner, which starts nothing; there is somebody to fork from."""
    monkeypatch.setattr(provisioner, "warmed", Nobody())
    seen = []

    async def launch_kernel(self, cmd, **words):
        seen.append((cmd, words))
        self.pid = os.getpid()
        return {}

    monkeypatch.setattr(LocalProvisioner, "launch_kernel", launch_kernel)
    return seen


def launch(provisioner, cmd=COMMAND, **words):
    run_apart(provisioner(kernel_id="1", kernel_spec=None, parent=None).launch_kernel(cmd, **{"env": dict(os.environ)} | words))


def test_without_a_warmed_process_a_kernel_is_spawned_and_the_log_says_so_once(provisioner, spawned, monkeypatch, caplog):
    monkeypatch.setattr(provisioner, "warmed", None)
    monkeypatch.setattr(provisioner, "why_spawned", "it is switched off")
    launch(provisioner, stdout=subprocess.DEVNULL)
    launch(provisioner, stdout=subprocess.DEVNULL)
    assert spawned == [([*COMMAND, *HISTORY_OFF], {"env": dict(os.environ), "stdout": subprocess.DEVNULL})] * 2
    assert caplog.messages == ["Kernels are spawned, not forked: it is switched off."]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"cmd": ["/another/python", *COMMAND[1:]]}, "not this Python's"),
        ({"cmd": [*COMMAND, "--debug"]}, "not this Python's"),
        ({"cmd": [sys.executable, "-m", "other_kernel", "-f", "file"]}, "not this Python's"),
        ({"preexec_fn": print}, "preexec_fn"),
        ({"independent": True}, "independent"),
        ({"env": os.environ | {"PYTHONPATH": "/elsewhere"}}, "environment differs"),
        ({"stdout": subprocess.PIPE}, "through a pipe"),
    ],
)
def test_a_kernel_that_the_warmed_process_could_not_become_is_spawned(provisioner, spawned, caplog, asked, why):
    launch(provisioner, **asked)
    assert len(spawned) == 1
    assert why in caplog.text


def test_forking_can_be_switched_off(provisioner):
    with forked_kernels(is_wanted=False):
        assert provisioner.warmed is None
        assert provisioner.why_spawned == "forking is switched off"


def test_another_language_s_kernel_gets_no_words_of_ours(provisioner, spawned):
    launch(provisioner, ["R", "--slave"])
    assert spawned[0][0] == ["R", "--slave"]


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_only_linux_forks(monkeypatch, system):
    monkeypatch.setattr(sys, "platform", system)
    assert client.why_not() == "this system is not Linux"


def test_a_linux_that_forbids_it_says_so(monkeypatch):
    def forbidden(_process):
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "pidfd_open", forbidden, raising=False)
    assert "not permitted" in client.why_not()


def test_it_can_be_imported_where_nothing_can_be_forked():
    done = subprocess.run([sys.executable, "-c", ELSEWHERE], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("this "), done.stderr


@pytest.mark.slow
def test_a_spawned_kernel_has_its_limits_too(start_kernel):
    kernel = start_kernel({"memory_limit": 100, "niceness": 5})
    assert kernel.value("__import__('os').nice(0)") == os.nice(0) + 5
    assert kernel.ask("bytearray(400 * 1024 * 1024)") == "MemoryError"
    assert kernel.value("1") == 1
