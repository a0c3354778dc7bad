"""An OpenDocument workbook holds what the Excel one does, and is made to the same guidance."""

import io
import zipfile
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.results.coding import Stored
from survey_app.results.disclosure import Cell
from survey_app.results.files.cells import in_one_line
from survey_app.results.files.manifest import PRETEND
from survey_app.results.files.ods import MEDIA, opendocument
from survey_app.results.files.sheets import sheets_of
from survey_app.results.files.tables import FileTable, Row
from survey_app.results.files.tables_json import Figures, tables_json
from tests.results.files.made import decoded, manifest
from tests.results.files.test_xlsx import crowd, tables_of
from tests.results.sample import stored_answers

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
TABLE, OFFICE, TEXT = (f"{{{NAMES[name]}}}" for name in ("table", "office", "text"))


def part(content: bytes, name: str) -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))  # noqa: S314  # what the test itself made


def words_of(element: ET.Element) -> str:
    """The text of a cell, with the spaces that are only counted in the file."""
    said = element.text or ""
    for each in element:
        said += " " * int(each.get(f"{TEXT}c", "1")) if each.tag == f"{TEXT}s" else words_of(each)
        said += each.tail or ""
    return said


def value_of(cell: ET.Element) -> float | str:
    if cell.get(f"{OFFICE}value-type") == "float":
        return float(cell.get(f"{OFFICE}value", ""))
    assert cell.get(f"{OFFICE}value-type") == "string"
    return words_of(cell)


def rows_of(sheet: ET.Element) -> list[list[float | str]]:
    return [[value_of(cell) for cell in row] for row in sheet.iter(f"{TABLE}table-row")]


def test_it_is_named_first_and_holds_no_more_parts_than_it_says() -> None:
    content = opendocument(tables_of(crowd()), manifest())
    archive = zipfile.ZipFile(io.BytesIO(content))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, archive.read("mimetype").decode()) == ("mimetype", 0, MEDIA)
    assert sorted(archive.namelist()) == ["META-INF/manifest.xml", "content.xml", "meta.xml", "mimetype", "styles.xml"]
    assert content == opendocument(tables_of(crowd()), manifest())


def test_each_sheet_has_one_marked_table_with_one_row_of_headings_under_a_title() -> None:
    book = part(opendocument(tables_of(crowd()), manifest()), "content.xml")
    sheets = list(book.iter(f"{TABLE}table"))
    marked = [each.get(f"{TABLE}target-range-address", "") for each in book.iter(f"{TABLE}database-range")]
    assert [each.get(f"{TABLE}name") for each in sheets[:4]] == ["Cover", "Contents", "Notes", "About this file"]
    assert len(marked) == len(sheets) - 1
    for sheet, place in zip(sheets[1:], marked, strict=True):
        assert place.startswith(f"'{sheet.get(f'{TABLE}name')}'.A")
        (head,) = sheet.iter(f"{TABLE}table-header-rows")
        headings = [words_of(cell) for cell in head[0]]
        assert len(set(headings)) == len(headings) > 1
        title = sheet.find("table:table-row/table:table-cell", NAMES)
        assert title is not None
        assert title.get(f"{TABLE}style-name") == "Heading_20_1"


def test_nothing_is_merged_hidden_commented_or_a_formula_and_nobody_is_named_as_author() -> None:
    content = opendocument(tables_of(crowd()), replace(manifest(), pretend=PRETEND))
    book = part(content, "content.xml")
    said = {name.rpartition("}")[2] for each in book.iter() for name in each.attrib}
    assert not {"number-columns-spanned", "number-rows-spanned", "visibility", "display", "formula"} & said
    assert not {each.tag.rpartition("}")[2] for each in book.iter()} & {
        "annotation",
        "named-range",
        "covered-table-cell",
    }
    about = {each.tag.rpartition("}")[2]: each.text for each in part(content, "meta.xml").iter()}
    assert (about["title"], about["language"]) == ("Getting online: Everybody who answered", "en-GB")
    assert not {"creator", "initial-creator"} & set(about)


@settings(max_examples=30)
@given(st.lists(stored_answers(), min_size=10, max_size=40), st.booleans())
def test_every_cell_of_every_sheet_is_read_back(answers: list[dict[str, Stored]], strict: bool) -> None:
    tables = tables_of(answers, strict=strict)
    found = part(opendocument(tables, manifest()), "content.xml").iter(f"{TABLE}table")
    for sheet, each in zip(found, sheets_of(tables, manifest()), strict=True):
        above = [[in_one_line(words)] for words in (each.title, *each.above)]
        below = [list(each.headings), *map(list, each.rows)] if each.headings else []
        assert rows_of(sheet) == [*above, *below]


@given(st.text(max_size=60), st.sampled_from(["", "=", "+", "-", "@", "\t=", "of:=", "  ", "<b>", "]]>"]))
def test_any_text_is_read_back_as_it_was(text: str, start: str) -> None:
    label = f"{start}{text}" or "x"
    table = FileTable("Q1", "1", label, "", label, "", Cell(50), (Row(label, Cell(50, 100), inside=True),), ())
    *_, sheet = part(opendocument((table,), manifest()), "content.xml").iter(f"{TABLE}table")
    assert rows_of(sheet)[-1] == [in_one_line(label), 50, 100, "Yes"]


@given(st.lists(stored_answers(), min_size=10, max_size=40))
def test_json_holds_every_figure_as_a_number_or_a_sign(answers: list[dict[str, Stored]]) -> None:
    tables = tables_of(answers)
    found = decoded(tables_json(tables, manifest()), Figures)
    assert found.manifest == manifest()
    for table, made in zip(tables, found.tables, strict=True):
        rows = [row for group in made.groups for row in group.rows]
        shown = [(row.label, row.inside, row.cell.count, row.cell.percent, row.cell.sign) for row in table.rows]
        assert [(row.answer, row.in_base, row.people, row.per_cent, row.sign) for row in rows] == shown
