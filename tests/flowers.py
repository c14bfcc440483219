"""Somebody at the Power Flower, and where to look for what they have entered."""

import json
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from alongside import places
from alongside.content.check import compile_packs

ROOM, ME, WORDS = (f'[data-part="{part}"] ' for part in ("room", "me", "words"))
LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch!!"
LONG_WORDS = "Quick readers who never have to ask for anything to be said."
#: Before anything else of a page: each step in the history, and each word into a storage, to another tab or to copy, is noted.
NOTE = """
  window.noted = [];
  for (const name of ['pushState', 'replaceState']) {
    const real = history[name];
    history[name] = function (...given) { noted.push(JSON.stringify(given)); return real.apply(this, given) };
  }
  const { BroadcastChannel, Navigator, Clipboard } = window;  // the last only where the address is secure
  for (const [owner, name] of [[BroadcastChannel, 'postMessage'], [Navigator, 'sendBeacon'], [Clipboard, 'writeText']]) {
    const real = owner?.prototype[name];
    const heard = function (...given) { noted.push(JSON.stringify(given)); return real.apply(this, given) };
    if (real) owner.prototype[name] = heard;
  }
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...given) { noted.push(given.join(' ')); return setItem.apply(this, given) };
  const open = indexedDB.open;
  IDBFactory.prototype.open = function (...given) { noted.push(`database ${given[0]}`); return open.apply(this, given) };
"""
#: Every place in the reach of a page to which a word could have got.
SEARCH = """async () => ({
  address: location.href,
  title: document.title,
  history: JSON.stringify(history.state),
  noted: noted.join(),
  session: JSON.stringify({ ...sessionStorage }),
  local: JSON.stringify({ ...localStorage }),
  cookies: document.cookie,
  databases: JSON.stringify(await indexedDB.databases()),
  caches: JSON.stringify(globalThis.caches ? await caches.keys() : []),
  window_name: window.name,
  traits: JSON.stringify(host.traits),
  saves: JSON.stringify(host.saves),
  messages: JSON.stringify(host.sent),
})"""


def compile_identity(folder: Path) -> dict:
    """Compile the packs of identity work alone into a folder, and give what the widget gets."""
    shutil.copytree(places.data() / "identity", folder / "source" / "identity")
    compile_packs([folder / "source"], folder / "packs", reuse=places.built() / "packs")
    names = {"flower": "power_flower", "wheel": "identity_wheel", "ground": "ground"}
    return {
        what: json.loads((folder / "packs/identity" / f"{name}.json").read_text(encoding="utf-8")) for what, name in names.items()
    }


class Someone:
    """Someone at the Power Flower."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str):
        self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def at(self, heading: str):
        expect(self.page.get_by_role("heading", name=heading, level=2)).to_be_focused()
        return self

    def unfold(self, words: str):
        self.page.locator("summary", has_text=words).click()
        return self

    def begin(self):
        return self.press("Begin my flower").at("My flower")

    def usual(self, petal: int, words: str):
        self.page.locator(f"{ROOM}textarea").nth(petal).fill(words)
        return self

    def mark(self, petal: int, words: str):
        self.page.locator(f"{ME}select").nth(petal).select_option(label=words)
        return self

    def own_words(self, petal: int, words: str):
        self.page.locator(f"{WORDS}textarea").nth(petal).fill(words)
        return self

    def fill_in(self, marker: str = ""):
        """Three petals of the room, two of oneself, own words for one."""
        for at, words in enumerate(("Senior workers", "A degree after school", "Three years")):
            self.usual(at, f"{words}{marker}")
        self.unfold("Yourself, if you want to").mark(0, "different").mark(1, "it changes")
        return self.unfold("Your own words, if you want to").own_words(0, f"I came late to it{marker}")

    def fill_marked_place(self):
        """In a place of one's own, the first petal with its words."""
        return self.usual(0, f"{self.place()} usual").own_words(0, f"{self.place()} words")

    def place(self) -> str:
        return self.page.get_by_label("Where do you look?").locator("option:checked").inner_text()

    def use_set(self, many: int):
        return self.unfold("Add, rename or take out petals").press(f"Use {many} petals")

    def tick(self, *names: str):
        for name in names:
            self.page.get_by_role("checkbox", name=name, exact=True).check()
        return self

    def choose(self, name: str):
        self.page.get_by_role("radio", name=name, exact=True).check()
        return self

    def open_file(self, content: str | bytes, name: str = "flower.json"):
        given = content if isinstance(content, bytes) else content.encode()
        self.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": given})
        return self

    def download(self, name: str) -> bytes:
        with self.page.expect_download() as waited:
            self.press(name)
        return Path(waited.value.path()).read_bytes()
