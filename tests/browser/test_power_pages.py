"""The workbooks on power and on worries as they are served: all their parts on one page, walked, printed and taken away."""

import json
import re
from io import BytesIO

import pikepdf
import pytest
from docx import Document
from flowers import LONG_WORD, Someone
from playwright.sync_api import expect

POWER, WORRIES = "power_in_our_relationship", "raising_a_worry"
CHECKED = "Checked on 1 November 2026."
LOCAL = {
    "undertaking": "No one here will be judged through these pages.",
    "contacts": [
        {"name": "A branch", "what": "Advice.", "how": "01632 960001", "who": "union", "checked_on": "2026-11-01"},
    ],
}
WRITTEN = "Thursdays at ten."
MARKER = "Zq7marker"
LONG = "We said it slowly and wrote it down together. " * 12
BOARD, HATS, FLOWER, WHEEL, AGREEMENT = (f".{name}" for name in ("role-power", "two-hats", "flower", "wheel", "agreement"))

#: What is wrong with a whole page as it stands: each fault in words.
FAULTS = """() => {
  const faults = [];
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true });
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  faults.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two have the id ${id}`));
  for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
    for (const one of document.querySelectorAll(`main [${name}], dialog [${name}]`)) {
      const lost = one.getAttribute(name).split(' ').filter((id) => id && !document.getElementById(id));
      if (lost.length) faults.push(`${name} leads nowhere: ${lost}`);
    }
  }
  const modal = document.querySelector('dialog:modal');
  const levels = [...(modal ?? document).querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(isShown);
  if (!modal && levels.filter(({ tagName }) => tagName === 'H1').length !== 1) faults.push('not one h1');
  levels.forEach((one, at) => {
    if (at && Number(one.tagName[1]) > Number(levels[at - 1].tagName[1]) + 1) faults.push(`skips a level: ${one.textContent}`);
  });
  const wide = Math.max(document.documentElement.scrollWidth, modal?.scrollWidth ?? 0) - innerWidth;
  if (wide > 0) faults.push(`${wide} px too wide`);
  return faults;
}"""
#: What has the focus, and what is wrong with it.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return { name: '', faults: ['nothing has the focus'] };
  const { x, y, width, height } = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const isSeen = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.borderWidth === '4px';
  const isInView = y < innerHeight && y + height > 0 && x < innerWidth && x + width > 0;
  const faults = [isSeen ? null : 'its focus is not seen', isInView ? null : 'it is out of view'].filter(Boolean);
  const by = (one.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);
  const name = one.getAttribute('aria-label') || by.join(' ').trim() || one.labels?.[0]?.textContent || one.textContent || one.id;
  return { name: name.trim(), tag: one.tagName, faults };
}"""


@pytest.fixture(scope="module")
def running(start_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs")
    (folder / "local.yaml").write_text(json.dumps(LOCAL), encoding="utf-8")
    return start_server("--packs", str(folder))


@pytest.fixture
def opened(new_page, server):
    """Open a whole workbook; further words as for ``new_page``."""

    def open_workbook(name, **words):
        page = new_page(**words)
        page.goto(f"{server}/voila/render/{name}.ipynb")
        expect(page.locator(".waiting")).to_have_count(0)
        expect(page.locator("#alongside-status")).to_have_attribute("data-state", "ready")
        return page

    return open_workbook


def press(page, name, part="main"):
    page.locator(part).get_by_role("button", name=name, exact=True).click()


def fill_in(part):
    """Answer whatever is asked there."""
    for group in part.get_by_role("radiogroup").all():
        group.get_by_role("radio").first.check()
    for box in part.get_by_role("textbox").filter(visible=True).all():
        box.fill("12" if box.evaluate("node => !!node.closest('.dates')") else WRITTEN)
    for year in part.get_by_label("Year").all():
        year.fill("2026")
    for box in part.get_by_role("checkbox").filter(visible=True).all()[:1]:
        box.check()


def place(page, *fields):
    """Put the first cards that lie about into fields, by their numbers."""
    for field in fields:
        page.locator(f"{BOARD} [data-field=''] [data-card]").first.focus()
        page.keyboard.press(field)


# ── Every state ─────────────────────────────────────────


def walk_roles(page):
    press(page, "I am the assessor", BOARD)
    place(page, "1", "2", "3")
    yield "a board"
    press(page, "Compare with the NQSW", BOARD)
    yield "before the second board"
    press(page, "I am the NQSW", BOARD)
    place(page, "2", "4")
    press(page, "Show both", BOARD)
    yield "both boards"
    press(page, "Continue", BOARD)
    yield "sentences"
    press(page, "Finish", BOARD)
    yield "the end of the boards"
    press(page, "I am the NQSW", HATS)
    fill_in(page.locator(HATS))
    yield "hats"
    press(page, "Compare with the assessor", HATS)
    press(page, "I am the assessor", HATS)
    press(page, "Show both", HATS)
    yield "both hats"


def walk_selves(page):
    who = Someone(page)
    who.begin().fill_in().press("Look at the whole picture").at("The whole picture")
    yield "a flower's picture"
    who.press("Print").at("On paper")
    yield "a flower on paper"
    press(page, "Begin my wheel")
    page.locator(f"{WHEEL} summary").first.click()
    page.locator(WHEEL).get_by_role("checkbox").first.check()
    yield "a wheel beside it"
    press(page, "Back", FLOWER)
    who.at("The whole picture").press("Back to my flower").press("Show some of it, or none").press("Choose what to show")
    who.tick("Role").press("Show it now").at("What I want to show")
    yield "shown"
    who.press("End").at("You have finished")
    yield "the flower's end"


def walk_agreement(page):
    press(page, "Begin the agreement")
    fill_in(page.locator(AGREEMENT))
    page.get_by_text("What others might write").first.click()
    page.get_by_text("Someone has just told me something").click()
    press(page, "Download as Word", AGREEMENT)
    yield "an agreement, and the card"


def walk_worry(page, kind):
    part = page.locator(f".{kind}")
    part.get_by_role("button", name=re.compile("^(Begin|Write down a worry)")).click()
    steps = 0
    while part.get_by_role("button", name=re.compile("^(Continue|Hand back)$")).count():
        yield f"{kind}, step {steps}"
        theirs = part.get_by_role("button", name="I am the NQSW, and write this myself")
        if theirs.count():
            theirs.click()
        fill_in(part)
        part.get_by_role("button", name=re.compile("^(Continue|Hand back)$")).click()
        steps += 1
    assert steps > 3
    yield f"the end of {kind}"


WALKS = {
    "roles": (POWER, walk_roles),
    "selves": (POWER, walk_selves),
    "agreement": (POWER, walk_agreement),
    "speaking up": (WORRIES, lambda page: walk_worry(page, "speaking-up")),
    "practice": (WORRIES, lambda page: walk_worry(page, "worry-about-practice")),
    "assessment": (WORRIES, lambda page: walk_worry(page, "worry-about-assessment")),
}


@pytest.mark.parametrize("walk", WALKS)
def test_in_every_state_the_whole_page_is_sound(opened, axe, walk):
    workbook, states = WALKS[walk]
    page = opened(workbook, viewport={"width": 320, "height": 640})
    assert page.evaluate(FAULTS) == []
    walked = 0
    for state in states(page):
        assert page.evaluate(FAULTS) == [], state
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.set_viewport_size({"width": 640, "height": 640})
        assert page.evaluate(FAULTS) == [], f"{state}, with letters twice as large"
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size({"width": 320, "height": 640})
        axe(page)
        walked += 1
    assert walked


# ── By keyboard alone ───────────────────────────────────


class Keys:
    """Somebody without a mouse: after every key the focus is somewhere, seen and in view."""

    def __init__(self, page):
        self.page, self.came_by = page, []
        page.locator("#main").focus()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self.here()

    def here(self):
        found = self.page.evaluate(FOCUS)
        assert found["faults"] == [], f"{found} after {self.came_by[-3:]}"
        return found

    def to(self, name, tag="", most=150):
        for _ in range(most):
            found = self.press("Tab")
            self.came_by.append(found["name"])
            if found["name"].startswith(name) and tag in found["tag"]:
                return self
        pytest.fail(f"Tab never came to {name!r}, but to {self.came_by[-most:]}")

    def on(self, name, heading):
        """Press the button, and be brought to the heading."""
        self.to(name)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", name=heading, exact=True)).to_be_focused()
        expect(self.page.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
        self.here()
        return self

    def write(self, name, words=WRITTEN):
        self.to(name)
        self.page.keyboard.type(words)
        return self


def test_the_power_workbook_is_walked_by_keyboard_alone(opened):
    page = opened(POWER)
    keys = Keys(page)
    keys.on("I am the assessor", "Who holds what: the assessor")
    keys.to("Recommending a pass or a fail").press("1")
    keys.press("2")
    keys.on("Compare with the NQSW", "Hand over the screen").on("I am the NQSW", "Who holds what: the NQSW")
    keys.to("Recommending a pass or a fail").press("3")
    keys.on("Show both", "Both, in words").on("Continue", "To end with").write("Something I hold")
    keys.on("Finish", "You can stop here").on("Done", "Who holds what")
    keys.to("I am the NQSW").on("I am the NQSW", "Two hats: the NQSW")
    keys.to("Supporting").press("Space")
    keys.on("Compare with the assessor", "Hand over the screen").on("Back", "Two hats: the NQSW")
    keys.on("Begin my flower", "My flower").to("1. Role", "TEXTAREA")
    page.keyboard.type(WRITTEN)
    keys.on("Look at the whole picture", "The whole picture").on("Print", "On paper").on("Back", "The whole picture")
    keys.on("Begin my wheel", "My wheel").on("Finish", "One question to take away")
    keys.on("Begin the agreement", "Our working agreement").write("What is it called?").write("When is it, where")
    keys.to("Copy this section: The hour").press("Enter")
    keys.to("Someone has just told me something").press("Enter")
    expect(page.get_by_text("Stop what you were doing.")).to_be_visible()
    keys.to("a page for raising a worry")


def test_tab_goes_through_a_whole_page_and_out_at_its_end(opened):
    page = opened(WORRIES)
    for summary in page.locator("main summary").all():
        summary.click()
    stops = page.evaluate(
        "[...document.querySelectorAll('main :is(a[href], button, summary)')].filter(one => one.checkVisibility()).length"
    )
    for key in ("Tab", "Shift+Tab"):
        if key == "Tab":
            page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
            page.locator("#main").focus()
        seen = []
        for _ in range(stops):
            page.keyboard.press(key)
            found = page.evaluate(FOCUS)
            assert found["faults"] == []
            seen.append(found["name"])
        assert len(seen) == stops
    assert stops > 10


# ── Several widgets, one history ────────────────────────


def test_back_in_one_part_leaves_the_others_where_they_are(opened):
    page = opened(POWER)
    who = Someone(page).begin().press("Save or open a file").at("Save or open a file")
    press(page, "Begin the agreement")
    page.get_by_label("When is it, where").fill(WRITTEN)
    press(page, "I am the NQSW", HATS)
    press(page, "Back", FLOWER)
    who.at("My flower")
    expect(page.get_by_label("When is it, where")).to_have_value(WRITTEN)
    expect(page.get_by_role("heading", name="Two hats: the NQSW")).to_be_visible()
    press(page, "Back", AGREEMENT)
    expect(page.get_by_role("heading", name="Our working agreement")).to_be_focused()
    expect(page.get_by_role("button", name="Our working agreement")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("When is it, where")).to_have_value(WRITTEN)
    expect(page.get_by_role("heading", name="My flower")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Save or open a file")).to_be_focused()
    page.go_back()
    expect(page.locator(HATS).get_by_role("button", name="I am the NQSW")).to_be_visible()
    expect(page.get_by_role("heading", name="Save or open a file")).to_be_visible()


SHOWN = "document.querySelector('main').innerText + [...document.querySelectorAll('textarea')].map(one => one.value).join()"


def test_what_was_put_away_at_a_hand_over_stays_away_until_its_owner_wants_it(opened):
    page = opened(POWER)
    who = Someone(page).begin().fill_in(MARKER)
    press(page, "I am the assessor", BOARD)
    own_card = page.get_by_label("A card of your own")
    own_card.fill(f"{MARKER} card")
    own_card.press("Enter")
    press(page, "I am the assessor", HATS)
    press(page, "Compare with the NQSW", HATS)
    expect(page.get_by_role("heading", name="Hand over the screen")).to_be_focused()
    assert MARKER not in page.evaluate(SHOWN), "neither the flower nor the board"
    press(page, "I am the NQSW", HATS)
    press(page, "Show both", HATS)
    press(page, "Continue", HATS)
    press(page, "Done", HATS)
    expect(page.get_by_role("heading", name="Two hats", exact=True)).to_be_focused()
    assert MARKER not in page.evaluate(SHOWN)
    for go in [page.go_back] * 2 + [page.go_forward] * 4:
        go()
        assert MARKER not in page.evaluate(SHOWN)
    page.locator(FLOWER).get_by_role("button", name="Fill in a flower for").first.click()
    press(page, "Back", FLOWER)
    assert MARKER not in page.evaluate(SHOWN), "the widget's own Back leads to nothing of it either"
    press(page, "Print a blank flower")
    expect(page.get_by_role("radio", name="My flower", exact=True)).not_to_be_checked()
    press(page, "Back", FLOWER)
    assert MARKER not in page.evaluate(SHOWN)
    who.press("Carry on with my flower").at("My flower")
    expect(page.locator("[data-part=room] textarea").first).to_have_value(f"Senior workers{MARKER}")
    page.locator(BOARD).get_by_role("button", name="Who holds what").click()
    assert f"{MARKER} card" in page.evaluate(SHOWN)


def test_while_the_nqsw_writes_no_other_worry_is_open(opened):
    page = opened(WORRIES)
    press(page, "Begin", ".speaking-up")
    page.locator(".speaking-up").get_by_role("radio").first.check()
    press(page, "Continue", ".speaking-up")
    page.get_by_label("What may I say?").fill(MARKER)
    worry = page.locator(".worry-about-practice")
    worry.get_by_role("button", name="Write down a worry").click()
    theirs = worry.get_by_role("button", name="I am the NQSW, and write this myself")
    while not theirs.count():
        fill_in(worry)
        worry.get_by_role("button", name="Continue").click()
    assert MARKER in page.evaluate(SHOWN)
    theirs.click()
    expect(worry.get_by_role("button", name="Hand back")).to_be_visible()
    assert MARKER not in page.evaluate(SHOWN)
    page.locator(".speaking-up").get_by_role("button", name="Speaking up for someone").click()
    press(page, "Continue", ".speaking-up")
    expect(page.get_by_label("What may I say?")).to_have_value(MARKER)


# ── On paper ────────────────────────────────────────────

#: Of what is printed: controls that are left, boxes that cut their words, and choices that would be printed as not chosen.
ON_PAPER = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const named = (one) => one.textContent.trim() || one.className || one.tagName;
  const cut = all('textarea').filter((one) => one.scrollHeight > one.clientHeight + 1);
  const marked = all('input:checked').filter((one) => getComputedStyle(one).printColorAdjust !== 'exact');
  const pale = all('main p, main li, main h2, main h3, main th, main td, main label').filter((one) => {
    const [red, green, blue] = getComputedStyle(one).color.match(/\\d+/g).map(Number);
    return red + green + blue > 420;
  });
  return {
    controls: all('button, .button, dialog:not(.alone), .bar, .skip').map(named),
    cut: cut.map(named), marked: marked.map(({ id }) => id), pale: pale.map(named),
    wide: document.documentElement.scrollWidth > innerWidth,
    headings: all('h1, h2').map(named),
  };
}"""


