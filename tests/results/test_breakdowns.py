"""Groups are shown only so that nothing shown of them lets 1 to 9 people be found by taking it from something else."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey_app.results.breakdowns import Breakdown, Counted, disclose_groups
from survey_app.results.disclosure import ENOUGH, FLOOR, HIDDEN, Cell, Level, Shown, disclose, rounded
from survey_app.results.subtracting import Places, Star

Table = tuple[list[Counted], Counted]
"""The groups, and those in none."""


@st.composite
def tables(draw: st.DrawFn, *, many: bool | None = None) -> tuple[Table, bool]:
    """Groups of people who gave one answer, or several, or are outside the base for one of two reasons."""
    overlap = draw(st.booleans()) if many is None else many
    answers, groups = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    small = st.integers(0, 14) | st.integers(0, 60) | st.integers(0, 400)
    made = []
    for _ in range(groups + 1):
        asked = draw(st.booleans() | st.just(value=True))
        counts = draw(st.lists(small if asked else st.just(0), min_size=answers, max_size=answers))
        base = draw(st.integers(max(counts), sum(counts))) if overlap else sum(counts)
        made.append(Counted(base, tuple(counts), tuple(draw(st.lists(small, min_size=2, max_size=2)))))
    unknown = made.pop()
    return (made, draw(st.sampled_from([unknown, nobody(answers)]))), not overlap


def nobody(answers: int) -> Counted:
    return Counted(0, (0,) * answers, (0, 0))


def everybody(table: Table) -> Counted:
    groups, unknown = table
    columns = [*groups, unknown]
    return Counted(
        sum(each.base for each in columns),
        tuple(sum(each.counts[place] or 0 for each in columns) for place in range(len(unknown.counts))),
        tuple(sum(each.outside[place] for each in columns) for place in range(len(unknown.outside))),
    )


def shown_of(table: Table, *, strict: bool = False, adds_up: bool = True, level: Level = Level.GUARDED) -> Breakdown:
    return disclose_groups(everybody(table), *table, level, strict=strict, adds_up=adds_up)


def no_audit(_: Star, __: Places) -> list[tuple[int, int]]:
    return []


def numbers(counted: Counted) -> list[int]:
    return [counted.base, *(count or 0 for count in counted.counts), *counted.outside]


def cells(shown: Shown, outside: tuple[Cell, ...]) -> list[Cell]:
    return [shown.base, *shown.cells, *outside]


def possible(cell: Cell, most: int) -> range:
    """The numbers that a cell could be by itself."""
    if cell.count is None:
        return range(most + 1)
    return range(max(FLOOR, cell.count - 2), cell.count + 3)


def most_of(true: int, cap: int) -> int:
    """What a hidden number is at most, for somebody who knows which are under 10 and which are nought."""
    return cap if true >= FLOOR else FLOOR - 1 if true else 0


def taken_off(table: Table, breakdown: Breakdown, *, adds_up: bool) -> Iterator[tuple[int, int]]:
    """Each true number of 1 to 9 people in a hidden cell, with how many numbers it could be by either subtraction:
    of its row from everybody's, or of its column from its base. Nobody in no group is told of by itself."""
    groups, unknown = table
    if not breakdown.groups:
        return
    true = [numbers(each) for each in groups]
    seen = [cells(each.shown, each.outside) for each in breakdown.groups]
    total = cells(breakdown.everyone.shown, breakdown.everyone.outside)
    spare = 0 if not any(numbers(unknown)) else max(numbers(everybody(table)))
    answers = len(unknown.counts)
    for group, row in product(range(len(groups)), range(len(true[0]))):
        if seen[group][row] != HIDDEN or not 0 < true[group][row] < FLOOR:
            continue
        cap = max(numbers(everybody(table))) + 2
        others = [
            possible(seen[each][row], most_of(true[each][row], cap)) for each in range(len(groups)) if each != group
        ]
        base = everybody(table).base
        whole = possible(total[row], FLOOR - 1) if row else range(base, base + 1)
        low = whole[0] - sum(each[-1] for each in others) - spare
        high = whole[-1] - sum(each[0] for each in others)
        yield true[group][row], min(FLOOR - 1, high) - max(0, low) + 1
        if adds_up and 0 < row <= answers and seen[group][0] != HIDDEN:
            sizes = possible(seen[group][0], 0)
            rest = [
                possible(seen[group][each], most_of(true[group][each], cap))
                for each in range(1, answers + 1)
                if each != row
            ]
            low, high = sizes[0] - sum(each[-1] for each in rest), sizes[-1] - sum(each[0] for each in rest)
            yield true[group][row], min(FLOOR - 1, high) - max(0, low) + 1


