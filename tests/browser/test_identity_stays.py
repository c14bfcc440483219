"""Two people say who they are, in every field and view; then no word of it is anywhere but on their pages."""

import secrets
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from faults.world import kernel_process
from flowers import NOTE
from identity_walks import UNASKED, Person, walk_board, walk_flower, walk_hats, walk_record, walk_wheel, walk_worry
from leaks import IN_BROWSER, Wire, files_that_tell, memory_that_tells, processes_of, tells, why_unreadable
from servers import NOT_ASKED, SWITCHES, wait_until

from alongside import places
from run import find_chromium

pytestmark = pytest.mark.slow
TESTS = Path(__file__).parents[1]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
WIDGETS = {
    "flower": "power_flower()",
    "wheel": "identity_wheel()",
    "worry": "worry_about_practice()",
    "board": "role_power()",
    "hats": "two_hats()",
    "record": "my_record()",
}
#: A widget as ours must not be: it sends what is typed to the kernel, which holds it.
LEAKING = """import anywidget, traitlets
class Leak(anywidget.AnyWidget):
    _esm = '''export default { render: ({ model, el }) => {
      const box = document.createElement("input");
      box.addEventListener("input", () => { model.set("word", box.value); model.save_changes(); });
      box.id = "leak";
      el.append(box);
    } }'''
    word = traitlets.Unicode().tag(sync=True)
Leak()"""
#: What a script of ours could do with a word, with the place that it would then be in.
IN_PAGE = [
    ("address", "history.replaceState(null, '', `#${word}`)"),
    ("title", "document.title = word"),
    ("state", "history.replaceState({ word }, '')"),
    ("noted", "history.pushState({ word }, '')"),
    ("noted", "new BroadcastChannel('others').postMessage({ word })"),
    ("noted", "navigator.sendBeacon('/', word)"),
    ("noted", "navigator.clipboard.writeText(word).catch(() => null)"),
    ("session", "sessionStorage.setItem('word', word)"),
    ("local", "localStorage.setItem('word', word)"),
    ("cookies", "document.cookie = `word=${word}`"),
    ("databases", "new Promise(done => { indexedDB.open(word).onsuccess = done })"),
    ("window_name", "window.name = word"),
    ("caches", "caches.open(word)"),
]
#: And where somebody who listens to the page would find it.
HEARD = {
    "console": "console.info(word)",
    "address": "fetch(`/?${word}`)",
    "header": "fetch('/', { headers: { 'X-Word': word } })",
    "body": "fetch('/', { method: 'POST', body: word })",
}


#: Puts a word, letter by letter, where another process could read it, and nowhere else.
SHARES = """import mmap, sys
shared = mmap.mmap(-1, 4096)
for at, letter in enumerate(reversed(sys.argv[1])): shared[at] = ord(letter)
print(flush=True)
sys.stdin.read()"""


def word() -> str:
    """Make up a word that nothing else has, neither this file nor another test."""
    return f"Zq{secrets.token_hex(6)}"


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """What the server could write to: a home, temporary files, where it was started, its workbooks, and our own."""
    with tempfile.TemporaryDirectory(prefix="at-") as temporary:  # a short name, as sockets need
        found = {name: tmp_path_factory.mktemp(name) for name in ("home", "workbooks")}
        yield found | {"temporary": Path(temporary), "data": places.data(), "ours": places.workbooks()}


@pytest.fixture(scope="module")
def running(start_server, folders):
    cells = {name: f"from alongside import workbook\nworkbook.{call}" for name, call in WIDGETS.items()}
    for name, cell in (cells | {"leaking": LEAKING}).items():
        book = nbformat.v4.new_notebook(metadata={"title": name, "kernelspec": KERNEL})
        book.cells = [nbformat.v4.new_markdown_cell(f"# {name}"), nbformat.v4.new_code_cell(cell)]
        nbformat.write(book, folders["workbooks"] / f"{name}.ipynb")
    nbformat.write(nbformat.v4.new_notebook(metadata={"title": "Start"}), folders["workbooks"] / "start.ipynb")
    env = {"HOME": str(folders["home"]), "TMPDIR": str(folders["temporary"])}
    started = start_server(command=[sys.executable, TESTS / "serve/planted.py", folders["workbooks"]], env=env)
    started.folders = folders | {"started": started.folder}
    return started


