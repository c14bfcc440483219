"""A running server with few places: who waits is let in, who floods gains nothing, who leaves makes room, who is told what."""

import asyncio
import http.client
import json
import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from processes import children_of, is_alive
from servers import can_connect, wait_until
from tornado.httpclient import HTTPClientError
from visitors import Visitor, answered, visit

from alongside.serve.caretaker import GOING_AWAY, GONE
from alongside.serve.fork.client import why_not
from tests.loops import run_apart

pytestmark = pytest.mark.slow
PAGE = "/voila/render/allyship_stories.ipynb"
FORKS = pytest.mark.skipif(bool(why_not()), reason=f"kernels cannot be forked: {why_not()}")
MOST = 5
REFRESHES = 2000
AT_ONCE = 16


@pytest.fixture(scope="module")
def small(start_server):
    """A server with few places, on which nothing goes by itself while these tests look."""
    return start_server("--most-kernels", str(MOST), "--most-per-browser", "3", "--keep-unopened", "600")


@pytest.fixture(scope="module")
def hasty(start_server):
    """A server that does not keep for long what is closed or idle, and all else as usual."""
    return start_server("--keep-closed", "1", "--keep-idle", "4")


@pytest.fixture(scope="module")
def impatient(start_server):
    """A server that does not wait for long for pages to connect, and for all else as usual."""
    return start_server("--keep-lost", "2", "--keep-unopened", "2")


def health(server) -> dict:
    with urlopen(f"{server.url}healthz", timeout=20) as answer:
        return json.load(answer)


def settle(server) -> None:
    """Wait until the start page is there, and the kernel that made it has gone."""
    with urlopen(f"{server.url}voila/render/start.ipynb", timeout=60) as page:
        assert page.read()
    wait_until(lambda: health(server)["kernels"] == 0, "the start page's own kernel has gone")


def visitor(server, **words) -> Visitor:
    return visit(server.url.rstrip("/"), **words)


def is_gone(somebody) -> bool:
    return somebody.ask("api/kernels/{}") == 404


def ask_whether_ready(server, cookie) -> dict:
    with urlopen(Request(f"{server.url}waiting/allyship_stories.ipynb", headers={"Cookie": cookie}), timeout=20) as answer:
        return json.load(answer)


