"""`alongside serve` for a folder of notebooks that are not the suite's: the benchmark has one more."""

import sys
from pathlib import Path

from alongside import cli, places

if __name__ == "__main__":
    port, folder = sys.argv[1:3]
    notebooks = Path(folder).resolve()
    places.workbooks = lambda: notebooks
    # as for the suite's own workbooks: what their cells import is there before a learner is
    cli.WARM = (*cli.WARM, "pandas", "matplotlib.pyplot:figure", "matplotlib_inline.backend_inline")
    sys.exit(cli.main(["serve", "--no-browser", "--port", port]))
