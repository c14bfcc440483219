"""Where a learner writes: by keyboard alone, after a reload, in both versions, and looked at by axe."""

import json

import pytest
from playwright.sync_api import expect

from alongside.record.documents.cpd import FIELDS, cpd_piece
from alongside.record.opening import open_record
from alongside.reflections.reflections import Reflections

TRAITS = ("questions", "kinds", "packs", "trouble")
CAREFUL = "No names, and no details that would give somebody away."
KEEPER = "globalThis[Symbol.for('alongside/keeper')]"
NAME_OF_THE_FOCUSED = """() => {
  const one = document.activeElement;
  return one.labels?.[0]?.textContent ?? one.textContent.trim();
}"""


class Writer:
    """Someone in the workbook of reflections."""

    def __init__(self, page, mount):
        self.page = page
        self.mount = mount

    def again(self):
        """Load the page again."""
        self.mount(page=self.page)
        return self

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def write(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)
        return self

    def at(self, heading):
        found = self.page.get_by_role("heading", name=heading, level=2)
        expect(found).to_be_visible()
        return found

    def day(self, day, month, year):
        for part, typed in (("Day", day), ("Month", month), ("Year", year)):
            self.page.get_by_label(part, exact=True).fill(typed)
        return self

    def record(self):
        """What the page keeps, read as a file of it would be: it has to be whole."""
        return open_record(json.dumps(self.page.evaluate(f"{KEEPER}.record()")).encode()).record

    def entries(self):
        return [entry for entry in self.record()["entries"] if not entry.get("forgotten")]

    def listed(self):
        return self.page.get_by_role("listitem")


@pytest.fixture
def writer(widget_page):
    """Someone in front of their list; words are Playwright's."""
    widget = Reflections()
    traits = {name: getattr(widget, name) for name in TRAITS}

    def at_the_list(**words):
        def mount(**more):
            return widget_page("reflections", traits, **more)

        return Writer(mount(**words), mount)

    return at_the_list


# ── Writing ─────────────────────────────────────────────


def test_a_reflection_is_written_by_keyboard_alone_and_stands_in_the_list(writer):
    someone = writer()
    page, keys = someone.page, someone.page.keyboard

    def tab_to(name):
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate(NAME_OF_THE_FOCUSED) == name:
                return
        pytest.fail(f"Tab never came to {name!r}")

    tab_to("Write a reflection")
    keys.press("Enter")
    expect(someone.at("Reflection")).to_be_focused()
    tab_to("Title")
    keys.type("A visit")
    tab_to("Day")
    for part in ("2", "10", "2026"):
        keys.type(part)
        keys.press("Tab")
    keys.type("I knocked twice.")
    tab_to("Professional Capabilities Framework")
    keys.press("Enter")
    tab_to("Knowledge")
    keys.press("Space")
    tab_to("I have finished this for now")
    keys.press("Space")
    tab_to("Back to the list")
    keys.press("Enter")
    expect(someone.at("What you have written")).to_be_focused()
    expect(someone.listed()).to_have_text("A visitReflection, 2 October 2026 · finished for now")
    (entry,) = someone.entries()
    assert (entry["workbook"], entry["kind"], entry["title"], entry["day"]) == (
        "reflections",
        "reflection",
        "A visit",
        "2026-10-02",
    )
    assert entry["fields"] == [{"name": "happened", "kind": "text", "label": "What happened?", "value": "I knocked twice."}]
    assert (entry["standards"], entry["finished"]) == (["pcf/knowledge"], True)


def test_nothing_is_kept_of_an_entry_in_which_nothing_was_written(writer):
    someone = writer().press("Write a reflection").press("Back to the list")
    assert someone.entries() == []
    expect(someone.page.get_by_text("Nothing yet.")).to_be_visible()


def test_the_browsers_back_leads_to_the_list_and_a_reload_stays_in_the_entry(writer):
    someone = writer().press("Write a reflection").write("What happened?", "We waited.")
    someone.again().at("Reflection")
    expect(someone.page.get_by_label("What happened?")).to_have_value("We waited.")
    someone.page.go_back()
    someone.again().at("What you have written")
    someone.page.go_forward()
    someone.again().at("Reflection")
    assert len(someone.entries()) == 1


def test_a_day_that_is_not_finished_is_said_and_comes_back(writer):
    someone = writer().press("Write a reflection").write("What happened?", "We waited.").day("31", "", "2026")
    someone.page.get_by_label("What happened?").focus()
    expect(someone.page.get_by_text("The date for “When was it?” needs a month")).to_be_visible()
    assert "day" not in someone.entries()[0]
    someone.again()
    expect(someone.page.get_by_label("Day", exact=True)).to_have_value("31")
    someone.day("31", "3", "2026").page.get_by_label("What happened?").focus()
    expect(someone.page.get_by_text("needs a month")).to_have_count(0)
    assert someone.entries()[0]["day"] == "2026-03-31"
    someone.day("", "", "")
    assert "day" not in someone.entries()[0]


