"""What the adoption pack tells a council is shown by tests that exist, and leaves nothing out."""

import re
from urllib.parse import urlsplit

import pytest

from alongside import places
from alongside.serve.browsers import COOKIE
from run import ROOT
from tests.claims import missing, named_in, tables

FOLDER = ROOT / "docs" / "adoption"
PAGES = sorted(FOLDER.glob("*.md"))
SOURCES = places.data().parent / "widgets" / "alongside"
SHOWN, YOURS, UNTESTED = "shown by", "yours", "not tested"
FEWEST = 100
#: Where the page reaches what a browser stores; a further way is a further row of the notice.
STORES = {"sessionStorage", "localStorage", "indexedDB", "openDB(", "document.cookie", "caches.", "serviceWorker"}
#: How a script could send something away.
WAYS_OUT = re.compile(
    r"\b(?:fetch|importScripts)\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\.submit\(|model\.send|save_changes"
)
KEEPING = ("page/js/record/", "page/front/keeper/", "page/front/keeping/", "page/js/keeper.", "page/js/tab.", "page/js/store.")


def claims():
    """Give each claim as its page, its first cell, and the cell that says what shows it."""
    found = [(page.name, head, row) for page in PAGES for head, rows in tables(page) for row in rows]
    return [(page, row[0], row[-1]) for page, head, row in found if head[-1] == SHOWN]


def page(name):
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def test_all_pages_are_there():
    named = {"README", "data_flow", "data_flow_more", "dpia", "equality_impact", "hosting_facts"}
    named |= {"retention", "security", "storage_notice"}
    assert named <= {page.stem for page in PAGES}
    contents = page("README")
    assert [one.name for one in PAGES if one.stem != "README" and f"({one.name})" not in contents] == []


def test_every_claim_has_a_test_or_says_that_it_has_none():
    assert len(claims()) >= FEWEST
    assert [claim for claim in claims() if not named_in(claim[2]) and not claim[2].startswith(UNTESTED)] == []


def test_the_tests_that_show_it_exist():
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    named = {test for text in texts for test in named_in(text)}
    assert len(named) >= FEWEST / 2
    assert missing(named) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_table_makes_claims_or_is_to_be_filled_in(path):
    for head, rows in tables(path):
        assert head[-1].partition(":")[0] in (SHOWN, YOURS), f"{head}: end it with '{SHOWN}' or '{YOURS}'"
        assert rows, head
        assert {len(row) for row in rows} == {len(head)}, f"{head}: a row has too many cells, or too few"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        address = urlsplit(target)
        if address.scheme:
            assert address.scheme == "https", target
            continue
        file = (path.parent / address.path).resolve() if address.path else path
        assert file.is_file(), f"{target} leads nowhere"
        if address.fragment:
            assert address.fragment in headings(file), f"{target}: there is no such heading"


def headings(file):
    """Give the headings of a page as addresses have them."""
    found = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found]


def test_each_workbook_has_a_row_that_says_what_reaches_the_server():
    told = re.findall(r"^\| `(\w+\.ipynb)` \|", page("data_flow"), re.MULTILINE)
    ours = sorted(workbook.name for workbook in places.workbooks().glob("*.ipynb"))
    assert sorted(told) == ours, "docs/adoption/data_flow.md: say of each workbook what passes through the server's memory"


def test_each_measure_that_a_risk_names_is_in_the_list():
    numbers = [row[0] for head, rows in tables(FOLDER / "dpia.md") for row in rows if head[0] == "number"]
    assert numbers == [f"M{number}" for number in range(1, len(numbers) + 1)]
    assert set(re.findall(r"\bM\d+\b", page("dpia"))) == set(numbers)


def scripts():
    """Give what is shown in browsers, by its path."""
    folders = [folder for folder in SOURCES.iterdir() if folder.is_dir() and folder.name != "_built"]
    files = [file for folder in folders for file in folder.rglob("*.js")]
    return {file.relative_to(SOURCES).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_all_that_is_stored_in_a_browser_is_in_the_notice():
    notice = page("storage_notice")
    storing = {path: text for path, text in scripts().items() if any(way in text for way in STORES)}
    assert {"page/js/tab.js", "page/front/keeper/device.js", "page/front/settings.js"} <= set(storing)
    names = {name for text in storing.values() for name in re.findall(r'"(alongside/[^"]*)"', text)}
    assert len(names) >= 6
    assert sorted(name for name in names | {COOKIE, "alongside-page", "username-"} if f"`{name}" not in notice) == []
    assert [path for path, text in storing.items() if re.search(r"caches\.|serviceWorker|document\.cookie =", text)] == []


def test_what_keeps_the_work_and_asks_for_the_passphrase_knows_no_way_to_send_it():
    keeping = {path: text for path, text in scripts().items() if path.startswith(KEEPING)}
    assert {"page/front/keeping/passphrase.js", "page/js/record/sealing.js", "page/js/keeper.js"} <= set(keeping)
    assert WAYS_OUT.search(scripts()["page/front/server.js"]), "the search finds what sends"
    assert [path for path, text in keeping.items() if WAYS_OUT.search(text)] == []


def test_identity_work_knows_no_storage_and_no_way_to_send():
    private = {path: text for path, text in scripts().items() if path.startswith("identity/")}
    assert {"identity/flower.js", "identity/wheel.js"} <= set(private)
    assert [path for path, text in private.items() if WAYS_OUT.search(text) or any(way in text for way in STORES)] == []
    assert [path for path, text in private.items() if re.search(r"page/js/(?:store|keeper|tab|history|writing)\.js", text)] == []
