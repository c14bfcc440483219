"""The page around a workbook: words first, calm errors, reading settings, and what its status line says."""

import json
import re
import sys
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

PLANTED = Path(__file__).resolve().parents[1] / "serve/planted.py"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
PAPERS = ["cream", "white", "dark"]
SECRET = "words-of-a-learner"
COUNTER = """import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
      const button = document.createElement("button");
      const say = () => { button.textContent = `Count ${model.get("count")}`; };
      button.addEventListener("click", () => model.send({ add: 1 }));
      const end = document.createElement("button");
      end.textContent = "End the kernel";
      end.addEventListener("click", () => model.send({ add: 0 }));
      model.on("change:count", say); say(); el.append(button, end);
    } };'''
    count = traitlets.Int(0).tag(sync=True)
    def __init__(self):
        super().__init__()
        self.on_msg(self.heard)
    def heard(self, widget, content, buffers):
        if not content["add"]:
            import os
            os._exit(1)
        if self.count == 2:
            raise ValueError("words-of-" + "a-learner")
        self.count += 1
Counter()"""
KEEP = "globalThis[Symbol.for('alongside/keeper')].set('counter.ipynb/answer', Math.random())"
UNTIL = "import time\nfrom pathlib import Path\nwhile not Path({flag!r}).exists(): time.sleep(0.02)\nprint('the slow one')"
WIDER = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
WIDER += "p { margin-bottom: 2em !important; }"


@pytest.fixture(scope="module")
def flag(tmp_path_factory):
    """A file for which a slow cell waits."""
    return tmp_path_factory.mktemp("flag") / "go"


@pytest.fixture(scope="module")
def planted(start_server, tmp_path_factory, flag):
    """A server of made-up workbooks: words, a widget, a slow cell, errors, ipywidgets' own controls."""
    folder = tmp_path_factory.mktemp("workbooks")
    workbooks = {
        "start": ["# Start\n\n[Counter](counter.ipynb)"],
        "counter": ["# Counter", COUNTER, "## The end"],
        "slow": ["# Slow", COUNTER, "## Between", UNTIL.format(flag=str(flag)), "## The end"],
        "broken": ["# Broken", "raise RuntimeError('words-of-' + 'a-learner')", "## The end", "print('still here')"],
        "private": ["# Private", "## The end"],
        "controls": [
            "# Controls",
            "import ipywidgets\nipywidgets.VBox([ipywidgets.Text(description='Name'), ipywidgets.Output()])",
        ],
    }
    for name, sources in workbooks.items():
        notebook = nbformat.v4.new_notebook(
            metadata={"title": name.title(), "alongside": {"exit": True, "private": name == "private"}, "kernelspec": KERNEL}
        )
        make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
        notebook.cells = [make[source.startswith("#")](source) for source in sources]
        nbformat.write(notebook, folder / f"{name}.ipynb")
    return start_server(command=[sys.executable, PLANTED, folder])


@pytest.fixture
def visit(page, planted):
    """Open one of the made-up workbooks."""

    def go(name, on=page, **words):
        on.goto(f"{planted.url}voila/render/{name}.ipynb", **words)
        return on

    return go


def status(page):
    return page.get_by_role("status")


