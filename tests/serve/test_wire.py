"""The wire of a running server: lying frames stop nobody, and no word of a browser reaches the log."""

import asyncio
import json
import struct
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tornado.httpclient import HTTPClientError

from tests.loops import run_apart
from tests.serve.test_frames import message
from tests.visitors import NOBODY, answered, visit

pytestmark = pytest.mark.slow
NOT_FOUND, FORBIDDEN = 404, 403
MARKER = "what-a-learner-wrote"
LYING = [b"\xff\xff\xff\xff\xff\0\0\0", struct.pack("<QQQQQ", 3, 2**63, 1, 0, 5) + b"x" * 50, message()[:-1]]


@pytest.fixture(scope="module")
def visitor(server):
    return visit(server)


def status(address, **headers):
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:
            return answer.status
    except HTTPError as refused:
        with refused:
            return refused.code


def test_lying_frames_stop_nobody_and_their_words_are_logged_nowhere(visitor, running, server):
    async def lie():
        async with visitor.wire() as wire:
            await answered(wire, "kernel_info")
            for lying in [*LYING, message(MARKER), message(channel=MARKER.encode())]:
                await wire.write_message(lying, binary=True)
            await wire.write_message(MARKER)
            await answered(wire, "comm_info")
        while await wire.read_message() is not None:
            pass  # until it has been closed

    run_apart(lie())
    with urlopen(f"{server}/healthz", timeout=20) as health:
        assert json.load(health)["status"] == "ok"
    assert MARKER not in running.log


def test_a_wire_from_elsewhere_is_refused_and_its_origin_is_logged_nowhere(visitor, running):
    assert knock(visitor, Origin=f"http://{MARKER}.example") == 403
    assert MARKER not in running.log


@pytest.mark.parametrize(
    "name", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.localhost", "evil.example:80"]
)
def test_by_another_name_the_server_shows_nothing(server, name):
    for path in ("voila/render/start.ipynb", "", "healthz", "nosuch"):
        assert status(f"{server}/{path}", Host=name) == FORBIDDEN


def test_a_refused_name_is_told_so_and_how_a_host_may_allow_it(server):
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{server}/", headers={"Host": "learn.example.org"}), timeout=20)
    with refused.value as answer:
        page = answer.read().decode()
    assert "This is not one of our names" in page
    assert "--allow-host" in page
    assert "example" not in page
    assert "Go to the start" not in page


@pytest.mark.parametrize("path", ["static/" + "a" * 300 + ".js", "voila/render/" + "a" * 300 + ".ipynb"])
def test_a_name_that_no_file_can_have_is_not_found(server, path):
    assert status(f"{server}/{path}") == NOT_FOUND


def knock(visitor, **words):
    """The status that a wire is answered with."""

    async def connect():
        try:
            async with visitor.wire(**words):
                return 101
        except HTTPClientError as problem:
            return problem.code

    return run_apart(connect())


@pytest.fixture(scope="module")
def other(server):
    return visit(server)


def test_a_kernel_is_there_for_its_own_browser(visitor):
    async def come_and_go():
        async with visitor.wire() as wire:
            await answered(wire, "kernel_info")

    run_apart(come_and_go())
    assert visitor.ask("api/kernels/{}") == 200


@pytest.mark.parametrize("cookie", ["", "alongside-browser=guessed", "the other's"])
def test_to_another_browser_a_kernel_does_not_exist(visitor, other, cookie):
    sent = other.cookie if cookie == "the other's" else f"alongside-page={other.cookies['alongside-page']}; {cookie}"
    asked_of_nobody = [knock(visitor, kernel=NOBODY), visitor.ask("api/kernels/{}", kernel=NOBODY)]
    asked_of_anothers = [knock(visitor, cookie=sent), visitor.ask("api/kernels/{}", cookie=sent)]
    assert asked_of_anothers == asked_of_nobody == [NOT_FOUND, NOT_FOUND]
    assert other.shut_down(kernel=visitor.kernel, cookie=sent) == other.shut_down(kernel=NOBODY, cookie=sent) == NOT_FOUND
    assert visitor.ask("api/kernels/{}") == 200, "the kernel lives on"


def test_a_browser_keeps_its_name_from_page_to_page(server, visitor):
    second = visit(server, cookie=visitor.cookie)
    assert second.cookies == {}
    assert visitor.ask("api/kernels/{}", kernel=second.kernel) == 200
    assert visitor.shut_down(kernel=second.kernel) == 204


async def read_all(wire):
    while await wire.read_message() is not None:
        pass


def test_a_quiet_wire_stays_open(start_server):
    hurry = "from alongside.serve import server; server.PING_EVERY = 1000; from alongside import cli; cli.main()"
    server = start_server(command=[sys.executable, "-c", hurry, "serve", "--no-browser", "--port", "0"])

    async def keep_quiet():
        pings = asyncio.Queue()
        async with visit(server.url.rstrip("/")).wire() as wire:
            await answered(wire, "kernel_info")
            wire.on_ping = pings.put_nowait
            # a message that nobody reads holds up the pings behind it
            reading = asyncio.create_task(read_all(wire))
            for _ in range(3):
                await asyncio.wait_for(pings.get(), 30)
            reading.cancel()
            await answered(wire, "kernel_info")

    run_apart(keep_quiet())
