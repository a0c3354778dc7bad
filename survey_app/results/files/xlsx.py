"""Tables as an Excel workbook: the sheets of `sheets.py`, each table marked, every text a string.

Nothing is said by colour, and nobody is named as author. Figures alone go in, so it is small and made in the service:
docs/decisions/0009-spreadsheets-by-xlsxwriter-in-the-service.md.
"""

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.results.disclosure import Sign
from survey_app.results.files.cells import in_one_line
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.sheets import WORDS_WIDTH, Sheet, Value, sheets_of
from survey_app.results.files.tables import FileTable

LINE_HEIGHT: Final = 18
"""Of one line of a sentence, in points."""

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

SIGNS: Final = frozenset(each.value for each in Sign)


class _Book:
    """A workbook under way, with the few formats that it uses."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.title: Format = workbook.add_format({"bold": True, "font_size": 16})
        self.heading: Format = workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        self.text: Format = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.number: Format = workbook.add_format({"num_format": "#,##0", "valign": "top"})
        self.average: Format = workbook.add_format({"num_format": "#,##0.##", "valign": "top"})
        self.sign: Format = workbook.add_format({"align": "right", "valign": "top"})
        self.link: Format = workbook.add_format({"underline": 1, "font_color": "#0000EE", "valign": "top"})


def workbook(tables: Sequence[FileTable], made: Manifest) -> bytes:
    """The workbook of some tables."""
    content = io.BytesIO()
    book = _Book(xlsxwriter.Workbook(content, OPTIONS))
    _properties(book, made)
    for each in sheets_of(tables, made):
        _draw(book, each)
    book.workbook.close()
    return content.getvalue()


def _properties(book: _Book, made: Manifest) -> None:
    moment = datetime.fromisoformat(made.made_at)
    book.workbook.set_properties(
        {
            "title": in_one_line(f"{made.title}: {made.showing}"),
            "company": in_one_line(made.organisation),
            "subject": in_one_line("; ".join(made.rounds)),
            "comments": made.pretend or made.rules,
            "created": moment.replace(tzinfo=None),
        }
    )
    book.workbook.set_custom_property("Language", "en-GB", "text")
    book.workbook.set_custom_property("File", made.file, "text")


def _draw(book: _Book, each: Sheet) -> None:
    sheet = book.workbook.add_worksheet(each.name)
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, in_one_line(each.title), book.title)
    for place, words in enumerate(each.above, start=1):
        sheet.write_string(place, 0, in_one_line(words), None if each.headings else book.text)
        if not each.headings:
            _make_room(sheet, place, words)
    for column, width in enumerate(each.widths):
        sheet.set_column(column, column, width)
    if each.headings:
        _table(book, sheet, each)


def _table(book: _Book, sheet: Worksheet, each: Sheet) -> None:
    top = len(each.above) + 1
    for place, row in enumerate(each.rows, start=top + 1):
        for column, value in enumerate(row):
            _cell(book, sheet, place, column, value, link=each.links and column == 0)
        if each.widths[-1] == WORDS_WIDTH:
            _make_room(sheet, place, str(row[-1]))
    columns = [{"header": in_one_line(words), "header_format": book.heading} for words in each.headings]
    options = {"columns": columns, "autofilter": False, "style": None, "name": each.marked, "banded_rows": False}
    sheet.add_table(top, 0, top + len(each.rows), len(each.headings) - 1, options)


def _cell(book: _Book, sheet: Worksheet, row: int, column: int, value: Value, *, link: bool) -> None:
    if not isinstance(value, str):
        sheet.write_number(row, column, value, book.number if value == int(value) else book.average)
    elif link:
        sheet.write_url(row, column, f"internal:'{value}'!A1", book.link, value)
    else:
        shape = book.sign if column and value in SIGNS else book.text
        sheet.write_string(row, column, in_one_line(value), shape)


def _make_room(sheet: Worksheet, row: int, words: str) -> None:
    """A row as high as its words need: LibreOffice does not make room for wrapped lines by itself."""
    lines = math.ceil(len(words) / (0.9 * WORDS_WIDTH))
    if lines > 1:
        sheet.set_row(row, LINE_HEIGHT * lines)
