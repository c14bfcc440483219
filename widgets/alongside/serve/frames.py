"""Reads a browser's frame on the wire before anything else does: what is no message of a page of ours is nobody's.

Jupyter's own reader believes a frame's count of parts, and would build a list of that length: 8 bytes could stop a server.
Source: the subprotocol ``v1.kernel.websocket.jupyter.org`` (offsets of 8 bytes, little-endian, then the parts).
"""

import json
from itertools import pairwise
from typing import Any

FROM_BROWSER = ("comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request")
STATES = "jupyter.widget.control"  # of which a page asks what the widgets are
_WORD = 8  # bytes of a count or an offset
_FEWEST, _MOST = 6, 64  # offsets: the channel, the four parts of a message, its buffers, and the end


def is_message(frame: object) -> bool:
    """Tell whether a frame is a whole message that a page may send.

    Parameters
    ----------
    frame : object
        What came over the websocket.
    """
    if not isinstance(frame, bytes):
        return False
    parts = _parts(frame)
    if parts is None or parts[0] != b"shell":
        return False
    header, *others = [_object(part) for part in parts[1:5]]
    if header is None or header.get("msg_type") not in FROM_BROWSER or None in others:
        return False
    # whatever else is opened would be made in the kernel of what the browser sends, and kept there
    return header["msg_type"] != "comm_open" or (others[-1] or {}).get("target_name") == STATES


def _parts(frame: bytes) -> list[bytes] | None:
    """Cut a frame into its channel and the parts of its message; None where its offsets lie."""
    count = int.from_bytes(frame[:_WORD], "little")
    first = _WORD * (count + 1)
    if not _FEWEST <= count <= _MOST or len(frame) < first:
        return None
    offsets = [int.from_bytes(frame[_WORD * i : _WORD * (i + 1)], "little") for i in range(1, count + 1)]
    if offsets[0] != first or offsets != sorted(offsets) or offsets[-1] != len(frame):
        return None
    return [frame[start:end] for start, end in pairwise(offsets)]


def _object(part: bytes) -> dict[str, Any] | None:
    try:
        read = json.loads(part)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None
