"""The wire of a running server: lying frames stop nobody, and no word of a browser reaches the log."""

import asyncio
import json
import secrets
import struct
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tornado.httpclient import HTTPClientError

from tests.loops import run_apart
from tests.serve.test_frames import frame, message
from tests.visitors import NOBODY, visit

pytestmark = pytest.mark.slow
NOT_FOUND = 404
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


def asked(kind):
    # a kernel takes no message twice
    header = {"msg_id": secrets.token_hex(8), "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    header["date"] = "2026-01-01T00:00:00Z"
    return frame(b"shell", json.dumps(header).encode(), b"{}", b"{}", b"{}")


async def answered(wire, kind):
    """Ask on a wire, and wait for the answer of this kind."""
    await wire.write_message(asked(f"{kind}_request"), binary=True)
    while True:
        told = await asyncio.wait_for(wire.read_message(), 30)
        assert told is not None, "the wire was closed"
        if f"{kind}_reply".encode() in told:
            return


def test_lying_frames_stop_nobody_and_their_words_are_logged_nowhere(visitor, running, server):
    async def lie():
        wire = await visitor.connect()
        await answered(wire, "kernel_info")
        for lying in [*LYING, message(MARKER), message(channel=MARKER.encode())]:
            await wire.write_message(lying, binary=True)
        await wire.write_message(MARKER)
        await answered(wire, "comm_info")
        wire.close()
        while await wire.read_message() is not None:
            pass  # until it has been closed

    run_apart(lie())
    with urlopen(f"{server}/healthz", timeout=20) as health:
        assert json.load(health)["status"] == "ok"
    assert MARKER not in running.log


def test_a_wire_from_elsewhere_is_refused_and_its_origin_is_logged_nowhere(visitor, running):
    assert knock(visitor, Origin=f"http://{MARKER}.example") == 403
    assert MARKER not in running.log


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:80"])
def test_by_another_name_the_server_shows_nothing(server, name):
    assert status(f"{server}/voila/render/start.ipynb", Host=name) == NOT_FOUND


@pytest.mark.parametrize("path", ["static/" + "a" * 300 + ".js", "voila/render/" + "a" * 300 + ".ipynb"])
def test_a_name_that_no_file_can_have_is_not_found(server, path):
    assert status(f"{server}/{path}") == NOT_FOUND


def knock(visitor, **words):
    """The status that a wire is answered with."""

    async def connect():
        try:
            wire = await visitor.connect(**words)
        except HTTPClientError as problem:
            return problem.code
        wire.close()
        return 101

    return run_apart(connect())


@pytest.fixture(scope="module")
def other(server):
    return visit(server)


def test_a_kernel_is_there_for_its_own_browser(visitor):
    async def come_and_go():
        wire = await visitor.connect()
        await answered(wire, "kernel_info")
        wire.close()

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
