"""What the page shows of keeping: the question, the status line, "My work", unlocking, forgetting, and taking it along."""

import json
import re
from contextlib import contextmanager
from itertools import count

import pytest
from playwright.sync_api import expect
from servers import SWITCHES

from run import find_chromium

QUESTION = "Where should your work be kept?"
PASSPHRASE = "three quiet words"
SECRET = "a-word-of-the-learner"
NAME = "learn.example"  # a name by which this machine is another one: not secure
numbers = count()

PUT = """([id, workbook, title, finished]) => {
  const k = globalThis[Symbol.for("alongside/keeper")];
  const now = new Date().toISOString();
  k.put({ id, workbook, kind: "reflection", title, created: now, changed: now, revision: { [k.writer]: 1 },
    fields: [], standards: [], links: [], finished });
}"""
STORED = """async () => {
  const text = [JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const open = indexedDB.open(name);
    const db = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store).getAll();
      text.push(await new Promise((resolve) => { all.onsuccess = () => resolve(JSON.stringify(all.result)); }));
    }
    db.close();
  }
  return text;
}"""


@pytest.fixture(scope="module")
def running(start_server):
    """One server, which also answers by another name."""
    return start_server("--allow-host", NAME)


@pytest.fixture
def visit(new_page, server):
    """Open the start page, on which the question may be asked; in the same browser as ``beside``, if that is given."""

    def go(name="start", beside=None, **words):
        page = beside.context.new_page() if beside else new_page(asks=True, **words)
        page.goto(f"{server}/voila/render/{name}.ipynb")
        return page

    return go


def write(page, workbook="allyship_stories", finished=False, title=SECRET):
    """Keep something, as a widget does."""
    page.evaluate(PUT, [f"e{next(numbers)}", workbook, title, finished])


def status(page):
    return page.get_by_role("status").first


def question(page):
    return page.get_by_role("dialog", name=QUESTION)


def stored(page) -> str:
    """All that this browser holds of this address, as text."""
    return "\n".join(page.evaluate(STORED))


def entries(page) -> int:
    return page.evaluate("globalThis[Symbol.for('alongside/keeper')].record().entries.length")


def is_narrow_enough(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def choose(page, choice, passphrase=None):
    box = question(page)
    box.get_by_role("radio", name=choice, exact=True).check()
    if passphrase:
        box.get_by_label("Passphrase", exact=True).fill(passphrase)
        box.get_by_label("The same passphrase again").fill(passphrase)
    box.get_by_role("button", name=re.compile("Continue|Save this choice")).click()
    expect(box).to_have_count(0)


def open_my_work(page):
    page.get_by_role("button", name="My work").click()
    box = page.get_by_role("dialog", name="My work")
    expect(box.get_by_role("heading", name="My work")).to_be_focused()
    return box


def unlock(page, passphrase=PASSPHRASE):
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_role("button", name="Unlock").click()


def forget(page):
    page.get_by_role("button", name="Forget everything on this device").click()
    page.get_by_role("button", name="Yes, forget it all").click()


def is_forgotten(page, title="Everything is forgotten"):
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_text("What is left of your work in this browser: nothing.")).to_be_visible()
    assert entries(page) == 0
    assert SECRET not in stored(page)


def test_the_question_waits_until_nobody_writes_and_is_asked_once(visit):
    page = visit()
    page.clock.install()
    page.reload()
    expect(status(page)).to_have_text("Ready")
    page.clock.run_for(5000)
    expect(question(page)).to_have_count(0)
    page.evaluate("document.querySelector('main').append(document.createElement('textarea'), document.createElement('button'))")
    field = page.locator("main textarea")
    field.focus()
    write(page)
    expect(status(page)).to_have_text("Kept in this tab only")
    for letter in "abc":
        page.keyboard.press(letter)
        page.clock.run_for(5000)
        expect(question(page)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator("main > button")).to_be_focused()
    page.clock.run_for(300)
    expect(question(page)).to_have_count(0)
    page.clock.run_for(1000)
    expect(question(page).get_by_role("heading", name=QUESTION)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("main > button")).to_be_focused()
    expect(status(page)).to_have_text("Kept in this tab only")
    for _ in range(2):
        write(page)
        page.clock.run_for(5000)
        expect(question(page)).to_have_count(0)
        page.reload()
        expect(status(page)).to_have_text("Kept in this tab only")
    page.get_by_role("button", name="Choose where to keep it").click()
    expect(question(page)).to_be_visible()


