"""`alongside serve` forks its kernels, and spawns them where it is told to."""

import asyncio
import os
import re
import signal
import tempfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from processes import children_of, fields_of, is_alive
from servers import wait_until

from alongside.serve.fork.client import why_not
from tests.loops import run_apart
from tests.visitors import PROTOCOL, answered, visit

pytestmark = pytest.mark.slow
PAGE = "voila/render/allyship_stories.ipynb"
NICENESS = 16  # of the fields that follow a process's name


def opened(server) -> str:
    with urlopen(server.url + PAGE, timeout=60) as page:
        return page.read().decode()


def folder_of(server) -> Path:
    """Find where a server keeps its temporary files: it holds one of them locked."""
    opened = (str(link.readlink()) for link in Path(f"/proc/{server.process.pid}/fd").iterdir())
    (folder,) = {Path(found[0]) for name in opened if (found := re.match(rf"{tempfile.gettempdir()}/alongside-\w+", name))}
    return folder


@pytest.mark.skipif(bool(why_not()), reason=f"kernels cannot be forked: {why_not()}")
def test_pages_get_forked_kernels_and_nothing_outlives_the_server(start_server):
    server = start_server("--keep-unopened", "600")
    pages = [opened(server), opened(server)]
    assert all("Player" in page for page in pages)
    (warmed,) = children_of(server.process.pid)
    wait_until(lambda: len(children_of(warmed)) == len(pages), "each page has a kernel of the warmed process")
    everyone = [warmed, *children_of(warmed)]
    assert "spawned" not in server.log
    folder = folder_of(server)
    assert list(folder.glob("kernel-*"))
    os.kill(server.process.pid, signal.SIGKILL)
    wait_until(lambda: not any(map(is_alive, everyone)), "nobody outlives the server")
    assert not folder.exists()


@pytest.mark.skipif(bool(why_not()), reason=f"kernels cannot be forked: {why_not()}")
def test_a_page_that_is_asked_for_as_the_warmed_process_dies_is_served_and_the_others_go_on(start_server):
    server = start_server("--niceness", "3", "--keep-unopened", "600")
    assert "Player" in opened(server)
    (warmed,) = children_of(server.process.pid)
    wait_until(lambda: len(children_of(warmed)) == 1, "the start page's kernel has gone, and the story's is there")
    (first,) = children_of(warmed)
    assert int(fields_of(first)[NICENESS]) == int(fields_of(server.process.pid)[NICENESS]) + 3
    os.kill(warmed, signal.SIGKILL)
    assert "Player" in opened(server)
    assert is_alive(first)
    wait_until(lambda: "started again" in server.log, "the log says so")
    os.kill(server.process.pid, signal.SIGKILL)
    wait_until(lambda: not is_alive(first), "the orphan ends with the server all the same")


@pytest.mark.skipif(bool(why_not()), reason=f"kernels cannot be forked: {why_not()}")
def test_a_browser_that_goes_while_its_wire_waits_for_the_kernel_is_no_error(start_server):
    server = start_server("--keep-unopened", "600")
    reader = visit(server.url.rstrip("/"))
    (warmed,) = children_of(server.process.pid)
    wait_until(lambda: len(children_of(warmed)) == 1, "the start page's kernel has gone, and the story's is there")
    (kernel,) = children_of(warmed)
    os.kill(kernel, signal.SIGSTOP)

    async def come_and_go():
        place = urlsplit(server.url)
        _, writer = await asyncio.open_connection(place.hostname, place.port)
        writer.write(knocking(reader, place.netloc))
        for _ in range(3):  # each answer comes after what was sent before
            await asyncio.to_thread(reader.ask, "healthz")
        writer.close()
        await writer.wait_closed()
        await asyncio.to_thread(reader.ask, "healthz")
        os.kill(kernel, signal.SIGCONT)
        async with reader.wire() as wire:
            await answered(wire, "kernel_info")

    run_apart(come_and_go())
    assert "Error" not in server.log


def knocking(reader, host) -> bytes:
    """The first lines of a wire, as a browser sends them."""
    lines = [f"GET /api/kernels/{reader.kernel}/channels?session_id=gone HTTP/1.1", f"Host: {host}", f"Cookie: {reader.cookie}"]
    lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
    lines += ["Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg=="]
    return "\r\n".join([*lines, f"Sec-WebSocket-Protocol: {PROTOCOL}", "", ""]).encode()


def test_forking_can_be_switched_off(start_server):
    server = start_server("--no-fork")
    assert "Player" in opened(server)
    assert "Player" in opened(server)
    wait_until(lambda: server.log.count("Kernels are spawned, not forked: forking is switched off.") == 1, "it is said once")
