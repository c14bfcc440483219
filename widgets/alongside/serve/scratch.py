"""The server's own folder among the temporary files: its kernels' sockets and keys, and the packs that it compiles."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PREFIX = "alongside-"
LOCK = "alongside.lock"  # held by the server that the folder belongs to, and by nobody once that has ended, in whatever way
SECONDS_TO_LOCK = 60  # after which a folder that nobody holds is nobody's


@contextmanager
def own_folder() -> Iterator[Path]:
    """Make a folder that only this user may look into, and remove it at the end.

    Folders of servers that were killed, and could not do so, go with it.
    """
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder, Path(folder, LOCK).open("wb") as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(folder)


def _sweep(among: Path) -> None:
    if fcntl:
        for lock in among.glob(f"{PREFIX}*/{LOCK}"):
            with suppress(OSError):
                if _is_left_behind(lock):
                    shutil.rmtree(lock.parent, ignore_errors=True)


def _is_left_behind(lock: Path) -> bool:
    here = lock.parent.lstat()
    if here.st_uid != os.getuid() or time.time() - here.st_mtime < SECONDS_TO_LOCK:
        return False
    with lock.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # an error, if the server still serves
    return True
