"""The servers that are measured: how each is started, what its page is asked, and how one knows that it has answered."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.environment import NOTEBOOKS, RIVALS, python_of
from servers import READY, Server, start_process

from alongside import places
from alongside.content import packs

PAGES = Path(__file__).with_name("pages")
STORY, PLOT = "allyship_stories.ipynb", "plot.ipynb"
LAST_WORDS = "These are the last words of this page."
POOL = 2  # kernels that a preheated Voilà keeps ready for each notebook


@dataclass(frozen=True)
class Sign:
    """An element by which a page is known: the selector, and words that it holds."""

    selector: str
    words: str


@dataclass(frozen=True)
class Kind:
    """A server: the words that start it, and what it says when it answers."""

    name: str
    command: list[str]
    ready: str
    protocol: str
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """One page of one server: the row of a table.

    Attributes
    ----------
    kind : Kind
    path : str
        Of its page, without the slash at its beginning.
    button, answer : Sign
        What is pressed, and what stands on the page once Python has answered.
    is_ready : str
        JavaScript: whether the page takes the press, where the button is there before that.
    """

    kind: Kind
    path: str
    button: Sign
    answer: Sign
    is_ready: str = "true"

    @property
    def page(self) -> str:
        """The page in a word."""
        return {STORY: "story", PLOT: "plot"}.get(self.path.rsplit("/", 1)[-1], "question")

    @property
    def name(self) -> str:
        return f"{self.kind.name}, {self.page}"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def question() -> dict[str, object]:
    """Give the first decision of the first story that has one: what the other servers' pages ask."""
    for name in packs.scenario_names():
        for scene in packs.read_scenario(name)["scenes"].values():
            if decision := scene.get("decision"):
                choices = decision["choices"]
                return {
                    "heading": scene["heading"],
                    "text": [part["words"] for part in scene["text"]],
                    "ask": decision["ask"],
                    "choices": {choice["id"]: choice["words"] for choice in choices},
                    "meant": {choice["id"]: " ".join(choice["meant"].values()) for choice in choices},
                    "last": LAST_WORDS,
                }
    raise LookupError("No story has a decision: the benchmark has nothing to ask.")


def kinds() -> list[Kind]:
    """Name every server, ours first and stock Voilà second."""
    own, rivals = str(python_of(NOTEBOOKS)), str(python_of(RIVALS))
    voila = [own, "-m", "voila", "notebooks", "--no-browser", "--port={port}", "--Voila.ip=127.0.0.1"]
    preheat = ["--preheat_kernel=True", f"--pool_size={POOL}"]
    voila_ready = r"(http://\S+:\d+/)"
    asks = {"BENCH_QUESTION": json.dumps(question()), "MPLBACKEND": "agg"}
    shiny = [rivals, "-m", "shiny", "run", "--host=127.0.0.1", "--port={port}", "shiny_page.py"]
    streamlit = [rivals, "-m", "streamlit", "run", "streamlit_page.py", "--server.port={port}", "--server.headless=true"]
    streamlit += ["--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
    panel = [rivals, "-m", "panel", "serve", "panel_page.py", "--address=127.0.0.1", "--port={port}"]
    panel += ["--allow-websocket-origin=*"]
    ours = [own, str(Path(__file__).with_name("serve_ours.py")), "{port}", "notebooks"]
    return [
        Kind("Alongside", ours, READY, "ours"),
        Kind("Voilà", voila, voila_ready, "voila"),
        Kind("Voilà, preheated", [*voila, *preheat], voila_ready, "voila"),
        Kind("Shiny", shiny, r"(http://127\.0\.0\.1:\d+)", "shiny", asks),
        Kind("Streamlit", streamlit, r"(http://127\.0\.0\.1:\d+)", "streamlit", asks),
        Kind("Panel", panel, r"(http://127\.0\.0\.1:\d+)", "panel", asks),
    ]


def subjects() -> list[Subject]:
    """Name every page that is measured: each notebook in each notebook server, then the other servers' question."""
    meant = str(next(iter(question()["meant"].values())))[:40]
    opens = Sign("button", "Open this story"), Sign("h3", "What this story describes")
    goes_on = Sign("button", "Continue"), Sign("label, div, span", "of 40 are here")
    found = []
    for kind in kinds():
        if kind.protocol in ("ours", "voila"):
            found += [Subject(kind, f"voila/render/{STORY}", *opens), Subject(kind, f"voila/render/{PLOT}", *goes_on)]
            continue
        path, ready = {
            "shiny": ("", "window.Shiny?.shinyapp?.isConnected() && !document.documentElement.matches('.shiny-busy')"),
            "streamlit": ("", "true"),
            "panel": ("panel_page", "true"),
        }[kind.protocol]
        found.append(Subject(kind, path, Sign("button", "Continue"), Sign("p, div", meant), ready))
    return found


def make_folder(folder: Path) -> None:
    """Put the notebooks and the pages where the servers are started."""
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    shutil.copy(places.workbooks() / STORY, notebooks)
    shutil.copy(PAGES / PLOT, notebooks)
    for page in PAGES.glob("*.py"):
        shutil.copy(page, folder)


def start(kind: Kind, folder: Path) -> Server:
    """Start one server in a folder of its own; whoever starts it stops it."""
    own = folder / re.sub(r"\W+", "-", kind.name.lower())
    if not own.exists():
        own.mkdir(parents=True)
        make_folder(own)
    command = [word.format(port=free_port()) for word in kind.command]
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    server = start_process(command, own, kind.ready, {"PATH": path, **kind.env})
    server.url = server.url.replace("localhost", "127.0.0.1").rstrip("/") + "/"
    return server


@contextmanager
def running(names: set[str], folder: Path) -> Iterator[dict[str, Server]]:
    """Run the servers of these names, by name, until the block ends."""
    with ExitStack() as stack:
        found = {}
        for kind in kinds():
            if kind.name in names:
                found[kind.name] = start(kind, folder)
                stack.callback(found[kind.name].stop)
        yield found


def versions() -> dict[str, str]:
    """Give the versions of what is compared, as they are installed in the benchmark's environments."""
    found = {"Python": ".".join(map(str, sys.version_info[:3]))}
    for folder, names in (
        (NOTEBOOKS, ["voila", "jupyter_server", "ipykernel", "ipywidgets", "anywidget", "pandas", "matplotlib"]),
        (RIVALS, ["shiny", "streamlit", "panel"]),
    ):
        code = f"import importlib.metadata as m, json; print(json.dumps({{name: m.version(name) for name in {names}}}))"
        said = subprocess.run([python_of(folder), "-c", code], capture_output=True, text=True, check=True)
        found |= json.loads(said.stdout)
    return found
