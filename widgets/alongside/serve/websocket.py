"""The wire between a page and its kernel: only what widgets need passes, and no word of it is logged."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

from jupyter_client.jsonutil import parse_date
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado import web
from tornado.websocket import WebSocketClosedError
from traitlets import default

from alongside.serve.browsers import OnlyOwn
from alongside.serve.caretaker import GONE, Caretaker
from alongside.serve.frames import is_message
from alongside.serve.pace import Pace
from alongside.serve.pages import OurPages
from alongside.serve.quiet import calm_part, log, where_in

_TO_BROWSER = {"comm_open", "comm_close", "comm_msg", "comm_info_reply", "kernel_info_reply", "status"}
_HEADER, _PARENT, _CONTENT = 0, 1, 3

MOST_UNSENT = 32 * 2**20  # bytes that a browser has not taken yet; one that asks and never reads would fill our memory
MOST_WIRES = 5  # to one kernel; a page has one, and those that the network has lost
TOO_MANY = 1008  # a browser breaks our rules
_MOST_TROUBLES = 20  # written into the log for one wire

# its warnings quote whole messages, and a message holds what was typed
_nowhere = logging.getLogger("alongside.nowhere")
_nowhere.propagate = False
_nowhere.addHandler(logging.NullHandler())


class Wire(OurPages, OnlyOwn, KernelWebsocketHandler):
    """``/api/kernels/<id>/channels``: between a kernel and the browser that started it."""

    _unsent = 0  # bytes

    def get_compression_options(self) -> dict[str, Any]:
        """Compress, since a widget's code travels here."""
        return {}

    @property
    def caretaker(self) -> Caretaker:
        """Who keeps kernels as long as their pages need them."""
        return self.settings["alongside_caretaker"]

    async def pre_get(self) -> None:
        """Wait until the kernel answers, or has ended: Jupyter would wait a minute for a dead one."""
        answering = asyncio.ensure_future(super().pre_get())
        ending = asyncio.ensure_future(self.caretaker.end_of(self.kernel_id))
        await asyncio.wait([answering, ending], return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if not answering.done():
            answering.cancel()
            if self.connection:
                self.connection.disconnect()
            raise web.HTTPError(404)
        await answering
        if not self.connection:  # the browser has gone meanwhile
            raise web.HTTPError(404)

    async def open(self, kernel_id: str) -> None:
        """Connect, unless the kernel has ended meanwhile."""
        self._pace = Pace()
        if self.caretaker.count_wires(kernel_id) >= MOST_WIRES:
            self.close(TOO_MANY, "this page is connected already")
        elif self.caretaker.opened(kernel_id, self):
            await super().open(kernel_id)
        else:
            self.close(GONE, "the kernel has ended")

    def on_message(self, ws_message: Any) -> Awaitable[None] | None:
        """Pass a message on, and note that somebody is there; the next is read when its time has come."""
        self.caretaker.lives.heard(self.kernel_id)
        super().on_message(ws_message)
        wait = self._pace.wait_after(len(ws_message))
        return asyncio.sleep(wait) if wait else None

    def write_message(self, message: Any, binary: bool = False) -> asyncio.Future[None]:
        """Send a message; a browser that takes none is cut off, and asks for what it lost when it is back."""
        stream = self.ws_connection and self.ws_connection.stream
        if stream and self._unsent > MOST_UNSENT:
            stream.close()
        try:
            sending = asyncio.ensure_future(super().write_message(message, binary))
        except WebSocketClosedError:
            sending = asyncio.get_running_loop().create_future()
            sending.set_result(None)
            return sending
        self._unsent += len(message)
        sending.add_done_callback(lambda sent: self._has_sent(sent, len(message)))
        return sending

    def _has_sent(self, sent: asyncio.Future[None], size: int) -> None:
        self._unsent -= size
        if not sent.cancelled():
            sent.exception()  # the browser has gone: taken note of here, or each message would have its line in the log

    def on_close(self) -> None:
        """Note that the page's connection has ended."""
        self.caretaker.broke_off(self.kernel_id, self)
        super().on_close()


class QuietConnection(ZMQChannelsWebsocketConnection):
    """Lets widgets' messages through. Printed words, displayed values, code and tracebacks stay on the server.

    What a page's own cells cause is left out as well: the page carries it.
    """

    _troubles = 0

    @default("log")
    def _no_log(self) -> logging.Logger:
        return _nowhere

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass a browser's message on to the kernel; what is no message of a page of ours is dropped."""
        # "" is the old protocol, which our pages do not speak, and what a wire says that has just been cut
        if self.subprotocol and is_message(incoming_msg):
            super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Pass a kernel's message on to the browser, or keep it."""
        _, parts = self.session.feed_identities(list(outgoing_msg))
        kind = self.session.unpack(parts[1 + _HEADER])["msg_type"]
        if kind in _TO_BROWSER and (kind == "status" or not self._is_told_by_the_page(parts)):
            super().handle_outgoing_message(stream, outgoing_msg)
        elif kind == "error":
            self._tell_of_trouble(stream, parts)
        elif kind == "stream":
            for line in calm_part(self.session.unpack(parts[1 + _CONTENT])["text"]):
                self._log_trouble(line)

    def _is_told_by_the_page(self, parts: list[Any]) -> bool:
        told = self.websocket_handler.settings["alongside_told"].get(self.kernel_manager)
        if told is None:
            return False
        header, parent = (self.session.unpack(parts[1 + part]) for part in (_HEADER, _PARENT))
        return bool(told.covers(parent, parse_date(header["date"])))

    def _log_trouble(self, where: str) -> None:
        """Write one line; a page that fails without end may not fill the log."""
        self._troubles += 1
        if self._troubles <= _MOST_TROUBLES:
            log.error("A widget failed: %s", where)

    def _tell_of_trouble(self, stream: Any, parts: list[Any]) -> None:
        """Log an error's type and lines of code, and tell the page that there was one, without its words."""
        if self._is_told_by_the_page(parts) or not self.subprotocol:
            return
        content = self.session.unpack(parts[1 + _CONTENT])
        self._log_trouble(where_in(str(content.get("ename", "")), content.get("traceback", [])))
        emptied = [*parts[1:]]
        emptied[_CONTENT] = self.session.pack({"ename": "", "evalue": "", "traceback": []})
        self._on_zmq_reply(self.channels[stream] if isinstance(stream, str) else stream, emptied)
