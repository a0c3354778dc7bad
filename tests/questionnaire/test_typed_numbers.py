"""Numbers as people write them: marks of thousands are read, what could mean two numbers is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.definition import Number
from survey_app.questionnaire.reading import read
from survey_app.questionnaire.typed_numbers import typed_number, unclear_number
from survey_app.web.tongues import ENGLISH

WHOLE = Number(id="N", label="How many?", low=0, high=2_000_000)
TENTHS = Number(id="N", label="How many hours?", low=0, high=24, decimals=1)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2,500", 2500),
        (" 2 500 ", 2500),
        ("1,234,567", 1_234_567),
        ("1\u202f234\u00a0567", 1_234_567),
        ("\u0662\u066c\u0665\u0660\u0660", 2500),
        ("+7", 7),
        ("5.0", 5),
    ],
)
def test_a_whole_number_may_have_marks_of_thousands(typed: str, number: int) -> None:
    assert typed_number(typed, 0) == number


@given(st.integers(-(10**12), 10**12), st.sampled_from([",", " "]))
def test_every_number_is_read_as_it_is_printed_in_groups(number: int, mark: str) -> None:
    assert typed_number(f"{number:,}".replace(",", mark), 0) == number


@given(st.text(alphabet="0123456789 ,.-+", max_size=20), st.integers(0, 3))
def test_a_comma_never_changes_how_much_a_number_says(typed: str, decimals: int) -> None:
    number = typed_number(typed, decimals)
    assert number is None or number == pytest.approx(float(typed.replace(",", "").replace(" ", "")))


@pytest.mark.parametrize("typed", ["2,5", "2,50", "2 5", "12,34", "1,2345", "0,500", "1,234 567", "2,500,00"])
def test_what_could_mean_two_numbers_is_asked_about_in_words(typed: str) -> None:
    (problem,) = read(WHOLE, {"N": (typed,)}).problems
    assert ENGLISH.say(problem.words) == (
        f"We cannot tell which number '{typed}' is. Enter a whole number between 0 and 2,000,000."
    )


def test_a_decimal_comma_is_asked_about_with_an_example_of_a_point() -> None:
    (problem,) = read(TENTHS, {"N": ("2,5",)}).problems
    assert ENGLISH.say(problem.words) == (
        "We cannot tell which number '2,5' is. Enter a number between 0 and 24. Write a point, as in 2.5."
    )


def test_thousands_are_in_doubt_where_three_decimals_are_allowed() -> None:
    assert typed_number("2,500", 3) is None
    assert unclear_number("2,500") == "2,500"


def test_half_of_something_whole_is_told_from_too_much() -> None:
    words = [ENGLISH.say(read(WHOLE, {"N": (typed,)}).problems[0].words) for typed in ("2.5", "2,000,001", "many")]
    assert words == [
        "Enter a whole number between 0 and 2,000,000.",
        "Enter a number between 0 and 2,000,000.",
        "Enter a number between 0 and 2,000,000.",
    ]


def test_nothing_long_or_strange_is_repeated() -> None:
    assert unclear_number("1,2" * 40) == ""
    assert unclear_number("<b>,</b>") == ""
