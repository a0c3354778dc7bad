"""All answers as an Excel workbook, written row by row: what the file is, then one marked table of one row a person."""

import re
from pathlib import Path

import msgspec
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.results.files.cells import in_one_line
from survey_app.results.files.child.rows import Batches, handed
from survey_app.results.files.converting import Given
from survey_app.results.files.xlsx import OPTIONS

NUMBERS = {"number", "tick"}
"""Kinds that are numbers in a sheet, where there is one."""

NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def convert(given: Given, batches: Batches, place: Path) -> None:
    """Write the file."""
    book = xlsxwriter.Workbook(str(place), {**OPTIONS, "in_memory": False, "constant_memory": True})
    book.set_properties({"title": in_one_line(given.title)})
    book.set_custom_property("Language", "en-GB", "text")
    book.set_custom_property("File", given.file, "text")
    _cover(book, given)
    _answers(book.add_worksheet("Answers"), given, batches)
    book.close()


def _answers(sheet: Worksheet, given: Given, batches: Batches) -> None:
    names = [in_one_line(each.name) for each in given.columns]
    numeric = [each.kind in NUMBERS for each in given.columns]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name)
    row = 0
    for batch in batches:
        for texts in zip(*batch, strict=True):
            row += 1
            for column, text in enumerate(texts):
                if numeric[column] and NUMBER.fullmatch(text):
                    sheet.write_number(row, column, float(text))
                else:
                    sheet.write_string(row, column, in_one_line(text))
    sheet.constant_memory = False  # the library marks no table in this mode: it writes headings, which are there
    options = {"columns": [{"header": each} for each in names], "autofilter": False, "style": None, "name": "answers"}
    sheet.add_table(0, 0, max(1, row), len(names) - 1, options)
    sheet.constant_memory = True


def _cover(book: Workbook, given: Given) -> None:
    sheet = book.add_worksheet("About this file")
    sheet.set_column(0, 0, 90)
    lines = (given.title, *given.notes, *(f"{name}: {value}" for name, value in _said(given)))
    for place, words in enumerate(lines):
        sheet.write_string(place, 0, in_one_line(words))


def _said(given: Given) -> list[tuple[str, str]]:
    said = msgspec.json.decode(given.manifest, type=dict[str, object])
    return [(name.replace("_", " "), str(value)) for name, value in said.items() if value not in ("", [], {}, 0)]


if __name__ == "__main__":
    convert(*handed())
