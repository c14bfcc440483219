"""Browsers without a screen: they open a page, and keep its cookies and the name of its kernel."""

import asyncio
import json
import re
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.serve.test_frames import frame

PROTOCOL = "v1.kernel.websocket.jupyter.org"
NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass
class Visitor:
    """Somebody with a page open: the server's address, the page's kernel, and the cookies that came with the page."""

    server: str
    kernel: str
    cookies: dict[str, str]
    trust: ssl.SSLContext | None = None
    raw_cookies: list[str] = field(default_factory=list)
    models: dict[str, str] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, path: str, *, kernel: str = "", cookie: str | None = None, method: str = "GET") -> int:
        """Status of an answer; ``{}`` in the path is the kernel's id, and a POST carries the page's token."""
        address = f"{self.server}/{path.format(kernel or self.kernel)}"
        headers = {"Cookie": self.cookie if cookie is None else cookie}
        form = f"_xsrf={self.cookies['alongside-page']}".encode() if method == "POST" else None
        try:
            with urlopen(Request(address, form, headers, method=method), timeout=30, context=self.trust) as answer:
                return answer.status
        except HTTPError as refused:
            with refused:
                return refused.code

    def shut_down(self, **words) -> int:
        """Ask that a kernel goes, as a page does that is being closed."""
        return self.ask("voila/api/shutdown/{}", method="POST", **words)

    @asynccontextmanager
    async def wire(
        self, *, kernel: str = "", cookie: str | None = None, compression: dict | None = None, **headers: str
    ) -> AsyncIterator[WebSocketClientConnection]:
        """A wire to the kernel."""
        place = urlsplit(self.server)
        wire = f"api/kernels/{kernel or self.kernel}/channels?session_id={secrets.token_hex(8)}"
        address = f"{place.scheme.replace('http', 'ws')}://{place.netloc}{place.path}/{wire}"
        cookies = self.cookie if cookie is None else cookie
        request = HTTPRequest(address, headers={"Cookie": cookies} | headers, ssl_options=self.trust)
        wire = await websocket_connect(request, subprotocols=[PROTOCOL], compression_options=compression)
        stream = wire.protocol.stream
        try:
            yield wire
        finally:
            wire.close()
            stream.close()  # else it is closed when somebody finds it, in another test


def visit(
    server: str, workbook: str = "allyship_stories", *, cookie: str = "", trust: ssl.SSLContext | None = None, **headers: str
) -> Visitor:
    """Open a workbook as a browser that has no cookies yet, or these."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()} | ({"Cookie": cookie} if cookie else {})
    with urlopen(Request(f"{server}/voila/render/{workbook}.ipynb", headers=sent), timeout=60, context=trust) as page:
        html = page.read().decode()
        kernel = re.search(r'id="alongside-kernel">{"id": "([^"]+)"', html)
        models = {kind: model for model, kind in re.findall(r'"(\w{32})":{[^{}]*?"model_name":"(\w+)"', html)}
        raw = page.headers.get_all("Set-Cookie") or []
    cookies = {name: morsel.value for name, morsel in SimpleCookie("; ".join(raw)).items()}
    return Visitor(server, kernel[1] if kernel else "", cookies, trust, raw, models)


def asked(kind: str) -> bytes:
    """A frame that asks something of a kernel."""
    # a kernel takes no message twice
    header = {"msg_id": secrets.token_hex(8), "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    header["date"] = "2026-01-01T00:00:00Z"
    return frame(b"shell", json.dumps(header).encode(), b"{}", b"{}", b"{}")


async def answered(wire: WebSocketClientConnection, kind: str) -> None:
    """Ask on a wire, and wait for the answer of this kind."""
    await wire.write_message(asked(f"{kind}_request"), binary=True)
    while True:
        told = await asyncio.wait_for(wire.read_message(), 30)
        assert told is not None, "the wire was closed"
        if f"{kind}_reply".encode() in told:
            return
