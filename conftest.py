"""What each part of the tests costs: it stands here, above both tests/ and workbooks/, to see them all."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent

#: Parts of the tests in the order in which they run, and the minutes that each may take on two cores.
BUDGET = {"unit": 0.5, "notebook": 0.5, "browser": 18.0, "slow": 5.0}
spent = dict.fromkeys(BUDGET, 0.0)


def part_of(marks) -> str:
    """Name the part that a test belongs to, by its marks."""
    return next((part for part in BUDGET if part in marks), "unit")


def pytest_itemcollected(item) -> None:
    if item.path.suffix == ".ipynb":
        item.add_marker("notebook")
    if item.path.is_relative_to(ROOT / "tests/browser"):
        item.add_marker("browser")
    if part_of(item.keywords) != "unit":
        item.add_marker("slow")


def pytest_collection_modifyitems(items) -> None:
    order = list(BUDGET)
    items.sort(key=lambda item: order.index(part_of(item.keywords)))


def pytest_runtest_logreport(report) -> None:
    spent[part_of(report.keywords)] += report.duration / 60


def pytest_terminal_summary(terminalreporter) -> None:
    if any(spent[part] for part in BUDGET if part != "unit"):
        terminalreporter.section("minutes, and the budget")
        for part, minutes in spent.items():
            over = "  over its budget" if minutes > BUDGET[part] else ""
            terminalreporter.write_line(f"{part:10}{minutes:6.1f} of {BUDGET[part]:4.1f}{over}")
        terminalreporter.write_line(f"{'all':10}{sum(spent.values()):6.1f} of {sum(BUDGET.values()):4.1f}")
