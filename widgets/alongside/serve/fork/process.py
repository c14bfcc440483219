"""A forked kernel's process as the server sees it."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import struct
import time
from contextlib import suppress

#: Seconds from the end of a process to the news of its status, at most.
PATIENCE = 1.0
#: The status of a process of which nobody can tell how it ended, as asyncio has it.
UNKNOWN = 255
# from linux/pidfd.h: what a pidfd still knows of a process that somebody else has reaped (Linux 6.15)
_GET_INFO, _INFO_EXIT, _INFO_SIZE, _EXIT_CODE_AT = 0xC040FF0B, 1 << 3, 64, 60


class CannotFork(Exception):
    """No kernel can be forked; the message says why."""


class WarmedHasEnded(CannotFork):
    """The warmed process ended before it forked this kernel."""


class NotForkedInTime(CannotFork):
    """The warmed process has not even begun to fork this kernel."""


class ForkedKernel:
    """What `subprocess.Popen` is for a spawned kernel.

    Why a pidfd: the server is not the parent of this process, and the warmed process, which is, may be gone.

    Parameters
    ----------
    news : int
        The reading end of the pipe through which its news come. It is closed with the object.

    Attributes
    ----------
    pid : int
        0 until it has been forked.
    returncode : int or None
        As `subprocess` gives it; None while it runs.
    """

    stdin = stdout = stderr = None

    def __init__(self, news: int) -> None:
        self.pid = 0
        self.returncode: int | None = None
        self._news = news
        self._pidfd = -1
        self._heard = b""
        self._has_begun = self._is_cut_off = False
        self._refusal = ""
        self._ended_at: float | None = None
        os.set_blocking(news, False)

    async def begin(self, seconds: float) -> None:
        """Wait until it can be connected to, or has ended.

        Raises
        ------
        CannotFork
            It will be no kernel, or takes too long.
        """
        try:
            async with asyncio.timeout(seconds):
                while not (self._has_begun or self._refusal or self.returncode is not None or self._is_cut_off):
                    await _readable(self._news)
                    self._listen()
        except TimeoutError:
            raise (CannotFork if self.pid else NotForkedInTime)(f"it takes longer than {seconds} seconds") from None
        if self._refusal:
            raise CannotFork(self._refusal)
        if not self.pid:
            raise WarmedHasEnded

    def poll(self) -> int | None:
        """Give its status, or None while it runs."""
        if self.returncode is None:
            self._listen()
        if self.returncode is None and self._has_ended():
            self._ended_at = self._ended_at or time.monotonic()
            if self._is_cut_off or time.monotonic() - self._ended_at > PATIENCE:
                self.returncode = _status_of(self._pidfd)
        if self.returncode is not None:
            self.close()
        return self.returncode

    def wait(self) -> int:
        """Wait until it has ended, and give its status."""
        while (status := self.poll()) is None:
            _is_readable(self._pidfd, PATIENCE)
        return status

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def give_up(self) -> None:
        """Have it end, whether it has been forked already or will be: nobody wants it any more."""
        self._listen()
        if self.pid:
            self.kill()
        self.close()

    def close(self) -> None:
        """Let go of what the server holds of it."""
        for descriptor in (self._news, self._pidfd):
            if descriptor >= 0:
                os.close(descriptor)
        self._news = self._pidfd = -1

    def _has_ended(self) -> bool:
        return self._pidfd < 0 or _is_readable(self._pidfd, 0)

    def _listen(self) -> None:
        with suppress(BlockingIOError):
            while said := os.read(self._news, 4096):
                self._heard += said
            self._is_cut_off = True
        *lines, self._heard = self._heard.split(b"\n")
        for line in lines:
            self._hear(*line.decode().split(" ", 1))

    def _hear(self, word: str, more: str = "") -> None:
        match word:
            case "forked":
                self.pid = int(more)
                with suppress(ProcessLookupError):
                    self._pidfd = os.pidfd_open(self.pid)
            case "begun":
                self._has_begun = True
            case "ended":
                self.returncode = int(more)
            case "refused":
                self._refusal = more
            case "failed":
                self._refusal = f"a forked one fails with {more}"


def _is_readable(descriptor: int, seconds: float) -> bool:
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(seconds * 1000))


async def _readable(descriptor: int) -> None:
    """Wait until there is something to read, or nothing will come any more."""
    loop = asyncio.get_running_loop()
    is_there: asyncio.Future[None] = loop.create_future()
    loop.add_reader(descriptor, _settle, is_there)
    try:
        await is_there
    finally:
        loop.remove_reader(descriptor)


def _settle(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def _status_of(pidfd: int) -> int:
    """Find out how a process ended that is not ours, and whose parent is gone."""
    with suppress(OSError, AttributeError):  # it has become ours, as in a container where the server is the first process
        ended = os.waitid(os.P_PIDFD, pidfd, os.WEXITED | os.WNOHANG)
        if ended:
            return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
    import fcntl  # noqa: PLC0415 – Windows has none

    with suppress(OSError):
        info = fcntl.ioctl(pidfd, _GET_INFO, struct.pack("Q", _INFO_EXIT).ljust(_INFO_SIZE, b"\0"))
        if struct.unpack_from("Q", info)[0] & _INFO_EXIT:
            return os.waitstatus_to_exitcode(struct.unpack_from("i", info, _EXIT_CODE_AT)[0])
    return UNKNOWN