def test_in_a_story_it_comes_after_a_press_and_the_focus_goes_back_to_the_new_screen(visit):
    page = visit("allyship_stories")
    page.get_by_role("button", name="Open this story: At the door").click()
    expect(page.get_by_role("heading", name="What this story describes")).to_be_visible()
    expect(status(page)).to_have_text("Ready")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", name="What this story describes")).to_have_count(0)
    expect(question(page)).to_be_visible()
    question(page).get_by_role("button", name="Decide later").click()
    expect(question(page)).to_have_count(0)
    page.wait_for_function("document.activeElement.closest('[data-cell]') !== null")
    section = page.get_by_role("region", name="Take your file with you")
    with page.expect_download() as download:
        section.get_by_role("button", name="Download my record").click()
    assert re.fullmatch(r"alongside-record-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    expect(section.get_by_text(re.compile(r"Last downloaded at \d\d:\d\d\."))).to_be_visible()


def test_kept_on_this_device_it_is_there_when_the_browser_comes_back(chromium, server, tmp_path, axe):
    @contextmanager
    def browser():
        words = {"executable_path": find_chromium(), "args": SWITCHES, "locale": "en-GB"}
        context = chromium.browser_type.launch_persistent_context(str(tmp_path), **words)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(f"{server}/voila/render/start.ipynb")
        yield page
        context.close()

    with browser() as page:
        write(page)
        axe(page)
        choose(page, "Keep it on this device")
        expect(status(page)).to_have_text("Saved on this device")
        expect(page.locator("#alongside-saved-at")).to_have_text(re.compile(r"\d\d:\d\d"))
        expect(page.get_by_role("button", name="Record: no name yet")).to_be_visible()
        box = open_my_work(page)
        box.get_by_label("Whose record is this?").fill("Amina")
        box.get_by_role("button", name="Close").click()
        assert "Amina" not in page.evaluate("JSON.stringify({...sessionStorage})")
    with browser() as page:
        expect(page.get_by_role("button", name="Record: Amina")).to_be_visible()
        expect(status(page)).to_have_text("Saved on this device")
        assert entries(page) == 1
        section = page.locator("#continue")
        expect(section.get_by_role("link", name="Allyship stories")).to_have_attribute("href", "allyship_stories.ipynb")
        expect(page.get_by_text("You have begun this.")).to_be_visible()
        assert SECRET not in page.locator("main").inner_text()
        axe(page)


def test_what_is_answered_in_one_tab_is_not_asked_in_another(visit):
    page = visit()
    beside = visit(beside=page)
    for tab in (page, beside):
        write(tab)
        expect(question(tab)).to_be_visible()
    choose(page, "Keep it on this device")
    expect(question(beside)).to_have_count(0)
    for tab in (page, beside):
        expect(status(tab)).to_have_text("Saved on this device")
        tab.wait_for_function("globalThis[Symbol.for('alongside/keeper')].record().entries.length === 2")


def test_a_save_that_takes_long_is_told_of(visit):
    page = visit()
    write(page)
    choose(page, "Keep it on this device")
    page.evaluate(
        """() => {
          const { device } = globalThis[Symbol.for("alongside/keeper")];
          const save = device.save.bind(device);
          device.save = async (...words) => {
            await new Promise((resolve) => { window.letGo = resolve; });
            return save(...words);
          };
        }"""
    )
    write(page)
    expect(status(page)).to_have_text("Saving")
    page.evaluate("letGo()")
    expect(status(page)).to_have_text("Saved on this device")


def test_a_finished_workbook_says_so_and_is_not_offered_again(visit):
    page = visit()
    write(page, finished=True)
    expect(page.get_by_text("You have finished this.")).to_be_visible()
    expect(page.locator("#continue")).to_have_count(0)


def test_a_passphrase_is_asked_for_with_care_and_locks_what_is_kept(visit, axe):
    page = visit()
    write(page)
    box = question(page)
    box.get_by_role("button", name="Continue").click()
    expect(box.get_by_role("alert")).to_contain_text("Choose where your work should be kept")
    box.get_by_role("radio", name="Keep it on this device with a passphrase").check()
    for first, second, sentence in [
        ("", "", "Enter a passphrase"),
        ("short", "short", "The passphrase must have at least 8 characters"),
        (PASSPHRASE, "three other words", "The two passphrases are not the same"),
    ]:
        box.get_by_label("Passphrase", exact=True).fill(first)
        box.get_by_label("The same passphrase again").fill(second)
        box.get_by_role("button", name="Continue").click()
        expect(box.get_by_role("alert")).to_contain_text(sentence)
    axe(page)
    box.get_by_label("Show what I type").check()
    expect(box.get_by_label("Passphrase", exact=True)).to_have_attribute("type", "text")
    choose(page, "Keep it on this device with a passphrase", PASSPHRASE)
    expect(status(page)).to_have_text("Saved on this device, locked with your passphrase")
    assert SECRET not in stored(page)
    assert PASSPHRASE not in stored(page)
    beside = visit(beside=page)
    expect(status(beside)).to_have_text("Saved on this device, locked with your passphrase")
    assert entries(beside) == 1
    beside.close()
    page.reload()
    expect(page.get_by_role("heading", name="Your record is locked")).to_be_visible()
    expect(page.get_by_role("heading", name="The workbooks")).to_be_visible()
    expect(status(page)).to_have_text("Your record is locked")
    axe(page)
    unlock(page, "three other words")
    expect(page.get_by_role("alert").filter(has_text="This is not the passphrase")).to_be_focused()
    axe(page)
    unlock(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", name="Your record is locked")).to_have_count(0)
    assert entries(page) == 1


def test_without_the_passphrase_nothing_is_saved_over_it(visit):
    page = visit()
    write(page)
    choose(page, "Keep it on this device with a passphrase", PASSPHRASE)
    page.reload()
    page.get_by_role("button", name="Go on without it").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert entries(page) == 0
    write(page, title="of somebody else")
    expect(status(page)).to_have_text("Kept in this tab until you close it")
    open_my_work(page).get_by_role("button", name="Change where it is kept").click()
    choose(page, "Keep it on this device")
    expect(page.get_by_role("heading", name="Your record is locked")).to_be_visible()
    unlock(page)
    expect(status(page)).to_have_text("Saved on this device, locked with your passphrase")
    assert entries(page) == 2
    page.reload()
    page.get_by_text("I have forgotten the passphrase").click()
    forget(page)
    is_forgotten(page)


def test_do_not_keep_lasts_as_long_as_the_tab(visit):
    page = visit()
    write(page)
    choose(page, "Do not keep it")
    expect(status(page)).to_have_text("Kept in this tab until you close it")
    page.reload()
    expect(status(page)).to_have_text("Kept in this tab until you close it")
    assert entries(page) == 1
    beside = visit(beside=page)
    expect(status(beside)).to_have_text("Ready")
    assert entries(beside) == 0


def test_the_record_is_downloaded_plain_and_locked(visit, axe):
    page = visit()
    write(page)
    choose(page, "Do not keep it")
    box = open_my_work(page)
    expect(box.get_by_text("Not downloaded yet.")).to_be_visible()
    with page.expect_download() as plain:
        box.get_by_role("button", name="Download my record").click()
    assert json.loads(plain.value.path().read_text(encoding="utf-8"))["entries"][0]["title"] == SECRET
    expect(box.get_by_role("status")).to_have_text(re.compile(r"Last downloaded at \d\d:\d\d\."))
    box.get_by_text("Lock the file with a passphrase").click()
    box.get_by_role("button", name="Download it locked").click()
    expect(box.get_by_role("alert")).to_contain_text("Enter a passphrase")
    axe(page)
    box.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    box.get_by_label("The same passphrase again").fill(PASSPHRASE)
    with page.expect_download() as locked:
        box.get_by_role("button", name="Download it locked").click()
    text = locked.value.path().read_text(encoding="utf-8")
    assert json.loads(text)["format"] == "alongside-record-sealed"
    assert SECRET not in text
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="My work")).to_be_focused()


