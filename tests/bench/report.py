"""The page that a run is written down in: docs/benchmarks.md."""

from collections.abc import Callable

from bench import machine, served
from bench.measures import Run
from bench.served import POOL, Subject, subjects
from bench.table import markdown, mebibytes, middle, ratio, seconds, size

OURS = "Alongside, story"
STOCK = "Voilà, story"
BUSY = 0.05
#: Under which name the reason is kept, for measures that begin so.
PARTS = dict.fromkeys(("first ", "second ", "scene "), "carried") | {"burst": "burst, last", "time": "memory", "memory": "memory"}

Show = Callable[[float], str]

HEAD = """# Benchmarks

`python3 run.py bench` measures all of this in one run and writes this page; it makes environments of its own for what it
compares with. `--only visits` (or `told`, `bursts`, `learners`) measures one thing anew and keeps the rest of the last run;
`--quick` takes fewer turns, and only prints.

## What is compared

The suite's story workbook ("story"), and a notebook that exists for this measurement only ("plot": pandas, one matplotlib
plot, ipywidgets' own controls), **the same files** in our server and in stock Voilà with its own settings, with and without
preheated kernels ({pool} for each notebook). Shiny, Streamlit and Panel have no notebooks: each shows a page that asks the
first decision of the first story ("question").
"""

HOW = {
    "first": """## Until the first click is answered

In Chromium, from the moment that the page is asked for until Python's answer to the first click stands on it: opening a
story, or "Continue" below the question. The button is pressed by a script as soon as it shows and the page takes it. A
first visit is a browser that holds nothing of the page; a second one has been there before. Servers take turns, and rest
before each visit. Medians of {rounds}. Requests to other hosts fail at once here; on a slow network they would cost more.
""",
    "carried": """## What comes over the wire

Bytes from the server as a proxy on loopback counts them, with headers; the websocket apart. "Elsewhere" are requests to
other hosts, which this measurement does not let through. "To the first scene" is what the websocket carries until a
story's first scene stands there.
""",
    "burst, last": """## {many} learners at once

Plain clients without a browser ask for the page in the same moment, each with cookies and a websocket of its own. A page is
complete when all that its first screen shows has arrived, over HTTP or the websocket, and the websocket has answered once:
ours, the end of the page and the kernel's answer; Voilà, the end of the page and the state of its widgets; Shiny, the first
outputs; Streamlit and Panel, the words at the end of the page. Scripts and styles are not fetched. The clients run on the
same machine, and every burst meets a server that has just been started. Medians; a burst that took more than 20 s was not
repeated.
""",
    "learners": """## Learners one after another

Each opens the page when the one before is complete, and stays. Time is the median of those since the mark before. Memory is
what the server and all its kernels share with nobody (`Private_*` of `smaps_rollup`), beyond the first learner, for each
learner at rest.
""",
    "told": """## After a killed kernel

The process behind an open page is killed; time until words on the page change.
""",
}


def write(run: Run) -> str:
    """Give the whole page."""
    rows = subjects()
    parts = [
        HEAD.format(pool=POOL),
        about(run),
        *([targets(run)] if "first" in run.numbers else []),
        HOW["first"].format(rounds=run.rounds),
        times(run, rows),
        HOW["carried"],
        carried(run, rows),
        HOW["burst, last"].format(many=run.many),
        bursts(run, rows),
        HOW["learners"],
        one_by_one(run, rows),
        asked(run),
        HOW["told"],
        simple(run, rows, "told", seconds, "until told"),
    ]
    return "\n".join(part.rstrip() + "\n" for part in parts if part)


def about(run: Run) -> str:
    """Tell where and when, and whether the machine had other things to do."""
    versions = ", ".join(f"{name} {version}" for name, version in served.versions().items())
    busy = middle(run.busy) if run.busy else 0.0
    other = (
        f"**The machine was busy**: while everything measured was at rest, others used {busy:.0%} of its processors, so "
        "times are longer than they would be. The ratios suffer less, since all took turns."
        if busy > BUSY
        else f"While everything measured was at rest, the machine was {1 - busy:.0%} idle."
    )
    return f"## This run\n\n{machine.today()}. {machine.describe()}. {versions}.\n\n{other}\n"


def reason_for(run: Run, measure: str, name: str) -> str:
    """Say why a number is missing."""
    part = next((part for beginning, part in PARTS.items() if measure.startswith(beginning)), measure)
    return run.reasons.get(part, {}).get(name, "not measured in this run")


def value_of(run: Run, measure: str, name: str) -> float | str:
    """Give a median, or the sentence that says why there is none."""
    values = run.numbers.get(measure, {}).get(name)
    return middle(values) if values else reason_for(run, measure, name)


def shown(run: Run, measure: str, name: str, show: Show) -> str:
    value = value_of(run, measure, name)
    return value if isinstance(value, str) else show(value)


def simple(run: Run, rows: list[Subject], measure: str, show: Show, head: str) -> str:
    names = [row.name for row in rows if row.page != "plot"]
    return markdown(("page", head), [(name, shown(run, measure, name, show)) for name in names])


def against(run: Run, measure: str, row: Subject) -> str:
    """Give how many times ours this is: of the same notebook, or of the story for those that have no notebooks."""
    ours = value_of(run, measure, "Alongside, plot" if row.page == "plot" else OURS)
    value = value_of(run, measure, row.name)
    return ratio(ours, value) if isinstance(ours, float) and isinstance(value, float) else "–"


