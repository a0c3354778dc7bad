"""Dates and money in results: coded as places on a line, shown in declared bins, by month in a file."""

import numpy as np
import pytest
from msgspec.structs import replace

from survey_app.questionnaire.definition import Option, Postcode, Section
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.measured import measured_range
from survey_app.results.bins import bin_labels
from survey_app.results.coding import Coding, UnknownCode, coded, codings
from survey_app.results.disclosure import Level
from survey_app.results.figures import Figure, Reading, question_figures
from survey_app.results.files.codebook import codebook
from survey_app.results.files.fields import CODES, answer_fields
from survey_app.results.tabulate import bins_of
from survey_app.results.tallies import tallies
from tests.results.sample import FIRST, column_set, people, versions

DAY = Date(id="Q1", label="When?", earliest="2020-01-01", latest="2029-12-31", bins=("2020", "2024", "2026"))
MONTH = Month(id="Q2", label="Which month?", earliest="2020-01", latest="2020-12", bins=("2020-01", "2020-02"))
PAID = Money(id="Q3", label="How much?", high=50, bins=(0, 5, 20))
AREA = Postcode(
    id="Q4", label="Where?", options=(Option(code="a", label="A"), Option(code="away", label="Away", outside=True))
)
SURVEY = versions(replace(FIRST, sections=(Section(id="all", questions=(DAY, MONTH, PAID, AREA)),), characteristics=()))
ANSWERS = [
    *people(12, Q1="2020-01-01", Q2="2020-01", Q3=4.99, Q4="a", **{"Q4.fifth": "1"}),
    *people(20, Q1="2025-12-31", Q2="2020-12", Q3=50, Q4="a", **{"Q4.fifth": None}),
    *people(5, Q1=None, Q2=None, Q3=None, Q4="away", **{"Q4.fifth": None}),
]


def figure(question: str) -> Figure:
    columns, reading = column_set(ANSWERS, survey=SURVEY), Reading(frozenset({11}), Level.WORKING, strict=False)
    made = question_figures(columns.codings, tallies(columns, 1, Level.WORKING).questions, reading)
    return next(each for each in made if each.id == question).figures[0]


def counts(question: str) -> list[tuple[str, str]]:
    return [(line.label, line.people) for line in figure(question).lines]


def test_days_stand_in_bins_of_years_and_have_no_average() -> None:
    assert counts("Q1") == [("2020 to 2023", "12"), ("2024 to 2025", "20"), ("2026 to 2029", "0")]
    assert figure("Q1").sentence == "The most common answer was “2024 to 2025”: 63% (20 of 32 people)."


def test_months_stand_in_bins_of_months() -> None:
    assert counts("Q2") == [("January 2020", "12"), ("February 2020 to December 2020", "20")]


def test_money_stands_in_bins_of_pounds_with_its_average() -> None:
    assert counts("Q3") == [("£0 to under £5", "12"), ("£5 to under £20", "0"), ("£20 to £50", "20")]
    assert figure("Q3").sentence == "Half of the people said £50 or less, and the average was £33.10."


def test_bins_that_begin_within_a_month_are_days() -> None:
    days = Date(id="Q1", label="", earliest="2020-01-01", latest="2020-01-31", bins=("2020-01-01", "2020-01-15"))
    labels = [*bin_labels(days, bins_of(measured_range(days)))]
    assert labels == ["1 January 2020 to 14 January 2020", "15 January 2020 to 31 January 2020"]


def test_a_stored_answer_that_is_no_date_is_told() -> None:
    coding: Coding = next(each for each in codings(SURVEY) if each.key == "Q1")
    with pytest.raises(UnknownCode, match="no date"):
        coded(coding, [{"Q1": "soon"}], 11)


def test_a_file_has_the_month_and_never_deprivation_beside_an_area() -> None:
    columns = column_set(ANSWERS[:1], survey=SURVEY)
    fields = answer_fields(columns, np.array([0]), (), CODES, equality=True)
    cells = {field.name: field.cells(np.array([0])) for field in fields}
    assert cells == {"Q1": ['"2020-01"'], "Q2": ['"2020-01"'], "Q3": ['"4.99"'], "Q4": ['"a"']}
    book = codebook(columns.codings, SURVEY, equality=True).decode()
    assert "month, 2020-01 to 2029-12" in book
    assert '"Q4.fifth"' in book
    assert "with the area it could tell who somebody is" in book


def test_whoever_lives_outside_is_in_no_figure() -> None:
    columns = column_set(ANSWERS, survey=SURVEY)
    assert int(np.count_nonzero(columns.facts.outside)) == 5
