"""Word forms as organisations make them, for tests: made with python-docx, and with the parts that it cannot make."""

import zipfile
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_GREY = '<w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr>'


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def control(alias, shown="Click to enter text.", more="", inside=None):
    """A content control that stands in a paragraph of its own."""
    inside = inside or f"<w:p><w:r>{_GREY}<w:t>{shown}</w:t></w:r></w:p><w:p><w:r><w:t>second line</w:t></w:r></w:p>"
    named = f'<w:alias w:val="{alias}"/>' if alias else ""
    return parse_xml(
        f"<w:sdt {W}><w:sdtPr>{named}{more}<w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def old_field(name, shown="     "):
    """A paragraph with a form field as older locked forms have them."""
    return parse_xml(
        f'<w:p {W}><w:r><w:t xml:space="preserve">Team: </w:t></w:r>'
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/><w:textInput/></w:ffData>'
        '</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:rPr><w:i/></w:rPr><w:t>{shown}</w:t></w:r><w:r><w:t>.</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def team_form(locked=True):
    """A reflection form: table, controls, an older field, markers split over runs, a header, a lock."""
    document = Document()
    document.sections[0].header.paragraphs[0].add_run("Northtown Council: [[Your name]]")
    document.add_heading("Reflection form", 1)
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    for row, label in zip(table.rows, ("Title:", "Date", "Do not fill"), strict=True):
        row.cells[0].text = label
    table.rows[2].cells[1].text = "For office use"
    ending = table.rows[0].cells[1].paragraphs[0]
    ending._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {W}><w:color w:val="FF0000"/></w:rPr>'))
    asked = document.add_paragraph("Before [[")
    run = asked.add_run("What hap")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(14), RGBColor(0, 0, 0x80)
    asked.add_run("pened?]")
    asked.add_run("] and after [[Date]].")
    body = document.element.body
    at = body.index(asked._p) + 1
    choices = '<w:dropDownList><w:listItem w:displayText="Group"/><w:listItem w:displayText="Peer"/></w:dropDownList>'
    box = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
    parts = [
        control("What was learnt", more='<w:lock w:val="sdtLocked"/>'),
        control("Kind of talk", "Choose", choices, f"<w:p><w:r>{_GREY}<w:t>Choose</w:t></w:r></w:p>"),
        control("Agreed", "☐", box),
        control("Bound", more='<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'),
        old_field("Text1"),
    ]
    for part in reversed(parts):
        body.insert(at, part)
    if locked:
        document.settings.element.append(parse_xml(f'<w:documentProtection {W} w:edit="forms" w:enforcement="1"/>'))
    return saved(document)


def empty_form():
    document = Document()
    document.add_paragraph("Nothing to fill.")
    return saved(document)


def with_part(content, name, instead, add=False):
    """The same file with a part replaced, changed by a function, or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == name and not add:
                part = instead(part) if callable(instead) else instead
            new.writestr(info, part)
        if add:
            new.writestr(name, instead)
    return out.getvalue()


def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {info.filename: packed.read(info) for info in packed.infolist()}