def test_an_entry_that_an_address_asks_for_is_opened_once(writer):
    someone = writer().press("Write a reflection").write("Title", "A visit")
    entry = someone.entries()[0]["id"]
    someone.press("Back to the list").at("What you have written")
    someone.page.evaluate("id => history.replaceState(history.state, '', `#entry-${id}`)", entry)
    someone.page.reload()
    someone.page.evaluate("([traits]) => start('reflections', traits)", [{name: getattr(Reflections(), name) for name in TRAITS}])
    someone.at("A visit")
    assert someone.page.evaluate("location.hash") == "", "the address says nothing afterwards"
    someone.press("Back to the list").at("What you have written")


def test_forgetting_asks_once_more_and_takes_links_with_it(writer):
    someone = writer().press("Write a reflection").write("Title", "First").press("Back to the list")
    someone.press("Write a reflection").write("Title", "Second")
    someone.page.get_by_text("What it goes with in your record").click()
    someone.page.get_by_role("checkbox", name="First", exact=True).check()
    assert [len(entry["links"]) for entry in someone.entries()] == [0, 1]
    someone.press("Back to the list").press("First").press("Forget this")
    expect(someone.page.get_by_role("heading", name="Forget this for good?")).to_be_focused()
    someone.press("Keep it").at("First")
    someone.press("Forget this").press("Forget it")
    expect(someone.at("What you have written")).to_be_focused()
    expect(someone.page.get_by_text("It is forgotten.").first).to_be_visible()
    (left,) = someone.entries()
    assert (left["title"], left["links"]) == ("Second", [])
    assert "First" not in json.dumps(someone.record())
    someone.page.go_forward()
    expect(someone.page.get_by_text("This was forgotten.")).to_be_visible()


# ── Standards ───────────────────────────────────────────


def test_the_picker_shows_what_holds_on_the_entrys_day_and_for_the_track(writer):
    someone = writer()
    someone.page.evaluate(f"{KEEPER}.describe({{ programme: {{ track: 'child_and_family', role: 'nqsw' }} }})")
    someone.press("Write a reflection").day("31", "3", "2027")
    sets = someone.page.locator("summary")
    knowledge = "Knowledge and skills statement for child and family practitioners"
    expect(someone.page.get_by_text("These hold on 31 March 2027, for your track.")).to_be_visible()
    assert knowledge in sets.all_inner_texts()
    assert "Knowledge and skills statement for social workers in adult services" not in sets.all_inner_texts()
    assert "Knowledge and skills statement for child and family practice supervisors" not in sets.all_inner_texts()
    someone.page.get_by_text(knowledge).click()
    expect(someone.page.get_by_text("Four of the ten titles are not shown")).to_be_visible()
    someone.page.get_by_label("Organisational context").check()
    someone.day("1", "4", "2027")
    expect(someone.page.get_by_text("These hold on 1 April 2027")).to_be_visible()
    assert knowledge not in sets.all_inner_texts()
    earlier = someone.page.get_by_role("group", name="Chosen, but not among those of this day")
    expect(earlier.get_by_role("checkbox")).to_be_checked()
    earlier.get_by_role("checkbox").uncheck()
    assert someone.entries()[0]["standards"] == []
    someone.day("1", "4", "2014")
    expect(someone.page.get_by_text("None of the standards that are known here held on 1 April 2014.")).to_be_visible()
    assert not sets.filter(has_text="Knowledge").count()


def test_a_fourth_tag_is_refused_in_words_and_three_stay(writer, axe):
    someone = writer().press("Write a reflection")
    someone.page.get_by_text("Professional Capabilities Framework").click()
    for name in ("Professionalism", "Knowledge", "Diversity and equality"):
        someone.page.get_by_label(name, exact=True).check()
    fourth = someone.page.get_by_label("Professional leadership")
    fourth.click()
    expect(someone.page.get_by_text("Error: Three are chosen already. Take one away to choose another.")).to_be_visible()
    expect(fourth).not_to_be_checked()
    expect(fourth).to_be_focused()
    axe(someone.page)
    three = ["pcf/professionalism", "pcf/diversity_and_equality", "pcf/knowledge"]
    assert someone.entries()[0]["standards"] == three
    someone.page.get_by_label("Knowledge", exact=True).uncheck()
    fourth.check()
    expect(someone.page.get_by_text("Error: Three are chosen already.")).to_have_count(0)


# ── CPD ─────────────────────────────────────────────────


def test_a_piece_of_cpd_asks_in_the_forms_order_and_a_peer_fills_its_field(writer):
    someone = writer().press("Write a reflection with a peer").write("Title", "In the group")
    someone.write("What did they see that you had not?", "Who spoke first.").press("Back to the list")
    someone.press("Write a piece of CPD").write("Title", "Reading").day("21", "11", "2026")
    labels = someone.page.locator(".entry > .field, .entry > div > .field").locator("label, legend").all_inner_texts()
    assert [label for label in labels if label in FIELDS.values()] == list(FIELDS.values())
    someone.page.get_by_text("What it goes with in your record").click()
    someone.page.get_by_label("In the group").check()
    filled = someone.page.get_by_text("Filled from “In the group”, which you linked.")
    expect(filled).to_be_visible()
    cpd = next(entry for entry in someone.entries() if entry["kind"] == "cpd")
    assert cpd_piece(someone.record(), cpd["id"])["peer"] == "Who spoke first."
    assert cpd_piece(someone.record(), cpd["id"])["date"] == "21 November 2026"
    someone.write("What you learnt from talking it over with a peer", "To wait.")
    expect(filled).to_be_hidden()
    someone.press("Back to the list")
    expect(someone.page.get_by_text("1 piece of CPD this year, 1 with a peer.")).to_be_visible()