def refresh(server, times, cookie="") -> list[str]:
    """Ask for the page again and again, as a program does; give which kernel each answer had, "" for the waiting page."""
    place = urlsplit(server.url)
    kernels = []
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
    for _ in range(times):
        connection.request("GET", PAGE, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200
        kernel = re.search(r'id="alongside-kernel">{"id": "([^"]+)"', page)
        assert kernel or 'data-waiting="' in page
        kernels.append(kernel[1] if kernel else "")
    connection.close()
    return kernels


def flood(server, cookie="") -> tuple[list[str], int]:
    """Refresh two thousand times, many at once; give the kernels that came of it, and how many lived at most."""
    with ThreadPoolExecutor(AT_ONCE) as many:
        asking = [many.submit(refresh, server, REFRESHES // AT_ONCE, cookie) for _ in range(AT_ONCE)]
        most = 0
        while not all(one.done() for one in asking):
            most = max(most, health(server)["kernels"])
        return [kernel for one in asking for kernel in one.result() if kernel], most


def test_two_thousand_single_requests_fill_nothing_and_somebody_real_is_let_in(small):
    settle(small)
    began = time.monotonic()
    kernels, most = flood(small)
    assert len(kernels) == len(set(kernels)) == MOST
    assert most <= MOST
    with urlopen(f"{small.url}{PAGE[1:]}", timeout=20) as page:
        assert 'data-waiting="0"' in page.read().decode(), "nobody who never came back is ahead"
        cookie = "; ".join(sent.split(";")[0] for sent in page.headers.get_all("Set-Cookie"))
    wait_until(lambda: ask_whether_ready(small, cookie)["is_ready"], "it is let in")
    assert visitor(small, cookie=cookie).kernel
    assert health(small)["kernels"] <= MOST
    assert time.monotonic() - began < 30


@FORKS
def test_two_thousand_refreshes_of_one_browser_hold_no_more_than_it_may(start_server):
    server = start_server("--most-kernels", str(MOST), "--most-per-browser", "3", "--keep-unopened", "600")
    settle(server)
    one = visitor(server)
    (warmed,) = children_of(server.process.pid)
    kernels, most = flood(server, one.cookie)
    assert kernels, "its older pages, which it never opened, make room for its newer ones"
    assert most <= 3
    assert len(children_of(warmed)) <= 3
    assert visitor(server).kernel, "another learner is let in at once"


def test_nobody_opens_the_page(impatient):
    somebody = visitor(impatient)
    assert not is_gone(somebody)
    wait_until(lambda: is_gone(somebody), "its kernel has gone")


def test_the_page_is_closed(hasty):
    async def come_and_go(somebody):
        async with somebody.wire():
            assert await asyncio.to_thread(somebody.shut_down) == 204
        assert not await asyncio.to_thread(is_gone, somebody), "it may be brought back"

    somebody = visitor(hasty)
    run_apart(come_and_go(somebody))
    wait_until(lambda: is_gone(somebody), "its kernel has gone")


async def closed(wire) -> int | None:
    """Wait until a wire has been closed, and give the code."""
    while await asyncio.wait_for(wire.read_message(), 30) is not None:
        pass
    return wire.close_code


def test_the_page_is_brought_back_and_keeps_its_kernel_until_it_is_idle(hasty):
    async def come_back(somebody):
        async with somebody.wire():
            assert await asyncio.to_thread(somebody.shut_down) == 204
        async with somebody.wire() as again:
            since = time.monotonic()
            assert await closed(again) == GONE
        assert time.monotonic() - since > 3, "as long as it may be idle, not as long as it may be closed"
        assert await asyncio.to_thread(is_gone, somebody)

    run_apart(come_back(visitor(hasty)))


def test_the_connection_breaks_off(impatient):
    async def come(somebody):
        async with somebody.wire() as wire:
            await answered(wire, "kernel_info")

    somebody = visitor(impatient)
    run_apart(come(somebody))
    since = time.monotonic()
    wait_until(lambda: is_gone(somebody), "its kernel has gone")
    assert time.monotonic() - since > 1


@FORKS
@pytest.mark.parametrize("words", [[], ["--no-fork"]], ids=["forked", "spawned"])
def test_a_killed_kernel_is_told_of_within_five_seconds_and_a_stopping_server_too(start_server, tmp_path, words):
    server = start_server(*words, env={"TMPDIR": str(tmp_path)})

    async def lose_it(somebody):
        async with somebody.wire() as wire:
            (kernel,) = kernels_of(server)
            os.kill(kernel, signal.SIGKILL)
            since = time.monotonic()
            assert await closed(wire) == GONE
        assert time.monotonic() - since < 5
        assert await asyncio.to_thread(is_gone, somebody)
        assert not kernels_of(server), "none is started in its place"

    async def see_it_stop(somebody):
        async with somebody.wire() as wire:
            everyone = [*children_of(server.process.pid), *kernels_of(server)]
            since = time.monotonic()
            server.process.terminate()
            assert await closed(wire) == GOING_AWAY
        await asyncio.to_thread(server.process.wait, 20)
        assert time.monotonic() - since < 10
        assert not any(map(is_alive, everyone))

    settle(server)
    somebody = visitor(server)
    run_apart(lose_it(somebody))
    run_apart(see_it_stop(visitor(server)))
    assert not left_in(tmp_path)


@FORKS
def test_a_kernel_that_dies_before_it_answers_is_told_of_as_well(hasty):
    async def knock(somebody, kernel):
        os.kill(kernel, signal.SIGSTOP)
        knocking = asyncio.create_task(come(somebody))
        assert await asyncio.to_thread(health, hasty), "the server answers others meanwhile"
        os.kill(kernel, signal.SIGKILL)
        with pytest.raises(HTTPClientError, match="404"):
            await asyncio.wait_for(knocking, 20)

    async def come(somebody):
        async with somebody.wire():
            pass

    before = kernels_of(hasty)
    somebody = visitor(hasty)
    (kernel,) = set(kernels_of(hasty)) - set(before)
    run_apart(knock(somebody, kernel))


def kernels_of(server) -> list[int]:
    """Name the processes of kernels: the warmed process's children, or else the server's own."""
    children = children_of(server.process.pid)
    names = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in children}
    warmed = [pid for pid, name in names.items() if "fork.warm" in name]
    return children_of(warmed[0]) if warmed else [pid for pid, name in names.items() if "ipykernel_launcher" in name]


def left_in(folder) -> list[str]:
    return [str(path) for path in folder.rglob("*") if "kernel" in path.name or "alongside" in path.name]


@FORKS
def test_ctrl_c_twice_leaves_nothing(start_server, tmp_path):
    server = start_server(env={"TMPDIR": str(tmp_path)})
    people = [visitor(server) for _ in range(3)]
    assert left_in(tmp_path)
    everyone = [*children_of(server.process.pid), *kernels_of(server)]

    async def see_it_stop():
        async with people[0].wire() as wire:
            since = time.monotonic()
            for _ in range(2):
                with suppress(ProcessLookupError):
                    server.process.send_signal(signal.SIGINT)
            assert await closed(wire) in (GOING_AWAY, None)
        await asyncio.to_thread(server.process.wait, 20)
        assert time.monotonic() - since < 10

    run_apart(see_it_stop())
    assert server.process.returncode == 0
    assert not any(map(is_alive, everyone))
    assert not left_in(tmp_path)
    assert not can_connect(urlsplit(server.url).port)