def test_changing_over_downloads_and_forgets(visit):
    page = visit()
    write(page)
    question(page).get_by_role("button", name="Decide later").click()
    box = open_my_work(page)
    with page.expect_download() as download:
        box.get_by_role("button", name="Change over to somebody else").click()
    is_forgotten(page)
    assert SECRET in download.value.path().read_text(encoding="utf-8")
    write(page, title="of somebody else")
    expect(question(page)).to_be_visible()


def test_who_has_just_downloaded_a_locked_file_leaves_no_open_one_behind(visit):
    page = visit()
    write(page)
    choose(page, "Do not keep it")
    box = open_my_work(page)
    box.get_by_text("Lock the file with a passphrase").click()
    box.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    box.get_by_label("The same passphrase again").fill(PASSPHRASE)
    files = []
    page.on("download", lambda download: files.append(download.path().read_text(encoding="utf-8")))
    with page.expect_download():
        box.get_by_role("button", name="Download it locked").click()
    expect(box.get_by_role("status")).to_have_text(re.compile("Last downloaded"))
    box.get_by_role("button", name="Change over to somebody else").click()
    is_forgotten(page)
    assert len(files) == 1
    assert SECRET not in files[0]


def test_where_forgetting_is_refused_the_page_says_so(visit):
    page = visit()
    write(page)
    choose(page, "Keep it on this device")
    page.evaluate("() => { globalThis[Symbol.for('alongside/keeper')].forget = async () => { throw new Error('refused'); }; }")
    open_my_work(page)
    forget(page)
    refused = page.get_by_role("alert").filter(has_text="nothing was forgotten")
    expect(refused).to_be_focused()
    page.get_by_role("button", name="Change over to somebody else").click()
    expect(refused).to_have_count(2)
    assert entries(page) == 1


