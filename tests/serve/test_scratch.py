"""The server's own folder: nobody else's, and gone when the server is."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from alongside.serve import scratch
from alongside.serve.scratch import LOCK, PREFIX, own_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    """A folder for temporary files that only this test knows."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def long_ago(folder: Path) -> Path:
    os.utime(folder, (time.time() - 3600,) * 2)
    return folder


def left_behind(temporary: Path, name: str = "x") -> Path:
    folder = temporary / f"{PREFIX}{name}"
    (folder / "packs").mkdir(parents=True)
    (folder / LOCK).touch()
    return long_ago(folder)


def test_it_is_private_and_goes_with_the_server(temporary):
    with own_folder() as folder:
        assert folder.parent == temporary
        assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
        (folder / "kernel.json").touch()
    assert not list(temporary.iterdir())


@pytest.mark.skipif(scratch.fcntl is None, reason="without locks nobody knows whose folder it is")
def test_what_a_killed_server_has_left_goes_at_the_next_start(temporary):
    left_behind(temporary)
    with own_folder() as folder:
        assert list(temporary.iterdir()) == [folder]


def test_a_living_server_s_folder_stays(temporary):
    with own_folder() as other:
        long_ago(other)
        with own_folder():
            assert (other / LOCK).exists()


def test_a_server_that_starts_at_the_same_time_keeps_its_folder(temporary):
    folder = left_behind(temporary)
    os.utime(folder)  # made just now: it may not hold its lock yet
    with own_folder():
        assert folder.exists()


def test_a_folder_of_the_same_name_that_is_no_server_s_stays(temporary):
    mine = long_ago(left_behind(temporary, "notes"))
    (mine / LOCK).unlink()
    long_ago(mine)
    with own_folder():
        assert mine.exists()
