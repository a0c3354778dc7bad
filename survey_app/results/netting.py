"""Whether the shown union of some answers tells of a hidden one beside it (results contract, 8 and 35).

Intervals, as in `subtracting`: a whole audit of everything shown of a question, by linear programming, may take this
one's place.
"""

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from survey_app.results.disclosure import ENOUGH, FLOOR, OFF, rounded

SWEEPS: Final = 6

Sum: TypeAlias = tuple[frozenset[int], int, int]
"""Which answers are added up, and the least and the most that they can come to."""


class Column(Struct, frozen=True):
    """One question with one answer each, as it is: how many are in the base, how many gave each answer, by its option
    number, and which of these are hidden."""

    base: int
    counts: dict[int, int]
    hidden: frozenset[int]


def nets_to_show(column: Column, nets: Sequence[frozenset[int]]) -> list[bool]:
    """Which unions may be shown, in turn: each together with the column and with those shown before it."""
    kept: list[frozenset[int]] = []
    found = []
    for net in nets:
        known = net <= column.counts.keys() and _people(column, net) >= FLOOR
        fits = known and not _told(column, [*kept, net])
        found.append(fits)
        kept += [net] if fits else []
    return found


def _people(column: Column, net: Iterable[int]) -> int:
    return sum(column.counts[number] for number in net)


def _told(column: Column, nets: Sequence[frozenset[int]]) -> bool:
    """Whether some hidden 1 to 9 people could be fewer than 5 numbers. Who reads is taken to know the base."""
    low = {number: _least(column, number) for number in column.counts}
    high = {number: _most(column, number) for number in column.counts}
    sums: list[Sum] = [(frozenset(column.counts), column.base, column.base)]
    for net in nets:
        shown = rounded(_people(column, net))
        sums.append((net, max(shown - OFF, FLOOR), shown + OFF))
    sums += _differences(sums)
    for _ in range(SWEEPS):
        for parts, least, most in sums:
            lows, highs = sum(low[each] for each in parts), sum(high[each] for each in parts)
            for each in parts:
                low[each], high[each] = (
                    max(low[each], least - (highs - high[each])),
                    min(high[each], most - (lows - low[each])),
                )
    small = (each for each in column.hidden if 0 < column.counts[each] < FLOOR)
    return any(high[each] - low[each] + 1 < ENOUGH for each in small)


def _differences(sums: Sequence[Sum]) -> list[Sum]:
    """What one sum leaves of another that holds it: everybody less a union is those who gave none of its answers. What
    its parts can be one by one does not say it, because they are known together."""
    return [
        (whole - part, least - most_of_part, most - least_of_part)
        for whole, least, most in sums
        for part, least_of_part, most_of_part in sums
        if part < whole
    ]


def _least(column: Column, number: int) -> int:
    if number in column.hidden:
        return FLOOR if column.counts[number] >= FLOOR else 0
    return max(rounded(column.counts[number]) - OFF, FLOOR)


def _most(column: Column, number: int) -> int:
    """Which hidden numbers are under 10, and which are nought, is taken to be known."""
    count = column.counts[number]
    if number not in column.hidden:
        return rounded(count) + OFF
    return column.base if count >= FLOOR else min(count, 1) * (FLOOR - 1)
