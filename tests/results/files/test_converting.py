"""All answers read back the same from SPSS, Parquet and Excel as from the CSV, whatever people answered."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.questionnaire.definition import Many, Option, Role, Section
from survey_app.results.coding import Stored
from survey_app.results.columns import ColumnSet
from survey_app.results.files.answers import answers_file
from survey_app.results.files.child import xlsx
from survey_app.results.files.converting import FORMATS, Given, NotConverted, converted, formats_here, without_words
from survey_app.results.files.described import HIDDEN_NUMBER, Described, described
from survey_app.results.files.fields import CODES, LABELS, Wording
from tests.results.sample import FIRST, HOURS, OFTEN, column_set, people, stored_answers, versions

HERE = {each.ending for each in formats_here()}
Convert: TypeAlias = Callable[[Given, Iterator[list[tuple[str, ...]]], Path], None]
LISTS = st.lists(stored_answers(), max_size=12)

if find_spec("pyreadstat"):
    import pyreadstat

    from survey_app.results.files.child import sav
if find_spec("pyarrow"):
    from pyarrow import parquet as pq

    from survey_app.results.files.child import parquet


def csv_of(columns: ColumnSet, wording: Wording = CODES, *, strict: bool = False) -> bytes:
    links = {} if strict else {1: "open", 2: "library"}
    return b"".join(answers_file(columns, {1: 1}, links, FIRST.characteristics, wording, strict=strict))


def rows_in(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def given_of(columns: ColumnSet, *, strict: bool = False, words: bool = False) -> Given:
    known = described(columns.codings, strict=strict)
    return Given(known, "Getting online, für alle: all answers", ("Not to be passed on.",), '{"file": "x"}', "x", words)


def made_by(convert: Convert, told: Given, content: bytes, place: Path) -> Path:
    """What a child makes of a CSV, in this process."""
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    next(lines)
    rows = list(lines)
    convert(told, iter([list(zip(*rows, strict=True))] if rows else []), place)
    return place


@given(st.booleans())
def test_the_description_names_the_columns_of_the_file_in_order(strict: bool) -> None:
    old_one = Many(id="Q1", label="Which?", options=OFTEN.options)
    older = replace(FIRST, sections=(Section(id="often", questions=(old_one,)), *FIRST.sections[1:]))
    columns = column_set([{"Q5": 3}], survey=versions(older, FIRST))
    names = list(rows_in(csv_of(columns, strict=strict))[0])
    assert [each.name for each in described(columns.codings, strict=strict)] == names


def test_roles_have_the_codes_of_the_contract_and_a_second_one_its_own() -> None:
    second = Option(code="not_sure", label="Not sure", role=Role.DONT_KNOW)
    asked = replace(OFTEN, options=(*OFTEN.options, second))
    survey = versions(replace(FIRST, sections=(Section(id="often", questions=(asked,)),)))
    (column,) = (each for each in described(column_set([], survey=survey).codings, strict=False) if each.name == "Q1")
    assert {each.text: each.number for each in column.values} == {
        "daily": 1,
        "weekly": 2,
        "never": 3,
        "dont_know": -3,
        "refused": -4,
        "not_sure": -13,
        "not asked": -1,
        "left blank": -2,
        "not understood": -6,
        "not offered": -7,
        "c": HIDDEN_NUMBER,
    }
    assert {each.text for each in column.answers} == {"daily", "weekly", "never"}


def test_where_an_answer_may_be_negative_what_is_missing_lies_below_it() -> None:
    asked = replace(HOURS, low=-40)
    survey = versions(replace(FIRST, sections=(Section(id="hours", questions=(asked,)),)))
    (column,) = (each for each in described(column_set([], survey=survey).codings, strict=False) if each.name == "Q5")
    assert {each.number for each in column.missing} == {-1001, -1002, -1006, -1007, -1008}


@pytest.mark.skipif("sav" not in HERE, reason="pyreadstat is not here")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(LISTS, st.booleans())
def test_spss_reads_back_every_code(tmp_path: Path, answers: list[dict[str, Stored]], strict: bool) -> None:
    columns = column_set(answers)
    content, told = csv_of(columns, strict=strict), given_of(columns, strict=strict)
    place = made_by(sav.convert, told, content, tmp_path / "a.sav")
    found, about = pyreadstat.read_sav(place, output_format="dict", user_missing=True)
    for row, expected in enumerate(rows_in(content)):
        for column in told.columns:
            assert found[column.name][row] == in_spss(column, expected[column.name]), column.name
    assert about.column_names_to_labels == {each.name: each.label for each in told.columns}
    labelled = {each.name: {v.number: v.label for v in each.values} for each in told.columns if each.kind != "word"}
    assert about.variable_value_labels == {name: values for name, values in labelled.items() if values}
    ranges: dict[str, list[object]] = {name: list(found) for name, found in about.missing_ranges.items()}
    assert ranges["Q1"] == [{"lo": -8.0, "hi": -1.0}]
    assert ranges["channel"] == [{"lo": "c", "hi": "c"}]
    assert (about.file_label, about.notes[0]) == (told.title, "Not to be passed on.")
    assert json.loads("".join(about.notes[1:])) == {"file": "x"}


def in_spss(column: Described, text: str) -> float | str:
    known = {each.text: each.number for each in column.values}
    if column.kind == "word":
        return text
    return known[text] if text in known else float(text.replace("-", "") if column.kind == "month" else text)


@pytest.mark.skipif("parquet" not in HERE, reason="pyarrow is not here")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(LISTS, st.booleans())
def test_parquet_reads_back_every_cell(tmp_path: Path, answers: list[dict[str, Stored]], words: bool) -> None:
    columns = column_set(answers)
    content, told = csv_of(columns, LABELS if words else CODES), given_of(columns, words=words)
    place = made_by(parquet.convert, told, content, tmp_path / "a.parquet")
    table = pq.read_table(place)
    found = {name: table[name].to_pylist() for name in table.column_names}
    for row, expected in enumerate(rows_in(content)):
        for column in told.columns:
            text = expected[column.name]
            if column.kind not in {"number", "month"}:
                assert found[column.name][row] == text
            elif (why := found.get(f"{column.name}.why_missing", [None] * (row + 1))[row]) is not None:
                assert (found[column.name][row], why) == (None, text)
            else:
                assert found[column.name][row] == float(text.replace("-", "") if column.kind == "month" else text)
    said = table.schema.field("Q1").metadata
    assert said[b"label"].decode() == "1. How often?"
    assert {each["text"]: each["label"] for each in json.loads(said[b"values"])}["daily"] == "Every day"
    assert json.loads(table.schema.metadata[b"manifest"]) == {"file": "x"}


def crowd() -> ColumnSet:
    return column_set([*people(30, Q1="daily", Q2=("phone",), Q5=7), *people(12, Q1="never", Q3=None)])


@pytest.mark.parametrize("ending", sorted(HERE))
def test_a_child_makes_each_format_and_leaves_nothing_beside_it(ending: str, tmp_path: Path) -> None:
    columns = crowd()
    content = csv_of(columns)
    blocks = converted(ending, given_of(columns), iter([content[:100], content[100:]]), tmp_path / "made")
    made = b"".join(blocks)
    assert list(tmp_path.iterdir()) == []
    place = tmp_path / f"a.{ending}"
    place.write_bytes(made)
    assert rows_read(ending, place) == [row["Q1"] for row in rows_in(content)]


def rows_read(ending: str, place: Path) -> list[str]:
    """What stands in the column of the first question."""
    if ending == "sav":
        found, about = pyreadstat.read_sav(place, output_format="dict", user_missing=True)
        labels = {"Every day": "daily", "Never": "never"}
        return [labels[about.variable_value_labels["Q1"][number]] for number in found["Q1"]]
    if ending == "parquet":
        return [str(each) for each in pq.read_table(place)["Q1"].to_pylist()]
    sheet = openpyxl.load_workbook(place)["Answers"]
    (table,) = sheet.tables.values()
    headings, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    assert table.autoFilter is None
    return [row[headings.index("Q1")] for row in rows]


def test_an_excel_sheet_holds_numbers_as_numbers_and_no_formula(tmp_path: Path) -> None:
    columns = column_set([{"Q5": 7}], channel="=1+1")
    place = made_by(xlsx.convert, given_of(columns), csv_of(columns), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(place)["Answers"]
    row = dict(zip(*([cell.value for cell in row] for row in sheet.iter_rows()), strict=True))
    assert (row["Q5"], row["month"], row["Q1"]) == (7, "2026-05", "not asked")
    assert all(cell.data_type in {"s", "n"} for line in sheet.iter_rows() for cell in line)


def test_a_child_that_fails_says_so_and_one_that_is_stopped_is_ended(tmp_path: Path) -> None:
    told = given_of(crowd())
    with pytest.raises(NotConverted):
        list(converted("xlsx", told, iter([b'"other","columns"\r\n']), tmp_path / "made"))
    making = converted("xlsx", told, endless(), tmp_path / "made")
    assert next(making) == b""
    making.close()
    assert list(tmp_path.iterdir()) == []


def endless() -> Iterator[bytes]:
    yield csv_of(crowd())
    while True:
        yield b""


def test_formats_that_cannot_be_had_are_named_with_the_reason() -> None:
    every, few = FORMATS, tuple(each for each in FORMATS if each.ending == "xlsx")
    assert without_words(every, 100) == ""
    assert without_words(few, 100) == (
        "SPSS (SAV), Parquet: this machine has no program for it. Ask the person who runs the service."
    )
    assert without_words(tuple(each for each in FORMATS if each.ending != "sav"), 10**6) == (
        "SPSS (SAV): not of so many people."
    )


@pytest.mark.skipif("sav" not in HERE or shutil.which("pspp-convert") is None, reason="PSPP is not here")
def test_pspp_opens_the_file_and_reads_the_same(tmp_path: Path) -> None:
    columns = crowd()
    content = csv_of(columns)
    made_by(sav.convert, given_of(columns), content, tmp_path / "a.sav")
    run = partial(subprocess.run, check=True, capture_output=True, timeout=60, cwd=tmp_path)
    run(["pspp-convert", "a.sav", "a.csv"])
    found = rows_in((tmp_path / "a.csv").read_bytes())
    assert [row["row"] for row in found] == [row["row"] for row in rows_in(content)]
    assert {row["Q1"] for row in found} == {"1", "3"}
    (tmp_path / "a.sps").write_text('GET FILE="a.sav".\nDISPLAY DICTIONARY /VARIABLES=Q1.\n')
    said = run(["pspp", "-O", "format=txt", "a.sps"], text=True).stdout
    assert "-8 THRU" in said
    assert "Every day" in said


def test_the_command_makes_a_format_of_what_it_reads(tmp_path: Path) -> None:
    columns = crowd()
    told = msgspec.msgpack.encode(given_of(columns))
    command = [sys.executable, "-m", "survey_app", "export", "xlsx", str(tmp_path / "a.xlsx")]
    handed = len(told).to_bytes(8, "big") + told + csv_of(columns)
    subprocess.run(command, input=handed, check=True, capture_output=True, timeout=120)
    assert len(rows_read("xlsx", tmp_path / "a.xlsx")) == len(rows_in(csv_of(columns)))