@pytest.fixture
def browser(chromium, watch, tmp_path):
    """Open somebody's own browser, with a profile in a folder; give it, and what its wire carries."""

    @contextmanager
    def opened(name):
        words = {"executable_path": find_chromium(), "args": SWITCHES, "locale": "en-GB", "accept_downloads": True}
        context = chromium.browser_type.launch_persistent_context(str(tmp_path / name), **words)
        context.set_default_timeout(60_000)
        context.add_init_script(NOT_ASKED + NOTE)
        watch.follow(context)
        wire = Wire()
        wire.follow(context)
        try:
            yield context, wire
        finally:
            context.close()

    return opened


@pytest.fixture
def reads_memory(running):
    """Skip, with the reason, where the system lets nobody read another process's memory."""
    if reason := why_unreadable(running.process.pid):
        pytest.skip(reason)


WALKS = {"flower": walk_flower, "wheel": walk_wheel, "worry": walk_worry, "board": walk_board, "hats": walk_hats}


def in_browser(page, marker) -> list[str]:
    """Name the places of a page's browser that have the word."""
    return [place for place, text in page.evaluate(IN_BROWSER) if tells(text, marker)]


def test_what_two_people_say_of_themselves_is_only_on_their_pages(browser, running, tmp_path):
    marker = word()  # with the person's name after it
    with browser("assessor") as assessor, browser("nqsw") as nqsw:
        typed = sum(walk(*assessor, running, "assessor", marker) + walk(*nqsw, running, "nqsw", marker))
        unread = search_memory(running, assessor[1].kernels | nqsw[1].kernels, marker)
        wires = [assessor[1], nqsw[1]]
    assert typed > 300
    assert [one for wire in wires for one in wire.that_tell(marker)] == []
    assert [one for wire in wires for one in wire.changes()] == [], "the kernel is told neither words nor choices"
    assert files_that_tell(running.folders.values(), marker) == []
    assert not tells(running.log, marker)
    assert files_that_tell([tmp_path], marker) == [], "a browser kept it on its disk"
    if unread:
        pytest.skip(f"all was searched but the memory of the server and its processes: {unread}")


def walk(context, wire, running, name, marker) -> list[int]:
    """Have a person do all that is theirs; give how many fields they typed into, each time."""
    people = {}
    for workbook, go_through in WALKS.items():  # one after the other: a browser gives little time to pages that nobody sees
        people[workbook] = who = Person(context, running.url.rstrip("/"), workbook, name, marker)
        go_through(who)
        assert in_browser(who.page, marker) == []
    record = Person(context, running.url.rstrip("/"), "record", name, marker)
    walk_record(record, people["flower"].kept)
    assert in_browser(record.page, marker) == []
    assert len(wire.kernels) == len(WALKS) + 1
    assert len(wire.frames) > len(wire.kernels), "the wire was listened to"
    return [who.typed for who in people.values()]


def search_memory(running, kernels, marker) -> str:
    """Read the memory of the server, of every kernel of these pages, and of what forks them; say why it cannot be read."""
    if reason := why_unreadable(running.process.pid):
        return reason
    processes = {*processes_of(running.process.pid), *map(kernel_process, kernels)}
    assert len(processes) > len(kernels)
    for process in processes:
        has_it, read = memory_that_tells(process, marker)
        assert not has_it, f"it is in the memory of {Path(f'/proc/{process}/cmdline').read_text()}"
        assert read > 2**20
    return ""


# ── The search would find it ────────────────────────────


