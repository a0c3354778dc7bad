"""Averages by group stand where the rules of a group of people let them, and nowhere else."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.results.averages import LOWER, MEAN, MEDIAN, SCORE, UPPER, Average
from survey_app.results.coding import Stored, StoredAnswers
from survey_app.results.crossing import characteristic, split, tally_of
from survey_app.results.crosstabs import CrossTable, cross_table
from survey_app.results.disclosure import FLOOR, Level
from survey_app.results.figures import Reading
from survey_app.results.files.tables import group_table
from survey_app.results.files.tables_csv import tables_csv
from survey_app.results.numbers import MEDIAN_FLOOR, QUARTILE_FLOOR
from survey_app.results.overview import population
from tests.results.files.made import manifest
from tests.results.files.test_xlsx import read, rows_of
from tests.results.sample import column_set, people
from tests.results.test_crosstabs import nothing_more

Given = list[dict[str, Stored]]


def table_of(given: Given, question: str, level: Level = Level.GUARDED) -> CrossTable:
    answers: list[StoredAnswers] = [*given]
    columns = column_set(answers)
    codings = {each.key: each for each in columns.codings}
    by = characteristic(codings["Q7"])
    counted = tally_of(columns, codings[question], split(columns, by, population(columns, 1)), level)
    reading = Reading(frozenset({11}), level, strict=False)
    audited = replace(counted, audit=nothing_more(counted, codings[question], by, reading))
    return cross_table(audited, codings[question], by, reading)


def rows(made: CrossTable) -> dict[str, tuple[str, ...]]:
    return {each.label: each.words for each in made.averages}


TWO: Given = [
    *people(40, Q5=2, Q7="north"),
    *people(40, Q5=3, Q7="north"),
    *people(20, Q5=10, Q7="south"),
    *people(20, Q5=3, Q7="south"),
]


def test_numbers_have_a_mean_a_middle_and_quarters_by_group() -> None:
    assert rows(table_of(TWO, "Q5")) == {
        MEAN: ("3.83 hours", "2.5 hours", "6.5 hours"),
        MEDIAN: ("3 hours", "2 hours", "6 hours"),
        LOWER: ("2 hours", "2 hours", "[c]"),
        UPPER: ("3 hours", "3 hours", "[c]"),
    }
    assert rows(table_of(TWO, "Q5", Level.WORKING))[UPPER] == ("3 hours", "3 hours", "10 hours")


def test_scales_have_an_average_score_by_group_from_what_is_shown() -> None:
    given = [
        *people(60, Q3="easy", Q7="north"), *people(60, Q3="hard", Q7="north"), *people(20, Q3="so_so", Q7="north"),
        *people(80, Q3="easy", Q7="south"), *people(20, Q3="hard", Q7="south"), *people(20, Q3="so_so", Q7="south"),
    ]  # fmt: skip
    assert rows(table_of(given, "Q3")) == {SCORE: ("2.2", "2.0", "2.5")}
    assert table_of(TWO, "Q3").averages == ()


def test_one_answer_without_scores_has_no_average() -> None:
    given = [*people(60, Q1="daily", Q7="north"), *people(60, Q1="never", Q7="south")]
    assert table_of(given, "Q1", Level.WORKING).averages == ()


def test_groups_have_none_where_a_few_are_in_none_that_is_shown() -> None:
    """What is left over of everybody's total would be these few people's."""
    assert rows(table_of([*TWO, *people(9, Q5=20)], "Q5"))[MEAN] == ("4.96 hours", "[c]", "[c]")
    assert rows(table_of([*TWO, *people(10, Q5=20)], "Q5"))[MEAN][1:] == ("2.5 hours", "6.5 hours")


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["north", "south", None]), st.integers(0, 40)), max_size=150))
def test_no_average_is_of_fewer_than_its_rule_asks(pairs: list[tuple[str | None, int]]) -> None:
    made = table_of([{"Q7": place, "Q5": hours} for place, hours in pairs], "Q5")
    groups = [[hours for place, hours in pairs if name in ("", place)] for name in ("", "north", "south")]
    floors = {MEAN: FLOOR, MEDIAN: MEDIAN_FLOOR, LOWER: QUARTILE_FLOOR, UPPER: QUARTILE_FLOOR}
    for each in made.averages:
        for at, value in enumerate(each.values):
            if value is not None:
                assert len(groups[at]) >= floors[each.label]
                assert made.base.cells[at].count is not None
                assert each.label != MEAN or 2 * max(groups[at]) < sum(groups[at])


def test_files_have_averages_as_numbers() -> None:
    columns = column_set([])
    coding = next(each for each in columns.codings if each.key == "Q5")
    table = group_table(coding, table_of(TWO, "Q5"))
    text = tables_csv((table,), manifest()).decode("utf-8-sig")
    lines = [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["answer"] == MEAN]
    assert [(row["group"], row["people"], row["average"]) for row in lines] == [
        ("Everybody", "", "3.83"),
        ("North", "", "2.5"),
        ("South", "", "6.5"),
    ]
    (sheet,) = read((table,)).worksheets[4:]
    heading, *body = rows_of(sheet)
    assert heading[3] == "Everybody: Average or middle"
    assert next(row for row in body if row[0] == MEAN)[1:4] == ("[z]", "[z]", 3.83)


@pytest.mark.parametrize("level", [Level.GUARDED, Level.WORKING])
def test_every_row_of_averages_is_as_long_as_the_table(level: Level) -> None:
    made = table_of(TWO, "Q5", level)
    assert all(isinstance(each, Average) and len(each.words) == len(made.columns) for each in made.averages)