@given(tables(), st.booleans())
def test_no_number_of_1_to_9_people_can_be_found_by_subtraction(made: tuple[Table, bool], strict: bool) -> None:
    table, adds_up = made
    found = taken_off(table, shown_of(table, strict=strict, adds_up=adds_up), adds_up=adds_up)
    assert [each for each in found if each[1] < ENOUGH] == []


@given(st.lists(st.lists(st.integers(0, 13) | st.integers(0, 200), min_size=2, max_size=2), min_size=2, max_size=2))
def test_nor_can_it_be_found_by_taking_everything_shown_together(counts: list[list[int]]) -> None:
    """Every table of 2 groups by 2 answers that fits what is shown leaves each hidden 1 to 9 at least 5 numbers."""
    table: Table = ([Counted(sum(each), tuple(each)) for each in counts], Counted(0, (0, 0)))
    breakdown = shown_of(table)
    for group, row in product(range(2), range(2)):
        if breakdown.groups and 0 < counts[group][row] < FLOOR:
            assert len({each[group][row] for each in fitting(counts, breakdown)}) >= ENOUGH
    for row in range(2):
        if breakdown.groups and 0 < counts[0][row] + counts[1][row] < FLOOR:
            assert len({each[0][row] + each[1][row] for each in fitting(counts, breakdown)}) >= ENOUGH


def fitting(counts: list[list[int]], breakdown: Breakdown) -> Iterator[list[list[int]]]:
    """The tables that fit, for somebody who knows how many people there are, and which hidden numbers are under 10."""

    def fits(number: int, true: int, cell: Cell) -> bool:
        if cell.count is None:
            return number <= most_of(true, number)
        return number in possible(cell, 0)

    total = breakdown.everyone.shown
    shown = [each.shown for each in breakdown.groups]
    most = max(map(sum, counts)) * 2 + 4
    ranges = [possible(shown[at].cells[row], most_of(counts[at][row], most)) for at, row in product(range(2), range(2))]
    for a, b, c, d in product(*ranges):
        sums = ((a + b, sum(counts[0]), shown[0].base), (c + d, sum(counts[1]), shown[1].base))
        totals = ((a + c, total.cells[0], 0), (b + d, total.cells[1], 1))
        if (
            a + b + c + d == sum(map(sum, counts))
            and all(fits(*each) for each in sums)
            and all(fits(number, counts[0][row] + counts[1][row], cell) for number, cell, row in totals)
        ):
            yield [[a, b], [c, d]]


def test_negative_control_without_the_audit_a_hidden_group_is_found_exactly() -> None:
    """52 and 52 are shown as 50 each and 113 as 115, so that the third group can only be 9."""
    table: Table = ([Counted(52, (52,)), Counted(52, (52,)), Counted(9, (9,))], Counted(0, (0,)))
    total = Counted(113, (113,))
    without = disclose_groups(total, *table, Level.GUARDED, audit=no_audit)
    assert [choices for _, choices in taken_off(table, without, adds_up=True)] == [1, 1]
    assert [each for each in taken_off(table, shown_of(table), adds_up=True) if each[1] < ENOUGH] == []


def test_a_group_that_was_not_asked_hides_nobody() -> None:
    """Everybody knows that a question was not asked of a group, so that its hidden number is known to be nought."""
    table: Table = ([Counted(size, (size,), (0, 0)) for size in (52, 52, 9, 0)], nobody(1))
    assert [each for each in taken_off(table, shown_of(table), adds_up=True) if each[1] < ENOUGH] == []


@given(tables(), st.booleans(), st.sampled_from([Level.GUARDED, Level.PUBLIC]))
def test_no_number_shown_of_a_group_is_under_ten(made: tuple[Table, bool], strict: bool, level: Level) -> None:
    table, adds_up = made
    breakdown = shown_of(table, strict=strict, adds_up=adds_up, level=level)
    for counted, column in zip(table[0], breakdown.groups, strict=bool(breakdown.groups)):
        for true, cell in zip(numbers(counted), cells(column.shown, column.outside), strict=True):
            assert cell == HIDDEN or (true >= FLOOR and cell.count == rounded(true))


