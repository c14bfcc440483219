"""A Word form that somebody brought: opened with suspicion, saved with nothing changed but what was filled.

The file is data. No template language ever sees it, no part of it is run, fetched or kept.

Errors::

    CannotFill (ValueError)   its message is a sentence for the learner, without a word from the file
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

MOST_BYTES = 8_000_000  # what a form's field for files carries
_MOST_UNPACKED = 40_000_000
_MOST_PARTS = 3_000
_OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: an older Word file, or a newer one inside its password
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_FILLABLE = tuple(f"{_WORD}{part}+xml" for part in ("document.main", "template.main", "header", "footer"))

TOO_LARGE = "This form is larger than 8 MB, and was not opened."
OLD = "This is an older Word file (.doc). Open it in Word, save it as .docx, and choose that."
LOCKED = "This form opens only with a password, so it cannot be read here. Save a copy without the password, and choose that."
MACROS = "This form holds macros, which are never run here. Save a copy as .docx, and choose that."
BOMB = "This file unpacks to far more than a form holds, and was not opened."
NOT_WORD = "This is not a Word form (.docx)."
DAMAGED = "This form is damaged, and cannot be read."
NOTHING = "There is nothing to fill in this form: no form field, no empty cell beside a label, and no [[marker]]."


class CannotFill(ValueError):
    """The form cannot be filled; the message is a sentence for the learner."""


class FormFile:
    """A Word form, in memory.

    Parameters
    ----------
    content : bytes
        The file.

    Attributes
    ----------
    roots : dict of str to lxml element
        The parts that can be filled: the document first, then its headers and footers.

    Raises
    ------
    CannotFill
    """

    def __init__(self, content: bytes) -> None:
        _refuse_by_sight(content)
        try:
            with zipfile.ZipFile(BytesIO(content)) as packed:
                self._parts = _unpacked(packed)
        except CannotFill:
            raise
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zipfile.zlib.error):  # type: ignore[attr-defined]
            raise CannotFill(DAMAGED) from None
        names = {info.filename: info for info, _ in self._parts}
        if "[Content_Types].xml" not in names:
            raise CannotFill(NOT_WORD)
        types = self._types()
        if any("macroEnabled" in kind or "vbaProject" in kind for _, kind in types) or any(
            "vbaProject" in name for name in names
        ):
            raise CannotFill(MACROS)
        wanted = [(name.lstrip("/"), kind) for name, kind in types if kind in _FILLABLE and name.lstrip("/") in names]
        if not any(kind in _FILLABLE[:2] for _, kind in wanted):
            raise CannotFill(NOT_WORD)
        wanted.sort(key=lambda part: (_FILLABLE.index(part[1]), part[0]))
        self.roots = {name: _parse(self._content(name)) for name, _ in wanted}

    def save(self, changed: set[str]) -> bytes:
        """Give the file with these parts as they are now; every other part is what it was, byte by byte."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for info, content in self._parts:
                name = info.filename
                if name in changed:
                    content = etree.tostring(self.roots[name], xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: PLW2901
                packed.writestr(info, content, compress_type=info.compress_type)
        return out.getvalue()

    def _content(self, name: str) -> bytes:
        return next(content for info, content in self._parts if info.filename == name)

    def _types(self) -> list[tuple[str, str]]:
        root = _parse(self._content("[Content_Types].xml"))
        return [
            (part.get("PartName", ""), part.get("ContentType", "")) for part in root.iter(f"{_TYPES}Override", f"{_TYPES}Default")
        ]


def _refuse_by_sight(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise CannotFill(TOO_LARGE)
    if content.startswith(_OLD_FILE):
        raise CannotFill(LOCKED if "EncryptedPackage".encode("utf-16-le") in content else OLD)
    if not content.startswith(b"PK"):
        raise CannotFill(NOT_WORD)


def _unpacked(packed: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Read every part, and no more than a form can hold, whatever the file says of its sizes."""
    infos = packed.infolist()
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNPACKED:
        raise CannotFill(BOMB)
    if len({info.filename for info in infos}) < len(infos):
        raise CannotFill(DAMAGED)
    if any(info.flag_bits & 1 for info in infos):
        raise CannotFill(LOCKED)
    parts, left = [], _MOST_UNPACKED
    for info in infos:
        with packed.open(info) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise CannotFill(BOMB)
        parts.append((info, content))
    return parts


def _parse(content: bytes) -> Any:
    """Read a part; one with a document type could pull in files or swell, and no Word form has one."""
    try:
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        )
    except (etree.XMLSyntaxError, ValueError):
        raise CannotFill(DAMAGED) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise CannotFill(DAMAGED)
    return root
