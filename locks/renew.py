"""Renew the locks: newest versions that fit pyproject.toml, for Linux, macOS and Windows, with hashes.

Run it with the suite's own Python: `.venv/bin/python locks/renew.py` (on Windows `.venv/Scripts/python`).
"""

import re
import subprocess
import sys
from pathlib import Path

LOCKS = Path(__file__).resolve().parent
PROJECT = str(LOCKS.parent / "pyproject.toml")
HEAD = "# Made by locks/renew.py. No address of a registry stands here: pip asks the one that it is set up for.\n"
#: Lock, which words of uv name what goes in, and which locks it must agree with.
WHAT = {
    "serving.txt": ([PROJECT], []),
    "building.txt": (["--group", "build"], ["serving.txt"]),
    "tests.txt": (["--group", "test"], ["serving.txt", "building.txt"]),
    "bench.txt": ([PROJECT, "--group", "bench"], ["serving.txt"]),
    "rivals.txt": (["--group", "rivals"], []),
}
HOW = (
    "--quiet --upgrade --universal --python-version 3.11 --generate-hashes "
    "--no-emit-index-url --no-emit-find-links --no-header --no-annotate"
).split()


def renew(name: str) -> None:
    """Write one lock anew."""
    source, agree = WHAT[name]
    same = [word for other in agree for word in ("--constraint", str(LOCKS / other))]
    out = LOCKS / name
    out.unlink(missing_ok=True)
    command = [sys.executable, "-m", "uv", "pip", "compile", *HOW, *source, *same, "--output-file", str(out)]
    subprocess.run(command, check=True, cwd=LOCKS.parent)
    out.write_text(HEAD + out.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def renew_binder() -> None:
    """Give Binder the version of the proxy that the tests use."""
    pin = re.search(r"^jupyter-server-proxy==\S+", (LOCKS / "tests.txt").read_text(encoding="utf-8"), re.MULTILINE)
    wanted = LOCKS.parent / "binder/requirements.txt"
    words = wanted.read_text(encoding="utf-8")
    wanted.write_text(re.sub(r"^jupyter-server-proxy==\S+", pin[0], words, flags=re.MULTILINE), encoding="utf-8")


if __name__ == "__main__":
    for lock in WHAT:
        renew(lock)
    renew_binder()