def test_forget_empties_every_open_tab_and_shows_it(visit, axe):
    page = visit()
    write(page)
    choose(page, "Keep it on this device")
    other = visit(beside=page)
    expect(status(other)).to_have_text("Saved on this device")
    box = open_my_work(page)
    box.get_by_role("button", name="Forget everything on this device").click()
    expect(box.get_by_text("This goes, in every open tab: 1 entry")).to_be_visible()
    axe(page)
    box.get_by_role("button", name="No, leave it").click()
    expect(box.get_by_role("button", name="Forget everything on this device")).to_be_focused()
    forget(page)
    is_forgotten(page)
    expect(page.get_by_role("heading", name="Everything is forgotten")).to_be_focused()
    is_forgotten(other, "Everything was forgotten in another tab")
    axe(page)


def test_two_versions_of_one_entry_are_told_of(visit, axe):
    page = visit()
    write(page)
    choose(page, "Do not keep it")
    page.evaluate(
        """() => {
          const k = globalThis[Symbol.for("alongside/keeper")];
          const [name, mine] = [...k.rows].find(([name]) => name.startsWith(":record/entry/"));
          k.take(name, { ...mine, title: "Other", revision: { elsewhere: 1 } });
          k.tell();
        }"""
    )
    notice = page.locator("#alongside-both")
    expect(notice).to_contain_text("One entry was changed in two places at once. Both versions are kept")
    axe(page)


