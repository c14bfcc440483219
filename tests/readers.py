"""Somebody at the player: the real view.py answers a fake model, so that every screen is the real one."""

from pathlib import Path

from playwright.sync_api import Page, expect

from alongside.content.check import compile_packs
from alongside.scenario.view import view_of

DATA = Path(__file__).with_name("data")

# Each question that the widget asks is answered by Python, as the kernel would.
KERNEL = """() => {
  const answering = change => window.answer(change.walk).then(view => view && host.receive({ view }));
  const asked = host.saves;
  const push = change => { asked.push(change); answering(change) };
  host.saves = new Proxy(asked, { get: (all, key) => key === 'push' ? push : all[key] });
  asked.forEach(answering);
}"""


def compile_small_story(out: Path) -> Path:
    """Compile the small story of the tests into a folder."""
    assert compile_packs([DATA], out) == []
    return out


class Reader:
    """Someone at the player: opens it, presses its buttons, and looks at it."""

    def __init__(self, page: Page, host: str) -> None:
        self.page = page
        self.host = host
        self.asked: list[dict] = []
        self.answers = True
        page.expose_function("answer", self._answer)

    def _answer(self, walk):
        self.asked.append(walk)
        return view_of(walk) | {"serial": walk["serial"]} if self.answers else None

    def open(self):
        self.page.goto(f"{self.host}/allyship_stories.ipynb")
        return self.mount()

    def mount(self, view=None):
        """Do what the page does when it has loaded."""
        view = view or view_of({}) | {"serial": 0}
        self.page.evaluate("([view]) => start('player', { walk: {}, view, kept_as: 'stories' })", [view])
        self.page.evaluate(KERNEL)
        return self

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=isinstance(name, str)).click()
        return self

    def choose(self, words):
        self.page.get_by_role("radio", name=words).check()
        return self.press("Continue")

    def at(self, heading):
        found = self.page.get_by_role("heading", name=heading, level=2)
        expect(found).to_be_visible()
        return found

    def start(self, eyes="Tom"):
        self.press("Open this story: The borrowed desk")
        self.page.get_by_role("radio", name=eyes).check()
        self.press("Start").at("By the window")
        return self

    def to_the_desk(self):
        self.start().press("Continue").at("The desk")
        return self

    def to_the_end(self):
        self.to_the_desk().choose("Say nothing").at("What happened next")
        self.press("Continue").at("In the car park")
        return self

    def to_the_review(self):
        self.to_the_end().press("Look back over the story").at("Looking back")
        return self

    def pair_up(self):
        """Begin as two readers: the first, without a nickname, is in the first scene."""
        self.press("Compare with a partner").at("Two readers, one story")
        expect(self.page.get_by_text("Choose a partner who does not assess you")).to_be_visible()
        self.page.get_by_role("radio", name="The borrowed desk").check()
        self.page.get_by_label("Second reader").fill("Ines")
        self.press("Continue").at("The borrowed desk")
        self.page.get_by_role("radio", name="Tom").check()
        self.press("Start").at("By the window")
        return self
