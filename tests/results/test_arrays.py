"""Arrays grow behind what readers hold, and every id is found in its row."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results import arrays
from survey_app.results.arrays import SPARE, distinct, grown, index_grown, index_of, rows_of

IDS = st.lists(st.integers(0, 2**63 - 1), unique=True, max_size=60)


@given(st.lists(st.lists(st.integers(-100, 100)), max_size=8))
def test_a_grown_array_holds_all_that_was_put_behind(parts: list[list[int]]) -> None:
    array = np.zeros(0, dtype=np.int8)
    held: list[tuple[np.ndarray[tuple[int], np.dtype[np.int8]], list[int]]] = []
    for part in parts:
        array = grown(array, [np.array(part, dtype=np.int8)])
        held.append((array, array.tolist()))
    assert array.tolist() == [value for part in parts for value in part]
    assert all(view.tolist() == before for view, before in held)


def test_growing_keeps_the_same_memory_while_there_is_room() -> None:
    first = grown(np.zeros(0, dtype=np.int8), [np.arange(10, dtype=np.int8)])
    second = grown(first, [np.arange(SPARE - 10, dtype=np.int8)])
    assert np.shares_memory(first, second)
    assert first.size == 10
    assert not np.shares_memory(second, grown(second, [np.zeros(SPARE, dtype=np.int8)]))


@given(IDS, IDS, st.integers(0, 3))
def test_every_id_is_found_in_its_row(first: list[int], more: list[int], tail: int) -> None:
    ids = np.array(first, dtype=np.int64)
    index = index_of(ids)
    later = np.array([*first, *(each for each in more if each not in first)], dtype=np.int64)
    for rows in (rows_of(index, later, later), rows_of(index_merged(index, later, tail), later, later)):
        assert rows.tolist() == list(range(later.size))


def index_merged(index: arrays.Index, ids: np.ndarray[tuple[int], np.dtype[np.int64]], tail: int) -> arrays.Index:
    """The index when only so many rows may stand behind it."""
    before = arrays.TAIL
    arrays.TAIL = tail
    try:
        return index_grown(index, ids)
    finally:
        arrays.TAIL = before


@given(IDS)
def test_an_id_that_is_not_there_has_no_row(known: list[int]) -> None:
    ids = np.array(known[1:], dtype=np.int64)
    wanted = np.array(known[:1], dtype=np.int64)
    assert rows_of(index_of(ids), ids, wanted).tolist() == [-1] * wanted.size


@given(st.lists(st.integers(-50, 50)), st.sampled_from([np.int16, np.int32]))
def test_distinct_values_are_in_order(values: list[int], kind: type[np.signedinteger]) -> None:
    assert distinct(np.array(values, dtype=kind)) == sorted(set(values))
