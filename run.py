"""The doors of Alongside. Needs nothing but Python 3.11 or newer.

python3 run.py serve      install, build and open the suite; further words go to `alongside serve`
python3 run.py test       every test, browser included; further words go to pytest
python3 run.py check      the fast part: style, types, import rules, unit tests, packs
python3 run.py bench      the speed table, side by side with stock Voilà and others; --quick, --only visits
python3 run.py install    make everything ready to serve, and start nothing
python3 run.py faults N   kill, cut and restart N times while learners work in a browser, and see that nothing is lost
python3 run.py build      make the wheel, in dist/
"""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
LOG = VENV / "install.log"
NO_NETWORK = re.compile(r"ConnectionError|NameResolution|Connect\w*Timeout|Failed to establish|ProxyError|unreachable")
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def stop(sentence: str) -> None:
    """End with one sentence instead of a traceback."""
    raise SystemExit(sentence)


@contextlib.contextmanager
def step(words: str):  # noqa: ANN201 – the type's name is newer than some Pythons that must read this file
    """Say what is being done, and how long it took."""
    print(f"{words} ...", flush=True)
    began = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - began:.0f} s", flush=True)


def require_python() -> None:
    """Stop on a Python that is too old."""
    if sys.version_info < OLDEST_PYTHON:
        have, need = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST_PYTHON))
        stop(f"Alongside needs Python {need} or newer, and this is Python {have}: install a newer one from python.org.")


