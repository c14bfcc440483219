"""The player by itself: walked, gone back in, left, looked back on, listened to, and looked at by axe."""

import json

import pytest
from playwright.sync_api import expect
from readers import Reader, compile_small_story

from alongside.record.opening import open_record
from alongside.reflections.reflections import Reflections

STUB_VOICES = """() => {
  const voices = [{ name: 'Away', lang: 'en-GB', localService: false }, { name: 'Here', lang: 'en-GB', localService: true }];
  window.heard = [];
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(words) { super(); this.words = words } };
  const speech = new EventTarget();
  Object.assign(speech, {
    getVoices: () => voices, cancel: () => window.heard.push('(stop)'),
    speak: one => window.heard.push(`${one.voice.name}: ${one.words}`),
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
}"""


REFLECTIONS = {name: getattr(Reflections(), name) for name in ("questions", "kinds", "packs", "trouble")}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    return compile_small_story(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def reader(new_page, widget_host, compiled, monkeypatch):
    """Someone in front of the shelf of stories; words are Playwright's."""
    monkeypatch.setenv("ALONGSIDE_PACKS", str(compiled))

    def at_the_shelf(**words):
        return Reader(new_page(**words), widget_host).open()

    return at_the_shelf


def focused(page):
    return page.evaluate("document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || ''")


# ── Walking ─────────────────────────────────────────────


def test_a_story_is_walked_to_its_end_by_keyboard_alone(reader):
    page = reader().page
    keys = page.keyboard

    def tab_to(name):
        for _ in range(30):
            keys.press("Tab")
            if page.evaluate(
                "name => document.activeElement.matches('button') && document.activeElement.textContent === name", name
            ):
                return
        pytest.fail(f"Tab never came to {name!r}")

    def tab_to_radio():
        for _ in range(30):
            keys.press("Tab")
            if page.evaluate("document.activeElement.type === 'radio'"):
                return
        pytest.fail("Tab never came to the radios")

    tab_to("Open this story")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="The borrowed desk", level=2)).to_be_focused()
    tab_to_radio()
    keys.press("Space")
    tab_to("Start")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="By the window")).to_be_focused()
    tab_to("Continue")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="The desk")).to_be_focused()
    tab_to_radio()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    tab_to("Continue")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="What happened next")).to_be_focused()
    tab_to("Continue")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="In the car park")).to_be_focused()
    tab_to("Look back over the story")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Looking back")).to_be_focused()


def test_the_content_notice_comes_before_the_first_scene(reader):
    someone = reader().press("Open this story: The borrowed desk")
    heading = someone.at("The borrowed desk")
    after = heading.evaluate("heading => heading.nextElementSibling.innerText")
    assert "being left out of a decision" in after
    assert not someone.page.get_by_role("radio", checked=True).count(), "nothing is chosen beforehand"


def test_continue_without_a_choice_is_an_error_that_leads_to_the_question(reader):
    someone = reader().to_the_desk()
    someone.press("Continue")
    summary = someone.page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Choose one to carry on").click()
    expect(someone.page.get_by_role("radio").first).to_be_focused()
    group = someone.page.get_by_role("radiogroup", name="What do you do about the desk?")
    assert group.get_attribute("aria-invalid") == "true"


def test_the_decision_is_one_radio_group_with_arrow_keys(reader):
    page = reader().to_the_desk().page
    radios = page.get_by_role("radiogroup", name="What do you do about the desk?").get_by_role("radio")
    assert radios.count() == 3
    assert len(set(radios.evaluate_all("all => all.map(one => one.name)"))) == 1
    assert radios.evaluate_all("all => all.filter(one => one.checked).length") == 0
    radios.first.focus()
    page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    page.keyboard.press("Tab")
    assert focused(page) == "Continue", "the group is one stop for Tab"


def test_focus_goes_from_the_heading_through_the_scene(reader):
    page = reader().to_the_desk().page
    expect(page.get_by_role("heading", name="The desk")).to_be_focused()
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.type === 'radio' ? 'radio' : document.activeElement.innerText"))
    assert stops == ["radio", "Continue", "Back", "Start again"]


def test_each_change_is_announced(reader):
    someone = reader().to_the_desk()
    region = someone.page.locator("#alongside-announcer")
    assert region.get_attribute("aria-live") == "polite"
    expect(region).to_contain_text("scene 2 of about 3")
    someone.press("Skip this scene")
    expect(region).to_contain_text("What happened in the scene that you skipped")


