"""The file of all answers says what was stored, in no order, and nothing that tells who it was."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.questionnaire.definition import Many, Number, Section
from survey_app.questionnaire.variables import variables
from survey_app.results.coding import Stored, StoredAnswers
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.files.answers import ROWS, answers_file, counted_rows, shuffled, text_file
from survey_app.results.rows import CHUNK, texts_under
from tests.results.sample import (
    FIRST,
    OFTEN,
    Fieldwork,
    change_state,
    column_set,
    open_survey,
    second,
    store,
    stored_answers,
    versions,
)

FULL: dict[str, Stored] = {
    "Q1": "daily",
    "Q2": ("phone", "other"),
    "Q2-detail": "a secret radio",
    "Q3": None,
    "Q4.pay": "alone",
    "Q4.find": "dont_know",
    "Q5": 7,
    "Q6": "my secret idea",
    "Q7": "north",
    "Q8": "refused",
}


@pytest.fixture
def fieldwork(sqlite_database: Database) -> Fieldwork:
    """The sample survey, open."""
    with sqlite_database.write() as connection:
        return open_survey(connection)


def columns_of(database: Database, fieldwork: Fieldwork, answers: Sequence[StoredAnswers]) -> ColumnSet:
    with database.write() as connection:
        store(connection, fieldwork, answers)
    return database.read_blocking(refresh, None, fieldwork.survey.id)


def file_of(columns: ColumnSet, fieldwork: Fieldwork, *, strict: bool = False) -> list[dict[str, str]]:
    links = {fieldwork.collector_id: "open"}
    return read(answers_file(columns, {fieldwork.wave.id: 1}, links, FIRST.characteristics, strict=strict))


def read(chunks: Iterator[bytes]) -> list[dict[str, str]]:
    whole = b"".join(chunks)
    assert whole.startswith(b"\xef\xbb\xbf")
    assert whole.count(b"\n") == whole.count(b"\r\n")
    return list(csv.DictReader(io.StringIO(whole.decode("utf-8-sig"), newline="")))


def test_what_was_answered_stands_in_the_file(sqlite_database: Database, fieldwork: Fieldwork) -> None:
    (row,) = file_of(columns_of(sqlite_database, fieldwork, [FULL]), fieldwork)
    assert {name: row[name] for name in ("Q1", "Q3", "Q4.pay", "Q4.find", "Q5", "Q7", "Q8")} == {
        "Q1": "daily",
        "Q3": "left blank",
        "Q4.pay": "alone",
        "Q4.find": "dont_know",
        "Q5": "7",
        "Q7": "north",
        "Q8": "refused",
    }
    assert [row[f"Q2.{code}"] for code in ("phone", "laptop", "other", "none")] == ["1", "0", "1", "0"]
    assert (row["round"], row["month"], row["in_area"]) == ("1", "2026-05", "1")


def test_what_was_not_asked_not_understood_or_not_offered_is_told_apart() -> None:
    rows = memory_file(column_set([{"Q1": None, "Q1-unclear": True}], survey=versions(FIRST, second())))
    assert (rows[0]["Q1"], rows[0]["Q2.phone"], rows[0]["Q5"]) == ("not understood", "not asked", "not asked")
    assert rows[0]["Q9"] == "not offered"


def test_no_typed_text_no_day_and_no_id_is_in_the_file(sqlite_database: Database, fieldwork: Fieldwork) -> None:
    columns = columns_of(sqlite_database, fieldwork, [FULL])
    whole = b"".join(answers_file(columns, {fieldwork.wave.id: 1}, {fieldwork.collector_id: "open"}, (), strict=False))
    assert b"secret" not in whole
    assert b"Q6" not in whole
    assert b"2026-05-28" not in whole
    assert str(columns.facts.ids[0]).encode() not in whole


@given(st.lists(stored_answers(), max_size=5))
def test_every_coded_answer_is_read_back(answers: list[dict[str, Stored]]) -> None:
    rows = memory_file(column_set(answers))
    expected = [as_cells(each) for each in answers]
    found = [{name: row[name] for name in as_cells({})} for row in rows]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def memory_file(columns: ColumnSet, *, strict: bool = False) -> list[dict[str, str]]:
    return read(answers_file(columns, {1: 1}, {1: "open", 2: "library"}, FIRST.characteristics, strict=strict))


def as_cells(answers: StoredAnswers) -> dict[str, str]:
    """What the file says of one person's coded answers, by the names of its fields."""
    cells: dict[str, str] = {}
    for variable in variables(FIRST):
        value = answers.get(variable.key)
        blank = "not understood" if answers.get(f"{variable.key}-unclear") is True else "left blank"
        missing = "" if value not in (None, ()) else blank if variable.key in answers else "not asked"
        if isinstance(variable.question, Number):
            cells[variable.key] = missing or f"{value:.0f}"
        for option in variable.options if variable.measure == "many" else ():
            ticked = isinstance(value, tuple) and option.code in value
            cells[f"{variable.key}.{option.code}"] = missing or ("1" if ticked else "0")
        if variable.measure == "single":
            cells[variable.key] = missing or str(value)
    return cells


def test_only_real_counted_responses_of_the_rounds_asked_for_are_in_it(
    sqlite_database: Database, fieldwork: Fieldwork
) -> None:
    with sqlite_database.write() as connection:
        first, *_ = store(connection, fieldwork, [{"Q1": "daily"}, {"Q1": "never"}])
        store(connection, fieldwork, [{"Q1": "weekly"}], demonstration=True)
        change_state(connection, first, "quarantined")
    columns = sqlite_database.read_blocking(refresh, None, fieldwork.survey.id)
    assert [row["Q1"] for row in file_of(columns, fieldwork)] == ["never"]
    assert counted_rows(columns, {}).size == 0


