"""The form offers what the survey declares, and no typed address shows more than the form would."""

import pytest

from survey_app.results.disclosure import Level
from survey_app.results.filtering import ONE_GROUP, UNKNOWN, choosers, conditions, everybody, refusal
from survey_app.results.views import Filter, View
from tests.results.sample import FIRST

NORTH = View(filters=(Filter("Q7", "north"),), grouped="ambition")


def test_there_is_a_list_for_each_declared_characteristic() -> None:
    often, place = choosers(FIRST, NORTH)
    assert (often.label, place.label) == ("1. How often?", "7. Where do you live?")
    assert [(each.value, each.chosen) for each in place.choices] == [
        ("", False),
        ("Q7:north", True),
        ("Q7:south", False),
    ]


def test_a_filter_is_said_in_words_with_the_view_without_it() -> None:
    both = View(filters=(Filter("Q1", "daily"), Filter("Q7", "north")))
    said = conditions(both, choosers(FIRST, both))
    assert [(each.words, each.without) for each in said] == [
        ("Every day", "?filter=Q7:north"),
        ("North", "?filter=Q1:daily"),
    ]
    assert everybody(NORTH) == "?grouped=ambition"


@pytest.mark.parametrize("level", [Level.GUARDED, Level.PUBLIC, None])
def test_viewers_have_no_filter_by_a_characteristic(level: Level | None) -> None:
    assert refusal(NORTH, level, ()) == ONE_GROUP
    assert refusal(View(round="2"), level, ()) == ""


@pytest.mark.parametrize(
    "wrong",
    [Filter("Q5", "3"), Filter("Q7", "away"), Filter("Q7", "moon"), Filter("Q7", "moon,north"), Filter("Q99", "north")],
)
def test_an_analyst_filters_by_any_answers_and_by_nothing_else(wrong: Filter) -> None:
    typed = View(filters=tuple(sorted([Filter("Q1", "daily"), wrong])))
    assert refusal(typed, Level.WORKING, choosers(FIRST, typed)) == UNKNOWN
    for right in (NORTH, View(filters=(Filter("Q2", "laptop,phone"), Filter("Q4.pay", "alone")))):
        assert refusal(right, Level.WORKING, choosers(FIRST, right)) == ""


def test_what_is_filtered_by_beside_the_lists_can_be_taken_off_in_the_form() -> None:
    view = View(filters=(Filter("Q2", "laptop,phone"),))
    chooser = next(each for each in choosers(FIRST, view) if each.key == "Q2")
    assert [(each.value, each.label, each.chosen) for each in chooser.choices] == [
        ("", "Everybody", False),
        ("Q2:laptop,phone", "Phone or Laptop", True),
    ]
