"""A line between one learner's browser and the server that can be cut, slowed down and made silent.

Each learner has their own, so that what happens to one line happens to one learner. It speaks TCP, and looks into the
traffic only to tell the websocket from the rest, and to see which kernel it belongs to.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from typing import Literal

MOST = 65536  # bytes read at once
_WIRE = re.compile(rb"GET \S*/api/kernels/([0-9a-f-]{36})/channels")
#: Which way bytes go: what the browser asks, what the server answers.
Way = Literal["question", "answer"]


class Gate:
    """Holds the next bytes of a websocket back, so that a fault can strike at that very moment."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.is_reached = asyncio.Event()
        self.is_open = asyncio.Event()


class Line:
    """A proxy on loopback in front of the server.

    Parameters
    ----------
    server_port : int
        Of the server on 127.0.0.1. It may go away and come back.

    Attributes
    ----------
    port : int
        Where the browser connects to.
    kernel : str
        Id of the kernel that the last websocket asked for; "" before the first.
    delay : float
        Seconds by which everything is late.
    """

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.port = 0
        self.kernel = ""
        self.delay = 0.0
        self._flows = asyncio.Event()
        self._flows.set()
        self._gate: Gate | None = None
        self._connections: dict[asyncio.Task[None], Connection] = {}
        self._listening: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen, on the same port as before if there was one."""
        self._listening = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Cut everything, refuse what comes, and wait until nothing is left."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        self.let_through()
        self.drop()
        while self._connections:
            await asyncio.wait(list(self._connections))

    def drop(self, *, wires_only: bool = False) -> None:
        """Cut the connections that there are; new ones get through."""
        for task, connection in self._connections.items():
            if connection.is_wire or not wires_only:
                task.cancel()

    def go_silent(self) -> None:
        """Accept everything, and pass nothing on."""
        self._flows.clear()

    def hold(self, way: Way) -> Gate:
        """Hold back the next bytes of a websocket that go this way."""
        self._gate = Gate(way)
        return self._gate

    def release(self) -> None:
        """Let go what is held back."""
        if self._gate is not None:
            self._gate.is_open.set()
            self._gate = None

    def let_through(self) -> None:
        """End everything that this line does to its traffic."""
        self.release()
        self.delay = 0.0
        self._flows.set()

    async def flow(self, way: Way | None = None) -> None:
        """Wait as long as this line lets its traffic wait just now; ``way`` is given for a websocket."""
        gate = self._gate
        if gate is not None and gate.way == way:
            gate.is_reached.set()
            await gate.is_open.wait()
        if self.delay:
            await asyncio.sleep(self.delay)  # the fault itself: there is nothing to wait for
        await self._flows.wait()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections[task] = Connection(self)
        try:
            with suppress(OSError, asyncio.CancelledError):
                await self._connections[task].carry(reader, writer)
        finally:
            del self._connections[task]


class Connection:
    """One connection of a browser, and its continuation to the server."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.is_wire = False

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry bytes both ways until one end has had enough. Cancelled, it breaks off, as a network that goes away does."""
        writers = [writer]
        try:
            first = await reader.read(MOST)
            if not first:
                return
            if found := _WIRE.match(first):
                self.is_wire = True
                self.line.kernel = found[1].decode()
            await self.line.flow()
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.line.server_port)
            writers.append(to_server)
            to_server.write(first)
            async with asyncio.TaskGroup() as pumps:
                both = [pumps.create_task(self._pump(reader, to_server, "question"))]
                both.append(pumps.create_task(self._pump(from_server, writer, "answer")))
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                for pump in both:
                    pump.cancel()
        except asyncio.CancelledError:
            for one in writers:
                one.transport.abort()
            raise
        finally:
            for one in writers:
                one.close()
                with suppress(OSError):
                    await one.wait_closed()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way) -> None:
        with suppress(OSError):
            while said := await reader.read(MOST):
                await self.line.flow(way if self.is_wire else None)
                writer.write(said)
                await writer.drain()
