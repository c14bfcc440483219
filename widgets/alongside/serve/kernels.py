"""Starts and stops the kernels behind pages."""

import os
import subprocess
from typing import Any

import zmq
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from alongside.built_widgets import OF_A_PAGE

MOST_UNREAD = 100_000  # messages of one kernel that are kept until we come to them


class UntoldKernel(ServerKernelManager):
    """A kernel whose starts and ends are told to nobody: Jupyter would read and check a schema for each, unheard."""

    def emit(self, schema_id: str, data: dict[str, Any]) -> None:
        """Tell nobody."""


def make_room(context: zmq.Context[Any]) -> None:
    """Let a server speak to as many kernels as the system allows; before the first socket.

    Each page takes six sockets, and ZMQ's own limit of 1,023 would let in 170. A kernel that is faster than we are would lose
    what exceeds a thousand messages.
    """
    context.set(zmq.MAX_SOCKETS, int(context.get(zmq.SOCKET_LIMIT)))
    context.setsockopt(zmq.RCVHWM, MOST_UNREAD)


async def start_kernel(manager: Any, name: str, kernel_id: str | None = None) -> str:
    """Start a kernel's process and give its id; it need not answer yet.

    Parameters
    ----------
    manager : MappingKernelManager
    name : str
        Of the kernelspec, such as ``python3``.
    kernel_id : str or None
        The id that it gets; None for a new one.
    """
    return str(
        await manager.start_kernel(
            kernel_id=kernel_id,
            kernel_name=name,
            path="",
            env=os.environ | {OF_A_PAGE: "1"},
            # a kernel's own printing may quote a learner; what its widgets have to say comes by the wire
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    )


async def stop_kernel(manager: Any, kernel_id: str) -> None:
    """Stop a kernel at once, if it still lives: nothing in it is worth waiting for, since pages keep what was typed."""
    if kernel_id in manager:
        await manager.shutdown_kernel(kernel_id, now=True)
