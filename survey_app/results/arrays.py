"""Arrays that only ever grow at their end, and the index by which a response's row is found.

A reader in another thread holds a view of the first n places; growing writes behind them and makes a longer view, so
nobody ever sees a row half written. Only the newest view of an array may be grown, by one thread at a time.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Scalar = TypeVar("Scalar", bound=np.generic)

SPARE = 1024
"""Places kept free at least when an array moves; a quarter of its length when that is more."""

TAIL = 2048
"""Rows behind the sorted part of an index at most: sorting this many takes 0.1 ms, inserting them in a million 5 ms."""


def grown(array: NDArray[Scalar], more: Sequence[NDArray[Scalar]]) -> NDArray[Scalar]:
    """The array with more arrays behind it, in the same memory while there is room."""
    size = array.size + sum(each.size for each in more)
    buffer = array.base if isinstance(array.base, np.ndarray) else array
    if buffer.size < size:
        buffer = with_room(size, array.dtype)
        buffer[: array.size] = array
    place = array.size
    for each in more:
        buffer[place : place + each.size] = each
        place += each.size
    view: NDArray[Scalar] = buffer[:size]
    return view


def distinct(values: NDArray[np.integer]) -> list[int]:
    """The values met, each once, in order. They are to lie near each other, as numbers given in turn or days do.

    `np.unique` loads masked arrays when it is first called: 6 MB.
    """
    if not values.size:
        return []
    least = int(values.min())
    return [least + place for place in np.flatnonzero(np.bincount(values - least)).tolist()]


def with_room(size: int, dtype: np.dtype[Scalar]) -> NDArray[Scalar]:
    """An array without values that may grow. Places that nothing was written to take no memory yet."""
    return np.empty(size + max(SPARE, size // 4), dtype=dtype)


class Index(Struct, frozen=True):
    """Where each id stands: sorted ids with their rows, for the first so many rows; the rest is looked through."""

    ids: NDArray[np.int64]
    rows: NDArray[np.int32]


def index_of(ids: NDArray[np.int64]) -> Index:
    """The index of all of these ids."""
    order = np.argsort(ids).astype(np.int32)
    return Index(ids[order], order)


def index_grown(index: Index, ids: NDArray[np.int64]) -> Index:
    """The same index while few rows stand behind its sorted part, else one that holds them all."""
    behind = ids[index.ids.size :]
    if behind.size <= TAIL:
        return index
    if behind.size > index.ids.size:
        return index_of(ids)
    tail = index_of(behind)
    places = np.searchsorted(index.ids, tail.ids)
    rows = np.insert(index.rows, places, tail.rows + np.int32(index.ids.size))
    return Index(np.insert(index.ids, places, tail.ids), rows)


def rows_of(index: Index, ids: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """The row of each wanted id among `ids`, or -1 where it is not there."""
    found = _looked_up(index, wanted)
    behind = ids[index.ids.size :]
    if behind.size:
        later = _looked_up(index_of(behind), wanted)
        found = np.where(later >= 0, later + index.ids.size, found)
    return found


def _looked_up(index: Index, wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    if not index.ids.size:
        return np.full(wanted.size, -1, dtype=np.int64)
    places = np.minimum(np.searchsorted(index.ids, wanted), index.ids.size - 1)
    return np.where(index.ids[places] == wanted, index.rows[places], np.int64(-1))
