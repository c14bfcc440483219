"""The identity wheel by itself: that what is entered stays in the page, and that everybody can use it."""

import json
import re

import pytest
from flowers import LONG_WORD, LONG_WORDS, NOTE, SEARCH, Someone, compile_identity
from playwright.sync_api import expect

MARKER = "Zq7marker"
SMALL = {"viewport": {"width": 320, "height": 640}}
WORDS = '[data-part="words"] textarea'
QUESTIONS = ("most", "least", "understand", "self", "others")
HOME = "Where I was young, and where I am at home now."


@pytest.fixture(scope="module")
def traits(tmp_path_factory):
    return {"pack": compile_identity(tmp_path_factory.mktemp("identity")), "trouble": {}}


class Owner(Someone):
    """Somebody at their own wheel."""

    def begin(self):
        return self.press("Begin my wheel").at("My wheel")

    def write(self, at: int, words: str):
        self.page.locator(WORDS).nth(at).fill(words)
        return self

    def mark(self, question: str, *names: str):
        part = self.page.locator(f'details[data-part="{question}"]')
        if part.get_attribute("open") is None:
            part.locator("summary").click()
        for name in names:
            part.get_by_role("checkbox", name=name).check()
        return self

    def fill_in(self, marker: str = ""):
        self.write(0, f"The Sunday table{marker}").write(2, f"Leeds, and Kumasi{marker}")
        return self.mark("most", "My people", "Places").mark("others", "Places")

    def first(self):
        return expect(self.page.locator(WORDS).first)


def file_of(many: int, *, label: str = "", words: str = "", marks: tuple[str, ...] = QUESTIONS) -> str:
    segments = [
        {"id": f"own_{at}", "label": label or f"Part {at}", "words": words, "marks": list(marks) if at % 2 else []}
        for at in range(1, many + 1)
    ]
    return json.dumps({"format": "alongside-identity-wheel", "version": 1, "segments": segments})


@pytest.fixture
def owner(new_page, widget_page, traits):
    """Somebody who has just opened the page; words are Playwright's."""

    def open_page(**words):
        page = new_page(**words)
        page.add_init_script(NOTE)
        return Owner(widget_page("wheel", traits, page=page))

    return open_page


# ── Private by construction ─────────────────────────────


def found_in(page):
    return [place for place, text in page.evaluate(SEARCH).items() if MARKER in text]


def test_what_is_entered_stays_in_the_page(owner, watch):
    who = owner().begin().fill_in(MARKER)
    page = who.page
    said = []
    page.on("console", lambda message: said.append(message.text))
    who.unfold("Add, rename or take out segments")
    page.get_by_label("Name of segment 2", exact=True).fill(f"{MARKER} renamed")
    expect(page.get_by_role("button", name=f"2 {MARKER} renamed: go to its row")).to_be_visible()
    page.get_by_label("A segment of your own").fill(f"{MARKER} segment")
    who.press("Add this segment").write(13, MARKER).mark("least", f"{MARKER} segment")
    who.press("Look at the whole picture").at("The whole picture")
    expect(page.get_by_role("table", name="The wheel in words")).to_contain_text(f"{MARKER} segment")
    who.download("Download the picture (PNG)")
    who.press("Print").at("On paper").press("Back").press("Back to my wheel").press("Save or open a file")
    page.get_by_label("A passphrase (optional)").fill(f"{MARKER} passphrase")
    saved = who.download("Download my wheel")
    assert MARKER.encode() not in saved, "the file is locked"
    who.open_file(saved)
    page.get_by_label("Its passphrase").fill(f"{MARKER} passphrase")
    who.press("Open it").at("My wheel").press("Finish").at("One question to take away")
    assert page.evaluate("noted.length") > 8, "every step of the way was noted"
    assert found_in(page) == []
    assert [line for line in [*said, *watch.requests] if MARKER in line] == []
    assert page.evaluate("[host.saves.length, host.sent.length, localStorage.length]") == [0, 0, 0]
    assert page.evaluate("Object.keys(sessionStorage)") == ["alongside/:tab"], "that of the test alone"


def test_a_new_view_finds_the_wheel_and_a_reload_asks_and_finds_nothing(owner, traits):
    who = owner().begin().fill_in(MARKER)
    page = who.page
    page.evaluate("host.close()")
    page.evaluate("start('wheel', host.traits)")
    who.first().to_have_value(f"The Sunday table{MARKER}")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    page.evaluate("given => start('wheel', given)", traits)
    expect(page.get_by_role("button", name="Begin my wheel")).to_be_visible()
    assert MARKER not in page.content()
    page.reload()
    assert asked == ["beforeunload"], "nothing was entered"


@pytest.mark.parametrize("is_emptied", [True, False])
def test_when_the_screen_is_handed_over_no_word_is_on_it(owner, is_emptied):
    who = owner().begin().fill_in(MARKER)
    words = "document.body.innerText + [...document.querySelectorAll('textarea')].map(one => one.value).join()"
    assert MARKER in who.page.evaluate(words)
    handed = {"by": "flower", "isEmptied": is_emptied}
    who.page.evaluate("handed => document.dispatchEvent(new CustomEvent('alongside:hand-over', {detail: handed}))", handed)
    assert MARKER not in who.page.evaluate(words)
    expect(who.page.get_by_role("heading", name="Identity wheel", level=2)).to_be_visible()
    who.press("Begin my wheel" if is_emptied else "Carry on with my wheel")
    who.first().to_have_value("" if is_emptied else f"The Sunday table{MARKER}")


