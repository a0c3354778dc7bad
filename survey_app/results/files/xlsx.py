"""Tables as a workbook made to the United Kingdom's guidance for accessible spreadsheets.

A cover, contents with links, notes, the manifest, then one marked table a sheet: title in A1, what it is of below it,
one row of unique headings, no merged or empty cell inside, nothing below the table, numbers as numbers. Nothing is
said by colour. Figures alone go in, so it is small and made in the service:
docs/decisions/0009-spreadsheets-by-xlsxwriter-in-the-service.md.
"""

import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.results.disclosure import Sign
from survey_app.results.files.cells import without_controls
from survey_app.results.files.manifest import Manifest, VersionLine
from survey_app.results.files.tables import FileTable, Row, base_of

LONGEST: Final = 32_767
"""Characters in one cell; the library leaves out longer ones without a word."""

SHEET_NAME: Final = 31
WORDS_WIDTH: Final = 90
"""Of a column of sentences, in characters."""

LINE_HEIGHT: Final = 18
"""Of one line of them, in points."""

WIDEST: Final = 70

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

SHORTHAND: Final = (
    (Sign.HIDDEN.value, "Hidden to protect people: fewer than 10, nearly everybody, or what would tell of these."),
    (Sign.NOT_OFFERED.value, "Not applicable: this answer was not offered, or a percentage is not made of this row."),
)

_SPACES = re.compile(r"[\t\r\n]+")


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

    def sheet(self, name: str, title: str, above: Sequence[str]) -> Worksheet:
        """A new sheet with its title in A1 and these lines below it."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.fit_to_pages(1, 0)
        for place, words in enumerate((title, *above)):
            sheet.write_string(place, 0, clean(words), self.title if place == 0 else None)
        return sheet

    def table(self, sheet: Worksheet, top: int, name: str, headings: Sequence[str], rows: int) -> None:
        """Mark the table whose headings stand in row `top`."""
        columns = [{"header": words, "header_format": self.heading} for words in headings]
        options = {"columns": columns, "autofilter": False, "style": None, "name": name, "banded_rows": False}
        sheet.add_table(top, 0, top + rows, len(headings) - 1, options)


def workbook(tables: Sequence[FileTable], made: Manifest) -> bytes:
    """The workbook of some tables."""
    content = io.BytesIO()
    book = _Book(xlsxwriter.Workbook(content, OPTIONS))
    _properties(book, made)
    names = sheet_names(tables)
    _cover(book, made)
    _contents(book, tables, names)
    _notes(book)
    _manifest(book, made)
    for table, name in zip(tables, names, strict=True):
        _table(book, table, name, made)
    book.workbook.close()
    return content.getvalue()


def sheet_names(tables: Sequence[FileTable]) -> list[str]:
    """Short unique names of sheets: the keys, cut to what a sheet's name may be."""
    taken = {"cover", "contents", "notes", "about this file", "history"}  # Excel keeps the last for itself
    names: list[str] = []
    for table in tables:
        stem = re.sub(r"[\[\]:*?/\\']", "_", table.key)[: SHEET_NAME - 4] or "table"
        name, number = stem, 2
        while name.lower() in taken:
            name, number = f"{stem} {number}", number + 1
        taken.add(name.lower())
        names.append(name)
    return names


def clean(text: str) -> str:
    """Text that a cell can hold, on one line: control characters left out, no longer than Excel takes."""
    return _SPACES.sub(" ", without_controls(text))[:LONGEST]


def _properties(book: _Book, made: Manifest) -> None:
    moment = datetime.fromisoformat(made.made_at)
    book.workbook.set_properties(
        {
            "title": clean(f"{made.title}: {made.showing}"),
            "author": clean(made.organisation),
            "subject": clean("; ".join(made.rounds)),
            "comments": made.pretend or made.rules,
            "created": moment.replace(tzinfo=None),
        }
    )
    book.workbook.set_custom_property("Language", "en-GB", "text")
    book.workbook.set_custom_property("File", made.file, "text")


def _cover(book: _Book, made: Manifest) -> None:
    counted = made.responses.get("counted")
    lines = [
        made.pretend,
        *made.rounds,
        made.showing,
        "" if counted is None else f"People counted in this round: {counted}",
        *made.notes,
        *made.samples,
        made.rules,
        "How to read it: the sheet Contents leads to each table, Notes explains the signs, About this file says how "
        "the file was made.",
        f"Source: {made.organisation}, {made.title}, made by {made.software}.",
        f"Contact: {made.contact}",
        f"File {made.file}, made on {made.made_at[:10]}",
    ]
    sheet = book.sheet("Cover", made.title, ())
    sheet.set_column(0, 0, WORDS_WIDTH)
    for place, words in enumerate((words for words in lines if words), start=1):
        sheet.write_string(place, 0, clean(words), book.text)
        _make_room(sheet, place, words)