@pytest.fixture
def printed():
    """Tell what would be on paper, and on how many sheets of A4."""

    def look(page):
        page.evaluate(
            "addEventListener('beforeprint', () => { alone = document.querySelector('[data-prints-alone]') }, { once: true })"
        )
        with pikepdf.open(BytesIO(page.pdf(format="A4"))) as opened:
            sheets = len(opened.pages)
        page.emulate_media(media="print")
        # what is hidden on paper loses the focus where paper is only played: what was alone is so by hand
        page.evaluate("dispatchEvent(new Event('beforeprint')); window.alone?.setAttribute('data-prints-alone', '')")
        found = page.evaluate(ON_PAPER)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="null")
        wrong = {what: found[what] for what in ("controls", "cut", "marked", "pale", "wide") if found[what]}
        assert wrong == {}
        return found["headings"], sheets

    return look


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["light", "dark", "forced"])
def test_what_is_printed_is_whole_and_comes_alone_where_somebody_is(opened, printed, look):
    page = opened(POWER, viewport={"width": 720, "height": 900}, **look)
    if "color_scheme" in look:
        page.evaluate("document.documentElement.dataset.paper = 'dark'")
    assert printed(page)[0] == [
        "Power in our relationship", "Who holds what", "Two hats", "Power Flower", "Identity wheel", "Our working agreement",
        "If somebody has told you something", "Getting help",
    ]  # fmt: skip
    press(page, "Begin the agreement")
    page.get_by_role("radio", name="Not for now").check()
    page.get_by_label("If it is lost, who books it again").fill(LONG)
    assert printed(page)[0] == ["Our working agreement"]
    who = Someone(page).begin().use_set(16).fill_in()
    for at in range(16):
        who.usual(at, LONG[:60])
    who.press("Look at the whole picture").at("The whole picture")
    assert printed(page) == (["Power Flower: Around here"], 2)
    who.press("Print").at("On paper").choose("A blank flower with 7 petals")
    assert printed(page) == (["Power Flower"], 2)
    page.evaluate("document.activeElement.blur()")
    assert len(printed(page)[0]) == 8, "nobody is in a part: all of the page"


