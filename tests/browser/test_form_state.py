"""A form's state in a browser: its pages, what is kept, what is handed over, and what Python answers."""

import json

import pytest
from forms import EXAMPLES, KEPT, answer_all, described_by, fill, onward, shower, shows, specs, traits_of
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from alongside.form import Field, Form
from alongside.record.opening import open_record


@pytest.fixture
def show(widget_page):
    return shower(widget_page)


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


def test_a_reload_that_found_no_server_comes_back_to_the_same_page_later(show, watch):
    page = show("pages")
    fill(page, specs("pages")[0][0], "We heard it")
    onward(page)
    heading = page.get_by_role("heading", level=2)
    expect(heading).to_have_text("Who was touched by it")
    watch.allow("ERR_")
    page.route("**/*", lambda route: route.abort())
    with pytest.raises(PlaywrightError):
        page.reload()
    page.unroute("**/*")
    page.reload()
    traits = json.loads(json.dumps(traits_of(Form(**EXAMPLES["pages"]["form"]))))
    page.evaluate("traits => start('form', traits)", traits)
    expect(heading).to_have_text("Who was touched by it")
    page.go_back()
    page.evaluate("traits => start('form', traits)", traits)
    expect(heading).to_have_text("What happened")


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


def test_the_answers_of_a_form_can_be_one_entry_of_the_record(show):
    page = show("entry")
    record = "globalThis[Symbol.for('alongside/keeper')].record()"
    assert page.evaluate(f"{record}.entries") == [], "nothing is kept of a form in which nothing was answered"
    matters = page.get_by_label("What matters most to you this time?")
    matters.fill("- the visit")
    show("entry", page=page)
    expect(matters).to_have_value("- the visit")
    onward(page)
    (entry,) = open_record(json.dumps(page.evaluate(record)).encode()).record["entries"]
    assert (entry["id"], entry["workbook"], entry["kind"], entry["title"], entry["finished"]) == (
        "form-before_supervision",
        "form",
        "supervision",
        "Before supervision",
        True,
    )
    question = {"name": "matters", "kind": "text", "label": "What matters most to you this time?"}
    assert entry["fields"] == [question | {"value": "- the visit"}]
    matters.fill("")
    show("entry", page=page)
    expect(matters).to_have_value("")
    shelf = page.evaluate("Object.keys(sessionStorage)")
    assert [key for key in shelf if "matters" in key] == [], "nothing of it lies on the shelf"


def test_a_form_shows_what_another_tab_wrote_into_its_entry_and_begins_anew_when_that_is_forgotten(show):
    page = show("entry")
    matters, asked = page.get_by_label("What matters most to you this time?"), page.get_by_label("What do you want to ask for?")
    asked.fill("Time")
    change = """changes => {
      const keeper = globalThis[Symbol.for('alongside/keeper')];
      const row = keeper.entry('form-before_supervision');
      keeper.take(':record/entry/form-before_supervision', { ...row, ...changes, revision: { ...row.revision, other: 1 } });
      keeper.tell();
    }"""
    field = {"name": "matters", "kind": "text", "label": "What matters most to you this time?", "value": "the visit"}
    page.evaluate(change, {"fields": [field]})
    expect(matters).to_have_value("")
    expect(asked).to_be_focused()
    matters.focus()
    expect(matters).to_have_value("the visit")
    expect(asked).to_have_value("")
    assert page.evaluate("host.traits.values") == {"matters": "the visit"}
    forget = """() => {
      const keeper = globalThis[Symbol.for('alongside/keeper')];
      const { id, revision } = keeper.entry('form-before_supervision');
      keeper.put({ id, forgotten: true, changed: new Date().toISOString(), revision: { ...revision, [keeper.writer]: 9 } });
    }"""
    page.evaluate(forget)
    expect(matters).to_have_value("")
    asked.fill("Less")
    entry = page.evaluate("globalThis[Symbol.for('alongside/keeper')].entry('form-before_supervision')")
    assert [one["value"] for one in entry["fields"]] == ["Less"]
    assert max(entry["revision"].values()) > 9, "written anew, it follows what was forgotten"


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
