"""The player with a real kernel behind it, on our own page: walked once, and everything that crosses the wire is read."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from wires import WIRES, kill_kernel

TESTS = Path(__file__).parents[1]
AUTHORS_ONLY = ("MARKER", '"turn"', '"wants"', '"facilitator"', '"performative"', '"skip_takes"')
#: One screen and the question for it; the widget's own module comes once, with the first.
BYTES_A_STEP = 12_000


@pytest.fixture(scope="module")
def running(start_server):
    """Our server, with the small story of the tests beside the shipped ones."""
    return start_server("--packs", str(TESTS / "data"))


class Wire:
    """Everything that a page's websockets carry, and its pages."""

    def __init__(self, page):
        self.frames: list[str] = []
        page.on("websocket", self._listen)
        self.pages: list[str] = []
        page.on("response", lambda answer: self.pages.append(answer.url))

    def _listen(self, socket):
        for event in ("framereceived", "framesent"):
            socket.on(
                event, lambda frame: self.frames.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))
            )

    def size(self):
        return sum(len(frame.encode()) for frame in self.frames)


@pytest.fixture
def page(page):
    page.add_init_script(WIRES)
    return page


@pytest.fixture
def opened(page, server):
    wire = Wire(page)
    page.goto(f"{server}/voila/render/allyship_stories.ipynb")
    expect(page.get_by_role("heading", name="Choose a story")).to_be_visible()
    return page, wire


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def at(page, heading):
    expect(page.get_by_role("heading", name=heading, level=2)).to_be_visible()


def start(page):
    press(page, "Open this story: The borrowed desk")
    at(page, "The borrowed desk")
    page.get_by_role("radio", name="Tom").check()
    press(page, "Start")
    at(page, "By the window")


def test_a_story_is_walked_to_its_end_and_no_authors_note_crosses_the_wire(opened, axe):
    page, wire = opened
    title, address = page.title(), page.url
    lead = page.get_by_text("Walk a story scene by scene.")
    expect(lead).to_be_visible()
    start(page)
    first = wire.size()
    press(page, "Continue")
    at(page, "The desk")
    expect(lead).to_be_hidden()
    page.get_by_role("radio", name="Ask Adaeze").check()
    press(page, "Continue")
    at(page, "What happened next")
    press(page, "Continue")
    at(page, "The desk")
    press(page, "Skip this scene")
    at(page, "Skipped: The desk")
    press(page, "Continue")
    at(page, "Near the door")
    press(page, "Look back over the story")
    at(page, "Looking back")
    axe(page)
    assert (page.title(), page.url) == (title, address), "neither the title nor the address names a story"
    said = "\n".join([*wire.frames, page.content()])
    assert "Mr Osei rang" not in said
    assert "Nobody knew where she sits." in said, "the wire has been read"
    assert "There is a card on your keyboard" not in said, "a scene that was not visited"
    for marker in AUTHORS_ONLY:
        assert marker not in said, marker
    steps = 7
    assert (wire.size() - first) / steps < BYTES_A_STEP


def test_a_reload_on_a_new_kernel_comes_back_to_the_scene_and_its_choices(opened):
    page, _ = opened
    start(page)
    press(page, "Continue")
    at(page, "The desk")
    page.reload()
    at(page, "The desk")
    page.get_by_role("radio", name="Say nothing").check()
    press(page, "Continue")
    at(page, "What happened next")
    page.go_back()
    at(page, "The desk")
    expect(page.get_by_role("status").first).to_have_text("Kept in this tab until you close it")


def test_exit_leaves_at_once_and_back_shows_the_first_page(opened, server):
    page, _ = opened
    start(page)
    press(page, "Continue")
    at(page, "The desk")
    page.locator("header").get_by_text("Exit this page").click()
    page.wait_for_url(lambda address: "allyship_stories" not in address)
    assert "desk" not in page.content()
    page.go_back()
    at(page, "Choose a story")
    assert "The desk" not in page.locator("main").inner_text()
    page.go_back()
    at(page, "Choose a story")
    press(page, "Carry on")
    at(page, "The desk")


def test_a_story_is_walked_by_keyboard_alone_on_our_page(opened):
    page, _ = opened
    keys = page.keyboard

    def tab_to(test):
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate(f"(one => {test})(document.activeElement)"):
                return
        pytest.fail(f"Tab never came to {test}")

    def enter(words):
        tab_to(f"one.matches('button') && (one.getAttribute('aria-label') ?? one.textContent) === '{words}'")
        keys.press("Enter")

    enter("Open this story: The borrowed desk")
    at(page, "The borrowed desk")
    tab_to("one.type === 'radio'")
    keys.press("Space")
    enter("Start")
    at(page, "By the window")
    enter("Continue")
    at(page, "The desk")
    tab_to("one.type === 'radio'")
    keys.press("Space")
    keys.press("ArrowUp")
    enter("Continue")
    at(page, "What happened next")
    enter("Continue")
    expect(page.get_by_role("heading", name="In the car park")).to_be_focused()


def test_at_320_px_nothing_is_cut_and_axe_is_content(new_page, server, axe):
    page = new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{server}/voila/render/allyship_stories.ipynb")
    at(page, "Choose a story")
    axe(page)
    start(page)
    press(page, "Continue")
    at(page, "The desk")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_with_its_kernel_gone_the_page_says_so_and_a_reload_carries_on(opened, watch):
    page, _ = opened
    watch.allow("api/kernels|404|WebSocket")
    start(page)
    kill_kernel(page)
    expect(page.get_by_role("button", name="Connect again")).to_be_visible()
    page.clock.install()
    press(page, "Continue")
    page.clock.run_for(9000)
    expect(page.get_by_text("There is no answer yet. Your path is kept in this browser.")).to_be_visible()
    page.reload()
    at(page, "The desk")
