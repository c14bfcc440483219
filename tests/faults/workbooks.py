"""What the learners work on: the shipped stories, a story with notes beside it, and a form of two pages."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from alongside import places

DATA = Path(__file__).resolve().parents[1] / "data"
SMALL_STORY = DATA / "scenarios" / "small_story.yaml"
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_ANSWER = """
@form.on_submit
def count(form):
    form.say(f"{sum(len(str(value)) for value in form.values.values())} characters came to Python.")

form"""
_STORY = "from alongside import workbook\n\nworkbook.stories()"
_NOTES = """from alongside.form import Field, Form

form = Form(
    [
        Field("noticed", "long_text", "What did you notice?"),
        Field("pace", "radios", "How was the pace?", options=["Too slow", "About right", "Too fast"]),
    ],
    name="notes",
    submit="Send",
)
"""
_DIARY = """from alongside.form import Field, Form, Page

form = Form(
    name="diary",
    submit="Send",
    pages=[
        Page("The visit", fields=[
            Field("who", "text", "Who was there?"),
            Field("happened", "long_text", "What happened?"),
        ]),
        Page("Afterwards", fields=[
            Field("seen", "checkboxes", "What have you seen?", options=["Records", "Feedback", "A visit"]),
            Field("next", "long_text", "What will you do next?"),
        ]),
    ],
)
"""


@dataclass(frozen=True)
class Asked:
    """A field of these forms: the key under which a tab keeps it, its role, and the answers that it offers."""

    key: str
    role: str = "textbox"
    options: tuple[str, ...] = ()
    is_long: bool = True

    def shown(self, value: Any) -> Any:
        """Give a value as the screen shows it: text, or the words that are ticked."""
        if not self.options:
            return value or ""
        return [option for option in self.options if option in (value if isinstance(value, list) else [value])]


#: Fields of the forms, by what they ask.
FIELDS = {
    "What did you notice?": Asked("form/notes/noticed"),
    "How was the pace?": Asked("form/notes/pace", "radio", ("Too slow", "About right", "Too fast")),
    "Who was there?": Asked("form/diary/who", is_long=False),
    "What happened?": Asked("form/diary/happened"),
    "What have you seen?": Asked("form/diary/seen", "checkbox", ("Records", "Feedback", "A visit")),
    "What will you do next?": Asked("form/diary/next"),
}
#: What each workbook shows when it is whole.
WIDGETS = {"allyship_stories": {"player"}, "story_and_notes": {"player", "form"}, "diary": {"form"}}
#: Workbooks of the harness beside the shipped ones, and what their cells are.
WORKBOOKS = {
    "story_and_notes": ["# A story and notes", _STORY, "## Notes", _NOTES + _ANSWER],
    "diary": ["# A diary", _DIARY + _ANSWER],
}


def write_workbooks(folder: Path) -> None:
    """Put the shipped workbooks and the harness's own into a folder."""
    for shipped in places.workbooks().glob("*.ipynb"):
        shutil.copy(shipped, folder)
    for name, sources in WORKBOOKS.items():
        notebook = nbformat.v4.new_notebook(metadata={"title": name, "alongside": {"exit": True}, "kernelspec": _KERNEL})
        make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
        notebook.cells = [make[source.startswith("#")](source) for source in sources]
        nbformat.write(notebook, folder / f"{name}.ipynb")
