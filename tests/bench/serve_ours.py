"""`alongside serve` for a folder of notebooks that are not the suite's: the benchmark has one more."""

import sys
from pathlib import Path

from alongside import cli, places

if __name__ == "__main__":
    port, folder = sys.argv[1:3]
    notebooks = Path(folder).resolve()
    places.workbooks = lambda: notebooks
    sys.exit(cli.main(["serve", "--no-browser", "--port", port]))