def _contents(book: _Book, tables: Sequence[FileTable], names: Sequence[str]) -> None:
    sheet = book.sheet("Contents", "Contents", ("This sheet has one table. Each name leads to its sheet.",))
    first = (("Notes", "What the signs mean"), ("About this file", "How the file was made"))
    rows = (*first, *((name, table.title) for name, table in zip(names, tables, strict=True)))
    for place, (name, title) in enumerate(rows, start=3):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", book.link, name)
        sheet.write_string(place, 1, clean(title), book.text)
        _make_room(sheet, place, title)
    book.table(sheet, 2, "contents", ("Sheet", "Table"), len(rows))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, WORDS_WIDTH)


def _notes(book: _Book) -> None:
    sheet = book.sheet("Notes", "Notes", ("This sheet has one table: what stands in a cell in place of a number.",))
    _words(book, sheet, 2, "notes", ("Sign", "Meaning"), SHORTHAND)


def _manifest(book: _Book, made: Manifest) -> None:
    above = ("This sheet has one table: the manifest of this file.",)
    sheet = book.sheet("About this file", "About this file", above)
    _words(book, sheet, 2, "about_this_file", ("What", "Value"), tuple(_said(made)))


def _said(made: Manifest) -> Iterator[tuple[str, str]]:
    for name in Manifest.__struct_fields__:
        value = getattr(made, name)
        if name in {"bases", "responses", "choices"}:
            yield from ((f"{name}: {key}", str(each)) for key, each in value.items() if name != "bases")
        elif isinstance(value, tuple):
            yield from ((f"{name} {place}", _in_words(each)) for place, each in enumerate(value, start=1))
        elif value not in ("", 0):
            yield name.replace("_", " "), {True: "yes", False: "no"}.get(value, str(value))


def _in_words(value: object) -> str:
    return f"{value.number}, {value.content_hash}" if isinstance(value, VersionLine) else str(value)


def _words(
    book: _Book, sheet: Worksheet, top: int, name: str, headings: tuple[str, str], rows: Sequence[tuple[str, str]]
) -> None:
    for place, pair in enumerate(rows, start=top + 1):
        for column, words in enumerate(pair):
            sheet.write_string(place, column, clean(words), book.text)
        _make_room(sheet, place, pair[1])
    book.table(sheet, top, name, headings, len(rows))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, WORDS_WIDTH)


def _make_room(sheet: Worksheet, row: int, words: str) -> None:
    """A row as high as its words need: LibreOffice does not make room for wrapped lines by itself."""
    lines = math.ceil(len(words) / (0.9 * WORDS_WIDTH))
    if lines > 1:
        sheet.set_row(row, LINE_HEIGHT * lines)


def _table(book: _Book, table: FileTable, name: str, made: Manifest) -> None:
    above = [
        made.pretend,
        table.sentence,
        table.base,
        f"{'; '.join(made.rounds)}. {made.showing}",
        *table.notes,
        "[c] means hidden to protect people, [z] not applicable.",
    ]
    above = [words for words in above if words]
    sheet = book.sheet(name, table.title, above)
    top = len(above) + 1
    columns = list(_columns(table))
    for place, row in enumerate(next(iter(table.groups.values())), start=top + 1):
        sheet.write_string(place, 0, clean(row.label), book.text)
        sheet.write_string(place, len(columns) + 1, "Yes" if row.inside else "No", book.text)
    for column, (_, values) in enumerate(columns, start=1):
        for place, value in enumerate(values, start=top + 1):
            if isinstance(value, int | float):
                sheet.write_number(place, column, value, book.number if value == int(value) else book.average)
            else:
                sheet.write_string(place, column, value, book.sign)
    headings = ("Answer", *(heading for heading, _ in columns), "Counted in the base")
    marked = f"table_{re.sub('[^A-Za-z0-9]', '_', name)}"
    book.table(sheet, top, marked, headings, len(table.rows) // len(table.groups))
    sheet.set_column(0, 0, min(WIDEST, max(len(row.label) for row in table.rows) + 2))
    sheet.set_column(1, len(headings) - 1, 14)


def _columns(table: FileTable) -> Iterator[tuple[str, list[float | str]]]:
    """The columns of numbers with their headings: people and, where any are shown, per cent, for each group. Of how
    many people stands beside them where answers have bases of their own."""
    for group, rows in table.groups.items():
        before = f"{clean(group)}: " if group else ""
        yield f"{before}People", [_value(row, row.cell.count) for row in rows]
        if table.shares:
            yield f"{before}Per cent", [_value(row, row.cell.percent) for row in rows]
        if table.own_bases:
            yield f"{before}Of how many people", [_value(row, _base(row, rows)) for row in rows]
        if table.averaged:
            yield f"{before}Average or middle", [_value(row, row.value) for row in rows]


def _base(row: Row, rows: Sequence[Row]) -> int | None:
    """Of how many people an answer is; rows that are no answers are of nobody."""
    if not row.inside or row.cell.count is None:
        return None
    return base_of(rows) if row.cell.of is None else row.cell.of


def _value(row: Row, number: float | None) -> float | str:
    """A number, or the sign that stands for it: no cell of a table is empty."""
    return number if number is not None else (row.cell.sign or Sign.NOT_OFFERED).value
