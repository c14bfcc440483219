"""The form in a browser, without a kernel: every example, and what axe cannot see."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from alongside.form import Field, Form
from alongside.form.docs import read_examples

EXAMPLES = {example["name"]: example for example in read_examples()}
each_example = pytest.mark.parametrize("name", EXAMPLES)
TRAITS = ("spec", "values", "submitted", "answer", "trouble")
KEPT = "Your answers are kept in this tab."


def traits_of(form: Form) -> dict:
    return {name: getattr(form, name) for name in TRAITS}


@pytest.fixture
def show(widget_page):
    """Show an example, or a form of these fields."""

    def render(what, **words) -> Page:
        form = Form(**EXAMPLES[what]["form"]) if isinstance(what, str) else what
        return widget_page("form", traits_of(form), **words)

    return render


def specs(name: str) -> list[list[dict]]:
    return [page["fields"] for page in Form(**EXAMPLES[name]["form"]).spec["pages"]]


def group(page: Page, spec: dict):
    role = "radiogroup" if spec["kind"] in {"radios", "scale"} else "group"
    return page.get_by_role(role, name=spec["label"])


def control(page: Page, spec: dict):
    """The control, or the first of several."""
    if spec["kind"] in {"radios", "scale"}:
        return group(page, spec).get_by_role("radio").first
    if spec["kind"] == "checkboxes":
        return group(page, spec).get_by_role("checkbox").first
    return group(page, spec).get_by_label("Day") if spec["kind"] == "date" else page.get_by_label(spec["label"])


def option_label(spec: dict, value) -> re.Pattern:
    if spec["kind"] == "scale":
        return re.compile("^Prefer not to say$" if isinstance(value, str) else rf"^{value}\b")
    return re.compile("^" + re.escape(next(one["label"] for one in spec["options"] if one["value"] == value)) + "$")


def fill(page: Page, spec: dict, value) -> None:
    kind = spec["kind"]
    if kind in {"text", "long_text"}:
        page.get_by_label(spec["label"]).fill(value)
    elif kind == "select":
        page.get_by_label(spec["label"]).select_option(value)
    elif kind in {"radios", "scale"}:
        group(page, spec).get_by_role("radio", name=option_label(spec, value)).check()
    elif kind == "checkboxes":
        for one in value:
            group(page, spec).get_by_role("checkbox", name=option_label(spec, one)).check()
    elif kind == "date":
        for part, typed in zip(("Year", "Month", "Day"), value.split("-"), strict=True):
            group(page, spec).get_by_label(part).fill(typed.lstrip("0"))
    elif kind == "file":
        file = {"name": value["name"], "mimeType": value["type"], "buffer": b"x" * value["size"]}
        page.get_by_label(spec["label"]).set_input_files(file)
        expect(page.get_by_text(f"{value['name']}, {value['size']} bytes")).to_be_visible()


def shows(page: Page, spec: dict, value) -> None:
    """Expect a field to show a value, None for none."""
    kind = spec["kind"]
    if kind in {"text", "long_text", "select"}:
        expect(page.get_by_label(spec["label"])).to_have_value(value or "")
    elif kind == "date":
        for part, typed in zip(("Year", "Month", "Day"), (value or "--").split("-"), strict=True):
            expect(group(page, spec).get_by_label(part)).to_have_value(typed.lstrip("0"))
    elif kind != "file":
        chosen = value if isinstance(value, list) else [] if value is None else [value]
        expect(group(page, spec).locator(":checked")).to_have_count(len(chosen))
        for one in chosen:
            expect(group(page, spec).get_by_label(option_label(spec, one))).to_be_checked()


def onward(page: Page) -> None:
    page.locator("form button").filter(has_not_text="Back").last.click()


def answer_all(page: Page, name: str) -> None:
    """Answer every question of an example, to the last button."""
    for fields in specs(name):
        for spec in fields:
            if spec["name"] in EXAMPLES[name]["answers"]:
                fill(page, spec, EXAMPLES[name]["answers"][spec["name"]])
        onward(page)


def described_by(locator) -> str:
    words = "node => (node.getAttribute('aria-describedby') || '').split(' ').map(id => document.getElementById(id)?.textContent)"
    return " | ".join(text or "" for text in locator.evaluate(words))


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
    expect(page.get_by_role("status")).to_have_text(example["form"].get("done", KEPT))
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


def test_the_browsers_back_goes_to_the_page_before_and_a_reload_stays(show):
    page = show("pages")
    fill(page, specs("pages")[0][0], "We heard it")
    onward(page)
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_have_text("Who was touched by it")
    expect(page.get_by_text("Page 2 of 3")).to_be_visible()
    page.go_back()
    expect(heading).to_have_text("What happened")
    expect(heading).to_be_focused()
    shows(page, specs("pages")[0][0], "We heard it")
    expect(page.get_by_role("button", name="Back")).to_have_count(0)
    page.go_forward()
    expect(heading).to_have_text("Who was touched by it")
    page.get_by_role("button", name="Back").click()
    expect(heading).to_have_text("What happened")
    page.go_forward()
    expect(heading).to_have_text("Who was touched by it")
    show("pages", page=page)
    expect(heading).to_have_text("Who was touched by it")


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


def test_words_that_look_like_html_stay_words(show):
    bad = "<img src=x onerror=window.hit=1><script>window.hit=1</script>"
    fields = [
        Field("a", "text", bad, hint=bad, missing=bad),
        Field("b", "radios", bad, options=[{"value": bad, "label": bad, "hint": bad}], optional=True),
        Field("c", "scale", bad, low=bad, high=bad, optional=True),
    ]
    page = show(Form(fields, title=bad, submit=bad, done=bad))
    onward(page)
    expect(page.get_by_role("link")).to_have_text(bad)
    page.get_by_role("textbox").fill(bad)
    onward(page)
    expect(page.get_by_role("status")).to_have_text(bad)
    page.evaluate("bad => host.receive({trouble: {count: 1, sentence: bad}})", bad)
    expect(page.get_by_role("alert")).to_have_text(bad)
    assert page.evaluate("window.hit") is None
    assert page.locator("form img, form script").count() == 0


def test_a_file_is_handed_over_as_bytes_and_kept_nowhere(show):
    page = show("file")
    spec = specs("file")[0][0]
    answer_all(page, "file")
    sent = page.evaluate("host.sent.map(({content, buffers}) => ({content, size: buffers[0].byteLength}))")
    assert sent == [{"content": {"file": "record", "name": "record.json", "type": "application/json"}, "size": 14}]
    assert "record.json" not in page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    page.get_by_role("button", name="Remove this file").click()
    expect(page.get_by_label(spec["label"])).to_be_focused()
    onward(page)
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text("Choose a file for “Choose your record”")


def test_what_is_kept_and_what_is_not_is_said_as_it_is(show):
    page = show(Form([Field("said", "text", "What was said?"), Field("record", "file", "Your record")]))
    page.get_by_label("What was said?").fill("A word")
    page.get_by_label("Your record").set_input_files({"name": "a.txt", "mimeType": "", "buffer": b"x"})
    expect(page.get_by_text("a.txt, 1 byte")).to_be_visible()
    onward(page)
    expect(page.get_by_role("status")).to_have_text(f"{KEPT} The file is not kept.")


def test_after_exit_this_page_no_answer_shows_until_the_learner_carries_on(show, axe):
    page = show("whole_form")
    page.evaluate("sessionStorage.setItem('alongside/exited', '1')")
    show("whole_form", page=page)
    expect(page.get_by_role("button")).to_have_text(["Carry on"])
    expect(page.get_by_role("textbox")).to_have_count(0)
    assert "Moira" not in page.content()
    axe(page)
    page.get_by_role("button", name="Carry on").click()
    expect(page.get_by_role("heading", name="Before you meet")).to_be_focused()
    expect(page.get_by_label("Who are you meeting?")).to_have_value("Moira")
    assert page.evaluate("sessionStorage.getItem('alongside/exited')") is None
    show("text", page=page)
    page.evaluate("sessionStorage.setItem('alongside/exited', '1')")
    show("text", page=page)
    page.get_by_label("What is your team called?").fill("Duty")
    assert page.evaluate("sessionStorage.getItem('alongside/exited')") is None


@pytest.mark.parametrize(
    ("name", "size", "sentence"),
    [
        ("me.exe", 5, "“me.exe” is not a file of the kind asked for: .json"),
        ("me.json", 0, "“me.json” is empty"),
        ("me.json", 2_100_000, "“me.json” is 2.1 MB. Choose a file of at most 2 MB"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_at_once(show, name, size, sentence):
    page = show("file")
    field = page.get_by_label("Choose your record")
    field.set_input_files({"name": name, "mimeType": "", "buffer": bytes(size)})
    expect(page.get_by_text(sentence)).to_be_visible()
    assert f"Error: {sentence}" in described_by(field)
    onward(page)
    expect(page.get_by_role("link", name=sentence)).to_be_visible()
    assert page.evaluate("host.sent") == []


def waiting_form() -> Form:
    form = Form([Field("said", "text", "What was said?"), Field("more", "text", "And then?", optional=True)])
    form.on_submit(repr)
    return form


def test_python_answers_a_submission_with_words_errors_or_trouble(show, axe):
    page = show(waiting_form())
    said = page.get_by_label("What was said?")
    said.fill("A word")
    onward(page)
    page.evaluate("host.receive({answer: {to: 1, said: 'Thank you.', errors: {}, failed: false}})")
    expect(page.get_by_role("status")).to_have_text("Thank you.")
    onward(page)
    page.evaluate("host.receive({answer: {to: 2, said: '', errors: {said: 'Say more'}, failed: false}})")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Say more").click()
    expect(said).to_be_focused()
    axe(page)
    onward(page)
    page.evaluate("host.receive({trouble: {count: 1, sentence: 'Something went wrong.'}})")
    page.evaluate("host.receive({answer: {to: 3, said: '', errors: {}, failed: true}})")
    expect(page.get_by_role("alert")).to_have_text("Something went wrong.")
    expect(page.get_by_role("status")).to_have_text("")
    axe(page)
    onward(page)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_kernel_that_does_not_answer_is_said(show, new_page):
    page = new_page()
    page.clock.install()
    show(waiting_form(), page=page)
    page.get_by_label("What was said?").fill("A word")
    onward(page)
    page.clock.fast_forward(11_000)
    expect(page.get_by_role("status")).to_have_text(f"There is no answer yet. This page may have lost its connection. {KEPT}")


def test_a_browser_that_keeps_nothing_is_said_and_the_form_works(show, new_page):
    page = new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }")
    page.add_init_script("""window.heard = [];
        for (const name of ['kept', 'not-kept']) document.addEventListener(`alongside:${name}`, () => heard.push(name))""")
    show("text", page=page)
    answer_all(page, "text")
    expect(page.get_by_role("status")).to_contain_text("This browser does not keep your answers")
    assert page.evaluate("host.traits.values") == EXAMPLES["text"]["answers"]
    assert set(page.evaluate("heard")) == {"not-kept"}


def test_what_python_sets_is_shown_and_kept_but_not_over_what_was_typed_since(show):
    page = show(waiting_form())
    said, more = page.get_by_label("What was said?"), page.get_by_label("And then?")
    said.fill("mine")
    page.evaluate("host.receive({values: {more: 'from Python'}})")
    expect(more).to_have_value("from Python")
    expect(said).to_have_value("mine")
    show(waiting_form(), page=page)
    expect(more).to_have_value("from Python")
    expect(said).to_have_value("mine")


def test_the_tab_comes_before_the_kernel_and_what_no_longer_fits_is_left_out(show):
    page = show("scale")
    safe, heard = specs("scale")[0]
    shelf = "alongside/form.ipynb/form/safe/"
    for field, value in {"safe": 3, "heard": 99}.items():
        page.evaluate("([key, value]) => sessionStorage.setItem(key, value)", [shelf + field, json.dumps(value)])
    form = Form(**EXAMPLES["scale"]["form"], values={"safe": 1, "heard": 2})
    show(form, page=page)
    shows(page, safe, 3)
    shows(page, heard, None)
    assert page.evaluate("host.traits.values") == {"safe": 3}


def test_two_views_of_one_form_do_not_share_radios_and_stay_the_same(show, axe):
    page = show("radios")
    page.evaluate("host.again(document.querySelector('main').appendChild(document.createElement('div')))")
    first, second = page.get_by_role("radio", name="About right").all()
    first.check()
    expect(second).to_be_checked()
    expect(first).to_be_checked()
    axe(page)


def test_when_its_cell_goes_nothing_listens_or_waits_any_longer(show):
    page = show("pages")
    page.get_by_label("What happened?").fill("half a w")
    page.evaluate("host.close()")
    assert page.evaluate("host.traits.values") == {"happened": "half a w"}


def test_a_form_that_cannot_be_shown_says_one_calm_sentence(show, widget_page, watch):
    watch.allow("Alongside: TypeError")
    traits = traits_of(Form([Field("a", "text", "?")]))
    traits["spec"]["pages"][0]["fields"][0] |= {"kind": "secret words"}
    page = widget_page("form", traits)
    expect(page.get_by_role("alert")).to_contain_text("Something went wrong on this page.")
    assert watch.errors
    assert not any("secret words" in line for line in watch.errors + watch.warnings)


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