@pytest.fixture
def planted(browser, server, watch):
    """Somebody's browser at a workbook that leaks."""
    watch.allow("Failed to load resource")
    with browser("planted") as (context, wire):
        page = context.new_page()
        page.goto(f"{server}/voila/render/leaking.ipynb")
        yield page, wire


def test_a_word_in_any_place_of_a_browser_would_be_found(planted):
    page, _ = planted
    for place, plant in IN_PAGE:
        marker = word()
        page.evaluate(f"async word => {{ await ({plant}) }}", marker)
        assert place in in_browser(page, marker), plant


def test_a_word_in_a_request_or_in_the_console_would_be_found(planted):
    page, wire = planted
    for place, plant in HEARD.items():
        marker = word()
        page.evaluate(f"async word => {{ await {plant} }}", marker)
        wait_until(lambda marker=marker: page.title() and wire.that_tell(marker), place)  # what is heard comes with an answer


@pytest.mark.parametrize(
    ("leak", "found"),
    [
        ("<input autocomplete=off><input>", 1),
        ("<select></select>", 1),
        ("<p translate=no>WORD</p>", 0),
        ("<p>WORD</p>", 1),
    ],
)
def test_a_field_that_the_browser_would_keep_and_a_text_that_it_would_translate_would_be_found(page, leak, found):
    page.set_content(f"<main>{leak}</main>")
    assert len(page.evaluate(UNASKED, "WORD")) == found


def test_where_memory_cannot_be_read_the_proof_says_so(running, monkeypatch):
    def refused(*_given):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "open", refused)
    reason = search_memory(running, set(), "a word")
    assert "memory (Operation not permitted; see kernel.yama.ptrace_scope)" in reason or "only Linux" in reason


@pytest.mark.usefixtures("reads_memory")
def test_a_word_in_a_frame_and_in_a_kernel_would_be_found(planted):
    page, wire = planted
    marker = word()
    page.locator("#leak").fill(f"{marker} ü")
    wait_until(lambda: page.title() and wire.that_tell(marker), "the frame")  # what is heard comes with an answer
    assert wire.changes()
    (kernel,) = wire.kernels
    wait_until(lambda: memory_that_tells(kernel_process(kernel), marker)[0], "the kernel has it", 60)


@pytest.mark.usefixtures("reads_memory")
@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-32-le"])
def test_a_word_in_the_server_s_memory_would_be_found(running, coding):
    marker = word()
    address = urlsplit(running.url)
    with socket.create_connection((address.hostname, address.port)) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nX-Word: " + marker.encode(coding))  # it waits for the rest
        wait_until(lambda: memory_that_tells(running.process.pid, marker)[0], "the server has it", 60)


@pytest.mark.usefixtures("reads_memory")
def test_a_word_in_memory_that_processes_share_would_be_found():
    marker = word()
    command = [sys.executable, "-c", SHARES, marker[::-1]]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as shares:
        assert shares.stdout.readline()
        has_it, _ = memory_that_tells(shares.pid, marker)
        shares.communicate(b"")
    assert has_it


@pytest.mark.parametrize("folder", ["home", "temporary", "started", "workbooks"])
def test_a_word_in_a_file_would_be_found(running, folder):
    marker = word()
    leak = running.folders[folder] / "leak"
    leak.write_bytes(f"as a leak would: {marker}".encode("utf-16-le"))
    try:
        assert files_that_tell(running.folders.values(), marker) == [leak]
    finally:
        leak.unlink()


def test_a_word_in_the_log_would_be_found(running):
    marker = word()
    running.lines.append(marker)
    assert tells(running.log, marker)
    running.lines.remove(marker)


def test_a_word_that_a_browser_keeps_on_its_disk_would_be_found(browser, server, tmp_path):
    marker = word()
    with browser("kept") as (context, _):
        page = context.new_page()
        page.goto(f"{server}/voila/render/start.ipynb")
        page.evaluate("word => localStorage.setItem('word', word)", marker)
    assert files_that_tell([tmp_path], marker) != []
