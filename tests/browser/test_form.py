"""The form in a browser: every example, by every kind of learner, and what axe cannot see."""

import re

import pytest
from forms import EXAMPLES, IN_THE_RECORD, KEPT, answer_all, control, described_by, fill, group, onward, shower, shows, specs
from playwright.sync_api import expect

each_example = pytest.mark.parametrize("name", EXAMPLES)


@pytest.fixture
def show(widget_page):
    return shower(widget_page)


@each_example
def test_axe_finds_nothing_in_any_state(show, axe, name):
    page = show(name)
    axe(page)
    onward(page)
    axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.dataset.paper = 'dark'; document.body.classList.add('alongside')")
    axe(page)
    answer_all(page, name)
    axe(page)
    page.evaluate("document.documentElement.dataset.paper = 'cream'")
    axe(page)


@each_example
def test_nothing_is_chosen_before_the_learner_chooses(show, name):
    page = show(name)
    given = EXAMPLES[name]["form"].get("values", {})
    for spec in specs(name)[0]:
        shows(page, spec, given.get(spec["name"]))
    assert page.evaluate("host.traits.values") == given


@each_example
def test_what_is_missing_is_said_in_a_summary_with_the_focus_and_beside_its_field(show, name):
    page = show(name)
    onward(page)
    empty = EXAMPLES[name]["empty"]
    summary = page.get_by_role("alert").filter(has_text="There is a problem")
    if not empty:
        expect(summary).to_have_count(0)
        return
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("There is a problem")
    assert summary.get_by_role("link").all_text_contents() == list(empty.values())
    for spec in specs(name)[0]:
        one = control(page, spec)
        whole = group(page, spec) if spec["kind"] in {"radios", "scale", "checkboxes", "date"} else one
        invalid = group(page, spec) if spec["kind"] in {"radios", "scale"} else one
        sentence = empty.get(spec["name"])
        if sentence is None:
            assert invalid.get_attribute("aria-invalid") is None
            continue
        assert invalid.get_attribute("aria-invalid") == "true"
        assert f"Error: {sentence}" in described_by(whole)
        assert spec.get("hint", "") in described_by(whole)
        summary.get_by_role("link", name=sentence).click()
        expect(one).to_be_focused()


@each_example
def test_answers_reach_the_kernel_and_come_back_after_a_reload_without_it(show, name):
    page = show(name)
    answer_all(page, name)
    example = EXAMPLES[name]
    expect(page.get_by_role("status")).to_have_text(
        example["form"].get("done", KEPT if "entry" not in example["form"] else IN_THE_RECORD)
    )
    assert page.evaluate("host.traits.submitted") == 1
    assert page.evaluate("host.traits.values") == example["answers"]

    page.evaluate("window.before = true")
    again = show(name, page=page)
    assert again.evaluate("window.before === undefined")
    shown = specs(name)[-1]
    for spec in shown:
        shows(again, spec, example["answers"].get(spec["name"]))
    files = {spec["name"] for spec in shown if spec["kind"] == "file"}
    kept = {field: value for field, value in example["answers"].items() if field not in files}
    assert again.evaluate("host.traits.values") == kept


BOXES = """nodes => nodes.filter(node => node.checkVisibility() && !node.closest('.visually-hidden')).map(node => {
    const { left, right, width, height } = node.getBoundingClientRect()
    return { left, right, least: Math.min(width, height), html: node.outerHTML }
})"""


@each_example
def test_it_fits_320_pixels_with_large_text_and_wide_spacing(show, name):
    page = show(name, viewport={"width": 320, "height": 640})
    page.evaluate("Object.assign(document.documentElement.dataset, {letters: 'wider', lines: 'wider'})")
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        onward(page)
        boxes = page.locator("form *").evaluate_all(BOXES)
        assert boxes
        assert [box["html"] for box in boxes if box["left"] < 0 or box["right"] > 320] == []


@each_example
def test_everything_that_is_pressed_is_44_pixels(show, name):
    page = show(name, viewport={"width": 320, "height": 640})
    boxes = page.locator("form").locator("button, input, textarea, select").evaluate_all(BOXES)
    assert len(boxes) > 1
    assert [box["html"] for box in boxes if box["least"] < 44] == []