def make_venv() -> None:
    """Make ``.venv``, unless it stands and its Python runs."""
    probe = "import importlib.util, sys; sys.exit(sys.version_info < (3, 11) or not importlib.util.find_spec('pip'))"
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-c", probe], stderr=subprocess.DEVNULL) == 0:
        return
    try:
        import ensurepip  # noqa: F401, PLC0415 – Debian and Ubuntu leave it out
        import venv  # noqa: PLC0415 – the same
    except ImportError:
        version = ".".join(map(str, sys.version_info[:2]))
        stop(
            "This Python cannot make virtual environments: install its venv module "
            f"(on Debian or Ubuntu: sudo apt install python{version}-venv), then run the same command again."
        )
    with step("Making a virtual environment in .venv"):
        try:
            venv.create(VENV, clear=True, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as problem:
            stop(f".venv cannot be made here ({type(problem).__name__}): can this folder be written to?")


def pip(words: list) -> None:
    """Run pip in ``.venv``; on failure, stop with a sentence and leave pip's own words in a log."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *words]
    with LOG.open("w", encoding="utf-8") as log:
        status = subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
    if status:
        said = LOG.read_text(encoding="utf-8", errors="replace")
        if NO_NETWORK.search(said):
            stop("The packages that Alongside needs cannot be fetched: is this machine connected to the internet?")
        why = (re.findall(r"\w*Error: .*|ERROR: .*", said) or ["it does not say why"])[-1]
        stop(f"pip could not install what Alongside needs ({why}); all that it said is in {LOG}.")


def is_new(name: str, content: str) -> bool:
    """Tell whether a stamp in ``.venv`` is other than this content."""
    stamp = VENV / f".alongside-{name}"
    return not stamp.exists() or stamp.read_text(encoding="utf-8") != content


def set_stamp(name: str, content: str) -> None:
    """Note what has been done, for the next start."""
    (VENV / f".alongside-{name}").write_text(content, encoding="utf-8")


def install_lock(name: str, what: str, leave_out: str = "") -> None:
    """Install the pinned packages of a lock, unless they stand; ``leave_out`` names one to do without."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    if leave_out:
        text = re.sub(rf"^{leave_out}==.*\n(?: +.*\n)*", "", text, flags=re.MULTILINE)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if not is_new(name, digest):
        return
    with step(f"Installing {what} ({len(re.findall('^[a-z]', text, re.MULTILINE))} packages)"):
        wanted = VENV / f"{name}.txt"
        wanted.write_text(text, encoding="utf-8")
        pip(["--require-hashes", "--no-deps", "-r", str(wanted)])
    set_stamp(name, digest)


def install() -> None:
    """Make everything ready to serve: environment, packages, front end, compiled packs, the package itself."""
    sys.path.insert(0, str(ROOT / "widgets"))
    from alongside.page.build import NODE_PACKAGE, machine_node  # noqa: PLC0415 – an old Python cannot read it

    make_venv()
    install_lock("serving", "what serves the suite")
    install_lock("building", "what builds it", leave_out=NODE_PACKAGE if machine_node() else "")
    if subprocess.call([str(PYTHON), str(ROOT / "hatch_build.py")], cwd=ROOT):
        stop("Alongside is not ready: see the lines above.")
    package = str(ROOT) + (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if is_new("package", package):
        pip(["--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        set_stamp("package", package)


def prepare(words: list) -> int:
    """Make everything ready to serve, and start nothing."""
    if words:
        stop(f"'install' takes no further words, and was given '{' '.join(words)}'.")
    install()
    return 0


def serve(words: list) -> int:
    """Install, and hand over to `alongside serve`."""
    install()
    command = [str(PYTHON), "-m", "alongside.cli", "serve", *words]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)  # noqa: S606 – signals reach the server itself
    return 0


def build(words: list) -> int:
    """Make the wheel."""
    install()
    with step("Packing the wheel into dist/"):
        pip_words = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", "dist", str(ROOT)]
        return subprocess.call([str(PYTHON), "-m", "pip", *pip_words, *words], cwd=ROOT)


def checks() -> dict:
    """Name each check that is no test, and its command; the tests run them too."""
    python = [str(PYTHON), "-m"]
    node = [str(PYTHON), "-m", "alongside.page.build"]
    units = [str(file) for file in sorted((ROOT / "tests/js").glob("**/*.test.js"))]
    return {
        "style": [*python, "ruff", "check", "--quiet"],
        "types": [*python, "mypy", "--no-error-summary"],
        "import rules": [str(PROGRAMS / "lint-imports"), "--no-cache"],
        "packs": [*python, "alongside.cli", "lint"],
        "JavaScript types": [*node, "node_modules/typescript/bin/tsc", "-p", "tsconfig.json"],
        "JavaScript tests": [*node, "--test", *units],
    }


def check(words: list) -> int:
    """Run the fast part, and name what failed."""
    install()
    install_lock("tests", "what tests it")
    unit = [str(PYTHON), "-m", "pytest", "-q", "-m", "not browser and not slow", "--ignore=tests/browser", *words]
    steps = {"unit tests": unit, **checks()}  # the longest begins first, and the others go beside it
    with ThreadPoolExecutor(2) as two:
        passed = dict(two.map(run_check, steps, steps.values()))
    failed = [name for name, is_well in passed.items() if not is_well]
    print(f"Failed: {', '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


def run_check(name: str, command: list) -> tuple:
    """Run one check and say how it went; give its name, and whether it passed."""
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    said = f"{'FAILED' if done.returncode else 'ok    '} {name} ({time.monotonic() - began:.1f} s)\n"
    print(said + (done.stdout + done.stderr if done.returncode else ""), end="", flush=True)
    return name, done.returncode == 0


def find_chromium() -> str:
    """Find Chromium or Chrome, or give an empty string; ``ALONGSIDE_CHROMIUM`` names one elsewhere."""
    named = [os.environ.get("ALONGSIDE_CHROMIUM"), *map(shutil.which, CHROMIUMS)]
    return next((str(path) for path in [*named, *CHROMIUM_PLACES] if path and Path(path).exists()), "")


def install_browsers() -> None:
    """Install Chromium, and Firefox for one smoke run, from the system's packages where there is none."""
    missing = {"chromium": not find_chromium(), "firefox-esr": not (shutil.which("firefox-esr") or shutil.which("firefox"))}
    can_install = shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo"))
    if any(missing.values()) and can_install:
        apt_get = [*([] if os.geteuid() == 0 else ["sudo", "-n"]), "apt-get", "-qq"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        names = [name for name, is_missing in missing.items() if is_missing]
        with step(f"Installing {' and '.join(names)} for the browser tests, with apt-get"):
            for words in (["update"], *(["install", "-y", "--no-install-recommends", name] for name in names)):
                subprocess.call([*apt_get, *words], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    if not find_chromium():
        stop(
            "The browser tests need Chromium or Chrome, and it could not be installed here: install it, "
            "or name it in ALONGSIDE_CHROMIUM, and run the same command again."
        )


def test(words: list) -> int:
    """Run every test, browser included."""
    install()
    install_lock("tests", "what tests it")
    install_browsers()
    return subprocess.call([str(PYTHON), "-m", "pytest", *words], cwd=ROOT, stdin=subprocess.DEVNULL)


def faults(words: list) -> int:
    """Let so many faults happen while learners work, and see that nothing is lost."""
    install()
    install_lock("tests", "what tests it")
    install_browsers()
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("tests", ".", "widgets"))
    command = [str(PYTHON), "-m", "faults", *words]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, stdin=subprocess.DEVNULL)


def bench(words: list) -> int:
    """Measure speed and size, side by side with others, and write docs/benchmarks.md."""
    install()
    install_lock("tests", "what tests it")
    install_browsers()
    paths = os.pathsep.join(str(ROOT / part) for part in ("tests", "widgets", "."))
    command = [str(PYTHON), "-m", "bench", *words]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, stdin=subprocess.DEVNULL)


DOORS = {
    "serve": serve,
    "test": test,
    "check": check,
    "bench": bench,
    "faults": faults,
    "build": build,
    "install": prepare,
}


def main() -> int:
    """Open the door that the first word names."""
    require_python()
    if len(sys.argv) < 2 or sys.argv[1] not in DOORS:  # noqa: PLR2004 – the door's name and the file's
        print(__doc__)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    try:
        return DOORS[sys.argv[1]](sys.argv[2:]) or 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
