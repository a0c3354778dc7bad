"""Bars are as long as their percentages, in the palette's classes."""

from survey_app.questionnaire.definition import Role
from survey_app.results.charts import ANSWERS, NO_OPINION, WIDTH, bar


def test_a_bar_is_as_long_as_its_percentage() -> None:
    drawn = [bar(50), bar(100), bar(120)]
    assert [each.length for each in drawn if each] == [WIDTH / 2, WIDTH, WIDTH]


def test_the_smallest_bar_can_be_seen_and_nothing_has_none() -> None:
    smallest = bar(1)
    assert smallest is not None
    assert smallest.length >= 1
    assert bar(0) is None
    assert bar(None) is None


def test_do_not_know_is_grey() -> None:
    answered, unknown = bar(10), bar(10, Role.DONT_KNOW)
    assert answered is not None
    assert unknown is not None
    assert (answered.colour, unknown.colour) == (ANSWERS, NO_OPINION)
