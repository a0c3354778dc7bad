"""The gate: what of a group's true counts may be shown (results contract, 32 to 34, and 35 for one column by itself).

Source of the rule: suppression under 10 with exact margins left 29 % of hidden cells exactly solvable; hiding under
10 and rounding the rest by 5·⌊(x+2)/5⌋ left none before the audit (results contract, 37).
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from itertools import count as counting
from typing import Final

from msgspec import Struct

FLOOR: Final = 10
"""Under this many people nothing is shown. May be raised, never lowered (results contract, 40)."""

STEP: Final = 5
ENOUGH: Final = 5
"""A hidden number of 1 to 9 people is safe while it could be so many numbers (results contract, 35)."""

OFF: Final = STEP // 2
"""A shown number is at most so far from the true one."""

PERCENT_FLOOR: Final = 50
"""The smallest rounded base of a percentage."""

ERROR_POINTS: Final = 130.0
"""The mean error of a percentage of rounded counts is this over the base: 2.6 points at 50, 1.3 at 100."""


class Level(StrEnum):
    """For whom figures are made."""

    WORKING = "working"
    """Named analysts, residents' surveys only: exact, not to be shared."""
    GUARDED = "guarded"
    PUBLIC = "public"
    """By the same rules as guarded; a release is audited as well."""


class Sign(StrEnum):
    """What stands where no number does."""

    HIDDEN = "[c]"
    """Hidden to protect people: one symbol for whatever reason."""
    NOT_OFFERED = "[z]"


class Cell(Struct, frozen=True):
    """One figure as it may be shown: people and, where the base allows it, whole per cent; or a sign. `of` is its own
    base, where not everybody in the column's was offered the answer."""

    count: int | None = None
    percent: int | None = None
    sign: Sign | None = None
    of: int | None = None


class Shown(Struct, frozen=True):
    """One column of a table as it may be shown. `error` is the mean error of its percentages in points, 0 if exact or
    too small to matter. `rules` are the letters of those by which something is hidden, for the log alone."""

    base: Cell
    cells: tuple[Cell, ...]
    error: float = 0.0
    rules: str = ""

    @property
    def hidden(self) -> bool:
        """Whether the whole column is hidden, base included."""
        return self.base.sign is Sign.HIDDEN

    @property
    def percentages(self) -> bool:
        """Whether the base is large enough for percentages of rounded numbers."""
        return (self.base.count or 0) >= PERCENT_FLOOR

    @property
    def complete(self) -> bool:
        """Whether no cell is hidden."""
        return not self.hidden and all(cell.sign is not Sign.HIDDEN for cell in self.cells)


HIDDEN = Cell(sign=Sign.HIDDEN)
NOT_OFFERED = Cell(sign=Sign.NOT_OFFERED)


def disclose(
    base: int,
    counts: Sequence[int | None],
    level: Level,
    *,
    strict: bool = False,
    parents: Sequence[int] = (),
    adds_up: bool = False,
) -> Shown:
    """What may be shown of one group's column: its unweighted base, and how many chose each option.

    A count of None is an option that was not offered. `strict` is rule d, for sensitive questions and staff: nothing
    is shown when all but fewer than 10 chose the same. `parents` are the bases of the groups made by leaving one
    condition out (rule e). Options may overlap, as ticks do; `adds_up` says that they do not, so that shown numbers
    taken from the base could tell a hidden one (rule f).
    """
    if level is Level.WORKING:
        cells = tuple(NOT_OFFERED if count is None else Cell(count, percent(count, base)) for count in counts)
        return Shown(Cell(base), cells)
    offered = [count for count in counts if count is not None]
    if whole := _hides_whole(base, offered, parents, strict=strict):
        return Shown(HIDDEN, tuple(NOT_OFFERED if count is None else HIDDEN for count in counts), rules=whole)
    rules = "b" if any(count < FLOOR for count in offered) else ""
    shown = rounded(base)
    cells = tuple(NOT_OFFERED if count is None else _cell(count, shown) for count in counts)
    if adds_up and (more := _told(base, counts)) is not None:
        cells = tuple(HIDDEN if place in more else cell for place, cell in enumerate(cells))
        if all(cell.count is None for cell in cells):
            return Shown(HIDDEN, cells, rules=f"{rules}f")
        rules += "f"
    error = round(ERROR_POINTS / shown + 1e-9, 1) if shown >= PERCENT_FLOOR else 0.0
    return Shown(Cell(shown), cells, error, rules)


