"""My record with a real kernel: files opened, documents made and read back, forms filled, nothing left behind."""

import json
import subprocess
from io import BytesIO

import pikepdf
import pytest
from docx import Document
from playwright.sync_api import expect
from servers import wait_until
from wires import WIRES, kill_kernel

from alongside import places
from alongside.page.build import find_node
from alongside.record.documents import form_file
from alongside.record.hints import INCOMPLETE
from alongside.record.opening import DAMAGED, FOREIGN, NEWER, TWICE, validated
from alongside.standards.standards import WARNING
from run import ROOT
from tests.record.forms import empty_form, parts_of, team_form, with_part
from tests.record.records import entry, field, path, record

PAGE = "/voila/render/my_record.ipynb"
MARKER = "Zebrafink"
KEEPER = "given => globalThis[Symbol.for('alongside/keeper')].%s"
SECRET = "correct horse battery"
SCRIPT = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>'
SEAL = """
import { sealText } from %s;
let text = ""; for await (const part of process.stdin) text += part;
console.log(JSON.stringify(await sealText(text, %s)));
"""


def kept():
    words = f"I met Amina Bell in LS1 4AP. {MARKER} knocked twice."
    return record(
        entry("visit", "A visit", day="2026-09-10", standards=["pcf/knowledge"], links=["peer"], fields=[field(value=words)]),
        entry("peer", "In the group", kind="peer_reflection", day="2026-10-05", fields=[field(value="We talked it over.")]),
        entry("plan", "A plan", kind="plan", day="2027-01-05", fields=[field("plan", "Shadow a panel.", label="Plan")]),
        path(),
    )


def as_file(content, name="record.json"):
    text = content if isinstance(content, str) else json.dumps(content)
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


class Wire:
    """What a page's websockets carry."""

    def __init__(self, page):
        self.frames = []
        page.on("websocket", self._listen)

    def _listen(self, socket):
        for event in ("framereceived", "framesent"):
            socket.on(event, lambda frame: self.frames.append(frame if isinstance(frame, bytes) else frame.encode()))

    def told(self, words):
        return any(words.encode() in frame for frame in self.frames)


def sealed(content):
    module = json.dumps((ROOT / "widgets/alongside/page/js/record/sealing.js").as_uri())
    code = SEAL % (module, json.dumps(SECRET))
    command = [*find_node()[0], "--input-type=module", "-e", code]
    return subprocess.run(command, input=json.dumps(content), capture_output=True, text=True, check=True).stdout


@pytest.fixture
def page(page):
    page.add_init_script(WIRES)
    return page


@pytest.fixture
def mine(page, server):
    """The page, with a record in it."""
    page.goto(f"{server}{PAGE}")
    expect(page.get_by_role("link", name="Open a file")).to_be_visible()
    page.evaluate(KEEPER % "choose('tab')")
    page.evaluate(KEEPER % "takeIn(given)", validated(kept()))
    expect(page.get_by_role("heading", name="The record of Sam")).to_be_visible()
    return page


def go(page, name):
    page.get_by_role("link", name=name).click()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def at(page, heading):
    expect(page.get_by_role("heading", name=heading, level=2)).to_be_focused()


def record_of(page):
    return page.evaluate(KEEPER % "record()")


def downloaded(page, button):
    with page.expect_download() as download:
        press(page, button)
    expect(page.get_by_text(f"downloads: {download.value.suggested_filename}")).to_be_visible()
    return download.value.suggested_filename, download.value.path().read_bytes()


def document(page, what, format_, which=None):
    page.get_by_role("radio", name=what).check()
    if which:
        page.get_by_label("Which entry?").select_option(label=which)
    page.get_by_role("radio", name=format_).check()
    press(page, "Continue")
    at(page, "Check it before it leaves you")
    made = downloaded(page, "Make the document")
    press(page, "Back")
    at(page, "Make a document")
    return made


