"""A line between a browser and a server that a test can cut and silence."""

import contextlib
import socket
import threading
from collections.abc import Iterator

MOST = 65536  # bytes read at once


class Line:
    """Carries bytes between a port of its own and the server's, on loopback.

    Parameters
    ----------
    server_port : int

    Attributes
    ----------
    port : int
        Where a browser connects to.
    """

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._ends: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._is_cut = False
        self._flows = threading.Event()
        self._flows.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._start(self._accept)

    def cut(self) -> None:
        """Break every connection off, and refuse new ones."""
        self._is_cut = True
        self.drop()

    def drop(self) -> None:
        """Break every connection off; new ones get through."""
        for end in list(self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def go_silent(self) -> None:
        """Take everything, and pass nothing on."""
        self._flows.clear()

    def mend(self) -> None:
        """Carry again."""
        self._is_cut = False
        self._flows.set()

    def close(self) -> None:
        """End everything."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.mend()
        self.drop()
        for thread in self._threads:
            thread.join(10)

    def _start(self, target, *words) -> None:
        self._threads.append(threading.Thread(target=target, args=words, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._start(self._carry, self._listening.accept()[0])

    def _carry(self, browser: socket.socket) -> None:
        with browser, contextlib.suppress(OSError):
            if self._is_cut:
                return
            with socket.create_connection(("127.0.0.1", self._server_port)) as server:
                self._ends |= {browser, server}
                back = threading.Thread(target=self._pump, args=(server, browser), daemon=True)
                back.start()
                self._pump(browser, server)
                back.join()
                self._ends -= {browser, server}

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := source.recv(MOST):
                self._flows.wait()
                target.sendall(said)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def line_to(server_port: int) -> Iterator[Line]:
    """Give a line to a server on this machine, and end it."""
    line = Line(server_port)
    try:
        yield line
    finally:
        line.close()
