"""Claims in our pages: tables whose rows name the tests that hold them."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent
_NAMED = re.compile(r"`([\w/]+(?:\.py|\.test\.js))::([^`]+)`")


def tables(page: Path) -> list[tuple[list[str], list[list[str]]]]:
    """Give each table of a page: the cells of its head, and of each row."""
    found: list[tuple[list[str], list[list[str]]]] = []
    before = ""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.removesuffix("|")[1:].split("|")]
            if not before.startswith("|"):
                found.append((cells, []))
            elif set(line) - set("|- :"):
                found[-1][1].append(cells)
        before = line
    return found


def named_in(words: str) -> list[tuple[str, str]]:
    """Give the tests that some words name, as the file and the test."""
    return _NAMED.findall(words)


def missing(named: set[tuple[str, str]], folder: Path = TESTS) -> list[str]:
    """Say which of these tests do not exist."""
    return [f"{file}::{test}" for file, test in sorted(named) if not _exists(folder / file, test)]


def _exists(file: Path, test: str) -> bool:
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    if file.suffix == ".js":
        return any(re.fullmatch(pattern, test) for pattern in _patterns(text))
    return re.search(rf"^(?:async )?def {re.escape(test)}\(", text, re.MULTILINE) is not None


def _patterns(text: str) -> list[str]:
    """Give what each test of a script is called; where a name is put together, anything fits the parts that vary."""
    names = [name for _, name in re.findall(r"\btest\(([\"`])(.+?)\1,", text)]
    return [".+".join(map(re.escape, re.split(r"\$\{.+?\}", name))) for name in names]
