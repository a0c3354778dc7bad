"""A cross-tab counts each group by the rules of the question itself, and its groups with the unknown are everybody."""

from collections import Counter

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.coding import Coding, Missing, StoredAnswers, coded
from survey_app.results.columns import ColumnSet
from survey_app.results.crossing import (
    CrossTally,
    characteristic,
    cross_tallies,
    crossable,
    split,
    tally_of,
)
from survey_app.results.facts_crossed import COLLECTED
from survey_app.results.overview import population
from survey_app.results.tabulate import Tally, rows_where, tabulate
from tests.results.sample import column_set, people, stored_answers

SINGLE = ("Q1", "Q3", "Q4.pay", "Q7", "Q8")


def coding_of(columns: ColumnSet, key: str) -> Coding:
    return next(each for each in columns.codings if each.key == key)


@given(st.lists(stored_answers(), max_size=40), st.sampled_from(SINGLE))
def test_every_group_is_counted_as_if_it_were_alone(answers: list[StoredAnswers], key: str) -> None:
    columns = column_set(answers)
    by = characteristic(coding_of(columns, key))
    made = cross_tallies(columns, by, population(columns, 1))
    inside = [each for each in answers if each.get("Q7") != "away"]
    for crossed in made:
        coding = coding_of(columns, crossed.key)
        for heading, tally in zip(by.groups, crossed.groups, strict=True):
            code = coding_of(columns, key).options[heading.number - 1].code
            assert tally == alone(coding, [each for each in inside if each.get(key) == code])
        assert crossed.everyone == alone(coding, inside)


def alone(coding: Coding, answers: list[StoredAnswers]) -> Tally:
    return tabulate(coding, coded(coding, answers, 11), rows_where(np.ones(len(answers), dtype=np.bool_)))


@given(st.lists(stored_answers(), max_size=40), st.sampled_from([*SINGLE, "how"]))
def test_the_groups_and_the_unknown_are_everybody(answers: list[StoredAnswers], key: str) -> None:
    ways = ("web", "paper", "telephone", "web")
    columns = column_set(answers, channel=lambda place: ways[place % 4], help=lambda place: "helped" * (place % 4 == 3))
    by = COLLECTED if key == "how" else characteristic(coding_of(columns, key))
    for crossed in cross_tallies(columns, by, population(columns, 1)):
        every = [*crossed.groups, crossed.unknown]
        assert crossed.everyone.base == sum(each.base for each in every)
        assert crossed.everyone.counts == tuple(map(sum, zip(*(each.counts for each in every), strict=True)))
        for code in Missing:
            assert crossed.everyone.missing[code] == sum(each.missing[code] for each in every)
        assert key != "how" or crossed.unknown.population == 0


@given(st.lists(stored_answers(), max_size=20))
def test_a_cross_tab_can_be_kept_as_json(answers: list[StoredAnswers]) -> None:
    columns = column_set(answers)
    made = cross_tallies(columns, characteristic(coding_of(columns, "Q1")), population(columns, 1))
    assert msgspec.json.decode(msgspec.json.encode(made), type=tuple[CrossTally, ...]) == made


def test_who_does_not_say_makes_no_group_and_nor_does_an_answer_from_outside() -> None:
    columns = column_set([{"Q1": "daily"}])
    assert [each.label for each in characteristic(coding_of(columns, "Q1")).groups] == [
        "Every day",
        "Every week",
        "Never",
    ]
    assert [each.label for each in characteristic(coding_of(columns, "Q7")).groups] == ["North", "South"]


@pytest.mark.parametrize("key", ["Q2", "Q5", "Q6"])
def test_only_one_answer_makes_groups(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        characteristic(coding_of(column_set([{}]), key))


def test_typed_text_and_the_question_itself_are_not_crossed() -> None:
    columns = column_set([{}])
    keys = Counter(each.key for each in crossable(columns.codings, characteristic(coding_of(columns, "Q4.pay"))))
    assert set(keys) == {"Q1", "Q2", "Q3", "Q5", "Q7", "Q8"}


def test_numbers_are_crossed_by_their_bins() -> None:
    columns = column_set([*people(3, Q1="daily", Q5=2), *people(2, Q1="never", Q5=30), {"Q1": "daily", "Q5": None}])
    parts = split(columns, characteristic(coding_of(columns, "Q1")), population(columns, 1))
    made = tally_of(columns, coding_of(columns, "Q5"), parts)
    assert [each.counts for each in made.groups] == [(0, 3, 0, 0), (0, 0, 0, 0), (0, 0, 0, 2)]
    assert [each.base for each in made.groups] == [3, 0, 2]
    assert made.bins[0] == (0, 1)
