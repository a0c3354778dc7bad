"""What stands beside a CSV describes every column, type and empty value of it, as an independent reader finds."""

import csv
import io
import re
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from survey_app.questionnaire.definition import Option, Section
from survey_app.questionnaire.kinds_measured import Month
from survey_app.results.coding import Stored
from survey_app.results.columns import ColumnSet
from survey_app.results.files.csvw import answers_csvw, tables_csvw
from survey_app.results.files.described import described
from survey_app.results.files.fields import CODES, LABELS
from survey_app.results.files.tables_csv import tables_csv
from tests.results.files.made import decoded, manifest
from tests.results.files.test_converting import csv_of
from tests.results.files.test_xlsx import crowd, tables_of
from tests.results.sample import FIRST, OFTEN, column_set, stored_answers, versions

if find_spec("csvw"):
    from csvw import CSVW


class Column(Struct):
    """A column of the standard's metadata, as far as it is used here."""

    name: str
    titles: str
    datatype: str | dict[str, str]
    null: str | list[str]
    required: bool = False


class Schema(Struct, rename="camel"):
    """A table's columns, and the one that names its rows."""

    columns: list[Column]
    primary_key: str = ""


class Metadata(Struct, rename={"context": "@context", "table_schema": "tableSchema"}):
    """The metadata of one CSV."""

    context: tuple[str, dict[str, str]]
    url: str
    table_schema: Schema
    dialect: dict[str, msgspec.Raw]


TYPES = {"integer": r"-?\d+", "decimal": r"-?\d+(\.\d+)?", "gYearMonth": r"\d{4}-(0[1-9]|1[0-2])", "string": "(?s).*"}


def faults(made: Metadata, content: bytes) -> list[str]:
    """Cells that are not of the type that their column says, and columns that are not described, by the standard."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    found = [] if [each.titles for each in made.table_schema.columns] == rows.fieldnames else ["other columns"]
    key = made.table_schema.primary_key
    named = [row[key] for row in rows] if key else []
    found += ["a key twice"] if len(set(named)) != len(named) else []
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        found += [f"{each.name}: {row[each.titles]!r}" for each in made.table_schema.columns if not fits(each, row)]
    return found


def fits(column: Column, row: dict[str, str]) -> bool:
    text, kind = row[column.titles], column.datatype
    if text in ([column.null] if isinstance(column.null, str) else column.null):
        return not column.required
    if isinstance(kind, str):
        return re.fullmatch(TYPES[kind], text) is not None
    if kind["base"] == "boolean":
        return text in kind["format"].split("|")
    return re.fullmatch(kind["format"], text) is not None


def metadata_of(columns: ColumnSet, *, strict: bool = False, words: bool = False) -> bytes:
    return answers_csvw(described(columns.codings, strict=strict), manifest(), "answers.csv", words=words)


@given(st.lists(stored_answers(), max_size=12), st.booleans(), st.booleans())
def test_every_cell_of_the_answers_is_of_the_type_that_is_said(
    answers: list[dict[str, Stored]], strict: bool, words: bool
) -> None:
    columns = column_set(answers)
    made = decoded(metadata_of(columns, strict=strict, words=words), Metadata)
    assert faults(made, csv_of(columns, LABELS if words else CODES, strict=strict)) == []
    assert (made.url, made.table_schema.primary_key) == ("answers.csv", "row")


def test_negative_control_a_cell_of_another_type_and_a_column_more_are_found() -> None:
    columns = column_set([{"Q1": "daily", "Q5": 7}])
    made, content = decoded(metadata_of(columns), Metadata), csv_of(columns)
    assert faults(made, content.replace(b'"daily"', b'"dayly"')) == ["Q1: 'dayly'"]
    assert faults(made, content.replace(b'"7"', b'"seven"')) == ["Q5: 'seven'"]
    fewer = replace(made, table_schema=replace(made.table_schema, columns=made.table_schema.columns[:-1]))
    assert faults(fewer, content) == ["other columns"]


def test_labels_that_begin_like_a_formula_or_hold_signs_are_described_as_they_stand() -> None:
    odd = (Option(code="minus", label="-5 (or fewer?)"), Option(code="plus", label="a|b [c] $1.50\\"))
    asked = replace(OFTEN, options=odd)
    month = Month(id="Q6", label="When?", earliest="2020-01-01", latest="2026-12-31")
    survey = versions(replace(FIRST, sections=(Section(id="often", questions=(asked, month)),)))
    columns = column_set([{"Q1": "minus", "Q6": "2024-05"}, {"Q1": "plus", "Q6": None}, {}], survey=survey)
    for words, wording in ((True, LABELS), (False, CODES)):
        assert faults(decoded(metadata_of(columns, words=words), Metadata), csv_of(columns, wording)) == []


def test_every_cell_of_the_tables_is_of_the_type_that_is_said() -> None:
    made = decoded(tables_csvw(manifest(), "tables.csv"), Metadata)
    assert faults(made, tables_csv(tables_of(crowd()), manifest())) == []


@pytest.mark.skipif(find_spec("csvw") is None, reason="csvw is not here")
@pytest.mark.parametrize("words", [False, True])
def test_another_reader_of_the_standard_finds_no_fault(tmp_path: Path, words: bool) -> None:
    columns = column_set([*crowd()[:70], {"Q5": 3.0, "Q1": None, "Q1-unclear": True}])
    (tmp_path / "answers.csv").write_bytes(csv_of(columns, LABELS if words else CODES))
    place = tmp_path / "answers.csv-metadata.json"
    place.write_bytes(metadata_of(columns, words=words))
    assert CSVW(str(place), validate=True).is_valid
