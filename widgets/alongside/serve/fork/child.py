"""What a forked process does before it becomes a kernel: it cuts its ties to the warmed process, and hangs on the server."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from alongside.serve.fork.orders import MIB, Lines, Order


def settle(order: Order, lines: Lines, lifeline: int) -> None:
    """Become a process of one's own, as a spawned kernel is.

    Parameters
    ----------
    order : Order
        What the server wants.
    lines : Lines
        The descriptors that came with it. Afterwards only ``lines.news`` is open, beside standard input, output and error.
    lifeline : int
        The reading end of a pipe whose other end the server alone holds.
    """
    os.setsid()
    _take_own_files(lines, lifeline)
    _take_own_surroundings(order)
    os.nice(order.niceness)
    _shuffle()


def _take_own_files(lines: Lines, lifeline: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    for own, standard in enumerate((nothing, lines.stdout, lines.stderr)):
        os.dup2(standard, own)
    # a description of its own, since the signal below belongs to that, and the warmed process's is shared by all
    tie = os.open(f"/proc/self/fd/{lifeline}", os.O_RDONLY | os.O_NONBLOCK)
    keep = sorted((tie, lines.news))
    for first, last in zip((3, *(fd + 1 for fd in keep)), (*keep, os.sysconf("SC_OPEN_MAX")), strict=True):
        os.closerange(first, last)
    _end_with_server(tie)


def _end_with_server(tie: int) -> None:
    """Have the system kill this process and those it starts as soon as the server is gone: no thread, no polling."""
    fcntl.fcntl(tie, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(tie, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(tie, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC)
    with suppress(BlockingIOError):
        os.read(tie, 1)  # it has ended already
        os._exit(1)


def _take_own_surroundings(order: Order) -> None:
    os.environ.clear()
    os.environ.update(order.environment)
    time.tzset()
    os.chdir(order.folder)
    sys.argv = [str(Path(sys.modules["ipykernel"].__path__[0]).parent / "ipykernel_launcher.py"), "-f", order.connection_file]
    # what `top` shows in place of the warmed process's name
    Path("/proc/self/comm").write_text(Path(order.connection_file).stem[:15], encoding="ascii", errors="replace")


def limit_memory(mib: int) -> None:
    """Limit what this process may take from now on; code that asks for more gets a MemoryError.

    Why not RLIMIT_AS: every thread reserves much more of the address space than it will ever use.
    """
    if mib:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        most = pages * resource.getpagesize() + mib * MIB
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _shuffle() -> None:
    """See that no two kernels draw the same numbers. The standard library sees to itself as it forks."""
    if numpy := sys.modules.get("numpy.random"):
        numpy.seed()
