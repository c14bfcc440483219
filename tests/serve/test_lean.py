"""Kernels without what Jupyter does again for each of them."""

import json
from types import SimpleNamespace

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import DELIM

from alongside.serve.lean import KnownKernels, LeanKernelManager, LeanKernels


def test_installed_kernels_are_looked_for_once(monkeypatch):
    asked = []
    monkeypatch.setattr(KernelSpecManager, "get_all_specs", lambda _self: asked.append(1) or {"python3": {}})
    specs = KnownKernels()
    assert specs.get_all_specs() == specs.get_all_specs() == {"python3": {}}
    assert len(asked) == 1


def test_all_kernels_share_one_logger_of_events_that_knows_the_events_of_kernels():
    one, other = LeanKernelManager(), LeanKernelManager()
    assert one.event_logger is other.event_logger
    assert [str(schema) for schema in one.event_logger.schemas.schema_ids] != []
    one.emit("https://events.jupyter.org/jupyter_server/kernel_actions/v1", {"action": "start", "msg": ""})


def published(kind, **content):
    parts = [{"msg_type": kind}, {}, {}, content]
    return [b"kernel.topic", DELIM, b"signature", *(json.dumps(part).encode() for part in parts)]


def test_whether_a_kernel_is_busy_is_read_from_what_it_publishes_and_nothing_else_is():
    kernels = LeanKernels()
    hears = []
    stream = SimpleNamespace(on_recv=hears.append)
    kernel = SimpleNamespace(execution_state="starting", connect_iopub=lambda: stream)
    kernels._kernels["one"] = kernel
    kernels.start_watching_activity("one")
    [hear] = hears
    for message, state in (
        (published("comm_msg", data={"execution_state": "busy"}), "starting"),
        (published("status", execution_state="busy"), "busy"),
        (published("stream", text='"status"'), "busy"),
        (published("status", execution_state="idle"), "idle"),
    ):
        before = kernel.last_activity
        hear(message)
        assert kernel.execution_state == state
        assert kernel.last_activity >= before
    assert kernel._activity_stream is stream
    kernels._kernels.clear()
