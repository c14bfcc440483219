"""Starts kernels by fork, where that is possible: jupyter_client knows this class as ``alongside-fork``."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Bool, Integer

from alongside.serve.fork import NAME
from alongside.serve.fork.client import Warmed, why_not
from alongside.serve.fork.orders import HISTORY_OFF, MIB, Order
from alongside.serve.fork.output import outlet
from alongside.serve.fork.process import CannotFork

log = logging.getLogger("alongside")

_AT_REST = 128  # MiB that a kernel takes for itself, most of it stacks of threads that it never touches
_LAUNCHER = ["-m", "ipykernel_launcher", "-f"]
#: Variables that Python and IPython read as they start: if one differs, our warmed process is not what the kernel would be.
_READ_AT_START = ("PYTHON", "IPYTHON", "HOME", "LANG", "LC_", "LD_")
#: What we know to do of all that `subprocess.Popen` can do for a kernel.
_KNOWN = {"env", "cwd", "stdout", "stderr"}
#: What jupyter_client hands over for its own purposes.
_IGNORED = {"kernel_id", "extra_arguments", "transport_encryption"}


class ForkProvisioner(LocalProvisioner):
    """A provisioner whose kernels are forked from the warmed process. What cannot be forked is spawned, as everywhere."""

    #: The process to fork from, which the server starts and ends.
    warmed: ClassVar[Warmed | None] = None
    #: Why there is none.
    why_spawned: ClassVar[str] = "no warmed process has been started"

    memory_limit = Integer(0, help="MiB of memory that what runs in a kernel may take; 0 for no limit.").tag(config=True)
    niceness = Integer(0, help="How much a kernel yields to the server, 0 to 19.").tag(config=True)
    log_output = Bool(False, help="Log where a kernel's process crashed, and whether it printed, with the kernel's id.").tag(
        config=True
    )

    _said: ClassVar[set[str]] = set()

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel."""
        try:
            self.process = await self._fork(cmd, {name: value for name, value in kwargs.items() if name not in _IGNORED})
        except CannotFork as why:
            self._say_once(str(why))
            history_off = HISTORY_OFF if _LAUNCHER[1] in cmd else []
            await super().launch_kernel([*cmd, *history_off], **kwargs)
            self._limit_spawned()
        else:
            self.pid = self.pgid = self.process.pid
            self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def _fork(self, cmd: list[str], wanted: dict[str, Any]) -> Any:
        if self.warmed is None:
            raise CannotFork(self.why_spawned)
        _check(cmd, wanted, self.warmed)
        folder = os.path.abspath(wanted.get("cwd") or os.curdir)  # noqa: ASYNC240, PTH100 – a relative path is the server's
        os.stat(folder)  # noqa: PTH116 – as a spawned kernel does: an error here if there is no such folder
        environment = wanted["env"] | {"JPY_PARENT_PID": str(os.getpid())}  # as of a spawned kernel
        order = Order(cmd[-1], environment, folder, self.memory_limit, self.niceness)
        name = f"kernel {self.kernel_id}" if self.log_output else ""
        with ExitStack() as opened:
            stdout = outlet(wanted.get("stdout"), 1, name, opened)
            stderr = (
                stdout if name or wanted.get("stderr") == subprocess.STDOUT else outlet(wanted.get("stderr"), 2, name, opened)
            )
            return await self.warmed.fork(order, stdout, stderr)

    def _say_once(self, why: str) -> None:
        if why not in self._said:
            self._said.add(why)
            log.warning("Kernels are spawned, not forked: %s.", why)

    def _limit_spawned(self) -> None:
        """Set its limits on a kernel that was spawned, as far as this system can."""
        process: int = self.pid  # type: ignore[assignment]
        with suppress(ImportError, AttributeError, OSError):
            if self.niceness:
                os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, 0) + self.niceness)
            if self.memory_limit:
                import resource  # noqa: PLC0415 – Windows has none

                most = (self.memory_limit + _AT_REST) * MIB
                resource.prlimit(process, resource.RLIMIT_DATA, (most, most))


@contextmanager
def forked_kernels(modules: Iterable[str] = (), folder: Path | None = None, *, is_wanted: bool = True) -> Iterator[None]:
    """Fork kernels, where that is possible, for as long as this lasts; afterwards none is left.

    Parameters
    ----------
    modules : iterable of str
        What to import once for all of them; see `alongside.serve.fork.warm.warm`.
    folder : Path, optional
        What is removed when the server has ended, even if it was killed.
    is_wanted : bool
        Whether forking has not been switched off.
    """
    # an environment that was installed before this entry point existed, or a checkout on the path alone, does not know it
    ours = EntryPoint(NAME, f"{__name__}:{ForkProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME)
    KernelProvisionerFactory.provisioners.setdefault(NAME, ours)
    ForkProvisioner.why_spawned = why_not() if is_wanted else "forking is switched off"
    if ForkProvisioner.why_spawned:
        yield
        return
    ForkProvisioner.warmed = Warmed(modules, folder)
    try:
        yield
    finally:
        ForkProvisioner.warmed.close()
        ForkProvisioner.warmed = None


def _check(cmd: list[str], wanted: dict[str, Any], warmed: Warmed) -> None:
    """See that the kernel is one that the warmed process could become.

    Raises
    ------
    CannotFork
        It is not.
    """
    if cmd[0] != sys.executable or cmd[-4:-1] != _LAUNCHER or any(not word.startswith("-X") for word in cmd[1:-4]):
        raise CannotFork("the kernel is not this Python's")
    if others := set(wanted) - _KNOWN:
        raise CannotFork(f"it was asked for with {', '.join(sorted(others))}")
    if _read_at_start(wanted["env"]) != _read_at_start(warmed.environment):
        raise CannotFork("its environment differs from the server's in what Python reads as it starts")


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_READ_AT_START)}
