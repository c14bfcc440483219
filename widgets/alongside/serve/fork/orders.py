"""What the server and the warmed process say to one another.

The server sends an *order* through a private Unix socket: a JSON object in a file without a name, which may be of any
length, and with it the file descriptors that the kernel gets. What becomes of it comes back, line by line, through a
pipe that belongs to that kernel alone:

    forked 4711     there is a process
    begun           it is a kernel: whoever connects now is answered
    ended -9        it has ended, with this status as `subprocess` gives it
    refused WHY     no process was forked
    failed WHY      the process was forked, and cannot become a kernel
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import NamedTuple

READY = b"ready"  # said once by the warmed process, when it has imported everything
_FORK = b"fork"
MIB = 1024 * 1024
#: What every kernel is told: what learners run is nobody's to keep.
HISTORY_OFF = ["--HistoryManager.enabled=False", "--HistoryManager.hist_file=:memory:"]


@dataclass(frozen=True)
class Order:
    """A kernel that the server wants.

    Attributes
    ----------
    connection_file : str
    environment : dict of str
        The whole of it: nothing is added from the warmed process.
    folder : str
        Where it works.
    memory_limit : int
        MiB of memory that what it runs may take; 0 for no limit.
    niceness : int
        Added to the server's; 0 to 19.
    """

    connection_file: str
    environment: dict[str, str]
    folder: str
    memory_limit: int = 0
    niceness: int = 0


class Lines(NamedTuple):
    """The file descriptors that come with an order: the kernel's standard output and error, and the pipe for its news."""

    stdout: int
    stderr: int
    news: int


def send_order(orders: socket.socket, order: Order, lines: Lines) -> None:
    """Send an order.

    Raises
    ------
    OSError
        Nobody listens; or the socket does not block, and too many orders wait already.
    """
    with os.fdopen(os.memfd_create("order"), "wb") as sheet:
        sheet.write(json.dumps(asdict(order)).encode())
        sheet.flush()
        socket.send_fds(orders, [_FORK], [sheet.fileno(), *lines])


def receive_order(orders: socket.socket) -> tuple[Order, Lines] | None:
    """Take the next order; None when the server has gone."""
    word, descriptors, _, _ = socket.recv_fds(orders, len(_FORK), 1 + len(Lines._fields))
    if not word:
        return None
    sheet, *lines = descriptors
    with os.fdopen(sheet, "rb") as written:
        written.seek(0)
        return Order(**json.loads(written.read())), Lines(*lines)


def tell(news: int, words: str) -> bool:
    """Say what has become of an order; False if nobody listens any more."""
    with suppress(OSError):
        os.write(news, f"{words}\n".encode())
        return True
    return False
