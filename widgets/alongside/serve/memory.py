"""How many kernels this machine has memory for."""

from pathlib import Path

import psutil

MIB = 1024 * 1024
SHARE = 0.75  # of all memory; the rest is the system's, the server's and the file cache's
FORKED = 64  # MiB: what a forked kernel holds for itself with a page running, and as much again and more to work with
SPAWNED = 160  # MiB: the same where every kernel is a Python of its own
FEWEST = 2


def memory_here(root: Path = Path("/")) -> int:
    """Give the memory that we may use, in MiB: the machine's, or what the container's limit leaves of it.

    Parameters
    ----------
    root : Path
        Where ``proc`` and ``sys`` are.
    """
    return min([psutil.virtual_memory().total, *_limits(root)]) // MIB


def kernels_that_fit(memory: int, *, are_forked: bool) -> int:
    """Give how many kernels may live at a time.

    Parameters
    ----------
    memory : int
        In MiB.
    are_forked : bool
        Whether kernels share what they have imported.
    """
    return max(FEWEST, int(memory * SHARE / (FORKED if are_forked else SPAWNED)))


def _limits(root: Path) -> list[int]:
    """Give the limits in bytes of the control groups that this process is in, and of those above."""
    try:
        groups = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []  # not Linux
    found = []
    for group in groups:
        _, controllers, path = group.split(":", 2)
        if controllers in ("", "memory"):
            mount, file = ("memory", "memory.limit_in_bytes") if controllers else (".", "memory.max")
            found += _limits_of(root / "sys/fs/cgroup" / mount, path.strip("/"), file)
    return found


def _limits_of(mount: Path, path: str, file: str) -> list[int]:
    folders = [mount / path, *(mount / parent for parent in Path(path).parents)]
    return [limit for folder in folders if (limit := _number_in(folder / file)) is not None]


def _number_in(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None  # it says "max", or is not for us to see
