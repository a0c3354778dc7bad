"""The gate of weighted percentages, after that of counts (results contract, 33)."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from survey_app.results.disclosure import FLOOR, Cell, Level, Shown, Sign

BASE_FLOOR: Final = 100
"""The smallest unweighted base of a weighted percentage that is shared."""


def weighted_cells(
    shown: Shown, people: int, counts: Sequence[int | None], shares: Sequence[float], level: Level
) -> tuple[Cell, ...]:
    """The cells of one column with weighted percentages in the place of plain ones.

    `people` is its unweighted base and `counts` are the unweighted ones; `shares` are weighted, from 0 to 1. Outside
    the analysts' room: only from a base of 100 and a count of 10, and where a cell of the column is hidden, the next
    smallest weighted one as well: what is left to 100 would tell it. A hidden share keeps its number of people.
    """
    exact = level is Level.WORKING
    cells = [
        cell if cell.count is None else replace(cell, percent=whole(share) if exact else None)
        for cell, share in zip(shown.cells, shares, strict=True)
    ]
    if exact or people < BASE_FLOOR:
        return tuple(cells)
    allowed = [place for place, cell in enumerate(cells) if cell.count is not None and (counts[place] or 0) >= FLOOR]
    if any(cell.sign is Sign.HIDDEN for cell in cells) and allowed:
        allowed.remove(min(allowed, key=lambda place: (shares[place], place)))
    for place in allowed:
        cells[place] = replace(cells[place], percent=whole(shares[place]))
    return tuple(cells)


def whole(share: float) -> int:
    """A share from 0 to 1 as whole per cent, halves up."""
    return int(100 * share + 0.5 + 1e-9)
