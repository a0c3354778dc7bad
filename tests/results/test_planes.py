"""Counting bits of planes gives what counting codes one by one gives, however a column has grown."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.results.arrays import grown
from survey_app.results.blocks import planed
from survey_app.results.coding import Coded, Stored, ticked
from survey_app.results.planes import (
    BEHIND,
    WORD,
    Codes,
    Planes,
    Ticks,
    counted,
    packed,
    planes_grown,
    planes_rewritten,
)
from survey_app.results.tabulate import rows_where, tabulate
from tests.results.recount import recount
from tests.results.sample import column_set, stored_answers

Part: TypeAlias = Sequence[tuple[int, int]]
"""Some rows of a column: their codes and ticks."""

FEW = 8
"""Rows that may stand behind the planes here: less than a word of them."""

parts = st.lists(st.lists(st.tuples(st.integers(-7, 12), st.integers(0, 2**16 - 1)), max_size=150), max_size=5)


def grown_column(some: Sequence[Part], behind: int = FEW) -> list[tuple[Planes | None, Codes, Ticks]]:
    """A column with its planes after each part."""
    planes: Planes | None = None
    codes: Codes = np.zeros(0, dtype=np.int8)
    ticks: Ticks = np.zeros(0, dtype=np.uint16)
    held = []
    for part in some:
        codes = grown(codes, [np.array([code for code, _ in part], dtype=np.int8)])
        ticks = grown(ticks, [np.array([tick for _, tick in part], dtype=np.uint16)])
        planes = planes_grown(planes, codes, ticks, behind)
        held.append((planes, codes, ticks))
    return held


@given(parts, st.integers(0, 2**32))
def test_every_code_and_tick_is_counted_as_it_stands(some: list[Part], seed: int) -> None:
    for planes, codes, ticks in grown_column(some):  # after all have come: what was held before must still be right
        inside = 0 if planes is None else planes.words * WORD
        assert codes.size - inside < WORD + FEW
        if planes is None:
            continue
        mask = np.random.default_rng(seed).random(codes.size) < 0.5
        for within, rows in ((None, np.ones(inside, dtype=np.bool_)), (packed(mask), mask[:inside])):
            by_code, by_tick = counted(planes, within)
            assert {code: count for code, count in by_code.items() if count} == told(codes[:inside][rows])
            for number in range(1, 17):
                assert by_tick.get(number, 0) == np.count_nonzero(ticked(ticks[:inside][rows], number))


def told(codes: Codes) -> dict[int, int]:
    """A plain count of codes."""
    every = codes.tolist()
    return {code: every.count(code) for code in set(every)}


@settings(max_examples=50)
@given(st.lists(stored_answers(), min_size=1, max_size=8), st.integers(0, 2**32), st.integers(0, 300))
def test_a_tally_by_planes_equals_a_recount_in_plain_python(
    drawn: list[dict[str, Stored]], seed: int, size: int
) -> None:
    random = np.random.default_rng(seed)
    answers = [drawn[place] for place in random.integers(0, len(drawn), size).tolist()]
    columns = column_set(answers)
    block = planed(columns.block, FEW)
    assert size < WORD + FEW or all(column.planes for column in block.answers)
    for mask in (random.random(size) < 0.3, np.ones(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)):
        rows = rows_where(mask)
        kept = [each for each, chosen in zip(answers, mask.tolist(), strict=True) if chosen]
        for coding, column in zip(columns.codings, block.answers, strict=True):
            tally = tabulate(coding, column, rows)
            again = recount(coding.variable, kept)
            assert (tally.asked, tally.answered, tally.base) == (again.asked, again.answered, again.base)
            if coding.options:
                codes = [option.code for option in coding.options]
                assert dict(zip(codes, tally.counts, strict=True)) == {code: again.counts[code] for code in codes}
            plain = tabulate(coding, Coded(column.codes, column.ticks, column.numbers), rows)
            assert tally == plain


@given(parts, st.lists(st.tuples(st.integers(0, 700), st.integers(-7, 12), st.integers(0, 2**16 - 1)), max_size=12))
def test_rows_that_hold_something_else_now_are_counted_as_they_are(
    some: list[Part], changes: list[tuple[int, int, int]]
) -> None:
    *_, (planes, codes, ticks) = [(None, np.zeros(0, np.int8), np.zeros(0, np.uint16)), *grown_column(some)]
    changes = list({row: (row, code, tick) for row, code, tick in changes if row < codes.size}.values())
    rows = np.array([row for row, _, _ in changes], dtype=np.int64)
    before = None if planes is None else counted(planes, None)
    new_codes, new_ticks = codes.copy(), ticks.copy()
    new_codes[rows] = [code for _, code, _ in changes]
    new_ticks[rows] = [tick for _, _, tick in changes]
    after = planes_rewritten(planes, new_codes, new_ticks, rows)
    if planes is None or after is None:
        assert after is None
        return
    assert counted(planes, None) == before
    inside = after.words * WORD
    by_code, by_tick = counted(after, None)
    assert {code: count for code, count in by_code.items() if count} == told(new_codes[:inside])
    for number in range(1, 17):
        assert by_tick.get(number, 0) == np.count_nonzero(ticked(new_ticks[:inside], number))


def test_planes_that_somebody_still_reads_are_not_edited() -> None:
    codes: Codes = np.tile(np.array([1, 2], dtype=np.int8), BEHIND)
    planes = planes_grown(None, codes, None)
    assert planes is not None
    before = counted(planes, None)
    codes[0] = 2
    after = planes_rewritten(planes, codes, None, np.array([0], dtype=np.int64))
    assert after is not None
    assert counted(planes, None) == before
    assert counted(after, None) != before


def test_few_rows_and_wide_columns_have_no_planes() -> None:
    codes: Codes = np.ones(BEHIND - 1, dtype=np.int8)
    assert planes_grown(None, codes, None) is None
    assert planes_grown(None, grown(codes, [np.ones(1, dtype=np.int8)]), None) is not None
    assert planes_grown(None, np.ones(BEHIND, dtype=np.int16), None) is None


def test_planes_grow_in_the_same_memory_while_there_is_room() -> None:
    (first, *_), (second, *_), (third, *_) = grown_column([[(1, 1)] * 640, [(1, 1)] * 64, [(2, 1)] * 64])
    assert first is not None
    assert second is not None
    assert third is not None
    assert np.shares_memory(first.bits, second.bits)
    assert not np.shares_memory(second.bits, third.bits)
    assert (second.codes, third.codes) == ((1,), (1, 2))


@pytest.mark.parametrize("wrong", [0, 63])
def test_negative_control_a_bit_too_many_is_a_person_too_many(wrong: int) -> None:
    ((planes, *_),) = grown_column([[(1, 0)] * 64 + [(2, 0)] * 64])
    assert planes is not None
    bits = planes.bits.copy()
    bits[1, 0] |= np.uint64(1 << wrong)
    assert counted(planes, None)[0] == {1: 64, 2: 64}
    assert counted(replace(planes, bits=bits), None)[0] == {1: 64, 2: 65}
