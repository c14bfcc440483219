"""Browsers without a screen: they open a page, and keep its cookies and the name of its kernel."""

import re
import secrets
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass
class Visitor:
    """Somebody with a page open: the server's address, the page's kernel, and the cookies that came with the page."""

    server: str
    kernel: str
    cookies: dict[str, str]

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, path: str, *, kernel: str = "", cookie: str | None = None, method: str = "GET") -> int:
        """Status of an answer; ``{}`` in the path is the kernel's id, and a POST carries the page's token."""
        address = f"{self.server}/{path.format(kernel or self.kernel)}"
        headers = {"Cookie": self.cookie if cookie is None else cookie}
        form = f"_xsrf={self.cookies['alongside-page']}".encode() if method == "POST" else None
        try:
            with urlopen(Request(address, form, headers, method=method), timeout=30) as answer:
                return answer.status
        except HTTPError as refused:
            with refused:
                return refused.code

    def shut_down(self, **words) -> int:
        """Ask that a kernel goes, as a page does that is being closed."""
        return self.ask("voila/api/shutdown/{}", method="POST", **words)

    async def connect(self, *, kernel: str = "", cookie: str | None = None, **headers: str) -> WebSocketClientConnection:
        """Open a wire to the kernel."""
        place = urlsplit(self.server)
        wire = f"api/kernels/{kernel or self.kernel}/channels?session_id={secrets.token_hex(8)}"
        address = f"ws://{place.netloc}{place.path}/{wire}"
        cookies = self.cookie if cookie is None else cookie
        return await websocket_connect(HTTPRequest(address, headers={"Cookie": cookies} | headers), subprotocols=[PROTOCOL])


def visit(server: str, workbook: str = "allyship_stories", cookie: str = "") -> Visitor:
    """Open a workbook as a browser that has no cookies yet, or these."""
    request = Request(f"{server}/voila/render/{workbook}.ipynb", headers={"Cookie": cookie} if cookie else {})
    with urlopen(request, timeout=60) as page:
        kernel = re.search(r'id="alongside-kernel">{"id": "([^"]+)"', page.read().decode())
        sent = SimpleCookie("; ".join(page.headers.get_all("Set-Cookie") or []))
    return Visitor(server, kernel[1] if kernel else "", {name: morsel.value for name, morsel in sent.items()})