def test_exit_and_clear_leave_no_word(owner):
    who = owner().begin().fill_in(MARKER).press("Clear everything").press("Keep it").press("Clear everything")
    who.first().to_have_value(f"The Sunday table{MARKER}")
    who.press("Clear it all").at("My wheel")
    who.first().to_have_value("")
    assert MARKER not in who.page.content()
    expect(who.page.get_by_role("checkbox", checked=True)).to_have_count(0)
    who.fill_in(MARKER)
    who.page.evaluate("document.dispatchEvent(new CustomEvent('alongside:exit'))")
    assert MARKER not in who.page.content()


def test_nothing_checks_or_finishes_what_is_typed_unless_it_is_wanted(owner):
    who = owner().begin().unfold("Add, rename or take out segments")
    fields = who.page.locator("textarea, input[type=text]")
    asked = ("spellcheck", "autocomplete", "autocorrect", "writingsuggestions", "translate")
    each = "(all, names) => all.map(one => names.map(name => one.getAttribute(name)).join())"
    assert fields.count() == 13 + 13 + 1
    assert set(fields.evaluate_all(each, asked)) == {"false,off,off,false,no"}
    expect(who.page.get_by_text("Spell-check is off here, because some browsers send what you type")).to_be_visible()
    who.page.get_by_role("checkbox", name="Turn spell-check on").check()
    assert set(fields.evaluate_all(each, asked)) == {"true,off,on,false,no"}


# ── The method ──────────────────────────────────────────


def test_marks_are_drawn_told_and_not_counted(owner):
    who = owner().begin().fill_in()
    page = who.page
    assert page.locator(".drawn [data-segment='2'] [data-sign]").count() == 2, "one for each question"
    expect(page.locator(".live figcaption").get_by_role("listitem")).to_have_text(
        ["Which do I think of most, at work?", "Which shape how others see me?"]
    )
    page.get_by_role("checkbox", name="3. Places").last.uncheck()
    assert page.locator(".drawn [data-segment='2'] [data-sign]").count() == 1
    assert page.locator(".drawn svg").get_attribute("aria-hidden") == "true"
    who.press("Look at the whole picture").at("The whole picture")
    expect(page.get_by_role("row", name="3. Places")).to_have_text("3. PlacesLeeds, and Kumasithink of most")
    told = page.locator(".twin").inner_text()
    assert re.findall(r"\d+", told) == re.findall(r"\d+(?=\. )", told), "no number but those of segments"


def test_segments_are_renamed_taken_out_put_back_and_added(owner):
    who = owner().begin().write(2, "Leeds").unfold("Add, rename or take out segments")
    page = who.page
    page.get_by_role("button", name="Take out segment 3").click()
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    expect(page.get_by_text(HOME)).to_have_count(0)
    who.press("Put it back")
    expect(page.locator(WORDS).nth(2)).to_have_value("Leeds")
    page.get_by_role("button", name="Take out segment 3").click()
    page.get_by_label("A segment that you took out").select_option(label="Places")
    who.write(0, "written meanwhile").press("Add it again")
    expect(page.locator(WORDS).nth(12)).to_have_value("")
    who.first().to_have_value("written meanwhile")
    for name in ("Songs", "Left-handed", "Twin"):
        page.get_by_label("A segment of your own").fill(name)
        who.press("Add this segment")
    expect(page.get_by_text("A wheel has room for 16 segments.")).to_be_visible()
    expect(page.get_by_label("A segment of your own")).to_have_count(0)


# ── Pictures and paper ──────────────────────────────────

#: Of each label its lines as they are drawn, and the segments, in the units of the picture.
DRAWN = """() => {
  const picture = document.querySelector('figure.whole svg');
  const { x, y, width, height } = picture.viewBox.baseVal;
  const box = ({ x, y, width, height }) => [x, y, x + width, y + height];
  const words = [...picture.querySelectorAll(':scope > text')].map(one => box(one.getBBox()));
  return { frame: [x, y, x + width, y + height], words, segments: picture.querySelectorAll('[data-segment]').length };
}"""


def test_long_words_are_drawn_whole_and_cover_nothing(owner):
    who = owner().press("Open a file")
    for many in (3, 7, 13, 16):
        who.open_file(file_of(many, label=LONG_WORD, words=LONG_WORDS)).at("My wheel")
        who.press("Look at the whole picture").at("The whole picture")
        drawn = who.page.evaluate(DRAWN)
        assert drawn["segments"] == many
        assert len(drawn["words"]) > 4 * many
        stands_free(**drawn)
        who.press("Back to my wheel").press("Save or open a file")