def is_narrow_enough(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


COUNT_KERNELS = """async ([url, number]) => {
  const until = performance.now() + 15000;
  let alive;
  do {
    ({ kernels: alive } = await (await fetch(url)).json());
  } while (alive !== number && performance.now() < until);
  return alive;
}"""


def kernels_alive(page, url, expected):
    """How many kernels live, as soon as it is the expected number, or after 15 seconds."""
    return page.evaluate(COUNT_KERNELS, [f"{url}healthz", expected])


def test_words_and_widgets_show_while_a_slow_cell_runs(visit, flag):
    page = visit("slow", wait_until="commit")
    expect(page.get_by_role("heading", name="The end")).to_be_visible()
    expect(page.get_by_role("button", name="Count 0")).to_be_visible()
    expect(page.get_by_text("Getting this part ready")).to_be_visible()
    expect(status(page)).to_have_text("Starting")
    expect(page.get_by_text("the slow one")).to_have_count(0)
    flag.touch()
    expect(page.get_by_text("the slow one")).to_be_visible()
    expect(page.get_by_text("Getting this part ready")).to_have_count(0)
    expect(status(page)).to_have_text("Ready")


def test_a_widget_and_its_kernel_answer_each_other(visit):
    page = visit("counter")
    page.get_by_role("button", name="Count 0").click()
    page.get_by_role("button", name="Count 1").click()
    expect(page.get_by_role("button", name="Count 2")).to_be_visible()


def test_a_cell_that_fails_is_one_calm_sentence_and_the_others_run(visit, planted):
    page = visit("broken")
    expect(page.get_by_text("This part of the page could not be made.")).to_be_visible()
    expect(page.get_by_text("still here")).to_be_visible()
    assert SECRET not in page.content()
    assert "RuntimeError" not in page.content()
    assert "RuntimeError at cell line 1" in planted.log
    assert SECRET not in planted.log


def test_a_callback_that_fails_is_one_calm_sentence(visit, planted):
    frames = []
    page = visit("start")
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    visit("counter")
    for count in (0, 1, 2):
        page.get_by_role("button", name=f"Count {count}").click()
    notice = page.get_by_role("alert").filter(has_text="Something went wrong on this page.")
    expect(notice).to_be_visible()
    expect(notice.get_by_role("button", name="Load the page again")).to_be_visible()
    assert SECRET not in page.content()
    assert frames
    assert not [frame for frame in frames if SECRET in frame]
    assert "ValueError at cell line" in planted.log
    assert SECRET not in planted.log


def test_a_page_that_is_left_lets_its_kernel_go(visit, planted):
    page = visit("counter")
    expect(status(page)).to_have_text("Ready")
    assert kernels_alive(page, planted.url, 1) == 1
    visit("start")
    assert kernels_alive(page, planted.url, 0) == 0


def test_the_controls_of_ipywidgets_are_fetched_only_where_they_are_used(visit, watch):
    page = visit("counter")
    expect(status(page)).to_have_text("Ready")
    assert not [url for url in watch.requests if "controls-" in url]
    visit("controls")
    page.get_by_role("textbox", name="Name").fill("a name")
    expect(page.get_by_text("It works in JupyterLab, but not on this page.")).to_be_visible()
    assert [url for url in watch.requests if "controls-" in url]


def test_the_first_visit_is_light(page, planted):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    weights = []
    session.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
    page.goto(f"{planted.url}voila/render/counter.ipynb")
    expect(status(page)).to_have_text("Ready")
    assert 0 < len(weights) <= 10
    assert 0 < sum(weights) < 200_000


def test_the_status_says_what_is_kept(visit):
    page = visit("counter")
    expect(status(page)).to_have_text("Ready")
    page.evaluate(KEEP)
    expect(status(page)).to_have_text("Kept in this tab until you close it")
    page.evaluate(f"Storage.prototype.setItem = () => {{ throw new Error('full'); }}; {KEEP}")
    expect(status(page)).to_have_text("Not saved: this browser refuses to store it. Download your record.")
    page.reload()
    expect(status(page)).to_have_text("Kept in this tab until you close it")


def test_when_its_kernel_dies_the_page_says_so(visit, watch):
    watch.allow("404")
    page = visit("counter")
    expect(status(page)).to_have_text("Ready")
    page.get_by_role("button", name="End the kernel").click()
    expect(status(page)).to_have_text("This page has lost its connection.", timeout=15_000)
    expect(page.get_by_role("alert")).to_be_visible()


def test_when_its_kernel_has_gone_the_page_says_so_and_offers_a_way_on(visit, watch):
    watch.allow("404")
    page = visit("counter")
    page.evaluate("sessionStorage.setItem('alongside/counter.ipynb/answer', '1')")
    page.reload()
    expect(status(page)).to_have_text("Kept in this tab until you close it")
    page.evaluate(
        """() => {
          const { id } = JSON.parse(document.getElementById('alongside-kernel').textContent);
          const form = new FormData();
          form.append('_xsrf', document.cookie.match(/alongside-page=([^;]*)/)[1]);
          return fetch(`../../voila/api/shutdown/${id}`, { method: 'POST', body: form });
        }"""
    )
    expect(status(page)).to_have_text("This page has lost its connection.", timeout=30_000)
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("What you typed is kept in this tab.")
    page.get_by_role("button", name="Count 0").evaluate("button => button.isOld = true")
    notice.get_by_role("button", name="Connect again").click()
    expect(status(page)).to_have_text("Connected again. You can continue.")
    assert not page.get_by_role("button", name="Count 0").evaluate("button => button.isOld")
    page.get_by_role("button", name="Count 0").click()
    expect(page.get_by_role("button", name="Count 1")).to_be_visible()


def test_when_the_server_cannot_be_reached_the_page_says_that_it_tries(start_server, new_page, watch):
    watch.allow("ERR_CONNECTION_REFUSED|WebSocket")
    server = start_server()
    page = new_page()
    page.goto(f"{server.url}voila/render/allyship_stories.ipynb")
    expect(status(page)).to_have_text("Ready")
    server.stop()
    expect(status(page)).to_have_text("Connection lost. Trying again.")
    page.evaluate(KEEP)
    expect(status(page)).to_have_text("Connection lost. Trying again. What you typed is kept in this tab.")


def test_exit_clears_the_screen_and_back_does_not_show_it(visit, planted):
    page = visit("start")
    visit("counter")
    page.evaluate("document.addEventListener('alongside:exit', () => sessionStorage.setItem('heard', document.body.innerText))")
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url(f"{planted.url}exit")
    expect(page).to_have_title("New page")
    assert page.evaluate("[sessionStorage['alongside/exited'], sessionStorage.heard]") == ["1", ""]
    page.go_back()
    expect(page.get_by_role("heading", name="Start")).to_be_visible()


def test_exit_works_with_the_space_bar_and_without_scripts(visit, new_page, planted):
    page = visit("counter")
    page.get_by_role("button", name="Exit this page").press("Space")
    page.wait_for_url(f"{planted.url}exit")
    bare = visit("counter", on=new_page(java_script_enabled=False))
    bare.get_by_role("button", name="Exit this page").click()
    bare.wait_for_url(f"{planted.url}exit")


def test_without_scripts_the_words_stand_and_the_page_says_what_is_missing(visit, new_page):
    page = visit("counter", on=new_page(java_script_enabled=False))
    expect(page.get_by_role("heading", name="The end")).to_be_visible()
    # Playwright looks for words everywhere but in <noscript>
    expect(page.locator("noscript p")).to_be_visible()
    assert "This page needs JavaScript" in page.content()
    expect(page.get_by_role("button", name="Reading settings")).to_have_count(0)


def test_every_reading_setting_holds_at_once_and_on_the_next_page(visit, watch):
    page = visit("counter")
    page.get_by_role("button", name="Reading settings").click()
    wanted = {
        "Paper": "Dark",
        "Size of the words": "Larger still",
        "Space between lines": "Wider",
        "Typeface": "Verdana or like it",
    }
    for question, choice in wanted.items():
        page.get_by_role("group", name=question).get_by_label(choice, exact=True).check()
    chosen = {"paper": "dark", "size": "large", "lines": "wider", "face": "wide"}
    assert chosen.items() <= page.evaluate("({...document.documentElement.dataset})").items()
    # before the first paint: without the front end, which would come later
    watch.allow("ERR_FAILED")
    page.route(re.compile("/static/main-"), lambda route: route.abort())
    visit("start")
    assert chosen.items() <= page.evaluate("({...document.documentElement.dataset})").items()
    page.unroute_all()
    visit("start")
    page.get_by_role("button", name="Reading settings").click()
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_role("button", name="Back to the usual settings").click()
    assert page.evaluate("document.documentElement.dataset.paper") == "cream"


def test_a_dialog_takes_the_focus_and_gives_it_back(visit):
    page = visit("start")
    for name in ("Reading settings", "Help"):
        opener = page.get_by_role("button", name=name)
        opener.click()
        expect(page.get_by_role("dialog", name=name).get_by_role("heading", name=name)).to_be_focused()
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()


def test_the_skip_link_leads_to_the_words(visit):
    page = visit("start")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("width", [1100, 320])
def test_axe_finds_nothing_on_the_start_page(server, new_page, axe, paper, width):
    page = new_page(viewport={"width": width, "height": 800})
    page.add_init_script(f"localStorage['alongside/reading'] = '{json.dumps({'paper': paper})}'")
    page.goto(f"{server}/voila/render/start.ipynb")
    expect(status(page)).to_have_text("Ready")
    expect(page.get_by_role("heading", name="I am …")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.paper") == paper
    axe(page)
    for name in ("Reading settings", "Help"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        axe(page)
        assert is_narrow_enough(page)
        page.keyboard.press("Escape")


def test_axe_finds_nothing_on_the_small_pages(server, page, axe, watch):
    watch.allow("404")
    for path in ("nosuch", "exit"):
        page.goto(f"{server}/{path}")
        axe(page)


def test_axe_finds_nothing_when_something_has_gone_wrong(visit, axe):
    page = visit("broken")
    expect(page.get_by_text("This part of the page could not be made.")).to_be_visible()
    page.evaluate("document.querySelector('.cell .trouble').remove()")
    page.evaluate("document.dispatchEvent(new CustomEvent('alongside:trouble'))")
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("size", ["", "largest"])
def test_at_320_pixels_nothing_has_to_be_scrolled_sideways(server, new_page, size):
    page = new_page(viewport={"width": 320, "height": 640})
    page.add_init_script(f"localStorage['alongside/reading'] = '{json.dumps({'size': size})}'")
    page.goto(f"{server}/voila/render/start.ipynb")
    expect(status(page)).to_have_text("Ready")
    assert is_narrow_enough(page)
    page.add_style_tag(content=WIDER)
    assert is_narrow_enough(page)
    cut = "[...document.querySelectorAll('main *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth && "
    cut += "getComputedStyle(e).overflowX !== 'visible').map((e) => e.outerHTML)"
    assert page.evaluate(cut) == []


def test_with_forced_colours_radios_are_the_browsers_own(visit, new_page):
    page = visit("start", on=new_page(forced_colors="active"))
    page.get_by_role("button", name="Reading settings").click()
    assert page.get_by_label("Dark").evaluate("element => getComputedStyle(element).appearance") == "auto"


def test_on_paper_only_the_words_are_left(visit):
    page = visit("counter")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("heading", name="The end")).to_be_visible()


def test_a_page_whose_entries_are_kept_nowhere_promises_no_file(visit):
    page = visit("private")
    expect(page.get_by_text("We do not send or save what you enter on this page.")).to_be_visible()
    expect(status(page)).to_have_text("Ready")
    expect(page.get_by_role("region", name="Take your file with you")).to_have_count(0)
    visit("counter")
    expect(page.get_by_text("What you write is not stored on our server.")).to_be_visible()
    expect(page.get_by_role("region", name="Take your file with you")).to_be_visible()


def test_a_plain_page_has_a_name_a_language_and_its_place(visit):
    page = visit("counter")
    expect(page).to_have_title("Counter · Alongside")
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    expect(page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Start")).to_be_visible()
