"""The waiting page in a real browser: it says how many are ahead, goes on by itself, and does not chatter."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
STORIES = "voila/render/allyship_stories.ipynb"
MOST = 2
SECONDS = 20_000  # a page that was closed is waited for a while


@pytest.fixture(scope="module")
def full(start_server):
    """A server with few places."""
    return start_server("--most-kernels", str(MOST), "--most-per-browser", "2")


@pytest.fixture
def come(full, new_page):
    """Open the stories in a browser of one's own."""

    def go(**words):
        page = new_page(**words)
        page.goto(full.url + STORIES)
        return page

    return go


@pytest.fixture
def others(come):
    """Other learners, who have all the places; they leave with the test."""
    there = [come() for _ in range(MOST)]
    for page in there:
        expect(page.get_by_role("status")).to_have_text("Ready", timeout=SECONDS)
    yield there
    for page in there:
        page.goto("about:blank")


def words(page):
    return page.locator("#alongside-ahead")


def waits(page):
    return expect(page.get_by_role("heading", level=1, name="Allyship stories: waiting for a place"))


def opens(page):
    expect(page.get_by_role("status")).to_have_text("Ready", timeout=SECONDS)
    expect(page.get_by_role("heading", level=1, name="Allyship stories", exact=True)).to_be_visible()


def leave(page):
    page.goto("about:blank")


def is_narrow_enough(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_it_says_how_many_are_ahead_and_opens_when_its_time_has_come(others, come, axe):
    first = come()
    waits(first).to_be_visible()
    expect(words(first)).to_have_text("You are next.")
    axe(first)
    with first.expect_response("**/waiting/*"):
        pass  # now it is known to wait
    second = come(viewport={"width": 360, "height": 740})
    waits(second).to_be_visible()
    expect(words(second)).to_have_text("One person is ahead of you.")
    assert is_narrow_enough(second)
    axe(second)
    leave(others[0])
    opens(first)
    expect(words(second)).to_have_text("You are next.", timeout=SECONDS)
    leave(first)
    opens(second)
    leave(second)


def test_whoever_loads_a_page_again_keeps_the_place_though_others_wait(others, come):
    page = come()
    waits(page).to_be_visible()
    with page.expect_response("**/waiting/*"):
        pass
    others[1].reload()
    opens(others[1])
    waits(page).to_be_visible()
    leave(page)


def test_without_script_it_goes_on_as_well(others, come):
    page = come(java_script_enabled=False)
    waits(page).to_be_visible()
    leave(others[0])
    expect(page.get_by_role("heading", level=1, name="Allyship stories", exact=True)).to_be_visible(timeout=2 * SECONDS)


def test_the_keyboard_reaches_the_way_out(others, come):
    page = come()
    waits(page).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the start")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/voila')[0]}/voila/render/start.ipynb")


def test_numbers_are_shown_and_not_read_out_one_by_one_and_what_matters_is(others, come, watch):
    def answer(route):
        told = answers.pop(0) if len(answers) > 1 else answers[0]
        route.fulfill(**told)

    def many(ahead, say):
        return {"json": {"is_ready": False, "ahead": ahead, "words": say, "again_in": 0.2}}

    answers = [many(ahead, f"{ahead} people are ahead of you.") for ahead in range(20, 8, -1)]
    watch.allow("500")
    page = come()
    said = page.get_by_role("status")
    page.route("**/waiting/*", answer)
    expect(words(page)).to_have_text("9 people are ahead of you.")
    expect(said).to_have_text("")
    assert page.evaluate("document.documentElement.dataset.waiting") == "9"
    answers[:] = [many(0, "You are next.")]
    expect(said).to_have_text("You are next.")
    answers[:] = [{"status": 500}]
    expect(said).to_have_text("Connection lost. Trying again.")
    leave(page)
