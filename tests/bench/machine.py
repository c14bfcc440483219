"""What a server's processes cost the machine: their private memory, and whether they have come to rest."""

import datetime as dt
import os
import platform
import time
from pathlib import Path

from processes import fields_of, own_memory_of

TICK = os.sysconf("SC_CLK_TCK")
PARENT, IN_PROGRAM, IN_SYSTEM = 1, 11, 12  # in what fields_of gives


def tree_of(root: int) -> set[int]:
    """Name a process and all that come from it."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and len(fields := fields_of(int(folder.name))) > IN_SYSTEM:
            below.setdefault(int(fields[PARENT]), []).append(int(folder.name))
    found, new = {root}, [root]
    while new:
        new = [child for parent in new for child in below.get(parent, []) if child not in found]
        found.update(new)
    return found


def private_memory(root: int) -> float:
    """Give what a process and all that come from it share with nobody, in MiB."""
    total = 0.0
    for process in tree_of(root):
        try:
            total += own_memory_of(process)
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended just now
    return total


def seconds_of_work(root: int) -> float:
    """Give the processor time that a process and all that live below it have taken."""
    times = (fields_of(process) for process in tree_of(root))
    return sum(int(one[IN_PROGRAM]) + int(one[IN_SYSTEM]) for one in times if len(one) > IN_SYSTEM) / TICK


def rest(root: int, at_most: float = 10) -> bool:
    """Wait until a server and its kernels do nothing; tell whether they came to rest in time."""
    until = time.monotonic() + at_most
    before = seconds_of_work(root)
    while time.monotonic() < until:
        time.sleep(0.3)
        now = seconds_of_work(root)
        if now - before < 0.03:
            return True
        before = now
    return False


def busy_share() -> float:
    """Give the share of the machine's processors that somebody uses just now, from 0 to 1."""

    def read() -> tuple[int, int]:
        numbers = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
        return sum(numbers), numbers[3] + numbers[4]

    all_before, idle_before = read()
    time.sleep(1)
    all_now, idle_now = read()
    return 1 - (idle_now - idle_before) / max(1, all_now - all_before)


def describe() -> str:
    """Name the machine without naming whose it is: system, processors and memory."""
    told = Path("/proc/cpuinfo").read_text().splitlines()
    cpu = next((line.split(":")[1].strip() for line in told if "model name" in line), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return f"{platform.system()} {platform.machine()}, {cores} cores{f' ({cpu})' if cpu else ''}, {memory:.0f} GiB of memory"


def today() -> str:
    return dt.datetime.now(tz=dt.UTC).strftime("%-d %B %Y")
