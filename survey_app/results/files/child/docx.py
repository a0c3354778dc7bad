"""A report as a Word document: real headings, tables whose heading row repeats, charts with words for who cannot see.

The language is set, the title stands in the properties, and nobody is named as author.
"""

import io
import os
import sys
from datetime import datetime

import docx
import msgspec
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor
from docx.table import Table

from survey_app.results.files.png import png
from survey_app.results.files.report import Grid, Piece, Report
from survey_app.results.files.shapes import Drawing

WIDTH = Cm(16)
LANGUAGE = "en-GB"
FONT = "Arial"
DARK = RGBColor(0x12, 0x43, 0x6D)
"""The first colour of the government analysis palette: 10:1 on white."""

LABELS, NUMBERS = Cm(10), Cm(3)


def document(report: Report) -> bytes:
    """The document as a file."""
    made = docx.Document()
    _properties(made, report)
    _looks(made)
    made.add_heading(report.title, 0)
    made.add_paragraph(report.subject, style="Subtitle")
    for piece in report.pieces:
        _draw(made, piece)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def _properties(made: Document, report: Report) -> None:
    about = made.core_properties
    about.title, about.subject, about.language = report.title, report.subject, LANGUAGE
    about.author = about.last_modified_by = about.comments = ""
    about.identifier = report.file
    about.created = about.modified = datetime.fromisoformat(report.made_at).replace(tzinfo=None)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _looks(made: Document) -> None:
    """A4, a plain type, and headings in one dark colour: the library's own blue is too pale to read."""
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    for name in ("Normal", "Title", "Subtitle", "Caption", "Heading 1", "Heading 2", "Heading 3"):
        style = made.styles[name]
        style.font.name = FONT
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        style.font.color.rgb = DARK if name.startswith(("Title", "Heading")) else RGBColor(0, 0, 0)


def _draw(made: Document, piece: Piece) -> None:
    if piece.heading:
        made.add_heading(piece.heading, piece.level)
    for words in piece.paragraphs:
        made.add_paragraph(words).paragraph_format.keep_with_next = piece.chart is not None
    if piece.chart is not None:
        _picture(made, piece.chart)
    if piece.grid is not None:
        _table(made, piece.grid)
    for words in piece.notes:
        made.add_paragraph(words)


def _picture(made: Document, drawn: Drawing) -> None:
    shown = made.add_picture(io.BytesIO(png(drawn)), width=WIDTH)
    named = shown._inline.docPr  # noqa: SLF001  # the library has no way to say an alternative text
    named.set("descr", drawn.alternative)
    named.set("title", drawn.title)


def _table(made: Document, grid: Grid) -> None:
    """A caption, then the table: numbers to the right, and no row cut in two by the end of a page."""
    made.add_paragraph(grid.caption, style="Caption").paragraph_format.keep_with_next = True
    table = made.add_table(len(grid.rows) + 1, len(grid.headings), style="Table Grid")
    _say(table, "w:tblCaption", grid.caption)
    table.autofit = not grid.numbers
    for row, texts in zip(table.rows, (grid.headings, *grid.rows), strict=True):
        about = row._tr.get_or_add_trPr()  # noqa: SLF001  # the library has no way to keep a row whole
        about.append(OxmlElement("w:cantSplit"))
        if texts is grid.headings:
            about.append(OxmlElement("w:tblHeader"))
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(text).bold = texts is grid.headings or None
            if grid.numbers:
                cell.width = NUMBERS if column else LABELS
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column else WD_ALIGN_PARAGRAPH.LEFT
    made.add_paragraph()


def _say(table: Table, name: str, text: str) -> None:
    said = OxmlElement(name)
    said.set(qn("w:val"), text)
    table._tbl.tblPr.append(said)  # noqa: SLF001  # the library has no way to name a table


if __name__ == "__main__":
    os.nice(5)
    sys.stdout.buffer.write(document(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Report)))
