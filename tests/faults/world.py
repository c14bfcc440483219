"""The server and its processes: started, ended, found and killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from faults.workbooks import DATA, write_workbooks
from processes import children_of
from servers import Server, start_process

PLANTED = Path(__file__).resolve().parents[1] / "serve" / "planted.py"


class World:
    """A server on one port, with its processes.

    Parameters
    ----------
    folder : Path
        Where it keeps its files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.workbooks = folder / "workbooks"
        self.workbooks.mkdir()
        write_workbooks(self.workbooks)
        self.server: Server | None = None
        self.logs: list[str] = []

    async def start(self) -> None:
        """Start the server on its port, and wait until it answers."""
        words = [sys.executable, str(PLANTED), str(self.workbooks), "--port", str(self.port), "--packs", str(DATA)]
        room = self.folder / "tmp"
        room.mkdir(exist_ok=True)
        self.server = await asyncio.to_thread(start_process, words, self.folder, env={"TMPDIR": str(room)})

    async def stop(self, number: int = signal.SIGTERM) -> None:
        """Send the server a signal, and wait until it has ended."""
        if self.server is not None:
            self.server.process.send_signal(number)
            await asyncio.to_thread(self.server.stop)
            self.logs.append(self.server.log)

    def warmed_process(self) -> int | None:
        """Find the process that forks kernels: the server's own child."""
        assert self.server is not None
        for number in children_of(self.server.process.pid):
            if b"serve.fork.warm" in Path(f"/proc/{number}/cmdline").read_bytes():
                return number
        return None


def kernel_process(kernel: str) -> int | None:
    """Find the process of a kernel by its id: a forked one is called so, a spawned one was started with it.

    Why not among the server's descendants: a kernel goes on when the process that forked it is gone.
    """
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            is_forked = kernel and folder.joinpath("comm").read_text().strip() == f"kernel-{kernel}"[:15]
            if is_forked or (kernel and f"kernel-{kernel}".encode() in folder.joinpath("cmdline").read_bytes()):
                return int(folder.name)
    return None


def kill(process: int | None) -> None:
    """End a process at once.

    Raises
    ------
    LookupError
        There is none.
    """
    if process is None:
        raise LookupError("the process to be killed was not found")
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