def words_of(content):
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def test_every_document_is_made_downloaded_and_reads_back(mine):
    go(mine, "Make a document")
    at(mine, "Make a document")
    name, content = document(mine, "One entry", "Word", "A visit, 10 September 2026")
    assert name.startswith("alongside-reflection-")
    assert words_of(content)[:3] == ["A visit", "Reflection, 10 September 2026", "Standards: Knowledge (PCF)"]
    assert Document(BytesIO(content)).core_properties.language == "en-GB"

    name, content = document(mine, "The whole record", "PDF")
    with pikepdf.open(BytesIO(content)) as opened:
        assert (str(opened.Root.Lang), str(opened.docinfo["/Title"])) == ("en-GB", "The record of Sam")

    name, content = document(mine, "The whole record", "Plain text")
    assert all(words in content.decode() for words in (MARKER, "Shadow a panel.", "We talked it over."))
    assert "first_supervision" not in content.decode()

    name, content = document(mine, "The whole record", "A file that opens here again")
    assert validated(json.loads(content)) == record_of(mine)
    name, content = document(mine, "One entry", "A copy for another record")
    (copy,) = validated(json.loads(content))["entries"]
    assert (copy["title"], copy["links"], json.loads(content)["name"]) == ("A visit", [], "")

    mine.get_by_role("radio", name="The reflections of a time").check()
    mine.get_by_role("radio", name="The first three months").check()
    name, content = document(mine, "The reflections of a time", "Word")
    assert [one for one in words_of(content) if one in ("A visit", "In the group", "A plan")] == ["A visit", "In the group"]


def test_what_may_give_somebody_away_is_marked_and_put_right_in_its_place(mine, axe):
    go(mine, "Make a document")
    mine.get_by_role("radio", name="The reflections of a time").check()
    mine.get_by_role("radio", name="Days of my own choice").check()
    for label, year in (("From which day?", "2026"), ("To which day?", "2025")):
        group = mine.get_by_role("group", name=label)
        for part, words in (("Day", "1"), ("Month", "9"), ("Year", year)):
            group.get_by_label(part).fill(words)
    mine.get_by_role("radio", name="Plain text").check()
    press(mine, "Continue")
    expect(mine.get_by_role("link", name="The last day must not be before the first")).to_be_visible()
    mine.get_by_role("group", name="To which day?").get_by_label("Year").fill("2027")
    press(mine, "Continue")
    at(mine, "Check it before it leaves you")
    expect(mine.get_by_text(INCOMPLETE)).to_be_visible()
    expect(mine.get_by_text("2 entries are in it, from 1 September 2026 to 1 September 2027.")).to_be_visible()
    assert mine.locator("mark").all_text_contents() == ["Amina Bell", "LS1 4AP"]
    expect(mine.get_by_text("(a postcode?)")).to_be_visible()
    axe(mine)
    press(mine, "Change this: What happened?")
    axe(mine)
    press(mine, "Leave it as it was")
    expect(mine.get_by_text("2 places are marked.")).to_be_focused()
    press(mine, "Change this: What happened?")
    mine.get_by_label("What happened?").fill(f"I met A. {MARKER} knocked.")
    mine.reload()
    expect(mine.get_by_label("What happened?")).to_have_value(f"I met A. {MARKER} knocked.")
    assert "Amina" in json.dumps(record_of(mine))
    press(mine, "Keep the change")
    expect(mine.get_by_text("Nothing was marked in it.")).to_be_focused()
    _, content = downloaded(mine, "Make the document")
    assert "I met A." in content.decode()
    assert "Amina" not in json.dumps(record_of(mine))
    mine.reload()
    expect(mine.get_by_text("Nothing was marked in it.")).to_be_visible()


