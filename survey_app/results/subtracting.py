"""What can be told of hidden cells by taking shown ones from totals: bounds by intervals (results contract, 35).

A table is a matrix of whole numbers. Row 0 is each column's base, below it are the answers in the base, below those
the people outside it. Column 0 is everybody, the last those in no group, between them are the groups. Two sorts of
sums bind them: everybody is the sum of all other columns, and where people give one answer a base is the sum of its
answers. This stands where a whole audit by linear programming will: it takes the same table and gives the same thing.
"""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.disclosure import ENOUGH, FLOOR, OFF, STEP

SWEEPS: Final = 6
"""Each sweep carries what one sum told on to the others; after a few nothing new comes."""

Counts = NDArray[np.int64]
Places = NDArray[np.bool_]


class Star(Struct, frozen=True):
    """One question by one characteristic, as it is: true counts by row and column, as above.

    `answers` is how many rows are answers; `adds_up` whether a base is the sum of its answers. The last rows, one for
    each of `lacks`, are people in the base who were not offered the answers at these places.
    """

    counts: Counts
    answers: int
    adds_up: bool
    lacks: tuple[frozenset[int], ...] = ()


class Bounds(Struct, frozen=True):
    """The least and the most that each number of a table could be, for somebody who knows the rules."""

    low: Counts
    high: Counts

    @property
    def choices(self) -> Counts:
        """How many numbers each could be."""
        return self.high - self.low + 1


def exposed(star: Star, hidden: Places) -> list[tuple[int, int]]:
    """The hidden numbers of 1 to 9 people, in groups or of everybody, that could be fewer than 5, as (row, column)."""
    small = hidden & (star.counts > 0) & (star.counts < FLOOR)
    small[:, -1] = False
    if not small.any():
        return []
    found = np.argwhere(small & (bounds(star, hidden).choices < ENOUGH))
    return [(int(row), int(column)) for row, column in found]


def bounds(star: Star, hidden: Places) -> Bounds:
    """What somebody can tell who sees every number that is not hidden, rounded.

    They are taken to know which hidden numbers are under 10, and which are nought: a question may not be asked of a
    group, an answer be impossible in it, and a survey have no paper forms. They know everybody's base as well: where
    nobody left a question out, it is the number of people who answered, which every page prints.
    """
    low, high = _seen(star, hidden)
    for _ in range(SWEEPS):
        _sum(low[:, 0], high[:, 0], low[:, 1:].T, high[:, 1:].T)
        if star.adds_up:
            _sum(low[0], high[0], low[1 : 1 + star.answers], high[1 : 1 + star.answers])
        np.minimum(high[1 : 1 + star.answers], high[0], out=high[1 : 1 + star.answers])
        np.maximum(low[0], low[1 : 1 + star.answers].max(axis=0, initial=0), out=low[0])
        for row, places in enumerate(star.lacks, start=len(low) - len(star.lacks)):
            _offered(low, high, row, [1 + place for place in range(star.answers) if place not in places])
            _lacked(low, high, row, [1 + place for place in sorted(places)], together=star.adds_up)
    return Bounds(low, high)


def _offered(low: Counts, high: Counts, row: int, answers: list[int]) -> None:
    """Narrow in place: whoever is in a part of the base gave one of the answers that the part was offered."""
    np.minimum(high[row], high[answers].sum(axis=0), out=high[row])
    least = low[row] - (high[answers].sum(axis=0) - high[answers])
    low[answers] = np.maximum(low[answers], least)


def _lacked(low: Counts, high: Counts, row: int, answers: list[int], *, together: bool) -> None:
    """Narrow in place: who gave an answer that a part was not offered is in the rest of the base. `together` is
    whether people gave one answer each."""
    others = low[answers].sum(axis=0) - low[answers] if together else np.zeros_like(low[answers])
    high[answers] = np.minimum(high[answers], high[0] - low[row] - others)
    most = low[answers].sum(axis=0) if together else low[answers].max(axis=0, initial=0)
    np.minimum(high[row], high[0] - most, out=high[row])


def _seen(star: Star, hidden: Places) -> tuple[Counts, Counts]:
    true = star.counts
    shown = STEP * ((true + OFF) // STEP)
    low = np.where(hidden, 0, np.maximum(shown - OFF, FLOOR))
    whole = np.where(hidden[:, :1], shown[:1, :1], shown[:, :1])  # no group is larger than everybody, as shown
    few = np.where(true < FLOOR, np.minimum(true, 1) * (FLOOR - 1), whole + OFF)
    high = np.where(hidden, few, shown + OFF)
    low[0, 0] = high[0, 0] = true[0, 0]
    return low, high


def _sum(total_low: Counts, total_high: Counts, low: Counts, high: Counts) -> None:
    """Narrow a sum and its parts in place. Parts are along the first axis."""
    least, most = low.sum(axis=0), high.sum(axis=0)
    np.maximum(total_low, least, out=total_low)
    np.minimum(total_high, most, out=total_high)
    parts_low = np.maximum(low, total_low - (most - high))
    parts_high = np.minimum(high, total_high - (least - low))
    low[...], high[...] = parts_low, parts_high
