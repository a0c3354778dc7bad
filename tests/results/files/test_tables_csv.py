"""Tables as CSV hold what the gate let through, one row for each answer, and are read back as they were."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.results.coding import Stored
from survey_app.results.disclosure import Cell, Level
from survey_app.results.files.manifest import PRETEND
from survey_app.results.files.tables import EVERYBODY_ASKED, FileTable, Row, file_tables, table_under
from survey_app.results.files.tables_csv import COLUMNS, tables_csv
from survey_app.results.reports import results
from tests.results.files.made import manifest
from tests.results.sample import column_set, people, stored_answers


def tables_of(answers: list[dict[str, Stored]]) -> tuple[FileTable, ...]:
    return file_tables(results(column_set(answers), 1, Level.PUBLIC, strict=False))


def read(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def number(value: int | None) -> str:
    return "" if value is None else str(value)


@settings(max_examples=40)
@given(st.lists(stored_answers(), min_size=10, max_size=40))
def test_every_number_is_the_one_that_the_gate_let_through(answers: list[dict[str, Stored]]) -> None:
    tables = tables_of(answers)
    rows = read(tables_csv(tables, manifest()))
    expected = [
        (table.key, row.label, number(row.cell.count), number(row.cell.percent), row.cell.sign or "")
        for table in tables
        for row in table.rows
    ]
    assert [(row["key"], row["answer"], row["people"], row["per_cent"], row["sign"]) for row in rows] == expected
    assert all((row["people"] == "") == (row["sign"] != "") for row in rows)


def test_each_row_says_of_what_it_is() -> None:
    rows = read(tables_csv(tables_of(people(60, Q1="daily", Q3="easy")), replace(manifest(), pretend=PRETEND)))
    assert tuple(rows[0]) == COLUMNS
    row = next(row for row in rows if row["key"] == "Q4.pay")
    assert (row["question"], row["title"], row["row"]) == ("4", "Could you do these?", "Pay a bill")
    assert {(row["file"], row["survey"], row["pretend"]) for row in rows} == {("0123456789", "residents", "1")}
    assert {row["base"] for row in rows if row["key"] == "Q1"} == {"60"}


def test_an_answer_that_not_everybody_was_offered_has_its_own_base() -> None:
    rows = (
        Row("Every day", Cell(110, 55), inside=True),
        Row("Every week", Cell(40, 40, of=100), inside=True),
        Row(EVERYBODY_ASKED, Cell(200), inside=False),
    )
    table = FileTable("Q1", "1", "How often?", "", "", "", Cell(200), rows, ())
    assert [row["base"] for row in read(tables_csv((table,), manifest()))] == ["200", "100", "200"]


def test_one_table_alone_is_a_part_of_all() -> None:
    tables = tables_of(people(60, Q1="daily", Q7="north"))
    table = table_under(tables, "Q7")
    assert table is not None
    every = read(tables_csv(tables, manifest()))
    assert read(tables_csv((table,), manifest())) == [row for row in every if row["key"] == "Q7"]
    assert table_under(tables, "Q99") is None