def test_a_piece_of_cpd_is_copied_field_by_field_and_as_word(mine, axe):
    mine.context.grant_permissions(["clipboard-read", "clipboard-write"])
    go(mine, "A piece of CPD")
    mine.get_by_label("Which entry?").select_option(label="A visit, 10 September 2026")
    press(mine, "Continue")
    expect(mine.get_by_text("2 entries are in it.")).to_be_visible()
    press(mine, "Go to the fields")
    at(mine, "The fields, in their order")
    press(mine, "Copy: What you learnt from talking it over with a peer")
    expect(mine.get_by_text("Copied: What you learnt from talking")).to_be_visible()
    assert mine.evaluate("navigator.clipboard.readText()") == "We talked it over."
    axe(mine)
    mine.evaluate("window.pasted = navigator.clipboard.readText.bind(navigator.clipboard)")
    mine.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    press(mine, "Copy: Date")
    expect(mine.get_by_text("Copied: Date")).to_be_visible()
    assert mine.evaluate("pasted()") == "10 September 2026"
    mine.evaluate("document.execCommand = () => false")
    press(mine, "Copy: Date")
    expect(mine.get_by_text("The words are marked")).to_be_visible()
    assert mine.evaluate("String(getSelection())") == "10 September 2026"
    _, content = downloaded(mine, "Download as Word")
    assert "What you learnt from it" in words_of(content)


REFUSED = {
    "foreign": ('{"name": "x"}', FOREIGN),
    "damaged": ('{"format": "alongside-rec', DAMAGED),
    "twice": ('{"format": "alongside-record", "format": "alongside-record"}', TWICE),
    "deep": ("[" * 100_000, DAMAGED),
    "half sealed": ('{"format": "alongside-record-sealed", "version": 1}', DAMAGED),
}


def open_file(page, content):
    if page.get_by_role("link", name="Open a file").is_visible():
        go(page, "Open a file")
    page.get_by_label("Choose the file").set_input_files(as_file(content))
    press(page, "Open it")


def test_a_file_shows_what_would_change_and_changes_it_only_then(mine, axe):
    before = record_of(mine)
    for content, sentence in REFUSED.values():
        open_file(mine, content)
        expect(mine.get_by_role("alert")).to_have_text(sentence)
        expect(mine.get_by_role("alert")).to_be_focused()
    axe(mine)
    open_file(mine, "x" * 5_000_001)
    expect(mine.get_by_text("Choose a file of at most 5 MB")).to_be_visible()
    assert record_of(mine) == before

    others = record(entry("new", SCRIPT, fields=[field(value=SCRIPT, label=SCRIPT)]), name="Kim")
    open_file(mine, others)
    at(mine, "What would change")
    expect(mine.get_by_text("This file is named “Kim”, and the record that is open is named “Sam”.")).to_be_visible()
    expect(mine.get_by_text("1 entry would be added.")).to_be_visible()
    axe(mine)
    press(mine, "Leave it")
    expect(mine.get_by_text("Nothing was changed.")).to_be_visible()
    assert record_of(mine) == before

    open_file(mine, others)
    press(mine, "Add this to my record")
    expect(mine.get_by_text("It is added to your record.")).to_be_visible()
    go(mine, "What is in my record")
    mine.locator("summary").filter(has_text="<img").click()
    expect(mine.locator("dd").filter(has_text="<script>")).to_be_visible()
    assert mine.evaluate("window.ran") is None
    assert mine.locator("img[src=x]").count() == 0


def test_a_newer_file_is_read_and_never_taken_in(mine, axe):
    before = record_of(mine)
    open_file(mine, record(entry("new", "From later on"), name="Sam") | {"version": 2, "moods": ["calm"]})
    at(mine, "A file to read")
    expect(mine.get_by_text(NEWER)).to_be_visible()
    mine.locator("summary").filter(has_text="From later on").click()
    expect(mine.get_by_text("I knocked twice.")).to_be_visible()
    expect(mine.get_by_role("button", name="Add this to my record")).to_have_count(0)
    expect(mine.get_by_role("button", name="Forget")).to_have_count(0)
    axe(mine)
    assert record_of(mine) == before


