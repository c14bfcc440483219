"""Forms in a browser, as tests show, fill and read them."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from alongside.form import Form
from alongside.form.docs import read_examples

EXAMPLES = {example["name"]: example for example in read_examples()}
TRAITS = ("spec", "values", "submitted", "answer", "trouble")
KEPT = "Your answers are kept in this browser."
IN_THE_RECORD = "Your answers are in your record."


def traits_of(form: Form) -> dict:
    return {name: getattr(form, name) for name in TRAITS}


def shower(widget_page: Callable[..., Page]) -> Callable[..., Page]:
    """Show an example by its name, or a form; further words as for ``widget_page``."""

    def show(what: str | Form, **words) -> Page:
        form = Form(**EXAMPLES[what]["form"]) if isinstance(what, str) else what
        return widget_page("form", traits_of(form), **words)

    return show


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
