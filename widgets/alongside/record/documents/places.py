"""Where a Word form can be filled: content controls, older form fields, empty cells beside a label, and [[markers]]."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from lxml import etree

from alongside.record.documents.paper import clean

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARKER = re.compile(r"\[\[\s*([^\[\]]{1,80}?)\s*\]\]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONGEST_LABEL = 120
_MOST_ROWS = 40  # above an empty cell, to look for its label
_MOST_PLACES = 500  # of a kind; a form has tens


def w(name: str) -> str:
    """Give the full name of one of Word's elements."""
    return f"{{{_W}}}{name}"


#: Controls that hold something other than words.
_NO_WORDS = {w(name) for name in ("picture", "docPartObj", "docPartList", "citation", "bibliography", "equation", "group")}


@dataclass
class Place:
    """A place that can be filled.

    Attributes
    ----------
    key : str
        Its name in a mapping: the same for the same form.
    kind : str
        control, field, cell or marker.
    label : str
        What the form says there.
    part : str
        Name of the file's part in which it is.
    """

    key: str
    kind: Literal["control", "field", "cell", "marker"]
    label: str
    part: str
    elements: list[Any]

    def fill(self, words: str) -> bool:
        """Write words into it, and tell whether they fit: a list to choose from takes only what stands in it.

        Markers are filled together: see `fill_markers`.
        """
        words = clean(words)
        if self.kind == "control":
            return _fill_control(self.elements[0], words)
        if self.kind == "field":
            _put_in_the_place_of(self.elements, words)
        elif self.kind == "cell":
            _fill_cell(self.elements[0], words)
        return True


def fill_markers(told: Iterable[tuple[Place, str]]) -> None:
    """Write words in the place of markers, each paragraph in one go, so that a learner's own [[words]] are never markers."""
    paragraphs: dict[Any, dict[str, str]] = {}
    for place, words in told:
        for paragraph in place.elements:
            paragraphs.setdefault(paragraph, {})[place.label] = clean(words)
    for paragraph, by_label in paragraphs.items():
        _fill_paragraph(paragraph, by_label)


def find_places(part: str, root: Any) -> list[Place]:
    """List the places of a part, in the order of the form."""
    controls = list(islice((one for one in root.iter(w("sdt")) if _takes_words(one)), _MOST_PLACES))
    found = [Place(f"control:{part}:{n}", "control", _control_label(one), part, [one]) for n, one in enumerate(controls)]
    for number, (name, runs) in enumerate(islice(_fields(root), _MOST_PLACES)):
        found.append(Place(f"field:{part}:{number}", "field", _label_near(runs[0]) or name, part, runs))
    for number, cell in enumerate(islice(_empty_cells(root), _MOST_PLACES)):
        found.append(Place(f"cell:{part}:{number}", "cell", _label_near(cell), part, [cell]))
    markers: dict[str, list[Any]] = {}
    for paragraph in root.iter(w("p")):
        for match in _MARKER.finditer("".join(one.text or "" for one in _texts(paragraph))):
            markers.setdefault(match[1], []).append(paragraph)
    found += [Place(f"marker:{part}:{name}", "marker", name, part, paragraphs) for name, paragraphs in markers.items()]
    return found


# What is there


def _takes_words(control: Any) -> bool:
    properties = control.find(w("sdtPr"))
    content = control.find(w("sdtContent"))
    if properties is None or content is None or next(content.iter(w("sdt"), w("tbl")), None) is not None:
        return False
    kinds = {one.tag for one in properties if isinstance(one.tag, str)}
    is_box = any(kind.endswith(("}checkbox", "}repeatingSection", "}repeatingSectionItem")) for kind in kinds)
    return not is_box and not kinds & _NO_WORDS and next(content.iter(w("p"), w("r")), None) is not None


def _control_label(control: Any) -> str:
    properties = control.find(w("sdtPr"))
    for name in ("alias", "tag"):
        named = properties.find(w(name))
        if named is not None and named.get(w("val"), "").strip():
            return _short(named.get(w("val")))
    return _label_near(control) or _short(_words_of(control))


def _fields(root: Any) -> Iterator[tuple[str, list[Any]]]:
    """Find the older form fields for text: their names, and the runs that show what was filled in."""
    for paragraph in root.iter(w("p")):
        name: str | None = None
        shows, runs = False, list[Any]()
        for run in _own(paragraph, "r"):
            mark = run.find(w("fldChar"))
            kind = None if mark is None else mark.get(w("fldCharType"))
            if kind == "begin":
                data = mark.find(w("ffData"))
                is_text = data is not None and data.find(w("textInput")) is not None
                name, shows, runs = (_value(data, "name") if is_text else None), False, []
            elif kind == "separate":
                shows = True
            elif kind == "end":
                if name is not None and runs:
                    yield name, runs
                name, shows = None, False
            elif shows:
                runs.append(run)


def _value(data: Any, name: str) -> str:
    named = data.find(w(name))
    return "" if named is None else str(named.get(w("val"), ""))