def test_radios_are_one_group_for_tab_and_arrow_keys(show):
    page = show("radios")
    said, pace = specs("radios")[0]
    radios = group(page, said).get_by_role("radio")
    page.keyboard.press("Tab")
    expect(radios.first).to_be_focused()
    expect(radios.first).not_to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_focused()
    expect(radios.nth(1)).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(radios.last).to_be_checked()
    page.keyboard.press("Tab")
    expect(group(page, pace).get_by_role("radio").first).to_be_focused()
    assert radios.nth(1).evaluate("node => document.getElementById(node.getAttribute('aria-describedby')).textContent")


def test_an_optional_choice_can_be_taken_back(show):
    page = show("radios")
    pace = specs("radios")[0][1]
    expect(page.get_by_role("button", name="Clear this answer")).to_have_count(0)
    fill(page, pace, "Too fast")
    page.get_by_role("button", name="Clear this answer").click()
    shows(page, pace, None)
    expect(group(page, pace).get_by_role("radio").first).to_be_focused()
    shows(show("radios", page=page), pace, None)


def test_none_of_these_excludes_the_others(show):
    page = show("checkboxes")
    spec = specs("checkboxes")[0][0]
    fill(page, spec, ["observation", "records"])
    fill(page, spec, ["none"])
    shows(page, spec, ["none"])
    fill(page, spec, ["feedback"])
    shows(page, spec, ["feedback"])


def test_a_whole_form_by_keyboard_alone(show):
    page = show("pages")
    keys = page.keyboard

    def focused() -> str:
        return page.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent")

    keys.press("Tab")
    keys.press("Tab")
    assert focused() == "Day"
    for _ in range(3):
        keys.press("Tab")
    assert focused() == "Continue"
    keys.press("Enter")
    assert "There is a problem" in focused()
    keys.press("Tab")
    keys.press("Enter")
    assert focused() == "What happened?"
    keys.type("We heard it")
    for word in ("7", "sept", "2026"):
        keys.press("Tab")
        keys.type(word)
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Who was touched by it")).to_be_focused()
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="What you take from it")).to_be_focused()
    keys.press("Tab")
    keys.press("ArrowRight")
    keys.press("Tab")
    keys.type("Ask")
    keys.press("Tab")
    assert focused() == "Finish"
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Thank you.")
    assert page.evaluate("host.traits.values") == {
        "happened": "We heard it",
        "happened_on": "2026-09-07",
        "touched": ["The person"],
        "clear": 2,
        "step": "Ask",
    }


def test_a_date_says_which_part_is_wrong_and_keeps_what_was_typed(show):
    page = show("date")
    spec = specs("date")[0][0]
    fill(page, spec, "26-Mrach-3")
    onward(page)
    link = page.get_by_role("alert").get_by_role("link")
    expect(link).to_have_text("The year for “When did your ASYE start?” needs 4 numbers")
    link.click()
    expect(page.get_by_label("Month")).to_be_focused()
    shows(show("date", page=page), spec, "26-Mrach-3")


def test_words_are_counted_only_where_it_was_asked_for_and_nothing_is_cut(show):
    page = show("long_text")
    noticed, plan = specs("long_text")[0]
    expect(page.get_by_text(re.compile(r"^\d+ words?$"))).to_have_text("0 words")
    long = "word " * 20_000
    fill(page, plan, long)
    expect(page.get_by_text("20000 words")).to_be_visible()
    shows(page, plan, long)
    assert control(page, noticed).get_attribute("maxlength") is None
    assert "Bullets and notes are answers too." in described_by(control(page, noticed))


def test_forced_colours_show_what_is_chosen_focused_and_wrong(show):
    page = show("radios", forced_colors="active")
    said = specs("radios")[0][0]
    radio = group(page, said).get_by_role("radio").first
    assert radio.evaluate("node => getComputedStyle(node).appearance") == "auto"
    onward(page)
    wrong = group(page, said).locator("..")
    assert wrong.evaluate("node => getComputedStyle(node).borderLeftStyle") == "solid"
    before = radio.screenshot()
    radio.check()
    assert radio.screenshot() != before
    for focused in (radio, page.locator("form button").last):
        page.keyboard.press("Tab")
        focused.focus()
        outline = focused.evaluate("node => [getComputedStyle(node).outlineStyle, getComputedStyle(node).outlineColor]")
        assert outline[0] != "none"
        assert outline[1] != "rgba(0, 0, 0, 0)"
