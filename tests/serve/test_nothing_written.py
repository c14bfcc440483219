"""What is sent to be made into documents is written to no file: every folder that the server could write to is looked through."""

import asyncio
import json
import secrets
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from run import ROOT
from tests.loops import run_apart
from tests.record.records import entry, field, record
from tests.serve.test_frames import frame
from tests.visitors import visit

pytestmark = pytest.mark.slow
MARKER = f"words-{secrets.token_hex(8)}"
KEPT = json.dumps(record(entry("visit", MARKER, fields=[field(value=MARKER)]), name=MARKER)).encode()
MAKE = {"id": 1, "ask": "make", "what": "record", "today": "2026-11-22"}


@contextmanager
def folder_for_temporary_files():
    """Give one with a short name: a longer one would have kernels spoken to in another way."""
    with tempfile.TemporaryDirectory(prefix="at-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A home and a folder for temporary files that are the server's alone; and the workbooks, where processes stand."""
    with folder_for_temporary_files() as temporary:
        yield {"HOME": tmp_path_factory.mktemp("home"), "TMPDIR": temporary, "workbooks": ROOT / "workbooks"}


@pytest.fixture(scope="module")
def served(start_server, places):
    return start_server(env={name: str(folder) for name, folder in places.items() if name.isupper()})


def files_in(folders):
    """Give every file, and when it was last changed."""
    found = [file for folder in folders for file in Path(folder).rglob("*") if file.is_file() and not file.is_symlink()]
    return {file: file.stat().st_mtime_ns for file in found}


def telling(files):
    return [file for file in files if MARKER.encode() in file.read_bytes()]


def asked(model, content):
    header = {"msg_id": secrets.token_hex(8), "msg_type": "comm_msg", "session": "s", "username": "", "version": "5.3"}
    header["date"] = "2026-01-01T00:00:00Z"
    told = {"comm_id": model, "data": {"method": "custom", "content": content}}
    return frame(b"shell", json.dumps(header).encode(), b"{}", b"{}", json.dumps(told).encode(), KEPT)


async def document(visitor, ending):
    """Have the record made into a document, and give it."""
    async with visitor.wire() as wire:
        await wire.write_message(asked(visitor.models["AnyModel"], MAKE | {"format": ending}), binary=True)
        while b'"to": 1' not in (told := await asyncio.wait_for(wire.read_message(), 60)).replace(b'"to":1', b'"to": 1'):
            pass
        return told


def test_no_file_has_what_was_sent_to_be_made_into_a_document(served, places):
    folders = [served.folder, *places.values()]
    visitor = visit(served.url.rstrip("/"), "my_record")
    before = files_in(folders)
    made = [run_apart(document(visitor, ending)) for ending in ("txt", "docx", "pdf")]
    assert MARKER.encode() in made[0]
    assert b"PK\3\4" in made[1]
    assert b"%PDF" in made[2]
    after = files_in(folders)
    assert after
    assert {file for file in after if after[file] != before.get(file)} == set(), "these were written"
    assert telling(after) == []
    assert MARKER not in served.log
    planted = places["TMPDIR"] / "planted"
    planted.write_text(f"as a leak would: {MARKER}")
    assert telling(files_in(folders)) == [planted]