def _empty_cells(root: Any) -> Iterator[Any]:
    for cell in root.iter(w("tc")):
        merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        goes_on = merged is not None and merged.get(w("val"), "continue") == "continue"
        has_more = next(cell.iter(w("tbl"), w("sdt"), w("fldChar"), w("drawing"), w("pict"), w("object")), None) is not None
        is_control = next(cell.iterancestors(w("sdt")), None) is not None
        has_room = cell.find(w("p")) is not None
        if has_room and not (goes_on or has_more or is_control) and not _words_of(cell).strip() and _label_near(cell):
            yield cell


def _label_near(element: Any) -> str:
    """Give what stands before it in its paragraph, in the cell to its left, or in the cell above."""
    paragraph = next(element.iterancestors(w("p")), None)
    before = "" if paragraph is None else _words_before(element, paragraph)
    if before.strip(" :…._-"):
        return _short(before)
    cell = element if element.tag == w("tc") else next(element.iterancestors(w("tc")), None)
    row = None if cell is None else next(cell.iterancestors(w("tr")), None)
    if row is None:
        return ""
    cells = list(row.iter(w("tc")))
    at = cells.index(cell)
    above = [list(one.iter(w("tc"))) for one in islice(row.itersiblings(w("tr"), preceding=True), _MOST_ROWS)]
    nearest = [*reversed(cells[:at]), *(others[min(at, len(others) - 1)] for others in above if others)]
    return next((_short(_words_of(one)) for one in nearest if _words_of(one).strip()), "")


def _words_before(element: Any, paragraph: Any) -> str:
    before = ""
    for one in paragraph.iter():
        if one is element:
            break
        before += one.text or "" if one.tag == w("t") else ""
    return before


def _words_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(w("t")))


def _short(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_LABEL].rstrip(" :")


def _texts(paragraph: Any) -> list[Any]:
    """List the texts of a paragraph, without those of a box that is anchored in it."""
    return _own(paragraph, "t")


def _own(paragraph: Any, name: str) -> list[Any]:
    return [one for one in paragraph.iter(w(name)) if next(one.iterancestors(w("p"))) is paragraph]


# Filling


def _fill_control(control: Any, words: str) -> bool:
    properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
    choices = properties.find(w("dropDownList"))
    if choices is not None:
        shown = {one.get(w("displayText")) or one.get(w("value")) for one in choices}
        if words.strip() not in shown:
            return False
    for name in ("showingPlcHdr", "dataBinding"):  # Word would put the placeholder, or what it is bound to, back
        for gone in properties.findall(w(name)):
            properties.remove(gone)
    date = properties.find(w("date"))
    if date is not None:
        date.attrib.pop(w("fullDate"), None)
    paragraphs = list(content.iter(w("p")))
    for extra in paragraphs[1:]:
        extra.getparent().remove(extra)
    runs = list(content.iter(w("r")))
    if runs:
        _put_in_the_place_of(runs, words, properties.find(w("rPr")))
    else:
        _write_into(paragraphs[0], words)
    return True


def _fill_cell(cell: Any, words: str) -> None:
    paragraphs = cell.findall(w("p"))
    for extra in paragraphs[1:]:
        cell.remove(extra)
    for run in list(paragraphs[0].iter(w("r"))):
        run.getparent().remove(run)
    _write_into(paragraphs[0], words)


def _fill_paragraph(paragraph: Any, by_label: Mapping[str, str]) -> None:
    texts = _texts(paragraph)
    whole = "".join(one.text or "" for one in texts)
    matches = [match for match in _MARKER.finditer(whole) if match[1] in by_label]
    end = 0
    for one in texts:
        begin, end = end, end + len(one.text or "")
        at, said = begin, ""
        for match in matches:
            said += whole[at : min(max(at, match.start()), end)]
            said += by_label[match[1]] if begin <= match.start() < end else ""
            at = max(at, min(end, match.end()))
        if at > begin:
            _set_lines(one, said + whole[at:end])


def _write_into(paragraph: Any, words: str) -> None:
    """Put a run into an empty paragraph, in the type that its end mark has."""
    run = etree.SubElement(paragraph, w("r"))
    marked = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if marked is not None:
        run.append(copy.deepcopy(marked))
        run[0].tag = w("rPr")
    _set_lines(etree.SubElement(run, w("t")), words)


def _put_in_the_place_of(runs: list[Any], words: str, like: Any = None) -> None:
    """Keep the first run and its type, with these words in it, and take the others out."""
    first = runs[0]
    for other in runs[1:]:
        other.getparent().remove(other)
    for part in list(first):
        if part.tag != w("rPr"):
            first.remove(part)
    kept = first.find(w("rPr"))
    if kept is not None:
        for style in kept.findall(w("rStyle")):
            if "placeholder" in style.get(w("val"), "").lower():
                kept.remove(style)
    if like is not None:
        if kept is not None:
            first.remove(kept)
        first.insert(0, copy.deepcopy(like))
    _set_lines(etree.SubElement(first, w("t")), words)


def _set_lines(text: Any, words: str) -> None:
    """Write words into a text element; each further line follows a break."""
    lines = words.split("\n")
    text.text = lines[0]
    text.set(_SPACE, "preserve")
    at = text
    for line in lines[1:]:
        for name, content in (("br", None), ("t", line)):
            part = etree.Element(w(name))
            part.text = content
            if content is not None:
                part.set(_SPACE, "preserve")
            at.addnext(part)
            at = part