def times(run: Run, rows: list[Subject]) -> str:
    found = []
    for row in rows:
        cells = [shown(run, measure, row.name, seconds) for measure in ("first", "second")]
        found.append((row.name, cells[0], against(run, "first", row), cells[1], against(run, "second", row)))
    return markdown(("page", "first visit", "times ours", "second visit", "times ours"), found)


def carried(run: Run, rows: list[Subject]) -> str:
    columns = (
        ("first requests", str), ("first pages", size), ("second requests", str), ("second pages", size),
        ("first wire", size), ("scene wire", size), ("first elsewhere", str),
    )  # fmt: skip
    head = ("page", "requests", "bytes", "second: requests", "bytes", "websocket", "to the first scene", "elsewhere")
    found = []
    for row in rows:
        cells = []
        for measure, show in columns:
            value = value_of(run, measure, row.name)
            if measure == "scene wire" and row.page != "story":
                value = "no scenes"
            cells.append(value if isinstance(value, str) else str(int(value)) if show is str else show(value))
        found.append((row.name, *cells))
    return markdown(head, found)


def bursts(run: Run, rows: list[Subject]) -> str:
    found = []
    for row in rows:
        half, last = (shown(run, f"burst, {what}", row.name, seconds) for what in ("half", "last"))
        runs = len(run.numbers.get("burst, last", {}).get(row.name, []))
        found.append((row.name, half, last, against(run, "burst, last", row), str(runs)))
    return markdown(("page", "half complete", "last complete", "times ours", "runs"), found)


def one_by_one(run: Run, rows: list[Subject]) -> str:
    found = []
    for row in rows:
        cells = [row.name]
        for mark in run.marks:
            time, memory = (run.numbers.get(f"{what} at {mark}", {}).get(row.name) for what in ("time", "memory"))
            is_known = any(row.name in run.numbers.get(f"time at {other}", {}) for other in run.marks)
            why = "left out for time" if is_known else reason_for(run, "memory", row.name)
            cells.append(f"{seconds(middle(time))}, {mebibytes(middle(memory))}" if time and memory else why)
        found.append(cells)
    return markdown(("page", *(f"to {mark}" for mark in run.marks)), found)


def asked(run: Run) -> str:
    """Tell how quickly all were answered while all were there."""
    lines = []
    for name, many in run.numbers.get("asked, many", {}).items():
        half, slowest, at_once = (
            seconds(middle(run.numbers[f"asked{what}"][name])) for what in (", half", ", slowest", " at once, last")
        )
        lines.append(
            f"- {name}, with {many[0]:.0f} learners there: each pressed once, one after another: half within {half}, the "
            f"slowest {slowest}; all in the same moment: the last after {at_once}."
        )
    return "\n" + "\n".join(lines) + "\n" if lines else ""


def targets(run: Run) -> str:
    """Set what was wanted beside what is."""

    def get(measure: str, name: str = OURS) -> float | None:
        value = value_of(run, measure, name)
        return value if isinstance(value, float) else None

    def row(what: str, target: str, measure: str, show: Show, is_met: Callable[[float], bool]) -> tuple[str, ...]:
        ours, stock = get(measure), value_of(run, measure, STOCK)
        told = stock if isinstance(stock, str) else show(stock)
        return (what, told, target, show(ours) if ours is not None else "–", verdict(ours, is_met))

    def verdict(ours: float | None, is_met: Callable[[float], bool]) -> str:
        return "not measured" if ours is None else "yes" if is_met(ours) else "**no**"

    shiny, stock_last = get("first", "Shiny, question"), get("burst, last", STOCK)
    many = int(get("asked, many") or run.marks[-1])
    count = "{:.0f}".format
    rows = [
        row("first visit to first answered click", "≤ 0.70 s", "first", seconds, lambda ours: ours <= 0.7),
        row(f"the same, against Shiny ({seconds(shiny) if shiny else 'not measured'})", "no slower", "first", seconds,
            lambda ours: bool(shiny) and ours <= shiny),
        row(f"burst of {run.many}, last page complete", "≤ 1/10 of stock", "burst, last", seconds,
            lambda ours: bool(stock_last) and ours <= stock_last / 10),
        row("private memory for each idle learner", "≤ 20 MiB", "memory at 10", mebibytes, lambda ours: ours <= 20),
        row("first visit, requests", "≤ 10", "first requests", count, lambda ours: ours <= 10),
        row("first visit, bytes", "≤ 350 KB", "first pages", size, lambda ours: ours <= 350_000),
        row("second visit, bytes", "≤ 30 KB", "second pages", size, lambda ours: ours <= 30_000),
        row("websocket until the first scene", "≤ 60 KB", "scene wire", size, lambda ours: ours <= 60_000),
        row(f"{many} idle learners, slowest answer", "≤ 1 s", "asked, slowest", seconds, lambda ours: ours <= 1),
        row("told after a killed kernel", "≤ 5 s", "told", seconds, lambda ours: ours <= 5),
    ]  # fmt: skip
    head = ("story workbook", "stock Voilà", "target", "ours", "met")
    return f"## What was wanted, and what is\n\n{markdown(head, rows)}\n"
