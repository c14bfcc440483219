"""The benchmark's door: `python3 run.py bench [--quick] [--only visits|told|bursts|learners]`."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from bench import environment, report
from bench.measures import MEASURES, Run

from run import ROOT

#: What each part of the last whole run has found.
KEPT = environment.FOLDER / "found.json"


def read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description="Measures speed and size, side by side with others.")
    parser.add_argument("--quick", action="store_true", help="one turn of each, bursts of 10, up to 20 learners; writes nothing")
    parser.add_argument("--only", choices=MEASURES, help="measure one thing anew; the page keeps the rest of the last run")
    return parser.parse_args()


def measure_part(name: str, run: Run) -> Run:
    """Measure one thing."""
    began = time.monotonic()
    print(f"Measuring {name} ...", flush=True)
    MEASURES[name](run)
    print(f"  done in {time.monotonic() - began:.0f} s", flush=True)
    return run


def main() -> int:
    words = read_words()
    print("Making the benchmark's environments ready ...", flush=True)
    environment.make()
    found = json.loads(KEPT.read_text(encoding="utf-8")) if words.only and not words.quick and KEPT.exists() else {}
    for name in [words.only] if words.only else MEASURES:
        with tempfile.TemporaryDirectory(prefix="alongside-bench-", ignore_cleanup_errors=True) as folder:
            found[name] = measure_part(name, new_run(words.quick, Path(folder))).found()
            if not words.quick:
                KEPT.write_text(json.dumps(found), encoding="utf-8")
    run = new_run(words.quick)
    for part in found.values():
        run.take(part)
    text = report.write(run)
    print(text)
    if not words.quick and found.keys() == MEASURES.keys():
        (ROOT / "docs/benchmarks.md").write_text(text, encoding="utf-8")
        print("Written to docs/benchmarks.md.")
    return 0


def new_run(is_quick: bool, folder: Path = Path()) -> Run:
    return Run(folder, 1, 1, 10, (10, 20)) if is_quick else Run(folder, 3, 2, 40)


if __name__ == "__main__":
    sys.exit(main())
