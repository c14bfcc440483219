"""A form as a widget. The page keeps each answer as it is given; this is its copy, and may be absent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import traitlets

from alongside.calm import CalmWidget
from alongside.form.fields import MOST_BYTES, Field, Page, UnknownField, WrongKeyword, nearest, refuse_unknown_keywords
from alongside.form.values import check_values, tidy_values
from alongside.record.record import KINDS

Callback = Callable[["Form"], object]


@dataclass(frozen=True)
class File:
    """A file that a learner chose. It is in this kernel's memory and nowhere else.

    Attributes
    ----------
    name : str
        As on the learner's machine, without its folder.
    type : str
        The media type that the browser gave it, or nothing.
    content : bytes
    """

    name: str = field(repr=False)
    type: str
    content: bytes = field(repr=False)


class Form(CalmWidget):
    """Asks questions, one page at a time.

    Why: the browser is the source of truth. The page keeps each field in its tab as it is typed, checks what is
    missing, and shows everything again after a reload, with or without this kernel.

    Parameters
    ----------
    fields : list of Field or dict
        The questions of a form of one page.
    values : dict, optional
        Answers by the names of fields; those that the tab has kept come first.
    submit : str
        What the last button says.
    title : str, optional
        The heading of a form of one page.
    pages : list of Page or dict
        Several pages, instead of ``fields``.
    name : str, optional
        What the answers are kept under in the tab; two forms of one workbook need two names. Made from the title
        or the first field if it is not given.
    done : str
        What is said when everything has been answered, unless a callback says something else. If it is not given,
        that the answers are kept.
    entry : str or dict, optional
        The answers are one entry of the learner's record instead of this tab's: its kind (one of ``record.KINDS``, but
        no path), or a dict of ``kind``, ``title`` and ``id``. The title is the form's if it is not given; the id is made
        from the workbook and the form's name, so that it is always the same entry. The last button finishes it.

    Raises
    ------
    FormError
        See `alongside.form.fields`: unknown kinds and keywords with the nearest name, values that do not fit.

    Examples
    --------
    >>> form = Form([Field("noticed", "long_text", "What did you notice?")])
    >>> form.on_submit(lambda form: form.say("Thank you."))  # doctest: +SKIP
    """

    stem = "form"
    from_browser = ("values", "submitted")

    #: The questions, as the browser gets them: ``{name, submit, done, waits, pages: [{title, intro, fields}], entry}``.
    spec = traitlets.Dict().tag(sync=True)
    #: Answers by the names of fields; what has not been answered is absent. Shapes: `alongside.form.values`.
    values = traitlets.Dict().tag(sync=True, from_json=lambda values, form: tidy_values(form.fields, values))
    #: How often the learner has pressed the last button with nothing missing.
    submitted = traitlets.Int(0).tag(sync=True, from_json=lambda count, form: _whole(count, form.submitted))
    #: What Python says to a submission: ``{to: submitted, said: sentence, errors: {field: sentence}, failed}``.
    answer = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        fields: Iterable[Field | Mapping[str, Any]] = (),
        values: Mapping[str, Any] | None = None,
        *,
        submit: str = "Continue",
        title: str = "",
        pages: Iterable[Page | Mapping[str, Any]] = (),
        name: str = "",
        done: str = "",
        entry: str | Mapping[str, Any] | None = None,
        **unknown: Any,
    ) -> None:
        known = ("fields", "values", "submit", "title", "pages", "name", "done", "entry")
        refuse_unknown_keywords("form", unknown, known)
        for keyword, given in {"submit": submit, "title": title, "name": name, "done": done}.items():
            if not isinstance(given, str):
                raise WrongKeyword(f"form: '{keyword}' must be text.")
        self.pages = _pages_of(title, fields, pages)
        self.fields = [one for page in self.pages for one in page.fields]
        self._callbacks: list[Callback] = []
        self._files: dict[str, File] = {}
        self._said = ""
        self._errors: dict[str, str] = {}
        spec = {
            "name": name or _slug(title) or self.fields[0].name,
            "submit": submit,
            "done": done,
            "waits": False,
            "pages": [page.spec() for page in self.pages],
            "entry": None if entry is None else _entry_of(entry, title or self.pages[0].title),
        }
        super().__init__(spec=spec, values=dict(values or {}))

    def __repr__(self) -> str:
        return f"Form({self.spec['name']!r})"

    @property
    def files(self) -> dict[str, File]:
        """Files that were chosen, by the names of their fields; they arrive with the submission."""
        return {name: file for name, file in self._files.items() if name in self.values}

    def on_submit(self, callback: Callback) -> Callback:
        """Call a function with this form when everything on it has been answered; also as a decorator.

        It may answer with `say` and `refuse`. If it fails, the learner sees one calm sentence, and the log has the
        error's type and lines of code.
        """
        self._callbacks.append(callback)
        self.spec = {**self.spec, "waits": True}
        return callback

    def say(self, sentence: str) -> None:
        """Show a sentence below the form; for a callback of `on_submit`."""
        self._said = str(sentence)

    def refuse(self, **errors: str) -> None:
        """Show what is wrong with fields, each with a sentence; for a callback of `on_submit`.

        Raises
        ------
        UnknownField
            The form has no such field.
        """
        names = [field.name for field in self.fields]
        for name in errors:
            if name not in names:
                raise UnknownField(f"refuse: the form has no field '{name}'.{nearest(name, names)}")
        self._errors.update({name: str(sentence) for name, sentence in errors.items()})

    @traitlets.validate("values")
    def _fit(self, proposal: dict[str, Any]) -> dict[str, Any]:
        return check_values(self.fields, proposal["value"])

    @traitlets.observe("submitted")
    def _submit(self, change: dict[str, Any]) -> None:
        self._said, self._errors = "", {}
        went_well = [self.calmly("answering a submission", callback, self) for callback in self._callbacks]
        failed = not all(went_well)
        self.answer = {"to": change["new"], "said": self._said, "errors": self._errors, "failed": failed}

    def heard(self, content: Any, buffers: list[memoryview]) -> None:
        """Take a file's bytes: ``{"file": field, "name": …, "type": …}`` with one buffer. Anything else is let go."""
        given = content if isinstance(content, Mapping) else {}
        name, kind = given.get("name"), given.get("type")
        fits = next((one for one in self.fields if one.kind == "file" and one.name == given.get("file")), None)
        if fits is None or len(buffers) != 1 or not isinstance(name, str) or not isinstance(kind, str):
            return
        endings = [ending.lower() for ending in fits.keywords.get("accept", [])]
        short_enough = len(buffers[0]) <= fits.keywords.get("max_bytes", MOST_BYTES)
        if short_enough and (not endings or PurePath(name).suffix.lower() in endings):
            self._files[fits.name] = File(PurePath(name).name, kind, bytes(buffers[0]))