def _hides_whole(base: int, offered: Sequence[int], parents: Sequence[int], *, strict: bool) -> str:
    """The letters of the rules by which a whole column is hidden."""
    nearly_all = strict and any(base - count < FLOOR for count in offered)
    found = (("a", base < FLOOR), ("d", nearly_all), ("e", too_close(base, parents)))
    return "".join(letter for letter, holds in found if holds)


def without(shown: Shown, hidden: Collection[int]) -> Shown:
    """A column without what an audit hides of it: 0 is all of it, else answers by place from 1, of those offered."""
    if 0 in hidden:
        cells = tuple(cell if cell.sign is Sign.NOT_OFFERED else HIDDEN for cell in shown.cells)
        return Shown(HIDDEN, cells, rules=f"{shown.rules}f")
    if not hidden:
        return shown
    places = counting(1)
    cells = tuple(
        cell if cell.sign is Sign.NOT_OFFERED else HIDDEN if next(places) in hidden else cell for cell in shown.cells
    )
    return Shown(shown.base, cells, shown.error, f"{shown.rules}f")


def disclose_count(count: int, level: Level) -> Cell:
    """What may be shown of one number of people that is no column of its own: left blank, another channel, a day."""
    if level is Level.WORKING:
        return Cell(count)
    return HIDDEN if count < FLOOR else Cell(rounded(count))


def too_close(base: int, parents: Sequence[int]) -> bool:
    """Rule e: whether 1 to 9 people lie between a group and a group made by leaving one of its conditions out."""
    return any(0 < parent - base < FLOOR for parent in parents)


def rounded(count: int) -> int:
    """Rule c: to the nearest 5. Every shown number stands for five true ones, but 10, which stands for 10 to 12."""
    return STEP * ((count + 2) // STEP)


def percent(count: int, base: int) -> int | None:
    """Whole per cent, halves up; None of nobody."""
    return (200 * count + base) // (2 * base) if base else None


def _told(base: int, counts: Sequence[int | None]) -> frozenset[int] | None:
    """The places to be hidden besides those under 10, smallest first, until nothing tells of 1 to 9 people; None where
    nothing does as it is.

    Whoever reads is taken to know the base exactly: where nobody left a question out, it is the number of people who
    answered, which every page prints. They know, too, which hidden numbers are under 10, and which answers nobody gave:
    some nobody can, as that of living outside the area.
    """
    shown = sorted((count, place) for place, count in enumerate(counts) if count is not None and count >= FLOOR)
    small = [count for count in counts if count is not None and 0 < count < FLOOR]
    if not small:
        return None
    for more in range(max(len(shown), 1)):
        rest = [rounded(count) for count, _ in shown[more:]]
        most = base - FLOOR * more - sum(max(each - OFF, FLOOR) for each in rest)
        least = 0 if more else base - sum(each + OFF for each in rest) - (FLOOR - 1) * (len(small) - 1)
        if min(most, FLOOR - 1) - max(least, 0) + 1 >= ENOUGH:
            return frozenset(place for _, place in shown[:more]) if more else None
    return frozenset(place for _, place in shown)


def _cell(count: int, shown_base: int) -> Cell:
    if count < FLOOR:
        return HIDDEN
    shown = rounded(count)
    return Cell(shown, percent(shown, shown_base) if shown_base >= PERCENT_FLOOR else None)
