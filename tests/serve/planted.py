"""Runs `alongside serve` on a folder of a test's own workbooks: `python planted.py FOLDER WORDS`."""

import sys
from pathlib import Path

from alongside import places
from alongside.cli import main

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    places.workbooks = lambda: folder
    sys.exit(main(["serve", "--no-browser", "--port", "0", *sys.argv[2:]]))
