"""Writes docs/form.md from examples.yaml: ``python -m alongside.form.docs``. Never imported in a learner's kernel."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from alongside.form.fields import KEYWORDS

EXAMPLES = Path(__file__).with_name("examples.yaml")
PAGE = Path(__file__).resolve().parents[3] / "docs" / "form.md"
WIDTH = 100

INTRO = """# The form

<!-- Made from widgets/alongside/form/examples.yaml by `python -m alongside.form.docs`; do not edit. -->

One widget asks every question of the suite, except who a person is: that stays in the browser and never meets Python.

- Nothing is pre-selected. What is missing is said beside the field and in a summary that takes the focus.
- Each answer is kept in the learner's tab as it is given, by the page itself. It comes back after a reload,
  before Python has started and without it. A file is the exception: it is kept nowhere.
- `form.values` is a copy: a dict of answers by the names of fields. What has not been answered is not in it.
- A kind, keyword or field that does not exist is an error that gives the nearest name. No error has a learner's words.

## In a workbook

```python
from alongside.form import Field, Form

form = Form([Field("noticed", "long_text", "What did you notice?", optional=True)], submit="Keep my notes")

@form.on_submit
def answer(form):
    form.say("Thank you.")                     # a sentence below the form
    # form.refuse(noticed="Say a little more") # or what is wrong, by field

form
```

If the function fails, the learner sees one calm sentence; the log has the error's type and lines of code.

`Form` takes `fields` or `pages`, and `values`, `submit`, `title`, `name`, `done` and `entry`. Two forms in one workbook need
two names: their answers are kept under them. A page is `Page(title, fields, intro="")`. Fields, pages and options may
be dicts, as in a pack.

## Kinds and keywords

Every kind takes `hint`, `optional`, `heading` and `missing`.
"""

VALUES = {
    "text": "a text",
    "long_text": "a text",
    "radios": "an option's value",
    "checkboxes": "a list of options' values",
    "select": "an option's value",
    "date": '`"2026-03-27"`; as typed while it is no date',
    "scale": '1, 2, 3 …, or `"prefer_not_to_say"`',
    "file": "`{name, type, size}`; the bytes are in `form.files`",
}


def read_examples() -> list[dict[str, Any]]:
    """Read the examples: dicts of name, title, says, form, empty and answers."""
    examples: list[dict[str, Any]] = YAML(typ="safe").load(EXAMPLES)
    return examples


def docs_page() -> str:
    """Return docs/form.md."""
    rows = [f"| `{kind}` | {_names(words)} | {VALUES[kind]} |" for kind, words in KEYWORDS.items()]
    table = "\n".join(["| kind | further keywords | its value |", "|---|---|---|", *rows])
    return "\n".join([INTRO, table, "", *map(_section, read_examples())])


def _section(example: dict[str, Any]) -> str:
    lines = [f"## {example['title']}", "", example["says"].strip(), "", "```python", _code(example["form"]), "```", ""]
    if example["empty"]:
        lines += ["With nothing answered it says:", ""]
        lines += [f"- {sentence}" for sentence in example["empty"].values()]
        lines += [""]
    return "\n".join([*lines, "Answered, `form.values` is, for example:", "", "```python", _dict(example["answers"]), "```", ""])


def _code(form: dict[str, Any]) -> str:
    rest = {name: value for name, value in form.items() if name not in ("fields", "pages")}
    if "pages" in form:
        pages = ",\n".join(_indent(_page(page)) for page in form["pages"])
        return _call("Form", [f"pages=[\n{pages},\n]", *_keywords(rest)])
    fields = ",\n".join(_indent(_field(field)) for field in form["fields"])
    return _call("Form", [f"[\n{fields},\n]", *_keywords(rest)])


def _page(page: dict[str, Any]) -> str:
    fields = ",\n".join(_indent(_field(field)) for field in page["fields"])
    return _call("Page", [_value(page["title"]), f"[\n{fields},\n]", *_keywords({"intro": page.get("intro")})])


def _field(field: dict[str, Any]) -> str:
    rest = {name: value for name, value in field.items() if name not in ("name", "kind", "label")}
    return _call("Field", [_value(field[name]) for name in ("name", "kind", "label")] + _keywords(rest))


def _keywords(given: dict[str, Any]) -> list[str]:
    return [f"{name}={_value(value, apart=True)}" for name, value in given.items() if value is not None]


def _value(value: Any, *, apart: bool = False) -> str:
    """Return a value as our code is written: double quotes, and on lines of their own what is long."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        parts = [_value(one) for one in value]
        line = f"[{', '.join(parts)}]"
        return line if not apart or len(line) <= WIDTH - 20 else "[\n" + "".join(f"{_indent(one)},\n" for one in parts) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_value(key)}: {_value(one)}" for key, one in value.items()) + "}"
    return repr(value)


def _dict(values: dict[str, Any]) -> str:
    return "{\n" + "".join(f"    {_value(name)}: {_value(value)},\n" for name, value in values.items()) + "}"


def _call(name: str, words: list[str]) -> str:
    line = f"{name}({', '.join(words)})"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    return f"{name}(\n" + "".join(f"{_indent(word)},\n" for word in words) + ")"


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))


def _names(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    PAGE.write_text(docs_page(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
