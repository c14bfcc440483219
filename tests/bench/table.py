"""The arithmetic and the tables of the benchmark."""

from collections.abc import Iterable, Sequence
from statistics import median

KIB = 1024


def middle(values: Sequence[float]) -> float:
    """Give the median."""
    return float(median(values))


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def size(value: float) -> str:
    """Give bytes in the unit that people read them in."""
    return f"{value / KIB:.0f} KiB" if value < 1000 * KIB else f"{value / KIB / KIB:.1f} MiB"


def mebibytes(value: float) -> str:
    return f"{value:.1f} MiB"


def ratio(value: float, other: float) -> str:
    """Say how many times the other one is as large as this one."""
    return f"{other / value:.1f}" if value > 0 else "–"


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table in Markdown, its columns aligned for those who read it as text."""
    cells = [list(head), *map(list, rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"

    return "\n".join([line(cells[0]), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, cells[1:])])
