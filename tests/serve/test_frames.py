"""What a browser may send on the wire, and what is nobody's message."""

import json
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.serve.frames import FROM_BROWSER, is_message


def frame(*parts, offsets=None):
    """Pack parts as the subprotocol says, or with other offsets."""
    first = 8 * (len(parts) + 2)
    ends = [first + sum(map(len, parts[:i])) for i in range(len(parts) + 1)]
    offsets = ends if offsets is None else offsets
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


def message(kind="comm_msg", channel=b"shell", *buffers, content=b"{}"):
    return frame(channel, json.dumps({"msg_type": kind}).encode(), b"{}", b"{}", content, *buffers)


@pytest.mark.parametrize("kind", FROM_BROWSER)
def test_what_widgets_send_passes(kind):
    content = b'{"target_name": "jupyter.widget.control"}'
    assert is_message(message(kind, content=content))
    assert is_message(message(kind, b"shell", b"bytes of a file", content=content))


@pytest.mark.parametrize("content", [b"{}", b'{"target_name": "jupyter.widget"}', b'{"target_name": null}'])
def test_a_browser_makes_no_widget(content):
    assert not is_message(message("comm_open", content=content))


@pytest.mark.parametrize(
    "kind",
    ["execute_request", "input_reply", "debug_request", "shutdown_request", "interrupt_request", "", None, 3, "x\nERROR: y"],
)
def test_other_kinds_are_nobodys(kind):
    assert not is_message(message(kind))


@pytest.mark.parametrize("channel", [b"control", b"stdin", b"iopub", b"", b"\xff"])
def test_other_channels_are_nobodys(channel):
    assert not is_message(message(channel=channel))


@pytest.mark.parametrize(
    "lying",
    [
        b"",
        b"\xff\xff\xff\xff\xff\0\0\0",
        struct.pack("<QQQQQ", 3, 2**63, 1, 0, 5) + b"x" * 50,
        struct.pack("<Q", 6),
        struct.pack("<8Q", 6, *[2**62] * 6, 0),
        "comm_msg",
        None,
        frame(b"shell", b"{}", offsets=[24, 23, 22, 21, 20, 19]),
        message()[:-1],
        message() + b"x",
        message(content=b"[]"),
        message(content=b"["),
        message(content=b"[" * 100_000),
    ],
)
def test_lying_frames_are_nobodys(lying):
    assert not is_message(lying)


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_no_frame_does_anything_but_pass_or_not(given_frame):
    assert is_message(given_frame) in (True, False)
