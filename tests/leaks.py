"""Where a word that somebody typed could have got to: on the wire, in files, in a process's memory, in a browser."""

import os
import re
import sys
from base64 import b64encode
from pathlib import Path

from processes import children_of

#: Every place of a browser that a page can reach and that outlasts a view of it; ``noted`` is flowers.NOTE's.
IN_BROWSER = """async () => {
  const done = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const databases = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    databases.push(name);
    for (const store of db.objectStoreNames) databases.push(await done(db.transaction(store).objectStore(store).getAll()));
    db.close();
  }
  const found = {
    address: location.href, title: document.title, state: history.state, noted, databases, cookies: document.cookie,
    session: { ...sessionStorage }, local: { ...localStorage }, window_name: window.name, caches: await caches.keys(),
  };
  return Object.entries(found).map(([place, what]) => [place, JSON.stringify(what)]);
}"""
PIECE = 2**23


def forms(marker: str) -> list[bytes]:
    """Give the bytes of a word of ASCII letters: as they are, which JSON and addresses leave so; wide; and in base64."""
    plain = marker.encode("ascii")
    wide = [marker.encode(name) for name in ("utf-16-le", "utf-32-le")]
    # of three places in which it can stand in what was encoded; letters at the ends depend on what is beside
    in_base64 = [b64encode(bytes(shift) + plain)[shift and 4 : -4] for shift in range(3)]
    return [plain, *wide, *in_base64]


def tells(content: bytes | str, marker: str) -> bool:
    """Whether some content has a word, however it is written."""
    given = content.encode() if isinstance(content, str) else content
    return any(form in given for form in forms(marker))


class Wire:
    """What the websockets and requests of pages carry."""

    def __init__(self):
        self.frames: list[bytes] = []
        self.requests: list[bytes] = []
        self.sent: list[bytes] = []
        self.said: list[str] = []  # in the console
        self.kernels: set[str] = set()

    def follow(self, context):
        """Listen to every page of a browser."""
        context.on("page", lambda page: page.on("websocket", self._listen))
        context.on("request", self._note)
        context.on("console", lambda message: self.said.append(message.text))

    def _note(self, request):
        self.requests.append(f"{request.method} {request.url} {request.headers} ".encode() + (request.post_data_buffer or b""))

    def _listen(self, socket):
        self.requests.append(socket.url.encode())
        self.kernels |= set(re.findall(r"/kernels/([^/]+)/", socket.url))
        for way, lists in (("framesent", (self.frames, self.sent)), ("framereceived", (self.frames,))):
            socket.on(way, lambda frame, lists=lists: [one.append(_bytes_of(frame)) for one in lists])

    def that_tell(self, marker: str) -> list[bytes | str]:
        """Give the frames, requests and lines of the console that have the word."""
        return [one for one in [*self.frames, *self.requests, *self.said] if tells(one, marker)]

    def changes(self) -> list[bytes]:
        """Give what tells the kernel that somebody did something, be it a word or a choice: a change, or a message."""
        return [frame for frame in self.sent if re.search(rb'"method": ?"(update|custom)"', frame)]


def _bytes_of(frame: bytes | str) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def files_in(folders) -> dict[Path, int]:
    """Give every file, and when it was last changed."""
    places = (Path(place, name) for folder in folders for place, _, names in os.walk(folder) for name in names)
    return {file: file.stat().st_mtime_ns for file in places if file.is_file() and not file.is_symlink()}


def files_that_tell(folders, marker: str) -> list[Path]:
    """Give the files that have the word, in their content or their name."""
    return [file for file in files_in(folders) if tells(str(file), marker) or tells(file.read_bytes(), marker)]


def processes_of(pid: int) -> list[int]:
    """Name a process and all that came from it."""
    return [pid, *(one for child in children_of(pid) for one in processes_of(child))]


def why_unreadable(pid: int) -> str:
    """Say why a process's memory cannot be read here; nothing where it can be."""
    if sys.platform != "linux":
        return "only Linux shows the memory of a process as a file"
    try:
        with Path(f"/proc/{pid}/mem").open("rb"):
            return ""
    except PermissionError as refused:
        return f"this system lets a test read no other process's memory ({refused.strerror}; see kernel.yama.ptrace_scope)"


def memory_that_tells(pid: int, marker: str) -> tuple[bool, int]:
    """Search what a process could have written in its memory: whether the word is there, and the bytes read."""
    wanted, read = forms(marker), 0
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _mappings(pid):
            for at in range(start, end, PIECE):
                try:
                    piece = os.pread(memory.fileno(), min(PIECE + 256, end - at), at)  # over the edge: no word is cut
                except OSError:
                    break  # the system keeps this part from every reader
                read += min(len(piece), PIECE)
                if any(form in piece for form in wanted):
                    return True, read
    return False, read


def _mappings(pid: int):
    """Give where the memory begins and ends that a process may have written to, shared or not."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        where, rights, _, _, number, *_ = line.split()
        if rights[0] == "r" and (rights[1] == "w" or (rights[3] == "p" and number == "0")):
            start, end = (int(edge, 16) for edge in where.split("-"))
            yield start, end
