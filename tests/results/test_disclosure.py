"""What passes the gate says nothing of 1 to 9 people, and what is exact is only for analysts."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.disclosure import (
    ENOUGH,
    FLOOR,
    HIDDEN,
    NOT_OFFERED,
    Cell,
    Level,
    Shown,
    disclose,
    disclose_count,
    percent,
    rounded,
)

PROTECTED = (Level.GUARDED, Level.PUBLIC)

Counts = tuple[int, list[int | None]]


@st.composite
def groups(draw: st.DrawFn) -> Counts:
    """A base and counts of options of which one or several may be chosen; small and like ones often."""
    base = draw(st.integers(0, 40) | st.integers(0, 2000))
    near = st.integers(0, base) | st.integers(0, min(base, 12)) | st.integers(max(0, base - 12), base)
    return base, draw(st.lists(st.none() | near, max_size=6))


@given(groups(), st.booleans(), st.sampled_from(PROTECTED))
def test_no_number_shown_is_or_stands_for_1_to_9_people(group: Counts, strict: bool, level: Level) -> None:
    base, counts = group
    assert gives_away(disclose, base, counts, level, strict) == []


@given(st.data())
def test_negative_control_the_working_level_gives_small_groups_away(data: st.DataObject) -> None:
    base = data.draw(st.integers(20, 200))
    small = data.draw(st.integers(1, 9))
    assert gives_away(disclose, base, [small, base - small], Level.WORKING, strict=False) != []


def gives_away(
    gate: Callable[..., Shown], base: int, counts: list[int | None], level: Level, strict: bool
) -> list[tuple[int, int]]:
    """The true counts of 1 to 9, or of none, that can be told from what is shown."""
    shown = gate(base, counts, level, strict=strict)
    told = []
    for true, cell in zip((base, *counts), (shown.base, *shown.cells), strict=True):
        if true is None or cell.count is None:
            continue
        possible = {
            each for each in range(cell.count - 2, cell.count + 3) if each >= FLOOR and rounded(each) == cell.count
        }
        if true < FLOOR or true not in possible:
            told.append((true, cell.count))
    return told


@st.composite
def answers_of_one(draw: st.DrawFn) -> list[int]:
    """How many people gave each answer of a question that takes one."""
    few = st.integers(0, 14) | st.integers(0, 80) | st.integers(0, 900)
    return draw(st.lists(few, min_size=1, max_size=7).filter(lambda counts: sum(counts) >= FLOOR))


def told(counts: list[int], shown: Shown) -> list[int]:
    """How many numbers each hidden 1 to 9 could be, for who knows how many people answered, and what nobody did."""
    if shown.hidden:
        return []
    ranges = [
        (max(FLOOR, cell.count - 2), cell.count + 2)
        if cell.count is not None
        else (0, FLOOR - 1 if true else 0)
        if true < FLOOR
        else (FLOOR, sum(counts))
        for true, cell in zip(counts, shown.cells, strict=True)
    ]
    return [
        sum(low <= sum(counts) - number <= high for number in range(FLOOR))
        for place, true in enumerate(counts)
        if shown.cells[place].count is None and 0 < true < FLOOR
        for low, high in [[sum(ends) for ends in zip(*ranges[:place], *ranges[place + 1 :], (0, 0), strict=True)]]
    ]


@given(answers_of_one(), st.booleans(), st.sampled_from(PROTECTED))
def test_nothing_shown_of_a_column_tells_a_hidden_number(counts: list[int], strict: bool, level: Level) -> None:
    shown = disclose(sum(counts), counts, level, strict=strict, adds_up=True)
    assert all(choices >= ENOUGH for choices in told(counts, shown))


def test_negative_control_by_hiding_and_rounding_alone_a_hidden_number_is_told() -> None:
    """62 and 37 are shown as 60 and 35 of 110, so that the third can only be 9."""
    assert told([62, 37, 9], disclose(108, [62, 37, 9], Level.GUARDED)) == [1]
    made = disclose(108, [62, 37, 9], Level.GUARDED, adds_up=True)
    assert made.cells == (Cell(60, 55), HIDDEN, HIDDEN)


def test_a_column_in_which_nothing_could_be_shown_is_hidden_with_its_base() -> None:
    assert disclose(63, [54, 9], Level.GUARDED, adds_up=True) == Shown(HIDDEN, (HIDDEN, HIDDEN), rules="bf")
    assert disclose(15, [6, 9], Level.GUARDED, adds_up=True) == Shown(HIDDEN, (HIDDEN, HIDDEN), rules="bf")
    assert disclose(63, [54, 9], Level.WORKING, adds_up=True).cells == (Cell(54, 86), Cell(9, 14))


@given(answers_of_one())
def test_only_what_could_tell_is_hidden_besides_the_few(counts: list[int]) -> None:
    plain = disclose(sum(counts), counts, Level.GUARDED)
    if all(choices >= ENOUGH for choices in told(counts, plain)):
        assert disclose(sum(counts), counts, Level.GUARDED, adds_up=True) == plain


@given(groups())
def test_one_sign_hides_none_few_and_too_alike(group: Counts) -> None:
    base, counts = group
    shown = disclose(base, counts, Level.GUARDED)
    signs = {cell for true, cell in zip(counts, shown.cells, strict=True) if true is not None and true < FLOOR}
    assert signs <= {HIDDEN}


@given(groups(), st.booleans())
def test_what_is_hidden_could_be_any_of_at_least_ten_numbers(group: Counts, strict: bool) -> None:
    """No count from 0 to 9 can be ruled out for a hidden cell by this cell and the base."""
    base, counts = group
    shown = disclose(base, counts, Level.GUARDED, strict=strict)
    if not shown.hidden:
        for true, cell in zip(counts, shown.cells, strict=True):
            if cell == HIDDEN:
                assert true is not None
                assert all(disclose(base, [other], Level.GUARDED).cells[0] == HIDDEN for other in range(FLOOR))


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (143, 145)])
def test_counts_are_rounded_to_the_nearest_five(count: int, shown: int) -> None:
    assert disclose_count(count, Level.GUARDED) == Cell(shown)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_under_ten_is_hidden_zero_included(count: int) -> None:
    assert disclose_count(count, Level.GUARDED) == HIDDEN
    assert disclose_count(count, Level.WORKING) == Cell(count)


def test_a_base_under_ten_hides_its_whole_column_and_itself() -> None:
    shown = disclose(9, [9, 0, None], Level.GUARDED)
    assert shown == Shown(HIDDEN, (HIDDEN, HIDDEN, NOT_OFFERED), rules="a")
    assert shown.hidden


def test_percentages_are_of_rounded_numbers_from_a_rounded_base_of_50() -> None:
    assert disclose(47, [20], Level.GUARDED).cells == (Cell(20),)
    assert disclose(48, [23], Level.GUARDED) == Shown(Cell(50), (Cell(25, 50),), 2.6)


@pytest.mark.parametrize(("base", "points"), [(50, 2.6), (100, 1.3), (200, 0.7)])
def test_the_mean_error_of_percentages_is_printed(base: int, points: float) -> None:
    assert disclose(base, [20], Level.PUBLIC).error == points


def test_sensitive_questions_and_staff_hide_a_column_in_which_nearly_all_are_alike() -> None:
    assert disclose(100, [91, 20], Level.GUARDED, strict=True).hidden
    assert not disclose(100, [90, 20], Level.GUARDED, strict=True).hidden
    assert not disclose(100, [91, 20], Level.GUARDED).hidden


@pytest.mark.parametrize(("parent", "hidden"), [(100, False), (101, True), (109, True), (110, False)])
def test_a_group_with_1_to_9_people_beside_it_is_refused(parent: int, hidden: bool) -> None:
    assert disclose(100, [50], Level.GUARDED, parents=[200, parent]).hidden is hidden


def test_the_working_level_is_exact() -> None:
    shown = disclose(7, [0, 3, None], Level.WORKING, strict=True, parents=[8])
    assert shown == Shown(Cell(7), (Cell(0, 0), Cell(3, 43), NOT_OFFERED))


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_percentages_are_whole_and_halves_go_up(base: int, count: int) -> None:
    found = percent(count, base)
    assert found is not None
    assert (2 * found - 1) * base <= 200 * count < (2 * found + 1) * base


def test_nobody_has_no_percentage() -> None:
    assert percent(0, 0) is None


@given(groups())
def test_a_percentage_is_never_over_100_and_never_without_its_count(group: Counts) -> None:
    for cell in disclose(*group, Level.GUARDED).cells:
        assert cell.percent is None or (cell.count is not None and 0 < cell.percent <= 100)