def test_a_locked_file_opens_with_its_passphrase_in_the_page(mine, axe):
    wire = Wire(mine)
    mine.reload()
    open_file(mine, sealed(record(entry("new", "Under lock"))))
    at(mine, "This file is locked with a passphrase")
    axe(mine)
    mine.get_by_label("Passphrase of the file").fill("wrong")
    press(mine, "Unlock it")
    expect(mine.get_by_role("alert")).to_contain_text("This passphrase does not open this file.")
    mine.get_by_label("Passphrase of the file").fill(SECRET)
    press(mine, "Unlock it")
    at(mine, "What would change")
    expect(mine.get_by_text("1 entry would be added.")).to_be_visible()
    press(mine, "Leave it")
    mine.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    open_file(mine, sealed(record()))
    expect(mine.get_by_role("alert")).to_contain_text("only at an address that begins with https")
    assert wire.told("Under lock")
    assert not wire.told(SECRET)


@pytest.mark.parametrize("how", ["plain", "cut short", "locked"])
def test_what_somebody_says_of_themselves_is_refused_in_the_page_and_never_sent(mine, how):
    wire = Wire(mine)
    mine.reload()
    before = record_of(mine)
    flower = {"format": "alongside-power-flower", "version": 1, "petals": [{"id": "own_1", "label": MARKER[::-1]}]}
    plain = json.dumps(flower)
    open_file(mine, {"plain": plain, "cut short": plain[:-2], "locked": sealed(flower)}[how])
    if how == "locked":
        mine.get_by_label("Passphrase of the file").fill(SECRET)
        press(mine, "Unlock it")
    told = DAMAGED if how == "cut short" else "This file is a Power Flower, not a record."
    expect(mine.get_by_role("alert")).to_contain_text(told)
    expect(mine.get_by_role("alert")).to_be_focused()
    assert record_of(mine) == before
    for _ in range(2 if how == "locked" else 1):
        press(mine, "Back")
    go(mine, "Standards I have touched")  # by then whatever had been sent before has been
    expect(mine.get_by_text("Knowledge").first).to_be_visible()
    assert wire.told("standards")
    assert not wire.told(MARKER[::-1])


def test_an_entry_is_forgotten_after_asking_once_more_and_both_versions_can_be_looked_at(mine, axe):
    copy = entry("visit-abc", "A visit", fields=[field(value="The other words.")]) | {"copy_of": "visit"}
    mine.evaluate(KEEPER % "takeIn(given)", validated(record(copy)))
    go(mine, "What is in my record")
    at(mine, "What is in my record")
    assert "A story" not in mine.inner_text("main")
    press(mine, "Look at both versions")
    expect(mine.get_by_text("knocked twice.")).to_be_visible()
    expect(mine.get_by_text("The other words.")).to_be_visible()
    axe(mine)
    mine.get_by_role("button", name="Forget this entry: A visit").nth(1).click()
    expect(mine.get_by_role("button", name="Forget it")).to_be_focused()
    axe(mine)
    press(mine, "Keep it")
    mine.evaluate(KEEPER % "set('my_record.ipynb/draft/visit-abc/happened', 'A change in the middle.')")
    assert "A change in the middle." in json.dumps(mine.evaluate("({ ...sessionStorage })"))
    expect(mine.get_by_text("The other words.")).to_be_visible()
    mine.get_by_role("button", name="Forget this entry: A visit").nth(1).press("Enter")
    mine.keyboard.press("Enter")
    expect(mine.get_by_text("It is forgotten.")).to_be_visible()
    at(mine, "What is in my record")
    expect(mine.get_by_text("The other words.")).to_have_count(0)
    expect(mine.get_by_role("button", name="Look at both versions")).to_have_count(0)
    kept_here = json.dumps([record_of(mine), mine.evaluate("({ ...sessionStorage })")])
    assert "The other words." not in kept_here
    assert "A change in the middle." not in kept_here
    mine.locator("summary").filter(has_text="A path through a story").click()
    expect(mine.get_by_text("and no words")).to_be_visible()
    mine.evaluate("sessionStorage.setItem('alongside/exited', '1')")
    mine.reload()
    expect(mine.get_by_role("heading", name="The record of Sam")).to_be_visible()
    go(mine, "What is in my record")
    mine.reload()
    expect(mine.get_by_role("heading", name="What is in my record", level=2)).to_be_visible()


