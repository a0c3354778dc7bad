"""Unions of answers: shown where they tell nothing of hidden people, hidden where they would."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from survey_app.results.disclosure import ENOUGH, FLOOR, Level, Sign, disclose, rounded
from survey_app.results.netting import Column, nets_to_show

COUNTS = st.lists(st.one_of(st.integers(0, 9), st.integers(10, 60)), min_size=2, max_size=4)


def column(counts: list[int]) -> Column:
    """One question as the gate shows it, its options numbered from 1."""
    shown = disclose(sum(counts), counts, Level.GUARDED, adds_up=True)
    hidden = frozenset(place for place, cell in enumerate(shown.cells, 1) if cell.sign is Sign.HIDDEN)
    return Column(sum(counts), dict(enumerate(counts, 1)), hidden)


def test_a_union_without_hidden_parts_is_shown() -> None:
    assert nets_to_show(column([30, 40, 50]), [frozenset({1, 2}), frozenset({2, 3})]) == [True, True]


def test_a_union_that_tells_a_hidden_number_is_hidden() -> None:
    whole = column([2, 10, 72])
    assert whole.hidden == {1}
    assert nets_to_show(whole, [frozenset({1, 2})]) == [False]


def test_unions_are_shown_in_turn_until_one_would_tell_with_those_before() -> None:
    whole = column([2, 10, 72])
    assert nets_to_show(whole, [frozenset({2}), frozenset({1, 2}), frozenset({3})]) == [True, False, True]


def test_a_union_of_what_is_not_in_the_table_is_hidden() -> None:
    assert nets_to_show(column([30, 40]), [frozenset({1, 9})]) == [False]


@example([23, 25, 1], {1, 2})
@given(COUNTS, st.sets(st.integers(1, 4), min_size=1))
def test_what_is_shown_leaves_every_few_people_five_numbers_or_more(counts: list[int], chosen: set[int]) -> None:
    whole = column(counts)
    net = frozenset(chosen & whole.counts.keys())
    small = [each for each in whole.hidden if 0 < whole.counts[each] < FLOOR]
    if len(small) != 1 or sum(each in whole.hidden for each in whole.counts) > 2 or not net:
        return
    if nets_to_show(whole, [net]) == [True]:
        shown = {rounded(sum(whole.counts[each] for each in net))}
        assert len(possible(whole, net, shown, small[0])) >= ENOUGH


def possible(whole: Column, net: frozenset[int], shown: set[int], wanted: int) -> set[int]:
    """What a hidden number can be, by trying every table that looks the same."""
    ranges = []
    for number, count in whole.counts.items():
        if number not in whole.hidden:
            ranges.append([each for each in range(FLOOR, 70) if rounded(each) == rounded(count)])
        elif count >= FLOOR:
            ranges.append([*range(FLOOR, whole.base + 1)])
        else:
            ranges.append([*range(FLOOR)] if count else [0])
    numbers = [*whole.counts]
    tables = (dict(zip(numbers, each, strict=True)) for each in product(*ranges) if sum(each) == whole.base)
    return {each[wanted] for each in tables if rounded(sum(each[number] for number in net)) in shown}


@pytest.mark.parametrize("count", [0, 9])
def test_a_union_of_few_people_is_never_shown(count: int) -> None:
    assert nets_to_show(column([count, 60, 60]), [frozenset({1})]) == [False]
