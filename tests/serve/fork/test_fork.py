"""The heart of it, in a second: a kernel is forked, answers, and ends with a status."""

import signal
from importlib.metadata import entry_points

import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from processes import children_of, fields_of, is_alive
from servers import wait_until

from alongside.serve.fork import NAME
from alongside.serve.fork.process import ForkedKernel
from alongside.serve.fork.provisioner import ForkProvisioner, forked_kernels


def test_a_kernel_is_forked_and_answers(kernel, warmed):
    assert isinstance(kernel.process, ForkedKernel)
    assert kernel.value("6 * 7") == 42
    assert fields_of(kernel.pid)[1] == str(warmed.pid)


@pytest.mark.parametrize(
    ("last_words", "status"),
    [
        ("import os; os._exit(7)", 7),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV),
        ("exit()", 0),
    ],
)
def test_its_exit_status_is_known_and_it_leaves_no_zombie(kernel, warmed, last_words, status):
    assert kernel.process.poll() is None
    kernel.client.execute(last_words)
    wait_until(lambda: kernel.process.poll() is not None, "the kernel has ended")
    assert kernel.process.poll() == status
    assert kernel.pid not in children_of(warmed.pid)


def test_jupyter_client_finds_it():
    (ours,) = entry_points(group=KernelProvisionerFactory.GROUP_NAME, name=NAME)
    assert ours.load() is ForkProvisioner


def test_forking_lasts_as_long_as_the_server(provisioner):
    with forked_kernels():
        assert provisioner.why_spawned == ""
        warmed = provisioner.warmed.pid
        assert is_alive(warmed)
    assert not is_alive(warmed)
    assert provisioner.warmed is None
