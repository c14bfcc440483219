"""How many kernels fit: the machine's memory, or what a container's limit leaves of it."""

from types import SimpleNamespace

import pytest

from alongside.serve import memory
from alongside.serve.memory import kernels_that_fit, memory_here

GIB = 1024**3


@pytest.fixture(autouse=True)
def machine(monkeypatch):
    monkeypatch.setattr(memory.psutil, "virtual_memory", lambda: SimpleNamespace(total=24 * GIB))


def write(root, path, words):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(words)


def test_without_control_groups_it_is_the_machine_s(tmp_path):
    assert memory_here(tmp_path) == 24 * 1024


@pytest.mark.parametrize("own", ["a/b", ""])
def test_the_tightest_limit_above_us_counts(tmp_path, own):
    write(tmp_path, "proc/self/cgroup", f"0::/{own}\n")
    write(tmp_path, "sys/fs/cgroup/memory.max", "max\n" if own else f"{2 * GIB}\n")
    write(tmp_path, "sys/fs/cgroup/a/memory.max", f"{2 * GIB}\n")
    write(tmp_path, "sys/fs/cgroup/a/b/memory.max", f"{8 * GIB}\n")
    assert memory_here(tmp_path) == 2 * 1024


def test_the_older_control_groups_count_too(tmp_path):
    write(tmp_path, "proc/self/cgroup", "5:cpu:/x\n4:memory:/docker/abc\n0::/\n")
    write(tmp_path, "sys/fs/cgroup/memory/memory.limit_in_bytes", f"{4 * GIB}\n")
    assert memory_here(tmp_path) == 4 * 1024


def test_a_limit_beyond_the_machine_is_none(tmp_path):
    write(tmp_path, "proc/self/cgroup", "0::/\n")
    write(tmp_path, "sys/fs/cgroup/memory.max", "9223372036854771712\n")
    assert memory_here(tmp_path) == 24 * 1024


def test_two_hundred_learners_fit_on_24_gib_and_somebody_fits_anywhere():
    assert kernels_that_fit(24 * 1024, are_forked=True) >= 200
    assert kernels_that_fit(24 * 1024, are_forked=False) < kernels_that_fit(24 * 1024, are_forked=True)
    assert kernels_that_fit(100, are_forked=False) == 2