def _pages_of(title: str, fields: Iterable[Any], pages: Iterable[Any]) -> list[Page]:
    fields, pages = list(fields), list(pages)
    if fields and pages:
        raise WrongKeyword("form: give 'fields' or 'pages', not both.")
    made = [Page.of(page) for page in pages] or [Page(title, tuple(fields))]
    names = [field.name for page in made for field in page.fields]
    if not all(page.fields for page in made):
        raise WrongKeyword("form: every page needs at least one field.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise WrongKeyword(f"form: two fields are called '{twice}'.")
    return made


def _entry_of(given: Any, title: str) -> dict[str, str]:
    entry = {"title": title} | ({"kind": given} if isinstance(given, str) else dict(given))
    refuse_unknown_keywords("entry", entry, ("kind", "title", "id"))
    kinds = [kind for kind in KINDS if kind != "path"]
    if entry.get("kind") not in kinds:
        raise WrongKeyword(f"form: there is no kind of entry {entry.get('kind')!r}.{nearest(str(entry.get('kind')), kinds)}")
    if not isinstance(entry["title"], str) or not entry["title"].strip():
        raise WrongKeyword("form: its entry needs a 'title', or the form needs one.")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(entry.get("id", "id"))):
        raise WrongKeyword("form: an entry's 'id' is of letters, digits, '_' and '-', 64 at most.")
    return entry


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def _whole(count: Any, otherwise: int) -> int:
    return count if isinstance(count, int) and not isinstance(count, bool) else otherwise
