"""A browser with bad intentions on its own wire: the server refuses, and the other learners do not notice."""

import asyncio
import json
import re
import secrets
import socket
import struct
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import nbformat
import pytest
from tornado.websocket import WebSocketClosedError

from alongside.serve.pace import BURST, RATE
from tests.loops import run_apart
from tests.serve.test_frames import frame
from tests.servers import wait_until
from tests.visitors import PROTOCOL, answered, visit

PLANTED = Path(__file__).with_name("planted.py")
pytestmark = pytest.mark.slow
REFUSED = ["execute_request", "input_reply", "debug_request", "shutdown_request", "inspect_request", "interrupt_request"]
FLOOD = 40_000  # frames, offered within the seconds that the other learner is watched for
PATIENCE = 2.0  # seconds that another learner may wait for an answer on a busy machine; a quiet one takes 0.3 at most
COUNTER = """import ipywidgets
counter = ipywidgets.IntText()
def count(_):
    for number in range(6000): counter.value = number
    counter.description = "the end"
counter.observe(count, "disabled")
counter"""

LARGE = "import ipywidgets\nipywidgets.Textarea('x' * 2**21)"


@pytest.fixture(scope="module")
def started(start_server, tmp_path_factory):
    """A server with a workbook that counts fast when it is asked to, and one whose widget is large."""
    folder = tmp_path_factory.mktemp("workbooks")
    for name, source in {"start": "1", "counter": COUNTER, "large": LARGE}.items():
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(book, folder / f"{name}.ipynb")
    server = start_server(command=[sys.executable, PLANTED, folder])
    (folder / "odd.ipynb").write_text("{ this is what a colleague wrote", encoding="utf-8")
    return server


@pytest.fixture(scope="module")
def planted(started):
    return started.url.rstrip("/")


@pytest.fixture(scope="module")
def visitor(planted):
    return visit(planted, "counter")


@pytest.fixture(scope="module")
def other(planted):
    return visit(planted, "counter")


def test_an_error_of_ours_is_a_calm_page_and_keeps_no_kernel(planted):
    def kernels():
        with urlopen(f"{planted}/healthz", timeout=20) as health:
            return json.load(health)["kernels"]

    before = kernels()
    with pytest.raises(HTTPError) as failed:
        urlopen(f"{planted}/voila/render/odd.ipynb", timeout=60)
    with failed.value as answer:
        page = answer.read().decode()
    assert failed.value.code == 500
    assert "Something went wrong here" in page
    assert "colleague" not in page
    assert "Traceback" not in page
    assert kernels() == before


