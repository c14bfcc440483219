"""The benchmark's own environments, beside the suite's: the servers that are compared, as their locks pin them.

Two, since each would be slowed by what the other installs: pandas starts threads where it finds pyarrow, and Voilà sends
along whatever extension it finds.
"""

import os
import subprocess
import sys
from pathlib import Path

from run import ROOT

PROGRAMS = "Scripts" if os.name == "nt" else "bin"
FOLDER = ROOT / ".venv-bench"
NOTEBOOKS, RIVALS = FOLDER / "bench", FOLDER / "rivals"


def python_of(folder: Path) -> Path:
    return folder / PROGRAMS / "python"


def make() -> None:
    """Make them, or bring them up to their locks; a moment where they stand."""
    uv = [sys.executable, "-m", "uv"]
    for folder in (NOTEBOOKS, RIVALS):
        subprocess.run([*uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(folder)], check=True)
        sync = ["pip", "sync", "--quiet", "--require-hashes", "--python", str(folder)]
        subprocess.run([*uv, *sync, str(ROOT / f"locks/{folder.name}.txt")], check=True)
