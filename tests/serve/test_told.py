"""What a page carries, its wire leaves out: however late the wire hears of it."""

from types import SimpleNamespace
from weakref import WeakKeyDictionary

import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.httputil import HTTPServerRequest, RequestStartLine
from tornado.web import Application

from alongside.serve.told import Told
from alongside.serve.websocket import QuietConnection

PAGE, READER, KERNEL = (Session(session=name, key=b"key") for name in ("page", "reader", "kernel"))


def caused(kind, by, **content):
    return KERNEL.msg(kind, content, parent=by)


@pytest.fixture
def told():
    return Told(PAGE.session)


@pytest.fixture
def passed(told, monkeypatch):
    """What a wire passes on to the browser; to be called with a kernel's message."""
    kinds = []
    hand_on = lambda _wire, _stream, parts: kinds.append(KERNEL.unpack(parts[2])["msg_type"])  # noqa: E731
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "handle_outgoing_message", hand_on)
    kernel = KernelManager()
    app = Application(alongside_told=WeakKeyDictionary({kernel: told}))
    browser = SimpleNamespace(set_close_callback=lambda _then: None)
    asked = HTTPServerRequest(start_line=RequestStartLine("GET", "/", "HTTP/1.0"), connection=browser)
    wire = QuietConnection(parent=kernel, websocket_handler=KernelWebsocketHandler(app, asked), session=KERNEL)

    def hear(message):
        kinds.clear()
        wire.handle_outgoing_message(None, KERNEL.serialize(message))
        return kinds == [message["msg_type"]]

    return hear


def test_what_a_cell_causes_is_left_out_before_and_after_the_page_was_sent(told, passed):
    cell = PAGE.msg("execute_request")
    made = caused("comm_open", cell)
    assert not passed(made)
    told.hear(caused("status", cell, execution_state="idle"))
    assert not passed(made)


def test_what_speaks_on_after_its_cell_has_run_is_passed_on(told, passed):
    first, second = PAGE.msg("execute_request"), PAGE.msg("execute_request")
    told.hear(caused("status", first, execution_state="idle"))
    assert passed(caused("comm_msg", first))
    assert not passed(caused("comm_msg", second))


def test_a_cell_that_is_only_busy_has_not_run(told, passed):
    cell = PAGE.msg("execute_request")
    told.hear(caused("status", cell, execution_state="busy"))
    assert not passed(caused("comm_msg", cell))


def test_what_a_reader_causes_is_passed_on_at_any_time(told, passed):
    question = READER.msg("comm_msg")
    assert passed(caused("comm_msg", question))
    told.hear(caused("status", PAGE.msg("execute_request"), execution_state="idle"))
    assert passed(caused("comm_msg", question))
