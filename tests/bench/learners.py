"""Learners without a browser: each fetches the page and speaks on its websocket, until it holds all that the page shows.

A page is complete when everything that its first screen shows has arrived, over HTTP or over the websocket, and the
websocket has answered once. Scripts, styles and pictures are not fetched: browsers hold them.
"""

import asyncio
import json
import re
import uuid
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import aiohttp
from bench.served import LAST_WORDS, Subject
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

JUPYTER_WIRE = "v1.kernel.websocket.jupyter.org"
PATIENCE = 240  # seconds
AGAIN_AFTER = 2  # seconds in which a page that has to wait asks again
NOW = "2000-01-01T00:00:00Z"
STREAMLIT_RUNS = b"Z\x00"  # a BackMsg with an empty rerun_script


class Learner:
    """One learner: a session with cookies of its own, and a websocket that stays open."""

    def __init__(self, subject: Subject, url: str) -> None:
        self.subject = subject
        self.url = url
        self.session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),  # for an address that is a number
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
            connector=aiohttp.TCPConnector(limit=0),
        )
        self.wire: Any = None
        self.waited = False
        self.reading: asyncio.Task[None] | None = None
        self.heard: asyncio.Queue[Any] = asyncio.Queue()

    async def open(self) -> float:
        """Open the page; seconds until it is complete."""
        began = perf_counter()
        await getattr(self, f"_open_{self.subject.kind.protocol}")()
        return perf_counter() - began

    async def close(self) -> None:
        """Close the websocket and everything else."""
        if self.reading:
            self.reading.cancel()
        if self.wire:
            await self.wire.close()
        await self.session.close()

    async def _connect(self, path: str, protocols: tuple[str, ...] = ()) -> None:
        address = f"{self.url}{path}"
        origin = self.url.rstrip("/")
        self.wire = await self.session.ws_connect(
            address, protocols=protocols, origin=origin, compress=15, max_msg_size=0, timeout=aiohttp.ClientWSTimeout(ws_close=1)
        )
        self.reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for frame in self.wire:
            self.heard.put_nowait(frame.data)
        self.heard.put_nowait(None)

    async def _hear(self, is_it: Any) -> Any:
        """Wait for a frame of which something is true."""
        async with asyncio.timeout(PATIENCE):
            while (frame := await self.heard.get()) is not None:
                if is_it(frame):
                    return frame
        raise ConnectionError("the websocket was closed")

    # ours, and Voilà's

    async def _open_ours(self) -> None:
        headers: dict[str, str] = {}
        while True:
            async with self.session.get(self.url + self.subject.path, headers=headers) as answer:
                answer.raise_for_status()
                page, opening = b"", None
                async for block in answer.content.iter_any():
                    page += block
                    # as the front end: the wire opens as soon as the kernel's id stands in the page
                    if not opening and (found := re.search(rb'id="alongside-kernel">\{"id": "([0-9a-f-]+)"', page)):
                        opening = asyncio.create_task(self._open_wire(found[1].decode()))
                if b"data-waiting=" not in page:
                    break
                headers = {"Alongside-Again": "1"}
                if ticket := answer.headers.get("Alongside-Ticket"):
                    headers["Alongside-Ticket"] = ticket
            self.waited = True
            await asyncio.sleep(AGAIN_AFTER)
        if opening is None or b'data-filled="all"' not in page:
            raise ConnectionError("the page came without its end")
        await opening
        self.page = page.decode()

    async def _open_voila(self) -> None:
        async with self.session.get(self.url + self.subject.path) as answer:
            answer.raise_for_status()
            self.page = await answer.text()
        await self._open_wire(re.search(r'"kernelId": "([0-9a-f-]+)"', self.page)[1])
        comm = uuid.uuid4().hex
        what = {"comm_id": comm, "target_name": "jupyter.widget.control", "target_module": None, "data": {}}
        await self._say("comm_open", what, {"version": "1.0.0"})
        await self._say("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        await self._hear(lambda frame: b'"update_states"' in frame)

    async def _open_wire(self, kernel: str) -> None:
        self.name = uuid.uuid4().hex
        await self._connect(f"api/kernels/{kernel}/channels?session_id={self.name}", (JUPYTER_WIRE,))
        await self._say("kernel_info_request", {})
        await self._hear(lambda frame: b"kernel_info_reply" in frame)

    async def _say(self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.name}
        header |= {"username": "", "version": "5.3", "date": NOW}
        parts = [json.dumps(part).encode() for part in (header, {}, metadata or {}, content)]
        await self.wire.send_bytes(serialize_msg_to_ws_v1(parts, "shell"))

    async def ask(self, serial: int) -> float:
        """Open the first story, as the player would; seconds until Python has answered."""
        model = re.search(r'(?:data-model=|"model_id":\s*)"([0-9a-f]{32})"', self.page)
        if not model:
            raise LookupError("the page names no widget")
        walk = {"serial": serial, "page": "before", "scenario": "first_supervision"}
        data = {"method": "update", "state": {"walk": walk}, "buffer_paths": []}
        while not self.heard.empty():
            self.heard.get_nowait()
        began = perf_counter()
        await self._say("comm_msg", {"comm_id": model[1], "data": data})
        await self._hear(lambda frame: b'"before"' in frame and b'"view"' in frame)
        return perf_counter() - began

    # the others

    async def _open_shiny(self) -> None:
        async with self.session.get(self.url) as answer:
            self.page = await answer.text()
        await self._connect("websocket/")
        inputs = {"choice": "", "go:shiny.action": 0, ".clientdata_output_meant_hidden": False}
        await self.wire.send_str(json.dumps({"method": "init", "data": inputs}))
        await self._hear(lambda frame: '"values"' in frame)

    async def _open_streamlit(self) -> None:
        async with self.session.get(self.url) as answer:
            await answer.text()
        await self._connect("_stcore/stream", ("streamlit",))
        await self.wire.send_bytes(STREAMLIT_RUNS)
        await self._hear(lambda frame: LAST_WORDS.encode() in frame)

    async def _open_panel(self) -> None:
        async with self.session.get(self.url + self.subject.path) as answer:
            self.page = await answer.text()
        token = re.search(r'"token":"([^"]+)"', self.page)[1]
        await self._connect(f"{self.subject.path}/ws", ("bokeh", token))
        await self._hear(lambda frame: '"ACK"' in frame)
        for part in ({"msgid": uuid.uuid4().hex, "msgtype": "PULL-DOC-REQ"}, {}, {}):
            await self.wire.send_str(json.dumps(part))
        await self._hear(lambda frame: LAST_WORDS in frame)


@dataclass
class Opened:
    """What became of learners who opened a page at once: seconds of each, and why others could not."""

    seconds: list[float]
    troubles: list[str]
    waited: int


async def burst(subject: Subject, url: str, many: int) -> Opened:
    """Let learners open a page in the same moment, and close them all."""
    learners = [Learner(subject, url) for _ in range(many)]
    results = await asyncio.gather(*(learner.open() for learner in learners), return_exceptions=True)
    await asyncio.gather(*(learner.close() for learner in learners), return_exceptions=True)
    seconds = sorted(one for one in results if isinstance(one, float))
    troubles = [f"{type(one).__name__}: {one}" for one in results if not isinstance(one, float)]
    return Opened(seconds, troubles, sum(learner.waited for learner in learners))
