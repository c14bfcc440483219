"""Run faults: ``python3 run.py faults N [--seed S]``."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from faults.plan import TOLD
from faults.rounds import Run

ABOUT = "Let faults happen while learners work in a browser, and see that nothing is lost."
parser = argparse.ArgumentParser(prog="run.py faults", description=ABOUT)
parser.add_argument("faults", type=int, help="how many")
parser.add_argument("--seed", type=int, default=1, help="which ones; the same seed gives the same")
parser.add_argument("--learners", type=int, default=3, help="how many work at the same time")
parser.add_argument("--only", nargs="+", default=(), choices=[*TOLD, "two"], help="only these kinds")
parser.add_argument("--verbose", action="store_true", help="also print each fault, and the server's log")


def main() -> int:
    """Run, and print what was found."""
    words = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="alongside-faults-", ignore_cleanup_errors=True) as folder:
        began = time.monotonic()
        tell = (lambda what: print(f"{time.monotonic() - began:5.0f} s  {what}", flush=True)) if words.verbose else str
        run = Run(words.seed, words.faults, Path(folder), learners=words.learners, only=words.only, tell=tell)
        report = asyncio.run(run.run())
    if words.verbose:
        print(report.server)
    print(report.summary())
    return 1 if report.losses else 0


if __name__ == "__main__":
    sys.exit(main())