FORMS = {
    "nothing to fill": (empty_form(), form_file.NOTHING),
    "older Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), form_file.OLD),
    "macros": (with_part(team_form(), "word/vbaProject.bin", b"x", add=True), form_file.MACROS),
    "no Word": (b"%PDF-1.7", form_file.NOT_WORD),
}


def look_at_form(page, content, name="Team form.docx"):
    page.get_by_label("Choose the form").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_label("Which entry fills it?").select_option(label="A visit, 10 September 2026")
    press(page, "Look for places to fill")


def test_the_learners_own_form_is_mapped_once_and_comes_back_filled(mine, axe):
    go(mine, "Fill my organisation’s form")
    for content, sentence in FORMS.values():
        look_at_form(mine, content)
        expect(mine.get_by_role("alert")).to_have_text(sentence)
    look_at_form(mine, team_form())
    at(mine, "What goes where")
    expect(mine.get_by_label("Title")).to_have_value("title")
    mine.get_by_label("What was learnt").select_option("field:happened")
    mine.get_by_label("Kind of talk").select_option("title")
    axe(mine)
    press(mine, "Continue")
    expect(mine.locator("mark").first).to_have_text("Amina Bell")
    press(mine, "Go on")
    at(mine, "Your form")
    _, content = downloaded(mine, "Fill it and download")
    assert MARKER in parts_of(content)["word/document.xml"].decode()
    assert parts_of(content)["word/styles.xml"] == parts_of(team_form())["word/styles.xml"]
    expect(mine.get_by_role("listitem").filter(has_text="Kind of talk")).to_be_visible()
    axe(mine)
    assert "field:happened" in validated(record_of(mine))["forms"][0]["places"].values()

    mine.reload()
    at_first = mine.get_by_role("heading", name="Fill my organisation’s form", level=2)
    expect(at_first).to_be_visible()
    look_at_form(mine, team_form())
    expect(mine.get_by_text("You have filled this form before.")).to_be_visible()
    expect(mine.get_by_label("What was learnt")).to_have_value("field:happened")


def test_a_new_kernel_goes_on_with_the_form_that_was_chosen(mine):
    go(mine, "Fill my organisation’s form")
    look_at_form(mine, team_form())
    at(mine, "What goes where")
    kill_kernel(mine)
    mine.get_by_role("button", name="Connect again").click()
    expect(mine.get_by_text("Connected again. You can continue.")).to_be_visible()
    expect(mine.get_by_label("Title")).to_have_value("title")
    press(mine, "Continue")
    press(mine, "Go on")
    _, content = downloaded(mine, "Fill it and download")
    assert MARKER in parts_of(content)["word/document.xml"].decode()


def test_standards_are_counted_for_a_time_with_the_warning(mine, axe):
    go(mine, "Standards I have touched")
    expect(mine.get_by_text(WARNING)).to_be_visible()
    pcf = mine.get_by_role("table", name="PCF")
    start = mine.get_by_role("group", name="From which day?")
    start.get_by_label("Year").fill("2026")
    end = mine.get_by_role("group", name="To which day?")
    for part, words in (("Day", "1"), ("Month", "10"), ("Year", "2026")):
        end.get_by_label(part).fill(words)
    press(mine, "Count again")
    at(mine, "Standards I have touched")
    expect(mine.get_by_text("Entries from 1 September 2026 to 1 October 2026.")).to_be_visible()
    expect(pcf.get_by_role("row", name="Knowledge")).to_contain_text("1")
    assert pcf.locator(".much").evaluate_all("bars => bars.filter(bar => bar.offsetWidth > 0).length") == 1
    expect(mine.get_by_role("listitem").filter(has_text="has not been checked")).to_be_visible()
    axe(mine)
    start.get_by_label("Year").fill("2030")
    press(mine, "Count again")
    expect(mine.get_by_role("link", name="The last day must not be before the first")).to_be_visible()


