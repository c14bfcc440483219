"""Word documents, by python-docx: headings that are headings, British English, and properties that name the learner alone."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from alongside.record.documents.paper import Paper

_FONT = "Arial"
_BODY, _FACT = 12, 11  # points
_SIZES = {1: 20, 2: 16, 3: 13}  # points
_DENSE_BODY, _DENSE_SIZES = 9.5, {1: 14, 2: 10.5, 3: 9.5}  # points


def write_word(paper: Paper, now: datetime | None = None) -> bytes:
    """Write a document as .docx.

    Parameters
    ----------
    paper : Paper
    now : datetime, optional
        What its properties say; without it, this moment.
    """
    document = Document()
    _set_styles(document)
    if paper.dense:
        _set_close(document)
    _set_properties(document, paper, now or datetime.now(UTC))
    _number_pages(document)
    document.add_heading(paper.title, 1)
    for block in paper.blocks:
        if block.kind == "heading":
            document.add_heading(" ".join(block.words.split()), block.level)
        elif block.kind == "answer":
            paragraph = document.add_paragraph()
            paragraph.add_run(block.label).bold = True
            paragraph.add_run(f" {block.words}")
        else:
            document.add_paragraph(block.words, style="Subtitle" if block.kind == "fact" else None)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_styles(document: Any) -> None:
    section, styles = document.sections[0], document.styles
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), "en-GB")
    _set_style(styles["Normal"], _BODY)
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.25
    _set_style(styles["Subtitle"], _FACT)
    styles["Subtitle"].paragraph_format.space_after = Pt(2)
    styles["Subtitle"].paragraph_format.keep_with_next = True
    for level, size in _SIZES.items():
        _set_style(styles[f"Heading {level}"], size)
        styles[f"Heading {level}"].font.bold = True
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(6 if level == 1 else 16)
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(4)


def _set_close(document: Any) -> None:
    section, styles = document.sections[0], document.styles
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(12)
    section.footer_distance = Mm(6)
    for name, size in {
        "Normal": _DENSE_BODY,
        "Subtitle": _DENSE_BODY,
        **{f"Heading {n}": s for n, s in _DENSE_SIZES.items()},
    }.items():
        _set_style(styles[name], size)
        styles[name].paragraph_format.space_before = Pt(4 if name == "Heading 2" else 0)
        styles[name].paragraph_format.space_after = Pt(1)
    styles["Normal"].paragraph_format.line_spacing = 1.0


def _set_style(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.italic = _FONT, Pt(size), False
    style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)


def _set_properties(document: Any, paper: Paper, now: datetime) -> None:
    known = document.core_properties
    known.title, known.author, known.last_modified_by = paper.title[:255], paper.author[:255], paper.author[:255]
    known.language, known.comments, known.keywords, known.revision = "en-GB", "", "", 1
    known.created = known.modified = now.astimezone(UTC).replace(tzinfo=None)


def _number_pages(document: Any) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, words in (("begin", ""), ("instr", "PAGE"), ("end", "")):
        part = OxmlElement("w:instrText" if kind == "instr" else "w:fldChar")
        if kind == "instr":
            part.text = words
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)  # noqa: SLF001 – python-docx offers no fields