@given(tables(), st.booleans())
def test_everybodys_figures_beside_groups_are_those_that_stand_alone(made: tuple[Table, bool], strict: bool) -> None:
    table, adds_up = made
    total = everybody(table)
    alone = disclose(total.base, total.counts, Level.GUARDED, strict=strict, adds_up=adds_up)
    assert shown_of(table, strict=strict, adds_up=adds_up).everyone.shown == alone


@given(tables())
def test_a_group_with_fewer_than_ten_people_outside_it_is_not_shown(made: tuple[Table, bool]) -> None:
    table, adds_up = made
    total = everybody(table).base
    breakdown = shown_of(table, adds_up=adds_up)
    for counted, column in zip(table[0], breakdown.groups, strict=bool(breakdown.groups)):
        assert column.shown.hidden or total - counted.base >= FLOOR


@pytest.mark.parametrize("outside", [0, 1, 9])
def test_a_group_beside_a_few_is_hidden_and_nothing_says_how_few(outside: int) -> None:
    table: Table = ([Counted(200, (120, 80)), Counted(outside, (outside, 0))], nobody(2))
    assert shown_of((table[0], Counted(0, (0, 0)))).groups == ()


def test_where_most_would_be_hidden_everybodys_figures_stand_alone() -> None:
    groups = [Counted(24, (12, 3, 5, 4)) for _ in range(8)]
    breakdown = shown_of((groups, Counted(0, (0,) * 4)))
    assert breakdown.groups == ()
    assert breakdown.everyone.shown.base == Cell(190)


def test_an_audit_that_is_never_content_withholds_the_groups() -> None:
    def discontent(_: Star, __: Places) -> list[tuple[int, int]]:
        return [(1, 1)]

    groups = [Counted(200, (120, 80)), Counted(200, (90, 110))]
    total = Counted(400, (210, 190))
    assert disclose_groups(total, groups, Counted(0, (0, 0)), Level.GUARDED, audit=discontent).groups == ()
    assert len(disclose_groups(total, groups, Counted(0, (0, 0)), Level.GUARDED).groups) == 2


@given(tables(), st.booleans())
def test_the_working_level_shows_every_number_as_it_is(made: tuple[Table, bool], strict: bool) -> None:
    table, adds_up = made
    breakdown = shown_of(table, strict=strict, adds_up=adds_up, level=Level.WORKING)
    for counted, column in zip(table[0], breakdown.groups, strict=True):
        assert [cell.count for cell in cells(column.shown, column.outside)] == numbers(counted)


@given(tables())
def test_an_answer_that_was_not_offered_stays_apart(made: tuple[Table, bool]) -> None:
    (groups, unknown), adds_up = made
    assume(adds_up)
    longer = [Counted(each.base, (None, *each.counts), each.outside) for each in (*groups, unknown)]
    total = everybody((groups, unknown))
    whole = Counted(total.base, (None, *total.counts), total.outside)
    breakdown = disclose_groups(whole, longer[:-1], longer[-1], Level.GUARDED)
    plain = disclose_groups(total, groups, unknown, Level.GUARDED)
    assert [each.shown.cells[1:] for each in breakdown.groups] == [each.shown.cells for each in plain.groups]


def test_most_tables_of_a_well_answered_survey_are_shown() -> None:
    """1,200 people of 12 districts with 5 answers: the audit may not hide most of what the floor leaves."""
    random = np.random.default_rng(7)
    shown = 0
    for _ in range(20):
        counts = random.multinomial(1200, np.outer(np.full(12, 1 / 12), [0.35, 0.25, 0.2, 0.12, 0.08]).ravel())
        groups = [Counted(int(row.sum()), tuple(row.tolist())) for row in counts.reshape(12, 5)]
        breakdown = shown_of((groups, Counted(0, (0,) * 5)))
        shown += sum(cell.count is not None for each in breakdown.groups for cell in each.shown.cells)
    assert shown / (20 * 60) > 0.5