def test_about_you_is_kept_as_it_is_written(mine, axe):
    go(mine, "About you")
    mine.get_by_label("Name or nickname").fill("Robin")
    mine.get_by_role("radio", name="Assessor").check()
    mine.get_by_role("group", name="When did your year start?").get_by_label("Year").fill("20")
    mine.get_by_label("If you work part time").fill("160")
    press(mine, "Done")
    assert mine.get_by_role("alert").get_by_role("link").count() == 2
    axe(mine)
    mine.get_by_role("group", name="When did your year start?").get_by_label("Year").fill("2025")
    mine.get_by_label("If you work part time").fill("60 %")
    press(mine, "Done")
    expect(mine.get_by_role("heading", name="The record of Robin")).to_be_focused()
    mine.reload()
    expect(mine.get_by_role("heading", name="The record of Robin")).to_be_visible()
    told = validated(record_of(mine))
    assert told["programme"] == {"role": "assessor", "track": "child_and_family", "started": "2025-09-01", "part_time": 0.6}


PARTS = {
    "entries": "What is in my record",
    "cpd": "A piece of CPD for Social Work England",
    "form": "Fill my organisation’s form",
    "standards": "Standards I have touched",
    "opening": "Open a file",
    "about": "About you",
}


def test_by_keyboard_alone_and_at_320_pixels(mine, axe):
    mine.set_viewport_size({"width": 320, "height": 640})
    axe(mine)
    mine.get_by_role("link", name="Make a document").focus()
    mine.keyboard.press("Enter")
    at(mine, "Make a document")
    for keys in ("Tab Space ArrowDown ArrowDown", "Tab Space ArrowDown ArrowDown", "Tab Enter"):
        for key in keys.split():
            mine.keyboard.press(key)
    at(mine, "Check it before it leaves you")
    expect(mine.get_by_role("button", name="Make the document")).to_be_visible()
    assert mine.evaluate("document.documentElement.scrollWidth") <= 320
    axe(mine)
    mine.get_by_role("button", name="Make the document").focus()
    with mine.expect_download() as download:
        mine.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".txt")
    for part, heading in PARTS.items():
        mine.evaluate("part => { location.hash = part }", part)
        at(mine, heading)
        expect(mine.locator("[aria-busy]")).to_have_count(0)
        assert mine.evaluate("document.documentElement.scrollWidth") <= 320, part
    axe(mine)
    mine.goto(f"{mine.url}#opening")
    mine.reload()
    expect(mine.get_by_label("Choose the file")).to_be_visible()


def test_where_no_answer_comes_it_is_said(widget_page, new_page):
    page = new_page()
    page.clock.install()
    page = widget_page("my_record", {"words": {"titles": {}, "incomplete": INCOMPLETE}, "trouble": {}}, page=page)
    open_file(page, record())
    expect(page.get_by_text("Looking it through.")).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("alert")).to_contain_text("There is no answer yet.")


def test_nothing_of_a_learners_is_left_on_the_server_or_sent_after_forgetting(mine, running):
    wire = Wire(mine)
    mine.reload()
    go(mine, "Make a document")
    document(mine, "The whole record", "PDF")
    assert wire.told(MARKER), "the record goes to the kernel with what is asked for"
    with mine.expect_navigation():
        mine.evaluate(f"given => {{ ({KEEPER % 'forget()'})() }}")
    wire.frames.clear()
    expect(mine.get_by_role("heading", name="What would you like to do?")).to_be_visible()
    go(mine, "Standards I have touched")
    expect(mine.get_by_text(WARNING)).to_be_visible()
    assert wire.frames
    assert not wire.told(MARKER)
    assert MARKER not in json.dumps(mine.evaluate("({ ...sessionStorage })"))
    wait_until(lambda: "Alongside is running" in running.log, "the log")
    assert MARKER not in running.log
    files = [file for folder in (running.folder, places.workbooks()) for file in folder.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if MARKER.encode() in file.read_bytes()]
