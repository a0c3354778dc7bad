"""Counts without a gate: plain values that are read back equal, of the people who fit every filter."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.variables import variables
from survey_app.results.coding import Stored
from survey_app.results.disclosure import Level
from survey_app.results.groups import UnknownFilter
from survey_app.results.reports import results, shown
from survey_app.results.tallies import Tallies, tallies
from survey_app.results.views import Filter, View
from tests.results.recount import recount
from tests.results.sample import FIRST, column_set, people, stored_answers

CROWD = [*people(40, Q1="daily", Q2=("phone",), Q5=3), *people(30, Q1="weekly", Q2=("phone", "laptop"), Q5=10)]
OPTIONS = st.sampled_from([("Q1", "daily"), ("Q2", "phone"), ("Q4.pay", "helped"), ("Q7", "north")])


@given(st.lists(stored_answers(), max_size=30), st.sampled_from(Level), st.booleans())
@settings(max_examples=50, deadline=None)
def test_they_are_read_back_equal_from_json(answers: list[dict[str, Stored]], level: Level, apart: bool) -> None:
    columns = column_set(answers)
    made = tallies(columns, 1, level, {"Q8": ["yes", None]} if apart else None, (Filter("Q1", "daily"),))
    again = msgspec.json.decode(msgspec.json.encode(made), type=Tallies)
    assert again == made
    assert shown(again, columns.codings, level, strict=False) == shown(made, columns.codings, level, strict=False)


@given(st.lists(stored_answers(), max_size=30), st.lists(OPTIONS, unique=True, max_size=3))
@settings(max_examples=50, deadline=None)
def test_a_filtered_group_is_counted_as_in_plain_python(
    answers: list[dict[str, Stored]], chosen: list[tuple[str, str]]
) -> None:
    made = tallies(column_set(answers), 1, Level.WORKING, filters=[Filter(*each) for each in chosen])
    inside = [each for each in answers if each.get("Q7") != "away"]
    some = [each for each in inside if all(_gave(each.get(key), code) for key, code in chosen)]
    assert (made.people, made.of) == (len(some), len(inside))
    for counted, variable in zip(made.questions, variables(FIRST), strict=True):
        expected = recount(variable, some)
        assert counted.tally.base == expected.base
        assert [count for count in counted.tally.counts if variable.options] == [
            expected.counts[option.code] for option in variable.options
        ]


def test_parents_are_the_groups_made_by_leaving_one_filter_out() -> None:
    both = (Filter("Q1", "daily"), Filter("Q2", "phone"))
    made = tallies(column_set(CROWD), 1, Level.GUARDED, filters=both)
    assert (made.people, made.parents) == (40, (70, 40))
    assert made.questions[0].parents == (70, 40)
    assert tallies(column_set(CROWD), 1, Level.GUARDED).parents == ()


def test_a_guarded_group_near_another_is_not_shown() -> None:
    near = column_set([*people(60, Q1="daily"), *people(9, Q1="weekly")])
    daily = View(filters=(Filter("Q1", "daily"),))
    assert results(near, 1, Level.GUARDED, strict=False, view=daily).questions == ()
    assert results(near, 1, Level.WORKING, strict=False, view=daily).questions != ()


def test_negative_control_a_group_ten_people_away_is_shown() -> None:
    away = column_set([*people(60, Q1="daily"), *people(10, Q1="weekly")])
    assert results(away, 1, Level.GUARDED, strict=False, view=View(filters=(Filter("Q1", "daily"),))).questions


@pytest.mark.parametrize("wrong", [Filter("Q0", "daily"), Filter("Q1", "hourly"), Filter("Q5", "3"), Filter("Q6", "a")])
def test_a_filter_that_nothing_answers_to_is_not_ignored(wrong: Filter) -> None:
    with pytest.raises(UnknownFilter):
        tallies(column_set(CROWD), 1, Level.WORKING, filters=[wrong])


def _gave(value: Stored, code: str) -> bool:
    return code in value if isinstance(value, tuple) else value == code
