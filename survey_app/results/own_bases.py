"""Own bases: the percentage of an answer is of the people to whom it was offered (results contract, 2, 3 and 32).

A base has parts: people whose version or variant lacks some answers, as Easy Read does. What an answer's percentage is
of is the base less the parts that were not offered it. A part passes the gate like any number of people: under 10 it
is hidden, and then counted as if it had been offered everything, so that nothing tells of it; else it is rounded, and
the own base is the rounded base less the rounded part. Where 1 to 9 people are left who were offered an answer, or
where a part would tell a hidden number, the answers that it lacks are hidden.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from msgspec.structs import replace

from survey_app.results.disclosure import (
    ERROR_POINTS,
    FLOOR,
    HIDDEN,
    PERCENT_FLOOR,
    Cell,
    Level,
    Shown,
    Sign,
    disclose,
    disclose_count,
    percent,
)
from survey_app.results.subtracting import Star, exposed
from survey_app.results.tabulate import Tally

Lacks: TypeAlias = tuple[frozenset[int], ...]
"""What each part of a base was not offered, by places among the rows of a table."""

ALL: Final = 100

OWN_BASES: Final = (
    "Not everybody was offered every answer: Easy Read has fewer, or an answer came or went between versions. The "
    "percentage of such an answer is of the people who were offered it, and “of” says how many that is."
)
OWN_BASES_GUARDED: Final = (
    f"{OWN_BASES} Where fewer than {FLOOR} people were not offered it, they are counted as if they had been."
)


def lacks_of(numbers: Sequence[int], everyone: Tally) -> Lacks:
    """What each part lacks, where rows are of options with these numbers."""
    return tuple(
        frozenset(place for place, number in enumerate(numbers) if number in each.options) for each in everyone.lacking
    )


def parts_of(everyone: Tally, tally: Tally) -> tuple[int, ...]:
    """How many people each part has in a group, in the order that it has for everybody."""
    found = {each.options: each.base for each in tally.lacking}
    return tuple(found.get(each.options, 0) for each in everyone.lacking)


def offered(base: int, counts: Sequence[int | None], lacks: Lacks, parts: Sequence[int]) -> tuple[int | None, ...]:
    """The counts, with None for what nobody of the base was offered."""
    return tuple(
        None if base and lacks and _own(base, place, lacks, parts) <= 0 else count for place, count in enumerate(counts)
    )


def disclose_offered(
    base: int,
    counts: Sequence[int | None],
    level: Level,
    lacks: Lacks,
    parts: Sequence[int],
    *,
    strict: bool = False,
    parents: Sequence[int] = (),
    adds_up: bool = False,
) -> Shown:
    """What may be shown of a column by itself, as `disclose` says, each answer with its own base."""
    known = offered(base, counts, lacks, parts)
    shown = disclose(base, known, level, strict=strict, parents=parents, adds_up=adds_up)
    cells = shown_parts(base, known, shown, level, lacks, parts, adds_up=adds_up)
    return with_own_bases(shown, lacks, parts, cells, level)


def shown_parts(
    base: int,
    counts: Sequence[int | None],
    shown: Shown,
    level: Level,
    lacks: Lacks,
    parts: Sequence[int],
    *,
    adds_up: bool,
) -> tuple[Cell, ...]:
    """What may be shown of each part; nothing where it is few, or leaves 1 to 9 people who were offered an answer, or
    where answers add up and a part would tell of a hidden one."""
    if level is Level.WORKING:
        return tuple(map(Cell, parts))
    cells = _part_cells(base, shown, level, lacks, parts)
    return (HIDDEN,) * len(parts) if adds_up and _tells(base, counts, shown, lacks, parts, cells) else cells


def _part_cells(base: int, shown: Shown, level: Level, lacks: Lacks, parts: Sequence[int]) -> tuple[Cell, ...]:
    few = [
        any(0 < _own(base, place, lacks, parts) < FLOOR for place in places) or shown.hidden or part < FLOOR
        for places, part in zip(lacks, parts, strict=True)
    ]
    return tuple(HIDDEN if hide else disclose_count(part, level) for hide, part in zip(few, parts, strict=True))


def with_own_bases(shown: Shown, lacks: Lacks, parts: Sequence[int], cells: Sequence[Cell], level: Level) -> Shown:
    """A column with the percentages of its answers made of their own bases, as far as its parts are shown."""
    if not lacks or shown.hidden:
        return shown
    made = tuple(
        _owned(cell, shown, [row for row, places in enumerate(lacks) if place in places], parts, cells, level)
        for place, cell in enumerate(shown.cells)
    )
    smallest = min((cell.of for cell in made if cell.of is not None and cell.percent is not None), default=0)
    error = round(ERROR_POINTS / smallest + 1e-9, 1) if smallest and level is not Level.WORKING else 0.0
    rules = shown.rules if made == shown.cells or HIDDEN not in made else "".join(sorted({*shown.rules, "e"}))
    return replace(shown, cells=made, error=max(shown.error, error), rules=rules)


def _owned(
    cell: Cell, shown: Shown, rows: Sequence[int], parts: Sequence[int], cells: Sequence[Cell], level: Level
) -> Cell:
    if not rows or cell.count is None or shown.base.count is None:
        return cell
    if any(cells[row].count is None and parts[row] >= FLOOR for row in rows):
        return HIDDEN
    less = sum(cells[row].count or 0 for row in rows)
    if not less:
        return cell
    if level is Level.WORKING:
        of = shown.base.count - less
        return Cell(cell.count, percent(cell.count, of), of=of)
    of = max(shown.base.count - less, FLOOR)
    share = percent(cell.count, of) if of >= PERCENT_FLOOR else None
    return Cell(cell.count, None if share is None else min(share, ALL), of=of)


def _own(base: int, place: int, lacks: Lacks, parts: Sequence[int]) -> int:
    return base - sum(part for places, part in zip(lacks, parts, strict=True) if place in places)


def _tells(
    base: int,
    counts: Sequence[int | None],
    shown: Shown,
    lacks: Lacks,
    parts: Sequence[int],
    cells: Sequence[Cell],
) -> bool:
    """Whether the parts that are shown tell of a hidden 1 to 9, beside what the column shows."""
    if shown.hidden or all(cell.count is None for cell in cells):
        return False
    places = [place for place, count in enumerate(counts) if count is not None]
    column = [base, *(counts[place] or 0 for place in places), *parts]
    hidden = [False, *(shown.cells[place].sign is Sign.HIDDEN for place in places), *(c.count is None for c in cells)]
    star = Star(np.array([column, column]).T, len(places), adds_up=True, lacks=among(lacks, places))
    return bool(exposed(star, np.array([hidden, [True] * len(hidden)]).T))


def among(lacks: Lacks, places: Sequence[int]) -> Lacks:
    """The same by places among some of the rows."""
    return tuple(frozenset(at for at, place in enumerate(places) if place in each) for each in lacks)