# ── Two versions, other tabs, exit ──────────────────────

OTHER_TAB = f"""([id, changes]) => {{
  const keeper = {KEEPER};
  const entry = keeper.entry(id);
  const fields = entry.fields.map(field => ({{ ...field, value: changes.fields?.[field.name] ?? field.value }}));
  keeper.take(`:record/entry/${{id}}`, {{ ...entry, ...changes, fields, revision: {{ ...entry.revision, other: 1 }} }});
  keeper.tell();
}}"""


def test_what_another_tab_changed_is_shown_but_not_where_somebody_is_writing(writer):
    someone = writer().press("Write a reflection").write("Title", "A visit").write("What happened?", "We waited.")
    happened = someone.page.get_by_label("What happened?")
    happened.focus()
    entry = someone.entries()[0]["id"]
    someone.page.evaluate(OTHER_TAB, [entry, {"title": "Elsewhere"}])
    expect(someone.page.get_by_label("Title")).to_have_value("Elsewhere")
    expect(someone.at("Elsewhere")).to_be_visible()
    expect(happened).to_be_focused()
    someone.page.evaluate(OTHER_TAB.replace("other: 1", "other: 2"), [entry, {"fields": {"happened": "They waited."}}])
    expect(happened).to_have_value("We waited.")
    someone.page.get_by_label("Title").focus()
    expect(happened).to_have_value("They waited.")


def test_where_both_versions_were_kept_the_list_says_so(writer, axe):
    someone = writer().press("Write a reflection").write("Title", "A visit")
    someone.page.evaluate(
        f"""id => {{
          const keeper = {KEEPER};
          const entry = keeper.entry(id);
          keeper.take(`:record/entry/${{id}}`, {{ ...entry, title: 'A call', revision: {{ other: 1 }} }});
        }}""",
        someone.entries()[0]["id"],
    )
    someone.press("Back to the list")
    expect(someone.listed()).to_have_count(2)
    for item in someone.listed().all():
        expect(item).to_contain_text("There is another version of this.")
    axe(someone.page)


def test_after_exit_this_page_nothing_shows_until_the_learner_carries_on(writer, axe):
    someone = writer().press("Write a reflection").write("Title", "A visit").write("What happened?", "We waited.")
    someone.page.evaluate("sessionStorage.setItem('alongside/exited', '1')")
    someone.again()
    expect(someone.page.get_by_role("button")).to_have_text(["Carry on"])
    assert "A visit" not in someone.page.content()
    axe(someone.page)
    expect(someone.press("Carry on").at("What you have written")).to_be_focused()
    expect(someone.page.get_by_role("button", name="A visit")).to_be_visible()


def test_words_that_look_like_html_stay_words(writer):
    bad = "<img src=x onerror=window.hit=1><script>window.hit=1</script>"
    someone = writer().press("Write a reflection with a peer").write("Title", bad)
    someone.write("What did you talk over?", bad).press("Back to the list")
    expect(someone.page.get_by_role("button", name=bad)).to_be_visible()
    someone.press("Write a piece of CPD").page.get_by_text("What it goes with in your record").click()
    someone.page.get_by_label(bad).check()
    assert someone.page.evaluate("window.hit") is None
    assert someone.page.locator(".reflections img, .reflections script").count() == 0


def states(someone):
    yield "nothing yet"
    someone.press("Write a reflection").at("Reflection")
    yield "a new reflection"
    someone.write("Title", "A visit").page.locator("summary").nth(1).click()
    yield "standards open"
    someone.press("Forget this")
    yield "asked once more"
    someone.press("Keep it").press("Back to the list")
    yield "the list"
    someone.press("Write a piece of CPD").page.get_by_text("What it goes with in your record").click()
    yield "a piece of CPD, with links"


@pytest.mark.parametrize("width", [1100, 320])
def test_axe_finds_nothing_and_nothing_is_cut(writer, axe, width):
    someone = writer(viewport={"width": width, "height": 800})
    seen = []
    for state in states(someone):
        seen.append(state)
        axe(someone.page)
        assert someone.page.evaluate("document.documentElement.scrollWidth") <= width, state
    assert len(seen) == 6


def test_the_reminder_stands_above_the_fields(writer):
    someone = writer().press("Write a reflection")
    above = someone.page.get_by_text(CAREFUL).bounding_box()["y"]
    assert above < someone.page.get_by_label("Title").bounding_box()["y"]
