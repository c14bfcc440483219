"""Checks packs of standards and compiles them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from alongside.content.findings import Finding
from alongside.content.shape import Checked, field_names, files_of, open_pack, wrong_shape
from alongside.content.source import Place
from alongside.standards import pack as model
from alongside.standards.pack import Standards

SCHEMA_LINE = "# yaml-language-server: $schema=../schemas/standards.schema.json"
_LONGEST_TITLE = 110
_KNOWN = field_names(model)


def standards_files(folders: list[Path]) -> list[Path]:
    """List the packs of standards below these folders of packs; a later folder's file replaces an earlier one's."""
    return files_of(folders, "standards")


def check_standards(path: Path) -> Checked:
    """Check one pack of standards, and compile it.

    Parameters
    ----------
    path : Path
        A YAML file.
    """
    checked, source = open_pack(path, SCHEMA_LINE)
    if source is None:
        return checked
    try:
        pack = Standards.model_validate(source.data)
    except ValidationError as problem:
        checked.findings += wrong_shape(source, problem, _KNOWN)
        return checked
    checked.place = pack.shelf_place
    checked.findings += [Finding(path, source.line_of(at), code, said) for at, code, said in _remarks(pack)]
    checked.findings.sort()
    name = re.sub(r"[^\w.-]", "_", path.stem)  # it stands in records
    compiled = {"name": name, **pack.model_dump(mode="json", by_alias=True, exclude_none=True)}
    checked.pack = {} if checked.is_broken else compiled
    return checked


def _remarks(pack: Standards) -> Iterator[tuple[Place, str, str]]:
    many = {name for name, number in Counter(one.id for one in pack.standards).items() if number > 1}
    for number, one in enumerate(pack.standards):
        at: Place = ("standards", number)
        if len(one.title) > _LONGEST_TITLE or one.title.endswith(".") or re.search(r"[.;] ", one.title):
            said = f"standard '{one.id}': this is more than a title. Give the title only, and leave the words to their source."
            yield at, "AL070", said
        if one.id in many:
            yield at, "AL071", f"standard '{one.id}': another has the same id. Give each its own."
    if pack.valid_to and pack.valid_to < pack.valid_from[: len(pack.valid_to)]:
        yield ("valid_to",), "AL072", "'valid_to' is before 'valid_from'. Turn them round."
    unchecked = [one.id for one in pack.standards if not one.checked]
    if (unchecked or not pack.complete) and not pack.note:
        yield ("standards",), "AL073", "some titles are not shown, or missing, and 'note' does not say why. Say it there."