def test_what_it_meant_names_each_person_the_assessor_first(reader):
    someone = reader().to_the_desk().choose("Ask Adaeze")
    someone.at("What happened next")
    expect(someone.page.get_by_text("You chose: Ask Adaeze which desk would suit her.")).to_be_visible()
    names = someone.page.get_by_role("heading", level=4).all_inner_texts()
    assert names == ["You (Tom), assessor", "Adaeze, NQSW", "Mr Osei, who draws on care and support"]


def test_a_skipped_scene_tells_what_happened_and_stands_in_the_path(reader):
    someone = reader().to_the_desk().press("Skip this scene")
    someone.at("Skipped: The desk")
    expect(someone.page.get_by_text("Mr Osei had rung, and Adaeze had no desk.")).to_be_visible()
    expect(someone.page.get_by_text("This telling takes: Say nothing")).to_be_visible()
    someone.press("Your path so far")
    expect(someone.page.get_by_role("listitem").filter(has_text="The desk")).to_contain_text("skipped")


def test_the_helpers_open_one_at_a_time_and_say_so(reader):
    page = reader().to_the_desk().page
    who, so_far = page.get_by_role("button", name="Who’s who"), page.get_by_role("button", name="Story so far")
    who.click()
    assert who.get_attribute("aria-expanded") == "true"
    expect(page.get_by_text("Moira manages the team.")).to_be_visible()
    so_far.click()
    assert (who.get_attribute("aria-expanded"), so_far.get_attribute("aria-expanded")) == ("false", "true")
    expect(page.get_by_text("Moira manages the team.")).to_have_count(0)
    expect(page.get_by_text("There was one good desk, and nobody had asked Adaeze.")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(so_far).to_be_focused()


def test_a_choice_survives_a_look_at_who_is_who(reader):
    page = reader().to_the_desk().page
    page.get_by_role("radio", name="Say nothing").check()
    page.get_by_role("button", name="Who’s who").click()
    expect(page.get_by_role("radio", name="Say nothing")).to_be_checked()


def test_starting_again_asks_first(reader):
    someone = reader().to_the_end()
    someone.press("Start again")
    expect(someone.page.get_by_role("heading", name="Start this story again?")).to_be_focused()
    someone.press("Stay here").at("In the car park")
    someone.press("Start again").press("Start again").at("By the window")
    someone.press("Back").at("The borrowed desk")


def test_what_looks_like_markup_in_a_pack_is_shown_as_text(reader):
    someone = reader().start()
    expect(someone.page.get_by_text("That one is for <b>whoever</b> shouts first.")).to_be_visible()


# ── Back, reload, exit ──────────────────────────────────


def test_the_browsers_back_does_what_the_pages_back_does(reader):
    someone = reader().to_the_end()
    page = someone.page
    page.go_back()
    expect(someone.at("The desk")).to_be_focused()
    assert not page.get_by_role("radio", checked=True).count(), "the choice is undone"
    page.go_forward()
    someone.at("In the car park")
    someone.press("Back").at("The desk")
    someone.press("Back").at("By the window")
    page.go_back()
    someone.at("The borrowed desk")
    page.go_back()
    someone.at("Choose a story")


def test_back_from_a_second_decision_undoes_one_choice_only(reader):
    someone = reader().to_the_desk().choose("Give her").press("Continue")
    someone.at("The name card")
    someone.page.go_back()
    someone.at("The desk")
    someone.choose("Ask Adaeze").press("Continue").at("The desk")
    assert someone.page.get_by_role("radio").count() == 2, "this choice is offered once"


@pytest.mark.parametrize("steps", ["to_the_desk", "to_the_end", "to_the_review"])
def test_a_reload_comes_back_to_the_same_place(reader, steps):
    someone = getattr(reader(), steps)()
    heading = someone.page.get_by_role("heading", level=2).first.inner_text()
    someone.page.reload()
    someone.mount().at(heading)
    someone.page.go_back()
    someone.at({"to_the_desk": "By the window", "to_the_end": "The desk", "to_the_review": "In the car park"}[steps])


def test_a_link_within_the_page_is_no_step(reader):
    someone = reader().to_the_desk()
    someone.page.evaluate("location.hash = 'main'")
    someone.choose("Say nothing").at("What happened next")
    someone.page.go_back()
    someone.at("The desk")


def leave(someone):
    """Do what the page's "Exit this page" does."""
    someone.page.evaluate("""() => {
      document.dispatchEvent(new Event('alongside:exit'));
      window.left = document.querySelector('#widget').innerText;
      sessionStorage.setItem('alongside/exited', '1');
    }""")


def test_exit_clears_the_screen_at_once(reader):
    someone = reader().to_the_desk()
    leave(someone)
    assert someone.page.evaluate("window.left").strip() == ""


def test_after_exit_back_shows_the_first_page_and_never_the_scene(reader, widget_host):
    someone = reader().to_the_desk()
    left = len(someone.asked)
    leave(someone)
    someone.page.evaluate("location.replace('/elsewhere')")
    someone.page.wait_for_url("**/elsewhere")
    someone.page.go_back()
    someone.mount().at("Choose a story")
    assert "By the window" not in someone.page.locator("#widget").inner_text()
    someone.page.go_back()
    someone.at("Choose a story")
    someone.page.reload()
    someone.mount().at("Choose a story")
    assert not [walk for walk in someone.asked[left:] if walk["page"] == "walk"], "the scene is not asked for"
    someone.press("Carry on").at("The desk")
    assert someone.page.evaluate("sessionStorage.getItem('alongside/exited')") is None
    someone.page.go_back()
    someone.at("By the window")


def test_opened_anew_in_the_same_tab_it_offers_to_carry_on_and_names_nothing(reader):
    someone = reader().to_the_desk()
    someone.page.goto("about:blank")
    someone.open().at("Choose a story")
    notice = someone.page.get_by_role("button", name="Carry on").locator("..")
    assert "desk" not in notice.inner_text()
    someone.press("Carry on").at("The desk")
    someone.press("Back").at("By the window")


# ── After the ending ────────────────────────────────────


def test_the_review_names_other_endings_and_keeps_what_is_written(reader):
    someone = reader().to_the_review()
    page = someone.page
    for ending in ("A card", "The empty desk", "The draught"):
        expect(page.get_by_role("listitem").filter(has_text=ending).first).to_be_attached()
    page.get_by_label("Who was asked about the desk by the window?").fill("REFLECTION-MARKER")
    page.reload()
    someone.mount().at("Looking back")
    assert page.get_by_label("Who was asked about the desk by the window?").input_value() == "REFLECTION-MARKER"
    assert "REFLECTION-MARKER" not in json.dumps(someone.asked)
    assert len(someone.asked) > 5


def record(page):
    """What the page keeps of the learner's record, read as a file of it would be."""
    return open_record(json.dumps(page.evaluate("globalThis[Symbol.for('alongside/keeper')].record()")).encode()).record


def test_a_walk_is_one_entry_of_names_and_finished_at_its_end(reader):
    someone = reader().to_the_desk()
    (entry,) = record(someone.page)["entries"]
    moves = [{"scene": "window"}]
    assert entry["path"] == {"scenario": "small_story", "eyes": "assessor", "moves": moves}
    assert (entry["kind"], entry["title"], entry["fields"]) == ("path", "A path through a story", [])
    assert "finished" not in entry
    someone.choose("Say nothing").at("What happened next")
    someone.press("Continue").at("In the car park")
    someone.page.go_back()
    someone.at("The desk")
    (entry,) = record(someone.page)["entries"]
    assert entry["finished"] is True, "going back changes nothing"
    assert [move.get("choice") for move in entry["path"]["moves"]] == [None, "wait", None]
    someone.press("Skip this scene").at("Skipped: The desk")
    first, second = sorted(record(someone.page)["entries"], key=lambda one: not one.get("finished"))
    assert first == entry
    assert second["path"]["moves"][-1]["skipped"] is True, "choosing anew is another walk"


def test_a_second_readers_path_is_in_no_record(reader):
    someone = reader().pair_up()
    someone.press("Continue").choose("Say nothing").press("Continue").at("In the car park")
    someone.press("Hand over to Ines").press("Start").press("Continue").choose("Give her").at("What happened next")
    (entry,) = record(someone.page)["entries"]
    assert [move.get("choice") for move in entry["path"]["moves"]] == [None, "wait", None]


def test_an_unfinished_walk_of_the_record_is_carried_on_with_in_the_same_scene(reader):
    someone = reader().to_the_desk().choose("Give her").press("Continue")
    someone.at("The name card")
    someone.page.evaluate(
        "Object.keys(sessionStorage).filter(key => !key.includes(':record/')).forEach(key => sessionStorage.removeItem(key))"
    )
    someone.page.goto("about:blank")
    someone.open().press("Carry on").at("The name card")
    someone.press("Back").at("The desk")
    someone.press("Back").at("By the window")
    someone.press("Back").at("The borrowed desk")
    assert len(record(someone.page)["entries"]) == 1


def test_starting_again_goes_on_with_the_same_walk_until_it_has_ended(reader):
    someone = reader().to_the_desk()
    someone.press("Start again").press("Start again").at("By the window")
    assert [entry["path"]["moves"] for entry in record(someone.page)["entries"]] == [[]]
    someone.press("Continue").choose("Say nothing").press("Continue").at("In the car park")
    someone.press("Start again").press("Start again").at("By the window")
    assert sorted(len(entry["path"]["moves"]) for entry in record(someone.page)["entries"]) == [0, 3]


def test_a_reflection_begins_with_what_was_written_after_the_story(reader, axe):
    someone = reader().to_the_review()
    page = someone.page
    question = "Who was asked about the desk by the window?"
    page.get_by_label(question).fill("Nobody.")
    page.get_by_role("link", name="Write a reflection about this").click()
    page.wait_for_url("**/reflections.ipynb#entry-*")
    address = page.url
    page.evaluate("traits => start('reflections', traits)", REFLECTIONS)
    path, reflection = sorted(record(page)["entries"], key=lambda entry: entry["kind"] != "path")
    assert address.endswith(f"#entry-{reflection['id']}")
    assert (reflection["kind"], reflection["links"], path["kind"]) == ("reflection", [path["id"]], "path")
    assert reflection["fields"][0] == {"name": "story_who_asked", "kind": "text", "label": question, "value": "Nobody."}
    assert "Nobody." not in page.evaluate(
        "JSON.stringify(Object.entries(sessionStorage).filter(([key]) => key.includes('debrief')))"
    )
    expect(page.get_by_role("heading", name="After a story")).to_be_visible()
    expect(page.get_by_label(question)).to_have_value("Nobody.")
    page.get_by_label("What would you do next time?").fill("Ask her.")
    page.go_back()
    page.go_back()
    someone.mount().at("Looking back")
    expect(page.get_by_label(question)).to_have_count(0)
    expect(page.get_by_role("listitem").filter(has_text=question)).to_be_visible()
    expect(page.get_by_role("link", name="After a story")).to_be_visible()
    axe(page)


def test_what_holds_for_every_question_is_said_once(reader):
    page = reader().to_the_review().page
    assert page.get_by_role("textbox").count() > 1
    expect(page.get_by_text("bullets and notes are answers too", exact=False)).to_have_count(1)


def test_the_picture_of_the_map_has_a_twin_that_can_be_walked(reader):
    page = reader().to_the_review().page
    picture = page.locator(".map svg")
    assert picture.get_attribute("aria-hidden") == "true"
    drawn = " ".join(picture.locator("text.label").all_text_contents())
    page.get_by_text("The map as a list").click()
    twin = page.locator(".places")
    names = twin.get_by_role("heading", level=4).all_inner_texts()
    assert len(names) == 7
    assert all(name.split()[0] in drawn for name in names)
    desk = twin.get_by_role("listitem").filter(has=page.get_by_role("heading", name="The desk", exact=True))
    expect(desk).to_contain_text(
        "C. Say nothing, and see who sits where. You chose this. It led to The last car. It can also lead to The draught."
    )
    desk.get_by_role("link", name="The name card").click()
    expect(twin.get_by_role("heading", name="The name card")).to_be_focused()
    assert "half her mouth" not in page.content()


def test_the_path_on_the_map_is_more_than_a_colour(reader):
    page = reader(forced_colors="active").to_the_review().page
    style = "one => { const s = getComputedStyle(one); return [s.stroke, parseFloat(s.strokeWidth), s.strokeDasharray] }"
    taken = page.locator(".map .way.taken path:not(.tip)").first.evaluate(style)
    other = page.locator(".map .way:not(.taken) path:not(.tip)").first.evaluate(style)
    assert taken[1] >= 2 * other[1]
    assert taken[2] == "none"
    assert other[2] != "none"
    assert page.locator(".map .count").all_text_contents() == ["1", "2", "3"]


def test_in_forced_colours_the_radios_are_the_systems_own(reader):
    page = reader(forced_colors="active").to_the_desk().page
    assert page.get_by_role("radio").first.evaluate("one => getComputedStyle(one).appearance") == "auto"


# ── Listening ───────────────────────────────────────────


def test_listen_is_hidden_where_the_machine_has_no_voice(reader):
    page = reader().to_the_desk().page
    assert page.evaluate("speechSynthesis.getVoices().filter(one => one.localService).length") == 0
    assert not page.get_by_role("button", name="Listen").count()


def test_listening_uses_a_local_voice_and_stops_on_leaving(reader, new_page, widget_host):
    page = new_page()
    page.add_init_script(f"({STUB_VOICES})()")
    someone = Reader(page, widget_host).open().to_the_desk()
    someone.press("Listen")
    heard = page.evaluate("heard")
    assert heard[1:4] == [
        "Here: The desk.",
        "Here: Mr Osei says: I rang for Adaeze. Nobody knew where she sits.",
        "Here: You say: I will find out.",
    ]
    assert heard[-1] == "Here: 3. Say nothing, and see who sits where."
    someone.press("Stop listening")
    assert page.evaluate("heard.at(-1)") == "(stop)"
    someone.press("Listen").press("Skip this scene").at("Skipped: The desk")
    assert page.evaluate("heard.at(-1)") == "(stop)"


# ── What axe sees ───────────────────────────────────────


def every_state(someone):
    """Walk through every state of the player; yields its name."""
    page = someone.page
    yield "shelf"
    someone.press("Open this story: The borrowed desk").at("The borrowed desk")
    yield "before"
    someone.press("Start")
    yield "before, with an error"
    page.get_by_role("radio", name="Tom").check()
    someone.press("Start").at("By the window")
    yield "scene without a decision"
    someone.press("Continue").at("The desk")
    yield "scene"
    for name in ("Who’s who", "Story so far", "Your path so far"):
        someone.press(name)
        yield f"scene with {name}"
    someone.press("Close").press("Continue")
    yield "scene, with an error"
    someone.press("Start again")
    yield "scene, starting again?"
    someone.press("Stay here").choose("Ask Adaeze").at("What happened next")
    yield "after"
    someone.press("Continue").at("The desk")
    someone.press("Skip this scene").at("Skipped: The desk")
    yield "skipped"
    someone.press("Continue").at("Near the door")
    yield "ending"
    someone.press("Look back over the story").at("Looking back")
    page.get_by_text("The map as a list").click()
    yield "review"
    someone.press("Another story").at("Choose a story")
    yield "shelf with carry on"
    someone.press("Compare with a partner").at("Two readers, one story")
    yield "partner"
    someone.press("Continue")
    yield "partner, with an error"
    someone.press("Back").at("Choose a story")
    someone.pair_up().press("Continue").choose("Say nothing").press("Continue").at("In the car park")
    yield "ending of the first reader"
    someone.press("Hand over to Ines").at("Over to you, Ines")
    yield "handover"
    someone.press("Start").press("Continue").choose("Give her").press("Continue").at("The name card")
    someone.press("Skip this scene").press("Continue").at("On Tuesday")
    someone.press("See where your paths part").at("Where your paths part")
    page.get_by_text("What you walked together").click()
    yield "compare"
    someone.page.clock.install()
    someone.answers = False
    someone.press("Another story")
    someone.page.clock.run_for(9500)
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    yield "no answer"


@pytest.mark.parametrize(("width", "words"), [(1100, {}), (320, {}), (1100, {"forced_colors": "active"})])
def test_axe_finds_nothing_in_any_state(reader, axe, width, words):
    someone = reader(viewport={"width": width, "height": 900}, **words)
    looked_at = []
    for state in every_state(someone):
        looked_at.append(state)
        try:
            axe(someone.page)
        except AssertionError as found:
            pytest.fail(f"{state}: {found}")
        overflow = someone.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{state}: {overflow} px wider than the window"
    assert len(looked_at) == 21


@pytest.mark.parametrize("paper", ["white", "dark"])
def test_axe_finds_nothing_on_other_papers(reader, axe, paper):
    someone = reader()
    someone.page.evaluate("paper => { document.documentElement.dataset.paper = paper }", paper)
    for state in every_state(someone):
        try:
            axe(someone.page)
        except AssertionError as found:
            pytest.fail(f"{state}: {found}")
