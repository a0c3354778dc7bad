"""A workbook of tables is what the guidance for accessible spreadsheets asks for, and says what the page says."""

import io
import zipfile

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from survey_app.results.coding import Stored
from survey_app.results.disclosure import Cell, Level, Sign
from survey_app.results.files.cells import LONGEST
from survey_app.results.files.cells import in_one_line as clean
from survey_app.results.files.manifest import PRETEND, Manifest
from survey_app.results.files.sheets import sheet_names
from survey_app.results.files.tables import EVERYBODY_ASKED, FileTable, Row, file_tables
from survey_app.results.files.xlsx import workbook
from survey_app.results.reports import results
from tests.results.files.made import manifest
from tests.results.sample import column_set, people, stored_answers

BEFORE = ("Cover", "Contents", "Notes", "About this file")


def tables_of(answers: list[dict[str, Stored]], *, strict: bool = False) -> tuple[FileTable, ...]:
    return file_tables(results(column_set(answers), 1, Level.PUBLIC, strict=strict))


def crowd() -> list[dict[str, Stored]]:
    first = people(60, Q1="daily", Q2=("phone", "other"), Q3="easy", Q5=7, Q6="hello", Q7="north", Q8="yes")
    second = people(41, Q1="weekly", Q2=("laptop",), Q5=1, Q7="south", Q8="no")
    return [*first, *second, *people(3, Q1="never")]


def read(tables: tuple[FileTable, ...], made: Manifest | None = None) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(tables, made or manifest())))


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The cells of a sheet's one table, its headings first."""
    (table,) = sheet.tables.values()
    return [tuple(cell.value for cell in row) for row in sheet[table.ref]]


def test_where_answers_have_their_own_bases_a_column_says_of_how_many_people() -> None:
    rows = (
        Row("Every day", Cell(110, 55), inside=True),
        Row("Every week", Cell(40, 40, of=100), inside=True),
        Row("Never", Cell(sign=Sign.HIDDEN), inside=True),
        Row(EVERYBODY_ASKED, Cell(200), inside=False),
    )
    (sheet,) = read((FileTable("Q1", "1", "How often?", "", "", "", Cell(200), rows, ()),)).worksheets[len(BEFORE) :]
    assert rows_of(sheet) == [
        ("Answer", "People", "Per cent", "Of how many people", "Counted in the base"),
        ("Every day", 110, 55, 200, "Yes"),
        ("Every week", 40, 40, 100, "Yes"),
        ("Never", "[c]", "[c]", "[c]", "Yes"),
        (EVERYBODY_ASKED, 200, "[z]", "[z]", "No"),
    ]


def test_each_sheet_has_one_marked_table_under_its_title_and_nothing_else() -> None:
    book = read(tables_of(crowd()))
    assert book.sheetnames[:4] == list(BEFORE)
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.headerRowCount == 1
        assert table.autoFilter is None
        top, bottom = sheet[table.ref][0][0].row, sheet[table.ref][-1][0].row
        assert isinstance(sheet["A1"].value, str)
        assert all(sheet.cell(row, 1).value for row in range(1, top)), sheet.title
        assert all(sheet.cell(row, 2).value is None for row in range(1, top)), sheet.title
        assert (sheet.max_row, sheet.max_column) == (bottom, len(sheet[table.ref][0])), sheet.title
        headings = [cell.value for cell in sheet[table.ref][0]]
        assert len(set(headings)) == len(headings)
        assert all(cell.value not in (None, "") for row in sheet[table.ref] for cell in row), sheet.title


def test_nothing_is_merged_hidden_frozen_or_filtered_and_names_are_short_and_unique() -> None:
    book = read(tables_of(crowd()))
    names = [table.displayName for sheet in book.worksheets for table in sheet.tables.values()]
    assert len(set(names)) == len(names)
    for sheet in book.worksheets:
        assert sheet.merged_cells.ranges == set() or not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert sheet.freeze_panes is None
        assert len(sheet.title) <= 31
        assert not any(each.hidden for each in sheet.column_dimensions.values())
        assert not any(each.hidden for each in sheet.row_dimensions.values())