def header(kind):
    told = {"msg_id": secrets.token_hex(8), "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    return json.dumps(told | {"date": "2026-01-01T00:00:00Z"}).encode()


def message(kind, channel=b"shell", **content):
    return frame(channel, header(kind), b"{}", b'{"version": "1.0.0"}', json.dumps(content).encode())


@contextmanager
def raw_wire(visitor):
    """A socket that has opened a wire, and writes what it likes."""
    place = urlsplit(visitor.server)
    with socket.create_connection((place.hostname, place.port), timeout=20) as wire:
        lines = [
            f"GET /api/kernels/{visitor.kernel}/channels?session_id={secrets.token_hex(8)} HTTP/1.1",
            f"Host: {place.netloc}",
            f"Cookie: {visitor.cookie}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            f"Sec-WebSocket-Protocol: {PROTOCOL}",
        ]
        wire.sendall("\r\n".join([*lines, "", ""]).encode())
        assert b" 101 " in wire.recv(4096)
        yield wire


def masked(payload, opcode=2, size=None):
    """A browser's frame with the mask 0; ``size`` is what it says of its length."""
    length = len(payload) if size is None else size
    return struct.pack(">BBQ4x", 0x80 | opcode, 0xFF, length) + payload


@pytest.mark.parametrize("channel", [b"shell", b"control", b"stdin", b"iopub"])
@pytest.mark.parametrize("kind", REFUSED)
def test_what_runs_code_or_stops_kernels_is_refused(visitor, tmp_path, kind, channel):
    flag = tmp_path / "was-run"

    async def attack():
        async with visitor.wire() as wire:
            code = f"open({str(flag)!r}, 'w').close()"
            await wire.write_message(message(kind, channel, code=code, silent=False, restart=False, value=code), binary=True)
            await answered(wire, "comm_info")  # the kernel has answered what came after

    run_apart(attack())
    assert not flag.exists()
    assert visitor.ask("api/kernels/{}") == 200


def test_a_hundred_megabytes_at_once_are_not_taken_in(visitor, other):
    with raw_wire(visitor) as wire:
        wire.sendall(masked(b"", size=100 * 2**20))
        with suppress(ConnectionError):
            for _ in range(100):
                wire.sendall(b"x" * 2**20)
        assert other.ask("healthz") == 200
    assert visitor.ask("api/kernels/{}") == 200


def test_a_small_frame_that_unpacks_to_a_hundred_megabytes_is_not_taken_in(visitor, other):
    async def attack():
        async with visitor.wire(compression={}) as wire:
            with suppress(WebSocketClosedError):
                await wire.write_message(b"\0" * (100 * 2**20), binary=True)
            while await asyncio.wait_for(wire.read_message(), 60) is not None:
                pass

    run_apart(attack())
    assert other.ask("healthz") == 200


@pytest.mark.parametrize(
    "odd",
    [b"\xff" * 40, masked(b"x", opcode=3), masked(b"\xff\xfe", opcode=1), masked(b"", opcode=0), b"\x82\x05abcde"],
    ids=["noise", "unknown kind", "text that is none", "end without beginning", "no mask"],
)
def test_malformed_frames_end_their_own_wire_only(visitor, other, odd):
    with raw_wire(visitor) as wire:
        wire.sendall(odd)
        assert other.ask("healthz") == 200
    assert visitor.ask("api/kernels/{}") == 200


def flood(visitor, has_begun, is_over):
    one = masked(message("comm_msg", comm_id="none", data={}))
    with raw_wire(visitor) as wire, suppress(TimeoutError, ConnectionError):
        wire.settimeout(0.5)
        for sent in range(FLOOD):
            if sent == 1000:
                has_begun.set()
            while not is_over.is_set():
                with suppress(TimeoutError):
                    wire.sendall(one)
                    break


def test_ten_thousand_frames_a_second_on_one_wire_are_not_felt_on_another(visitor, other):
    has_begun, is_over = threading.Event(), threading.Event()
    attacker = threading.Thread(target=flood, args=(visitor, has_begun, is_over))
    waited = []

    async def work():
        async with other.wire() as wire:
            attacker.start()
            assert await asyncio.to_thread(has_begun.wait, 20)
            for _ in range(20):
                began = time.monotonic()
                await answered(wire, "kernel_info")
                waited.append(time.monotonic() - began)

    try:
        run_apart(work())
        began = time.monotonic()
        assert other.ask("voila/render/counter.ipynb") == 200
        waited.append(time.monotonic() - began)
    finally:
        is_over.set()
        attacker.join()
    assert max(waited) < PATIENCE


def test_what_comes_too_fast_is_read_later_and_none_of_it_is_lost(visitor):
    async def hurry():
        async with visitor.wire() as wire:
            began = time.monotonic()
            for _ in range(BURST + 2 * RATE):
                await wire.write_message(message("comm_msg", comm_id="none", data={}), binary=True)
            await answered(wire, "kernel_info")
            return time.monotonic() - began

    assert run_apart(hurry()) > 1.9


def test_a_page_has_one_wire_and_nobody_opens_a_thousand(visitor):
    async def attack():
        async with visitor.wire(), visitor.wire(), visitor.wire(), visitor.wire(), visitor.wire(), visitor.wire() as sixth:
            while await asyncio.wait_for(sixth.read_message(), 30) is not None:
                pass
            return sixth.close_code

    assert run_apart(attack()) == 1008


def test_a_browser_that_asks_and_never_reads_is_cut_off_and_fills_no_log(started, planted):
    visitor = visit(planted, "large")
    lines = len(started.lines)

    def wires():
        with urlopen(Request(f"{planted}/api/kernels/{visitor.kernel}", headers={"Cookie": visitor.cookie})) as answer:
            return json.load(answer)["connections"]

    with raw_wire(visitor) as wire:
        wire.sendall(masked(message("comm_open", comm_id="all", target_name="jupyter.widget.control", data={})))
        wait_until(lambda: wires() == 1, "the wire is open")
        with suppress(ConnectionError):
            for _ in range(60):
                wire.sendall(masked(message("comm_msg", comm_id="all", data={"method": "request_states"})))
        wait_until(lambda: wires() == 0, "120 megabytes that nobody reads are not kept")
    run_apart(answers(visitor))
    assert started.lines[lines:] == []


async def answers(visitor):
    async with visitor.wire() as wire:
        await answered(wire, "kernel_info")


def test_what_a_kernel_sends_too_fast_arrives_to_its_end(planted):
    """Jupyter's own limit would drop what exceeds a thousand messages a second for good."""
    visitor = visit(planted, "counter")

    async def watch():
        async with visitor.wire() as wire:
            model = visitor.models["IntTextModel"]
            state = {"method": "update", "state": {"disabled": True}, "buffer_paths": []}
            await wire.write_message(message("comm_msg", comm_id=model, data=state), binary=True)
            seen = []
            while b"the end" not in (told := await asyncio.wait_for(wire.read_message(), 30)):
                seen += re.findall(rb'"value": (\d+)', told)
            assert seen[-1] == b"5999"

    run_apart(watch())
