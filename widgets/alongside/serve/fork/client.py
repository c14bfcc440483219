"""The server's side of the warmed process: starts it, sends it orders, starts it again when it has ended."""

from __future__ import annotations

import asyncio
import logging
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from alongside.serve.fork.orders import READY, Lines, Order, send_order
from alongside.serve.fork.process import CannotFork, ForkedKernel, NotForkedInTime, WarmedHasEnded

log = logging.getLogger("alongside")

#: Times that it may end before it was ever ready, one after another, until nobody tries any more.
TRIES = 3
#: Seconds from an order until the kernel can be connected to, at most; the first ones wait until all is imported.
SECONDS_TO_BEGIN = 60
SECONDS_TO_END = 10
_CLOSED = "the server is ending"
# a pool of threads would not outlive the fork
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# the folder that somebody stands in is no place to import from
_START = "import sys; sys.path[:] = filter(None, sys.path); from alongside.serve.fork.warm import main; main()"


def why_not() -> str:
    """Say why kernels cannot be forked on this machine; "" if they can."""
    if sys.platform != "linux":
        return "this system is not Linux"
    try:
        os.close(os.pidfd_open(os.getpid()))
        os.close(os.memfd_create("order"))
        next(Path("/proc/self/task").iterdir())
    except (AttributeError, OSError) as problem:
        return f"this Linux does not allow it ({problem})"
    return ""


class Warmed:
    """The process that forks kernels.

    Parameters
    ----------
    modules : iterable of str
        What to import in it, beside Jupyter's own; see `alongside.serve.fork.warm.warm`.
    folder : Path, optional
        What it removes when the server has ended, in whatever way.

    Notes
    -----
    Kernels hang on this object, not on the process: they end as soon as it is closed, or as the server has ended in
    whatever way; and they go on when the warmed process ends.
    """

    def __init__(self, modules: Iterable[str] = (), folder: Path | None = None) -> None:
        self.is_over = ""  # why no more kernels are forked
        self.is_ready = threading.Event()
        self.environment = dict(os.environ)  # as the kernels' is compared with, and the same each time that it is started
        self._words = [str(folder or ""), *modules]
        self._changed = threading.Condition()
        self._failures = 0
        self._forked_at = 0.0
        self._lifeline, self._held = os.pipe()
        self._start()

    @property
    def pid(self) -> int:
        """The warmed process that serves now."""
        return self._process.pid

    async def fork(self, order: Order, stdout: int, stderr: int) -> ForkedKernel:
        """Have a kernel forked, and wait until it can be connected to.

        Parameters
        ----------
        order : Order
        stdout, stderr : int
            File descriptors that become its own.

        Raises
        ------
        CannotFork
            The kernel must be started in another way.
        """
        for _ in range(TRIES):
            with self._changed:
                process, orders = self._process, self._orders
            if self.is_over:
                break
            try:
                kernel = await _ask(orders, order, stdout, stderr)
            except WarmedHasEnded:
                await asyncio.to_thread(self._wait_for_next, process)
            except NotForkedInTime:
                if time.monotonic() - self._forked_at > SECONDS_TO_BEGIN:  # nobody else's either: it hangs
                    process.kill()
                raise
            else:
                self._forked_at = time.monotonic()
                return kernel
        raise CannotFork(self.is_over or "the warmed process ends again and again")

    def close(self) -> None:
        """End the warmed process, and every kernel that is still there."""
        with self._changed:
            if self.is_over == _CLOSED:
                return
            self.is_over = _CLOSED
            with suppress(OSError):
                self._orders.shutdown(socket.SHUT_RDWR)
        os.close(self._held)
        os.close(self._lifeline)
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._watcher.join()

    def _start(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._orders.setblocking(False)
        inherited = (theirs.fileno(), self._lifeline)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *map(str, inherited), *self._words],
                pass_fds=inherited,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C is for the server alone
                env={name: value for name, value in self.environment.items() if not name.startswith("JPY_")} | _ONE_THREAD,
            )
        self._watcher = threading.Thread(target=self._watch, args=(self._process, self._orders), name="warmed", daemon=True)
        self._watcher.start()

    def _watch(self, process: subprocess.Popen[bytes], orders: socket.socket) -> None:
        """Wait until the warmed process has ended, and start another."""
        was_ready = False
        with orders:
            while _said(orders) == READY:
                was_ready = True
                self.is_ready.set()
            status = process.wait()
        with self._changed:
            self._changed.notify_all()
            if self.is_over:
                return
            self.is_ready.clear()
            self._failures = 0 if was_ready else self._failures + 1
            if self._failures == TRIES:
                self.is_over = f"the warmed process ended {TRIES} times before it was ready, the last time with status {status}"
                return
            log.warning("The process that forks kernels has ended with status %s. It is started again.", status)
            self._start()

    def _wait_for_next(self, ended: subprocess.Popen[bytes]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self.is_over or self._process is not ended, SECONDS_TO_END)


async def _ask(orders: socket.socket, order: Order, stdout: int, stderr: int) -> ForkedKernel:
    news, theirs = os.pipe()
    kernel = ForkedKernel(news)
    try:
        try:
            send_order(orders, order, Lines(stdout, stderr, theirs))
        finally:
            os.close(theirs)
        await kernel.begin(SECONDS_TO_BEGIN)
    except BlockingIOError:
        kernel.give_up()
        raise CannotFork("too many kernels are waiting to be forked") from None
    except OSError:
        kernel.give_up()
        raise WarmedHasEnded from None
    except BaseException:
        kernel.give_up()
        raise
    return kernel


def _said(orders: socket.socket) -> bytes:
    """Wait for what the warmed process says; b"" when it has ended."""
    waiting = select.poll()
    waiting.register(orders, select.POLLIN)
    waiting.poll()
    with suppress(ConnectionError):
        return orders.recv(len(READY))
    return b""