def test_a_picture_too_tall_for_a_sheet_has_its_words_beside_it(opened):
    page = opened(POWER)
    who = Someone(page).begin().use_set(16)
    for has_long_names in (False, True):
        for at in range(16):
            if has_long_names:
                page.get_by_label(f"Name of petal {at + 1}", exact=True).fill(LONG_WORD)
            who.usual(at, LONG_WORD if has_long_names else "Somebody")
        if not has_long_names:
            who.unfold("Yourself, if you want to").mark(0, "different")
        who.press("Look at the whole picture").at("The whole picture")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert bool(page.locator(".print-sheet svg text").count()) is not has_long_names
        heads = page.locator(".screen .twin thead th").evaluate_all("all => all.map((one) => getComputedStyle(one).font)")
        assert len(heads) > len(set(heads)) == 1, "no style of the page's own falls on a table"
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        who.press("Back to my flower")


# ── What is taken away ──────────────────────────────────


def downloaded(page, name, part):
    with page.expect_download() as download:
        press(page, name, part)
    expect(page.locator(part).get_by_text(f"downloads: {download.value.suggested_filename}")).to_be_visible()
    return BytesIO(download.value.path().read_bytes())


def words_of(word):
    return [paragraph.text for paragraph in Document(word).paragraphs]


