"""The benchmark's door: `python3 run.py bench [--quick] [--only visits|told|bursts|learners]`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench import environment, report
from bench.measures import MEASURES, Run

from run import ROOT


def read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description="Measures speed and size, side by side with others.")
    parser.add_argument("--quick", action="store_true", help="one turn of each, bursts of 10, up to 20 learners; writes nothing")
    parser.add_argument("--only", choices=MEASURES, help="measure one thing; writes nothing")
    return parser.parse_args()


def main() -> int:
    words = read_words()
    print("Making the benchmark's environments ready ...", flush=True)
    environment.make()
    with tempfile.TemporaryDirectory(prefix="alongside-bench-", ignore_cleanup_errors=True) as folder:
        run = Run(Path(folder), 1, 1, 10, (10, 20)) if words.quick else Run(Path(folder), 4, 2, 40)
        for name, measure in MEASURES.items():
            if words.only in (None, name):
                began = time.monotonic()
                print(f"Measuring {name} ...", flush=True)
                measure(run)
                print(f"  done in {time.monotonic() - began:.0f} s", flush=True)
        text = report.write(run)
    print(text)
    if not (words.quick or words.only):
        (ROOT / "docs/benchmarks.md").write_text(text, encoding="utf-8")
        print("Written to docs/benchmarks.md.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