def test_every_file_has_an_order_and_names_of_its_own() -> None:
    columns = column_set([{"Q5": number} for number in range(60)])
    first, second = ([(row["row"], row["Q5"]) for row in memory_file(columns)] for _ in range(2))
    assert {number for _, number in first} == {number for _, number in second}
    assert [number for _, number in first] != [number for _, number in second]
    assert not {name for name, _ in first} & {name for name, _ in second}
    assert [number for _, number in first] != sorted((number for _, number in first), key=int)


def test_negative_control_the_columns_themselves_stand_in_the_order_of_arrival() -> None:
    numbers = column_set([{"Q5": number} for number in range(40)]).block.answers[5].numbers
    assert numbers is not None
    assert numbers.tolist() == sorted(numbers.tolist())


def test_shuffling_keeps_everybody() -> None:
    assert sorted(shuffled(np.arange(500)).tolist()) == list(range(500))


def test_chunks_meet_without_a_gap() -> None:
    rows = memory_file(column_set([{"Q5": 3}] * (ROWS + 2)))
    numbers = [int(row["row"].partition("-")[2]) for row in rows]
    assert numbers == list(range(1, ROWS + 3))


@pytest.mark.parametrize("strict", [False, True])
def test_a_channel_of_fewer_than_ten_people_is_hidden_as_its_link_is(strict: bool) -> None:
    def channels(telephoned: int) -> Counter[str]:
        columns = column_set([{}] * 40, channel=lambda place: "phone" if place < telephoned else "web")
        return Counter(row["channel"] for row in memory_file(columns, strict=strict))

    assert channels(4) == {"c": 40}
    assert channels(12) == {"phone": 12, "web": 28}


def test_a_link_or_language_of_fewer_than_ten_people_is_hidden() -> None:
    columns = column_set(
        [{}] * 40,
        collector_id=lambda place: 2 if place < 4 else 1,
        variant=lambda place: "ur" if place < 12 else "en",
    )
    rows = memory_file(columns)
    assert Counter(row["language"] for row in rows) == {"ur": 12, "en": 28}
    assert Counter(row["link"] for row in rows) == {"c": 40}


def test_of_staff_small_groups_are_hidden_and_place_and_equality_are_left_out() -> None:
    daily: dict[str, Stored] = {"Q1": "daily", "Q3": "easy", "Q8": "yes"}
    weekly: dict[str, Stored] = {"Q1": "weekly", "Q8": "yes"}
    never: dict[str, Stored] = {"Q1": "never", "Q8": "no"}
    answers = [daily] * 30 + [weekly] * 15 + [never] * 4
    rows = memory_file(column_set(answers), strict=True)
    assert Counter(row["Q1"] for row in rows) == {"daily": 30, "c": 19}
    assert not {"link", "in_area", "Q8"} & set(rows[0])
    assert Counter(row["Q3"] for row in rows) == {"easy": 30, "c": 19}


def test_negative_control_a_residents_file_has_them() -> None:
    rows = memory_file(column_set([{"Q1": "never", "Q8": "no"}]))
    assert (rows[0]["Q1"], rows[0]["Q8"], rows[0]["link"]) == ("never", "no", "c")


def test_a_key_of_two_kinds_has_two_fields() -> None:
    old_one = Many(id="Q1", label="Which?", options=OFTEN.options)
    older = replace(FIRST, sections=(Section(id="often", questions=(old_one,)), *FIRST.sections[1:]))
    rows = memory_file(column_set([{"Q1": ("daily",)}], survey=versions(older, FIRST)))
    assert (rows[0]["Q1"], rows[0]["Q1.daily"]) == ("not offered", "1")


def test_typed_text_is_a_file_of_its_own_in_another_order(sqlite_database: Database, fieldwork: Fieldwork) -> None:
    texts = [f"idea {number}" for number in range(CHUNK + 50)]
    columns = columns_of(sqlite_database, fieldwork, [{"Q6": text, "Q7": "north"} for text in texts])
    rows = read(text_of(sqlite_database, columns, "Q6"))
    assert [*rows[0]] == ["What should we do?"]
    found = [row["What should we do?"] for row in rows]
    assert found != texts
    assert sorted(found) == sorted(texts)


def text_of(database: Database, columns: ColumnSet, key: str) -> Iterator[bytes]:
    def reading(ids: list[int]) -> list[str]:
        return database.read_blocking(texts_under, ids, key)

    return text_file("What should we do?", columns.facts.ids, CHUNK, reading)


def test_blank_text_other_keys_and_withdrawn_answers_are_left_out(
    sqlite_database: Database, fieldwork: Fieldwork
) -> None:
    with sqlite_database.write() as connection:
        gone, *_ = store(connection, fieldwork, [{"Q6": "gone"}, {"Q6": "  "}, {"Q6": None}, {}, FULL])
    columns = sqlite_database.read_blocking(refresh, None, fieldwork.survey.id)
    with sqlite_database.write() as connection:
        change_state(connection, gone, "withdrawn")
    assert [row["What should we do?"] for row in read(text_of(sqlite_database, columns, "Q6"))] == ["my secret idea"]
    assert len(read(text_of(sqlite_database, columns, "Q2-detail"))) == 1
