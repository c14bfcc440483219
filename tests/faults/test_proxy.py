"""The line between a browser and the server: what it passes on, and what it does to it."""

import asyncio
from contextlib import suppress

import pytest
from faults.proxy import Line
from loops import run_apart

KERNEL = "0f8fad5b-d9cb-469f-a165-70867728950e"
PLAIN = b"GET / HTTP/1.1\r\n\r\n"
WIRE = f"GET /api/kernels/{KERNEL}/channels?session_id=1 HTTP/1.1\r\n\r\n".encode()
SOON = 5  # seconds


class Talk:
    """A line to a server that says everything back, and what is said over it."""

    def __init__(self):
        self.writers = []

    async def __aenter__(self):
        self.server = await asyncio.start_server(self._echo, "127.0.0.1", 0)
        self.line = Line(self.server.sockets[0].getsockname()[1])
        await self.line.open()
        return self

    async def __aexit__(self, *_):
        await self.line.close()
        for writer in self.writers:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
        self.server.close()

    async def _echo(self, reader, writer):
        self.writers.append(writer)
        with suppress(ConnectionError):
            while said := await reader.read(1000):
                writer.write(said)

    async def say(self, words):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.line.port)
        self.writers.append(writer)
        writer.write(words)
        return reader, writer


async def heard(reader):
    return await asyncio.wait_for(reader.read(1000), SOON)


def test_a_line_carries_words_both_ways_and_knows_the_websocket():
    async def work():
        async with Talk() as talk:
            for words, kernel in ((PLAIN, ""), (WIRE, KERNEL)):
                reader, _ = await talk.say(words)
                assert await heard(reader) == words
                assert talk.line.kernel == kernel

    run_apart(work())


def test_dropping_the_websocket_leaves_the_rest_alone():
    async def work():
        async with Talk() as talk:
            (plain, writer), (wire, _) = await talk.say(PLAIN), await talk.say(WIRE)
            assert (await heard(plain), await heard(wire)) == (PLAIN, WIRE)
            talk.line.drop(wires_only=True)
            assert await heard(wire) == b"", "closed"
            writer.write(b"still there")
            assert await heard(plain) == b"still there"

    run_apart(work())


def test_a_cut_line_refuses_and_comes_back_at_the_same_port():
    async def work():
        async with Talk() as talk:
            port = talk.line.port
            reader, _ = await talk.say(PLAIN)
            assert await heard(reader) == PLAIN
            await talk.line.close()
            assert await heard(reader) == b"", "closed"
            with pytest.raises(ConnectionRefusedError):
                await talk.say(PLAIN)
            await talk.line.open()
            assert talk.line.port == port
            reader, _ = await talk.say(PLAIN)
            assert await heard(reader) == PLAIN

    run_apart(work())


def test_a_silent_line_accepts_and_passes_nothing_on_until_it_speaks_again():
    async def work():
        async with Talk() as talk, Talk() as other:
            talk.line.go_silent()
            silent, _ = await talk.say(PLAIN)
            answer = asyncio.create_task(heard(silent))
            for _ in range(5):
                reader, _ = await other.say(PLAIN)
                assert await heard(reader) == PLAIN
            assert not answer.done()
            assert len(talk.writers) == 1, "the server has not even been asked"
            talk.line.let_through()
            assert await answer == PLAIN

    run_apart(work())


def test_a_gate_holds_an_answer_back_until_it_is_released():
    async def work():
        async with Talk() as talk:
            gate = talk.line.hold("answer")
            plain, _ = await talk.say(PLAIN)
            wire, _ = await talk.say(WIRE)
            await asyncio.wait_for(gate.is_reached.wait(), SOON)
            answer = asyncio.create_task(heard(wire))
            assert await heard(plain) == PLAIN, "only a websocket is held"
            assert not answer.done()
            talk.line.release()
            assert await answer == WIRE

    run_apart(work())