def test_where_the_address_is_not_secure_no_passphrase_is_offered(chromium, running, axe):
    program = chromium.browser_type.launch(
        executable_path=find_chromium(), args=[*SWITCHES, f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    )
    page = program.new_page(locale="en-GB")
    page.goto(running.url.replace("127.0.0.1", NAME) + "voila/render/start.ipynb")
    assert page.evaluate("isSecureContext") is False
    write(page)
    expect(question(page).get_by_role("radio", name="Keep it on this device with a passphrase")).to_be_disabled()
    expect(question(page)).to_contain_text("This address is not secure (http), so this browser offers no encryption here.")
    axe(page)
    choose(page, "Keep it on this device", None)
    expect(status(page)).to_have_text("Saved on this device")
    expect(open_my_work(page).get_by_text("Lock the file with a passphrase")).to_have_count(0)
    page.keyboard.press("Escape")
    page.reload()
    expect(status(page)).to_have_text("Saved on this device")
    program.close()


def test_where_the_browser_refuses_the_page_says_so(visit, new_page, server, axe):
    page = new_page(asks=True)
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };")
    page.goto(f"{server}/voila/render/start.ipynb")
    write(page)
    box = question(page)
    box.get_by_role("radio", name="Keep it on this device", exact=True).check()
    box.get_by_role("button", name="Continue").click()
    expect(box.get_by_role("alert")).to_contain_text("This browser refuses to store it")
    box.get_by_role("button", name="Decide later").click()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }; }")
    write(page)
    expect(status(page)).to_have_text("Not saved: this browser refuses to store it. Download your record.")
    expect(page.get_by_role("button", name="Record: no name yet")).to_be_visible()
    axe(page)


def test_a_keyboard_is_enough_and_320_pixels_too(visit, axe):
    page = visit(viewport={"width": 320, "height": 640})
    write(page)
    expect(question(page)).to_be_visible()
    assert is_narrow_enough(page)
    axe(page)
    for key in ("Tab", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(question(page).get_by_role("radio", name="Keep it on this device with a passphrase")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSPHRASE)
    assert is_narrow_enough(page)
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Saved on this device, locked with your passphrase")
    page.get_by_role("button", name="Record: no name yet").focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="My work")
    box.get_by_label("Whose record is this?").fill("Zoë" * 33)
    assert is_narrow_enough(page), "a name of 100 letters without a space is broken"
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Record: {'Zoë' * 33}")).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", name="Your record is locked")).to_be_visible()
    assert is_narrow_enough(page)
    axe(page)


def test_on_an_address_shared_with_strangers_nothing_is_kept_unless_the_learner_says_so(start_server, new_page, axe):
    shared = start_server(env={"BINDER_REPO_URL": "https://example.org/somebody/alongside"})
    page = new_page(asks=True, viewport={"width": 1100, "height": 700})
    page.clock.install()
    page.goto(f"{shared.url}voila/render/start.ipynb")
    write(page)
    page.clock.run_for(5000)
    expect(question(page)).to_have_count(0)
    expect(status(page)).to_have_text("Kept in this tab until you close it")
    bar = page.get_by_role("complementary", name="Before you leave")
    expect(bar).to_be_in_viewport()
    axe(page)
    bottom = page.locator("main a").last.evaluate(
        """link => {
          scrollTo({ top: scrollY + link.getBoundingClientRect().bottom - innerHeight + 10, behavior: "instant" });
          link.focus();
          return link.getBoundingClientRect().bottom;
        }"""
    )
    assert bottom <= bar.bounding_box()["y"], "it hides the focus"
    page.keyboard.press("Shift")  # browsers warn only for those who have done something
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as warned:
        page.close(run_before_unload=True)
    assert warned.value.type == "beforeunload"
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_role("link", name="Allyship stories").first.click()
    page.wait_for_url("**/allyship_stories.ipynb")
    page.evaluate("document.getElementById('alongside-exit').href = 'https://example.org/'")  # as a host may have it
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/exit")
    assert asked == [], "neither another page of ours nor Exit is warned of"
    page.go_back()
    expect(page.get_by_role("heading", name="The workbooks")).to_be_visible()
    with page.expect_download():
        bar.get_by_role("button", name="Download my record").click()
    expect(bar).to_be_hidden()
    open_my_work(page).get_by_role("button", name="Change where it is kept").click()
    expect(question(page)).to_contain_text("other people run programs of their own under it")
    axe(page)
    choose(page, "Keep it on this device")
    expect(status(page)).to_have_text("Saved on this device")
