"""What is said of whom an answer was offered tells of no few people: of one column, and of groups beside everybody."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.results.breakdowns import Breakdown, Counted, disclose_groups
from survey_app.results.disclosure import ENOUGH, FLOOR, Cell, Level, Shown, Sign
from survey_app.results.own_bases import disclose_offered
from survey_app.results.subtracting import Places, Star, exposed


@st.composite
def columns_in_parts(draw: st.DrawFn) -> tuple[list[int], int, frozenset[int]]:
    """How many gave each answer, how many of them were not offered all, and what these lack."""
    answers = draw(st.integers(2, 3))
    lacks = frozenset(draw(st.sets(st.integers(0, answers - 1), min_size=1, max_size=answers - 1)))
    small = st.integers(0, 14) | st.integers(0, 60)
    whole = draw(st.lists(small, min_size=answers, max_size=answers))
    part = [0 if place in lacks else draw(small) for place in range(answers)]
    return [one + more for one, more in zip(whole, part, strict=True)], sum(part), lacks


@given(columns_in_parts())
def test_own_bases_of_a_column_leave_every_hidden_number_open(made: tuple[list[int], int, frozenset[int]]) -> None:
    counts, part, lacks = made
    shown = disclose_offered(sum(counts), counts, Level.GUARDED, (lacks,), (part,), adds_up=True)
    assert all(len(each) >= ENOUGH for each in left_open(counts, part, lacks, shown))


def test_negative_control_without_the_audit_a_part_tells_a_hidden_number() -> None:
    """32 and 9 people chose what 41 who had Easy Read could: of the second, 6 at least."""
    counts, part, lacks = [32, 9, 60, 5, 5], 41, frozenset({2, 3, 4})
    hidden = Cell(sign=Sign.HIDDEN)
    naive = Shown(Cell(110), (Cell(30), hidden, Cell(60, 86, of=70), hidden, hidden))
    assert min(map(len, left_open(counts, part, lacks, naive))) < ENOUGH
    audited = disclose_offered(111, counts, Level.GUARDED, (lacks,), (part,), adds_up=True)
    assert audited.cells == (Cell(30, 27), hidden, hidden, hidden, hidden)


def left_open(counts: list[int], part: int, lacks: frozenset[int], shown: Shown) -> Iterator[set[int]]:
    """For each hidden 1 to 9, every number that it could be, for who knows the base and which numbers are nought."""
    if shown.hidden:
        return
    base = sum(counts)
    seen = next((cell.of for cell in shown.cells if cell.of is not None), None)
    less = range(base + 1) if seen is None else near((shown.base.count or 0) - seen)
    ranges = [_range(true, cell, base) for true, cell in zip(counts, shown.cells, strict=True)]
    fits = [
        each
        for each in product(*ranges[:-1])
        if base - sum(each) in ranges[-1] and _possible([*each, base - sum(each)], lacks, less, base)
    ]
    for place, (true, cell) in enumerate(zip(counts, shown.cells, strict=True)):
        if cell.count is None and cell.sign is Sign.HIDDEN and 0 < true < FLOOR:
            yield {[*each, base - sum(each)][place] for each in fits}


def near(count: int) -> range:
    return range(max(FLOOR, count - 2), count + 3)


def _range(true: int, cell: Cell, base: int) -> range:
    if cell.count is not None:
        return near(cell.count)
    return range(FLOOR, base + 1) if true >= FLOOR else range(FLOOR if true else 1)


def _possible(counts: list[int], lacks: frozenset[int], less: range, base: int) -> bool:
    most = sum(count for place, count in enumerate(counts) if place not in lacks)
    return less[0] <= most and less[0] <= base


@st.composite
def tables_in_parts(draw: st.DrawFn) -> tuple[list[Counted], Counted]:
    """Groups with parts that lack the first answer, and those in no group."""
    small = st.integers(0, 14) | st.integers(0, 60) | st.integers(0, 300)
    made = []
    for _ in range(draw(st.integers(2, 5))):
        whole, part = draw(st.lists(small, min_size=3, max_size=3)), draw(st.lists(small, min_size=2, max_size=2))
        counts = (whole[0], whole[1] + part[0], whole[2] + part[1])
        made.append(Counted(sum(counts), counts, (), (sum(part),)))
    return made[:-1], made[-1] if draw(st.booleans()) else Counted(0, (0, 0, 0), (), (0,))


def broken_down(groups: list[Counted], unknown: Counted) -> tuple[Counted, Breakdown]:
    every = [*groups, unknown]
    counts = tuple(sum(each.counts[place] or 0 for each in every) for place in range(3))
    total = Counted(sum(each.base for each in every), counts, (), (sum(each.parts[0] for each in every),))
    return total, disclose_groups(total, groups, unknown, Level.GUARDED, lacks=(frozenset({0}),))


@given(tables_in_parts())
def test_no_few_people_with_a_shorter_version_are_found_by_subtraction(made: tuple[list[Counted], Counted]) -> None:
    groups, unknown = made
    total, breakdown = broken_down(groups, unknown)
    if not breakdown.groups:
        return
    whole = part_of(total, breakdown.everyone.shown)
    parts = [part_of(each, column.shown) for each, column in zip(groups, breakdown.groups, strict=True)]
    spare = total.base if unknown.parts[0] else 0
    for place, each in enumerate(groups):
        if 0 < each.parts[0] < FLOOR:
            assert parts[place][0] == 0
            others = [part for at, part in enumerate(parts) if at != place]
            low = whole[0] - sum(other[-1] for other in others) - spare
            high = whole[-1] - sum(other[0] for other in others)
            assert min(high, FLOOR - 1) - max(low, 0) + 1 >= ENOUGH


@given(tables_in_parts())
def test_own_bases_of_a_group_leave_its_hidden_numbers_open(made: tuple[list[Counted], Counted]) -> None:
    """Of each column by itself, for who knows only what it shows: its base is known as it is rounded."""
    groups, unknown = made
    _, breakdown = broken_down(groups, unknown)
    for each, column in zip(groups, breakdown.groups, strict=bool(breakdown.groups)):
        counts, cells = [count or 0 for count in each.counts], column.shown.cells
        large = any(cell.count is None and count >= FLOOR for cell, count in zip(cells, counts, strict=True))
        if column.shown.hidden or large:
            continue
        of, base = cells[0].of, column.shown.base.count or 0
        least = 0 if of is None else max(FLOOR, base - of - 2)
        fits = [
            found
            for found in product(*(_range(count, cell, 0) for count, cell in zip(counts, cells, strict=True)))
            if sum(found) in near(base) and found[1] + found[2] >= least
        ]
        for place, (count, cell) in enumerate(zip(counts, cells, strict=True)):
            if cell.count is None and 0 < count < FLOOR and cell.sign is Sign.HIDDEN:
                assert len({found[place] for found in fits}) >= ENOUGH


def part_of(counted: Counted, shown: Shown) -> range:
    """How many in a column were not offered the first answer, for who knows which are under 10 and which nought."""
    (part,) = counted.parts
    of = shown.cells[0].of
    if of is not None and shown.base.count is not None:
        return near(shown.base.count - of)
    return range(FLOOR, counted.base + 1) if part >= FLOOR else range(FLOOR if part else 1)


@given(tables_in_parts())
def test_everybodys_own_bases_beside_groups_stand_alone_too(made: tuple[list[Counted], Counted]) -> None:
    total, breakdown = broken_down(*made)
    alone = disclose_offered(total.base, total.counts, Level.GUARDED, (frozenset({0}),), total.parts, adds_up=True)
    assert breakdown.everyone.shown == alone


@pytest.mark.parametrize("part", [0, 9, 10, 150, 191, 195, 200])
def test_no_own_base_is_or_tells_of_fewer_than_ten(part: int) -> None:
    counts = (min(20, 200 - part), 200 - min(20, 200 - part), 0)
    shown = disclose_offered(200, counts, Level.GUARDED, (frozenset({0}),), (part,), adds_up=True)
    cell = shown.cells[0]
    assert cell.of is None or FLOOR <= cell.of <= 200 - FLOOR
    assert (cell.sign is Sign.NOT_OFFERED) == (part == 200)


def test_negative_control_an_audit_that_knows_nothing_of_parts_lets_one_tell_of_a_group() -> None:
    """68 people at least had Easy Read, and 62 at most gave the first of its two answers: 6 or more gave the other."""

    def without_parts(star: Star, hidden: Places) -> list[tuple[int, int]]:
        return exposed(replace(star, lacks=()), hidden)

    groups = [
        Counted(sum(counts), counts, (), (part,))
        for counts, part in (((84, 62, 9), 69), ((76, 37, 4), 37), ((100, 100, 100), 150))
    ]
    lacks = (frozenset({0}),)
    total, breakdown = broken_down(groups, Counted(0, (0, 0, 0), (), (0,)))
    naive = disclose_groups(
        total, groups, Counted(0, (0, 0, 0), (), (0,)), Level.GUARDED, lacks=lacks, audit=without_parts
    )
    told, kept = naive.groups[0].shown, breakdown.groups[0].shown
    assert [cell.count for cell in told.cells] == [85, 60, None]
    assert (told.base.count, told.cells[0].of) == (155, 85)
    assert [cell.count for cell in kept.cells] == [85, None, None]
