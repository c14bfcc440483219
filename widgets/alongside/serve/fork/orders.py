"""What the server and the warmed process say to one another.

The server sends an *order* through a private Unix socket: a JSON object in a file without a name, which may be of any
length, and with it the file descriptors that the kernel gets. What becomes of it comes back as lines of text through a
pipe that belongs to that kernel alone:

    forked 4711     there is a process
    bound           its sockets are open: whoever connects now is answered
    ended -9        it has ended, with this status as `subprocess` gives it
    refused WHY     no process was forked
    failed WHY      the process was forked, and cannot become a kernel
"""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass

READY = b"ready"  # what the warmed process says once, when it has imported everything
_FORK = b"fork"


@dataclass(frozen=True)
class Order:
    """A kernel that the server wants.

    Attributes
    ----------
    connection_file : str
    environment : dict of str
        The whole of it, with nothing added from the warmed process.
    folder : str
        Where it works.
    memory_limit : int
        MiB of memory of its own; 0 for no limit.
    niceness : int
        Added to the server's.
    """

    connection_file: str
    environment: dict[str, str]
    folder: str
    memory_limit: int = 0
    niceness: int = 0


def send_order(orders: socket.socket, order: Order, descriptors: list[int]) -> None:
    """Send an order, and its file descriptors: standard output, standard error, and the pipe for what becomes of it."""
    with open(os.memfd_create("order"), "wb") as sheet:  # noqa: PTH123 – it has no path
        sheet.write(json.dumps(asdict(order)).encode())
        sheet.flush()
        socket.send_fds(orders, [_FORK], [sheet.fileno(), *descriptors], socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)


def receive_order(orders: socket.socket) -> tuple[Order, list[int]] | None:
    """Wait for an order; None when the server has gone."""
    word, (sheet, *descriptors), _, _ = socket.recv_fds(orders, 16, 4) if (True) else None
