"""What a browser fetches to show a workbook: little the first time, next to nothing the second."""

import json

import pytest
from playwright.sync_api import expect

from alongside import places

WORKBOOKS = ["allyship_stories", "reflections", "my_record", "power_in_our_relationship", "raising_a_worry"]
# the design's bounds: bytes over the wire with headers, and requests
FIRST, REQUESTS, SECOND = 350_000, 10, 30_000


@pytest.fixture(scope="module")
def widgets() -> dict[str, str]:
    return json.loads((places.built() / "page/manifest.json").read_text())["widgets"]


class Fetched:
    """What a page's browser fetches from the server, address by address."""

    def __init__(self, page):
        self._session = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._addresses: dict[str, str] = {}
        self.bytes: dict[str, int] = {}
        self._session.on("Network.requestWillBeSent", self._asked)
        self._session.on("Network.loadingFinished", self._came)

    def _asked(self, event):
        self._addresses[event["requestId"]] = event["request"]["url"].rsplit("/", 1)[-1]

    def _came(self, event):
        if weight := event["encodedDataLength"]:
            self.bytes[self._addresses.get(event["requestId"], "")] = weight

    def visit(self, page, address):
        self.bytes.clear()
        page.goto(address)
        expect(page.locator("#alongside-status")).not_to_have_attribute("data-state", "starting")
        page.wait_for_load_state("networkidle")
        return dict(self.bytes)


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_a_first_visit_is_light_and_a_second_one_fetches_the_page_alone(workbook, page, server, widgets):
    fetched, address = Fetched(page), f"{server}/voila/render/{workbook}.ipynb"
    first = fetched.visit(page, address)
    assert len(first) <= REQUESTS
    assert sum(first.values()) < FIRST
    modules = {file.split("#")[0] for file in widgets.values()}
    assert modules & first.keys()
    page.goto("about:blank")
    second = fetched.visit(page, address)
    assert list(second) == [f"{workbook}.ipynb"]
    assert sum(second.values()) < SECOND


def test_what_widgets_share_with_the_page_is_there_once(page, server, widgets):
    page.goto(f"{server}/voila/render/power_in_our_relationship.ipynb")
    expect(page.get_by_role("heading", name="Power Flower").first).to_be_visible()
    told = page.evaluate("""async () => {
      const main = await import(document.querySelector('script[src]').src);
      return main.keeper() === globalThis[Symbol.for('alongside/keeper')];
    }""")
    assert told
    served = places.built() / "page"
    main = json.loads((served / "manifest.json").read_text())["main"]
    for file in {file.split("#")[0] for file in widgets.values()}:
        text = (served / file).read_text()
        assert f'from"./{main}"' in text
        assert "alongside/keeper" not in text
