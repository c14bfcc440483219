"""A door between browser and server that counts what passes: bytes as they are on the wire, websockets apart."""

import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

UPGRADED = b"HTTP/1.1 101"
OPENS_A_WIRE = re.compile(rb"^upgrade: websocket", re.IGNORECASE | re.MULTILINE)


@dataclass
class Count:
    """Bytes from the server so far; what a websocket carries is counted apart from the rest."""

    url: str = ""
    requests: int = 0
    pages: int = 0
    wire: int = 0

    def reset(self) -> None:
        self.requests = self.pages = self.wire = 0

    def ask(self, block: bytes) -> None:
        """Count a request, unless it opens a websocket; a browser begins each with a block of its own."""
        self.requests += block.startswith((b"GET ", b"POST ", b"HEAD ")) and not OPENS_A_WIRE.search(block)

    def add(self, block: bytes, is_wire: bool) -> bool:
        """Count a block, and tell whether its connection is a websocket from here on."""
        is_wire = is_wire or block.startswith(UPGRADED)
        if is_wire:
            self.wire += len(block)
        else:
            self.pages += len(block)
        return is_wire


class Door(socketserver.ThreadingTCPServer):
    """Passes every connection on to one server."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, address: str) -> None:
        super().__init__(("127.0.0.1", 0), Passage)
        place = urlsplit(address)
        self.inside = (place.hostname, place.port)
        self.count = Count(f"http://127.0.0.1:{self.server_address[1]}/")


class Passage(socketserver.BaseRequestHandler):
    """One connection."""

    server: Door

    def handle(self) -> None:
        with socket.create_connection(self.server.inside) as inside:
            asking = threading.Thread(target=self.ask, args=(inside,), daemon=True)
            asking.start()
            is_wire = False
            with suppress(OSError):
                while block := inside.recv(65536):
                    is_wire = self.server.count.add(block, is_wire)
                    self.request.sendall(block)
                self.request.shutdown(socket.SHUT_RDWR)
            asking.join()

    def ask(self, inside: socket.socket) -> None:
        with suppress(OSError):
            while block := self.request.recv(65536):
                self.server.count.ask(block)
                inside.sendall(block)
            inside.shutdown(socket.SHUT_WR)


@contextmanager
def counted(address: str) -> Iterator[Count]:
    """Open a door to the server at an address; its own address is in what it gives."""
    with Door(address) as door:
        thread = threading.Thread(target=door.serve_forever, daemon=True)
        thread.start()
        yield door.count
        door.shutdown()
        thread.join()