def test_numbers_are_numbers_and_signs_stand_where_there_are_none() -> None:
    rows = rows_of(read(tables_of(crowd()))["Q1"])
    assert rows == [
        ("Answer", "People", "Per cent", "Counted in the base"),
        ("Every day", 60, 57, "Yes"),
        ("Every week", 40, 38, "Yes"),
        ("Never", "[c]", "[c]", "Yes"),
        ("I do not know", "[c]", "[c]", "Yes"),
        (EVERYBODY_ASKED, 105, "[z]", "No"),
        ("Preferred not to say", "[c]", "[c]", "No"),
        ("Left blank", "[c]", "[c]", "No"),
    ]


@settings(max_examples=40)
@given(st.lists(stored_answers(), min_size=10, max_size=40), st.booleans())
def test_every_number_is_the_one_that_the_gate_let_through(answers: list[dict[str, Stored]], strict: bool) -> None:
    tables = tables_of(answers, strict=strict)
    book = read(tables)
    for table, name in zip(tables, sheet_names(tables), strict=True):
        rows = rows_of(book[name])
        shares = "Per cent" in rows[0]
        assert [row[:2] for row in rows[1:]] == [(row.label, shown(row, row.cell.count)) for row in table.rows]
        if shares:
            assert [row[2] for row in rows[1:]] == [shown(row, row.cell.percent) for row in table.rows]
        assert shares == any(row.cell.percent is not None for row in table.rows)


def shown(row: Row, value: int | None) -> int | str:
    return value if value is not None else (row.cell.sign or Sign.NOT_OFFERED).value


def test_contents_lead_to_every_sheet_and_the_cover_says_what_it_is() -> None:
    tables = tables_of(crowd())
    book = read(tables, replace(manifest(), pretend=PRETEND))
    links = {cell.value: cell.hyperlink.location for (cell, *_) in book["Contents"].iter_rows(4) if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[2:]}
    cover = [cell.value for (cell, *_) in book["Cover"].iter_rows()]
    assert cover[:3] == ["Getting online", PRETEND, "Round 1: 28 May 2026 to 29 May 2026"]
    assert any("0123456789" in words for words in cover)
    assert all(sheet["A2"].value == PRETEND for sheet in book.worksheets[4:])


def test_the_manifest_is_a_sheet_and_the_properties_name_title_author_and_language() -> None:
    book = read(tables_of(crowd()))
    said = {row[0]: row[1] for row in rows_of(book["About this file"])[1:]}
    assert (said["file"], said["responses: counted"], said["reconciles"]) == ("0123456789", "104", "yes")
    assert said["versions 1"] == "1, abcd"
    assert book.properties.title == "Getting online: Everybody who answered"
    assert book.properties.creator in {None, ""}
    found = {each.name: each.value for each in book.custom_doc_props.props}
    assert found == {"Language": "en-GB", "File": "0123456789"}


def test_there_is_nothing_in_the_archive_but_sheets_tables_and_words() -> None:
    names = zipfile.ZipFile(io.BytesIO(workbook(tables_of(crowd()), manifest()))).namelist()
    frame = ("[Content_Types].xml", "_rels/", "docProps/", "xl/_rels", "xl/workbook.xml", "xl/worksheets/")
    parts = ("xl/styles.xml", "xl/sharedStrings.xml", "xl/theme/", "xl/tables/")
    assert [name for name in names if not name.startswith((*frame, *parts))] == []


@given(st.text(max_size=60), st.sampled_from(["", "=", "+", "-", "@", "\t=", "http://", "{="]))
def test_no_label_becomes_a_formula_a_link_or_an_error(text: str, start: str) -> None:
    label = f"{start}{text}" or "x"
    table = FileTable("Q1", "1", label, "", label, "", Cell(50), (Row(label, Cell(50, 100), inside=True),), ())
    sheet = read((table,))["Q1"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type in {"s", "n"} and cell.hyperlink is None for cell in cells)
    assert (rows_of(sheet)[1][0] or "") == clean(label)


def test_a_longer_text_than_a_cell_takes_is_cut_and_not_lost() -> None:
    assert len(clean("x" * 40_000)) == LONGEST
    assert clean("a\x00b\r\nc\uffffd") == "ab cd"


def test_sheets_of_keys_that_are_long_or_alike_have_names_of_their_own() -> None:
    keys = ["Q" * 40, "Q" * 40 + "x", "cover", "a/b", "A_B", "History"]
    tables = [FileTable(key, "", "", "", "", "", None, (), ()) for key in keys]
    names = sheet_names(tables)
    assert len({name.lower() for name in names} | {name.lower() for name in BEFORE}) == len(names) + len(BEFORE)
    assert max(map(len, names)) <= 31
    assert "History" not in names
