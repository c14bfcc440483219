"""The wire of a running server: lying frames stop nobody, and no word of a browser reaches the log."""

import asyncio
import json
import re
import struct
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from tests.loops import run_apart
from tests.serve.test_frames import frame, message

pytestmark = pytest.mark.slow
PROTOCOL = "v1.kernel.websocket.jupyter.org"
NOT_FOUND = 404
MARKER = "what-a-learner-wrote"
LYING = [b"\xff\xff\xff\xff\xff\0\0\0", struct.pack("<QQQQQ", 3, 2**63, 1, 0, 5) + b"x" * 50, message()[:-1]]


@pytest.fixture
def channels(server):
    """Open the stories' page and give the address of its wire."""
    with urlopen(f"{server}/voila/render/allyship_stories.ipynb", timeout=60) as page:
        kernel = re.search(r'id="alongside-kernel">{"id": "([^"]+)"', page.read().decode())[1]
    place = urlsplit(server)
    return f"ws://{place.netloc}{place.path}/api/kernels/{kernel}/channels"


def status(address, **headers):
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:
            return answer.status
    except HTTPError as refused:
        with refused:
            return refused.code


def asked(kind):
    header = {"msg_id": "1", "msg_type": kind, "session": "s", "username": "", "version": "5.3", "date": "2026-01-01T00:00:00Z"}
    return frame(b"shell", json.dumps(header).encode(), b"{}", b"{}", b"{}")


async def answered(wire, kind):
    """Ask on a wire, and wait for the answer of this kind."""
    await wire.write_message(asked(f"{kind}_request"), binary=True)
    while True:
        told = await asyncio.wait_for(wire.read_message(), 30)
        assert told is not None, "the wire was closed"
        if f"{kind}_reply".encode() in told:
            return


def test_lying_frames_stop_nobody_and_their_words_are_logged_nowhere(channels, running, server):
    async def lie():
        wire = await websocket_connect(channels, subprotocols=[PROTOCOL])
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


def test_a_wire_from_elsewhere_is_refused_and_its_origin_is_logged_nowhere(channels, running):
    async def knock():
        request = HTTPRequest(channels, headers={"Origin": f"http://{MARKER}.example"})
        return await websocket_connect(request, subprotocols=[PROTOCOL])

    with pytest.raises(HTTPClientError, match="403"):
        run_apart(knock())
    assert MARKER not in running.log


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:80"])
def test_by_another_name_the_server_shows_nothing(server, name):
    assert status(f"{server}/voila/render/start.ipynb", Host=name) == NOT_FOUND


@pytest.mark.parametrize("path", ["static/" + "a" * 300 + ".js", "voila/render/" + "a" * 300 + ".ipynb"])
def test_a_name_that_no_file_can_have_is_not_found(server, path):
    assert status(f"{server}/{path}") == NOT_FOUND