def test_an_agreement_comes_from_the_kernel_as_word_and_as_one_page_of_pdf(opened):
    page = opened(POWER)
    press(page, "Begin the agreement")
    fill_in(page.locator(AGREEMENT))
    words = words_of(downloaded(page, "Download as Word", AGREEMENT))
    headings = page.locator(f"{AGREEMENT} section.part h3").all_text_contents()
    assert len(headings) == 12
    assert [words.count(heading) for heading in headings] == [1] * 12
    assert len([one for one in words if WRITTEN in one]) > 20
    with pikepdf.open(downloaded(page, "Download as PDF", AGREEMENT)) as pdf:
        assert (len(pdf.pages), str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (1, "en-GB", True)


@pytest.mark.parametrize("kind", ["worry-about-practice", "worry-about-assessment"])
def test_a_worry_comes_as_a_document_of_its_own(opened, kind):
    page = opened(WORRIES)
    assert len(list(walk_worry(page, kind))) > 4
    words = words_of(downloaded(page, "Download as Word", f".{kind}"))
    assert words[0].startswith("A worry about")
    assert len([one for one in words if WRITTEN in one]) > 3
    with pikepdf.open(downloaded(page, "Download as PDF", f".{kind}")) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("A worry")


def test_each_section_is_copied_for_a_form_that_has_headings_of_its_own(opened):
    page = opened(POWER)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Begin the agreement")
    fill_in(page.locator(AGREEMENT))
    for section in page.locator(f"{AGREEMENT} section.part").all():
        heading = section.get_by_role("heading").first.text_content()
        section.get_by_role("button", name="Copy this section").click()
        expect(section.get_by_text(f"Copied: {heading}")).to_be_visible()
        lines = page.evaluate("navigator.clipboard.readText()").replace("\r", "").split("\n")
        assert lines
        assert all(re.fullmatch(r"[A-Z][^:?]+: \S.*", line) for line in lines), lines
        assert heading not in lines


def test_whom_to_turn_to_is_said_with_the_day_on_which_it_was_checked(opened):
    for workbook, closed in ((POWER, 1), (WORRIES, 0)):
        page = opened(workbook)
        assert page.locator("main dl").get_by_text(CHECKED).count() == closed
        press(page, "Help", "header")
        expect(page.get_by_role("dialog").get_by_text(CHECKED)).to_be_visible()
    page.keyboard.press("Escape")
    for helper in page.locator("details.helpers").all():
        helper.locator("summary").click()
        expect(helper.get_by_text(CHECKED)).to_be_visible()
    assert page.get_by_text(CHECKED).count() == 3 + 1
