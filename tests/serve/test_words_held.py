"""Whatever a browser sends to the widgets about power and worries, no kernel holds a word of it or says it again."""

import asyncio
import json
import secrets

import pytest

from alongside.serve.frames import _parts
from tests.loops import run_apart
from tests.serve.test_frames import frame
from tests.visitors import answered, visit

pytestmark = pytest.mark.slow
WORD = f"Zq{secrets.token_hex(6)}"
CONTROL = {"target_name": "jupyter.widget.control", "comm_id": "control", "data": {}}
MADE = {"_model_module": "@jupyter-widgets/controls", "_model_module_version": "2.0.0", "_model_name": "TextModel"}
MADE |= {"_view_module": "@jupyter-widgets/controls", "_view_module_version": "2.0.0", "_view_name": "TextView", "value": WORD}


def message(kind, content, *buffers, metadata=b"{}"):
    header = {"msg_id": secrets.token_hex(8), "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    header["date"] = "2026-01-01T00:00:00Z"
    return frame(b"shell", json.dumps(header).encode(), b"{}", metadata, json.dumps(content).encode(), *buffers)


async def states(wire):
    """Ask a kernel what its widgets are; give that, and every frame that came before the answer."""
    came = []
    await wire.write_message(message("comm_open", CONTROL, metadata=b'{"version": "1.0.0"}'), binary=True)
    asked = {"comm_id": "control", "data": {"method": "request_states"}}
    await wire.write_message(message("comm_msg", asked), binary=True)
    while True:
        came.append(await asyncio.wait_for(wire.read_message(), 60))
        assert came[-1] is not None, "the wire was closed"
        if b"update_states" in came[-1]:
            return json.loads(_parts(came[-1])[4])["data"]["states"], came


def attacks(model, state):
    """Words for every trait and in every kind of message, whole, malformed and large."""
    told = dict.fromkeys([*state, "words", "__class__", "comm", "trouble"], WORD)
    for data in (
        {"method": "update", "state": told, "buffer_paths": []},
        *({"method": "update", "state": {name: like(value)}, "buffer_paths": []} for name, value in state.items()),
        {"method": "update", "state": WORD},
        {"method": "echo_update", "state": told},
        {"method": "custom", "content": {"id": 1, "ask": WORD, "words": WORD, WORD: WORD}},
        {"method": "custom", "content": {"id": 1, "ask": "make", "entry": WORD, "format": "txt", "today": WORD}},
        {"method": "custom", "content": [WORD] * 100_000},
        {"method": WORD},
        {"method": "request_state", "state": told},
        {WORD: WORD},
    ):
        yield message("comm_msg", {"comm_id": model, "data": data})
        yield message("comm_msg", {"comm_id": model, "data": data}, WORD.encode())
    yield message("comm_msg", {"comm_id": model, "data": WORD})
    yield message("comm_msg", {"comm_id": WORD, "data": told})


def like(value):
    """Words in the shape of a value, so that no rule about shapes keeps them out."""
    return {WORD: WORD} if isinstance(value, dict) else [WORD] if isinstance(value, list) else WORD


async def attack(visitor):
    async with visitor.wire() as wire:
        before, came = await states(wire)
        for target in ("jupyter.widget", "jupyter.widget.version", WORD):
            opened = {"target_name": target, "comm_id": secrets.token_hex(16), "data": {"state": MADE, "buffer_paths": []}}
            await wire.write_message(message("comm_open", opened, metadata=b'{"version": "2.1.0"}'), binary=True)
        for model, told in before.items():
            for one in attacks(model, told["state"]):
                await wire.write_message(one, binary=True)
        await answered(wire, "kernel_info")
        after, more = await states(wire)
        return before, after, came + more


@pytest.mark.parametrize("workbook", ["power_in_our_relationship", "raising_a_worry"])
def test_no_kernel_holds_a_word_that_it_is_sent_or_says_it_again(running, server, workbook):
    before, after, came = run_apart(attack(visit(server, workbook)))
    assert len(before) >= 6, "each widget, and how it is laid out"
    assert WORD not in json.dumps(after)
    assert set(after) == set(before), "no widget was made or ended"
    assert [one for one in came if WORD.encode() in one] == []
    assert WORD not in running.log