def stands_free(frame, words, segments):
    left, top, right, bottom = frame
    for at, (x1, y1, x2, y2) in enumerate(words):
        assert left <= x1 <= x2 <= right
        assert top <= y1 <= y2 <= bottom
        assert max(abs(x1), abs(x2)) > 200 or max(abs(y1), abs(y2)) > 200, f"words stand outside the wheel of {segments}"
        for other in words[at + 1 :]:
            across = min(x2, other[2]) - max(x1, other[0])
            down = min(y2, other[3]) - max(y1, other[1])
            # the boxes of two lines of a label meet by a hair, as lines of a text do
            assert across <= 0 or down < 0.35 * (y2 - y1)


def test_pictures_are_made_in_the_browser(owner):
    who = owner().begin().fill_in().press("Look at the whole picture")
    drawing = who.download("Download the picture (SVG)").decode()
    assert "<title>Identity wheel</title>" in drawing
    assert "Places, Leeds, and Kumasi, think of most, how others see me" in drawing
    assert "var(" not in drawing, "a file knows no page"
    picture = who.download("Download the picture (PNG)")
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") > 1500, "wide enough to read"


def test_paper_has_the_wheel_with_words_or_blank(owner):
    who = owner().begin().fill_in().press("Look at the whole picture").press("Print").at("On paper")
    sheet = who.page.locator(".print-sheet")

    def on_paper():
        who.page.emulate_media(media="print")
        who.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        words = sheet.inner_text()
        size = sheet.locator("td").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize) * 0.75")
        who.page.evaluate("dispatchEvent(new Event('afterprint'))")
        who.page.emulate_media(media="screen")
        assert sheet.inner_text() == ""
        return words, round(size)

    words, size = on_paper()
    assert "Leeds, and Kumasi" in words
    assert "think of most; how others see me" in words
    assert size == 11
    who.choose("A blank wheel with the segments of mine").choose("Large print")
    words, size = on_paper()
    assert "Leeds" not in words
    assert "13. Work" in words
    assert "Which do I think of least?" in words
    assert size == 18


# ── Files ───────────────────────────────────────────────


def test_a_file_is_opened_again_or_refused_whole(owner):
    who = owner().begin().fill_in().press("Save or open a file")
    saved = who.download("Download my wheel")
    assert json.loads(saved)["format"] == "alongside-identity-wheel"
    other = owner().begin().write(0, "what was here").press("Save or open a file")
    error = other.page.locator(".error:visible")
    for given, says in (
        (saved[:-9], "damaged or cut short"),
        (b'{"format": "alongside-power-flower", "version": 1}', "This is not an identity wheel file."),
        (saved.replace(b"Leeds", b"<b>Leeds"), "never has"),
    ):
        other.open_file(given)
        expect(error).to_contain_text(says)
        expect(error).to_contain_text("Nothing on this page has changed.")
    other.press("Back").at("My wheel").first().to_have_value("what was here")
    other.press("Save or open a file").open_file(saved).at("My wheel").first().to_have_value("The Sunday table")
    expect(other.page.locator(".drawn [data-segment='2'] [data-sign]")).to_have_count(2)
    other.press("Put it back").first().to_have_value("what was here")


# ── For everybody ───────────────────────────────────────


def test_axe_and_no_sideways_scrolling_on_every_page_at_320_pixels(owner, axe):
    who = owner(**SMALL)
    page = who.page

    def look():
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    look()
    expect(page.get_by_role("link", name="Social Identity Wheel")).to_be_visible()
    who.press("Open a file").open_file(file_of(16, label=LONG_WORD, words=LONG_WORD)).at("My wheel")
    who.mark("most").mark("others").unfold("Add, rename or take out segments").press("Clear everything")
    look()
    who.press("Look at the whole picture").at("The whole picture")
    look()
    who.press("Print").at("On paper")
    look()
    who.press("Back").press("Back to my wheel").press("Save or open a file").open_file("no wheel")
    look()
    who.press("Back").press("Finish").at("One question to take away").unfold("If you want to think about how this was")
    look()
    assert page.get_by_role("button", name="Show").count() == 0, "it is shown to nobody"


def test_by_keyboard_alone(owner):
    who = owner()
    page = who.page
    page.get_by_role("button", name="Begin my wheel").focus()
    page.keyboard.press("Enter")
    who.at("My wheel")
    page.get_by_role("button", name="3 Places: go to its row").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Leeds")
    expect(page.locator(WORDS).nth(2)).to_have_value("Leeds")
    page.locator('details[data-part="self"] summary').focus()
    for key in ("Enter", "Tab", "Space", "Tab", "Tab", "Space"):
        page.keyboard.press(key)
    marked = page.locator('details[data-part="self"]').get_by_role("checkbox", checked=True)
    expect(marked).to_have_count(2)
    assert marked.evaluate_all("all => all.map(one => one.closest('[data-row]').dataset.row)") == ["people", "place"]
    page.get_by_role("button", name="3 Places: go to its row").focus()
    page.keyboard.press("Enter")
    expect(page.locator('[data-row="place"][data-part="self"] input')).to_be_focused()
    page.go_back()
    expect(page.get_by_role("button", name="Carry on with my wheel")).to_be_visible()
