"""People who type a word of theirs into every field, in every view of what asks them who they are."""

import re
from pathlib import Path

from flowers import Someone
from leaks import tells
from playwright.sync_api import expect

#: What stands on the page and asks nobody to leave it alone: a field that the browser may write to its disk to bring a closed
#: tab back, and a text with the word, if one is given, that it may send to its maker to be translated.
UNASKED = """marker => {
  const fields = [...document.querySelectorAll('main :is(input:not([type=file]), select, textarea)')];
  const found = fields.filter(({ autocomplete }) => autocomplete !== 'off');
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement: place } = texts.currentNode;
    if (marker && data.includes(marker) && place.translate) found.push(place);
  }
  return found.map(({ outerHTML }) => outerHTML.slice(0, 200));
}"""


class Person(Someone):
    """Somebody who types their word wherever there is something to type into."""

    def __init__(self, context, server, workbook, name, marker):
        super().__init__(context.new_page())
        self.name, self.marker, self.typed = name, f"{marker}{name}", 0
        self.page.goto(f"{server}/voila/render/{workbook}.ipynb")

    def press(self, name: str):
        super().press(name)
        about_roles = re.search("/(board|hats|record).ipynb", self.page.url)
        found = self.page.evaluate(UNASKED, "" if about_roles else self.marker)
        assert not found, f"after {name}: {found}"
        return self

    def download(self, name: str) -> bytes:
        with self.page.expect_download() as waited:
            self.press(name)
        assert not tells(f"{waited.value.suggested_filename} {waited.value.url}", self.marker)
        return Path(waited.value.path()).read_bytes()

    def write(self, field) -> None:
        self.typed += 1
        field.fill(f"{self.marker} ü{self.typed}")

    def fill_all(self):
        """Unfold everything, and type into every field that then shows."""
        while (folded := self.page.locator("main details:not([open]) > summary").filter(visible=True)).count():
            folded.first.click()
        fields = self.page.locator("main").locator("textarea, input[type=text]").filter(visible=True)
        found = fields.element_handles()
        assert found, "there is something to type into"
        for field in found:
            self.write(field)
        return self

    def through_files(self, name: str):
        """Save as it is, and with a passphrase, and open that again."""
        plain = self.press("Save or open a file").download(name)
        assert tells(plain, self.marker)
        self.write(self.page.get_by_label("A passphrase (optional)"))
        passphrase = self.page.get_by_label("A passphrase (optional)").input_value()
        locked = self.download(name)
        assert not tells(locked, self.marker), "the file is locked"
        self.kept = {"plain": plain, "locked": locked, "passphrase": passphrase}
        self.open_file(locked).page.get_by_label("Its passphrase").fill(passphrase)
        return self.press("Open it")

    def on_paper(self, back: str):
        return self.press("Look at the whole picture").press("Print").at("On paper").press("Back").press(back)


def walk_flower(who):
    """Go through every page of the flower: alone, shown, and at one screen."""
    who.press("Fill in a flower for Marsha Gayle").fill_all().press("Begin my flower").at("My flower").fill_all()
    who.press("Add this petal").press("Add this place").fill_all().on_paper("Back to my flower")
    who.through_files("Download my flower").at("My flower").press("Show some of it, or none").press("Choose what to show")
    show_first(who).press("Show it now")
    assert who.marker in who.page.get_by_role("dialog").inner_text()
    who.press("End").at("You have finished").press("Back to the flower")
    who.press("Show some of it, or none").press("Begin with the assessor").press("The assessor begins").fill_all()
    show_first(who.press("Choose what to show")).press("Put these away and hand over").at("The screen is clear")
    show_first(who.press("Fill in mine").fill_all().press("Choose what to show")).press("I have chosen")
    who.press("Show both")
    assert who.page.get_by_role("dialog").inner_text().count(who.marker) >= 2


def show_first(who):
    who.page.get_by_role("checkbox").first.check()
    return who


def walk_wheel(who):
    """Go through every page of the wheel, with each segment marked."""
    who.press("Begin my wheel").at("My wheel").fill_all().press("Add this segment").fill_all()
    for box in who.page.locator("details[data-part]").get_by_role("checkbox").all()[:9]:
        box.check()
    who.on_paper("Back to my wheel").through_files("Download my wheel").at("My wheel")
    expect(who.page.locator("textarea").first).to_have_value(re.compile(who.marker))


def walk_worry(who):
    """Go as far as the check for one's own bias, whose answers are never kept."""
    who.page.get_by_role("button", name=re.compile("^(Begin|Write down a worry)$")).click()
    for _ in range(2):
        for box in who.page.locator("main").get_by_role("textbox").filter(visible=True).all():
            box.fill("12" if box.evaluate("node => !!node.closest('.dates')") else "Facts.")
        for year in who.page.get_by_label("Year").all():
            year.fill("2026")
        for box in who.page.locator("main").get_by_role("checkbox").filter(visible=True).all()[:1]:
            box.check()
        who.press("Continue")
    who.at("Before you go on").fill_all().press("Continue").press("Back")
    expect(who.page.get_by_role("textbox").first).to_have_value(re.compile(who.marker))


FIRST = {"assessor": "I am the NQSW", "nqsw": "I am the assessor"}
SECOND = {"assessor": "I am the assessor", "nqsw": "I am the NQSW"}


def as_second(who):
    """As the second of two people at one screen, whose part is kept nowhere."""
    who.press(FIRST[who.name])
    who.page.get_by_role("button", name="Compare with").click()
    return who.press(SECOND[who.name])


def walk_board(who):
    """As the second of two: own cards, and sentences; then they clear it."""
    card = as_second(who).page.get_by_label("A card of your own")
    who.write(card)
    card.press("Enter")
    who.page.get_by_role("button", name=re.compile(who.marker)).focus()
    who.page.keyboard.press("2")
    who.press("Show both").press("Continue")
    for field in who.page.locator("main textarea").all()[3:]:
        who.write(field)
    clear_theirs(who.press("Finish"))


def walk_hats(who):
    """As the second of two: which hat is on in each act, and how somebody would know; then they clear it."""
    as_second(who).fill_all()
    for act in who.page.get_by_role("radiogroup").all():
        act.get_by_role("radio").first.check()
    who.press("Show both")
    assert who.marker in who.page.inner_text("main")
    clear_theirs(who.press("Continue"))


def clear_theirs(who):
    who.press("Clear mine")
    assert who.marker not in who.page.content()


def walk_record(who, kept):
    """Open what the flower was saved as in a place that is not for it."""
    refused = who.page.get_by_role("alert").filter(has_text="This file is a Power Flower, not a record.")
    who.page.get_by_role("link", name="Open a file").click()
    who.open_file(kept["plain"]).press("Open it")
    expect(refused).to_be_visible()
    who.open_file(kept["locked"]).press("Open it")
    who.page.get_by_label("Passphrase of the file").fill(kept["passphrase"])
    who.press("Unlock it")
    expect(refused).to_be_visible()
