"""The gate for groups: what of one question by one characteristic may be shown (results contract, 28 and 32 to 36).

Every column passes `disclosure.disclose`. Besides, a group with fewer than 10 people outside it is hidden, and so is
one in which everybody is: its figures and everybody's would tell of those few. Then an audit looks for hidden numbers
that can be told from shown ones, and the smallest shown numbers beside them are hidden until there are none; a table
in which most would be hidden is withheld, and everybody's figures stand alone.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.results.disclosure import FLOOR, HIDDEN, Cell, Level, Shown, Sign, disclose, disclose_count
from survey_app.results.families import Audited
from survey_app.results.own_bases import Lacks, among, offered, shown_parts, with_own_bases
from survey_app.results.subtracting import Places, Star, bounds, exposed

MOST_STEPS: Final = 50
"""Numbers hidden one after another before a table is withheld (results contract, 35)."""

Audit: TypeAlias = Callable[[Star, Places], list[tuple[int, int]]]
"""Which hidden numbers of a table, by row and column, can be told from what it shows."""


class Counted(Struct, frozen=True):
    """The true figures of one column: how many are in the base, chose each answer, and are outside the base by why.

    A count of None is an answer that was not offered. `parts` are people in the base who were not offered every answer
    (`own_bases`).
    """

    base: int
    counts: tuple[int | None, ...]
    outside: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()


class Column(Struct, frozen=True):
    """One column as it may be shown, with those outside its base, and the parts of it by which own bases are made:
    what each lacks. `places` are those of answers that are rows of the table's audit: that anybody was offered."""

    shown: Shown
    outside: tuple[Cell, ...] = ()
    parts: tuple[Cell, ...] = ()
    lacks: Lacks = ()
    places: tuple[int, ...] = ()


class Breakdown(Struct, frozen=True):
    """Everybody, and each group. There are no groups where showing them would hide most of it."""

    everyone: Column
    groups: tuple[Column, ...] = ()
    rules: str = ""
    """The letters of the rules by which something of the table is hidden, for the log alone."""


def disclose_groups(
    everyone: Counted,
    groups: Sequence[Counted],
    unknown: Counted,
    level: Level,
    *,
    strict: bool = False,
    adds_up: bool = True,
    lacks: Lacks = (),
    audit: Audit = exposed,
) -> Breakdown:
    """What may be shown of groups that share nobody; `unknown` are those in none, who are never shown themselves.

    `strict` is rule d, both ways: nearly everybody in a group gave one answer, or nearly everybody who gave an answer
    is in one group. `adds_up` says that people gave one answer each. `lacks` are the answers that each part of a base
    was not offered. Without an audit nothing guards against taking shown columns from everybody's.
    """
    everyone, groups = _offered(everyone, lacks), [_offered(group, lacks) for group in groups]
    if level is Level.WORKING:
        exact = [_owned(_column(each, level, lacks), each, level) for each in (everyone, *groups)]
        return Breakdown(exact[0], tuple(exact[1:]))
    columns = [_column(everyone, level, lacks, strict=strict, adds_up=adds_up)]
    columns += [_column(group, level, lacks, strict=strict, beside=everyone.base) for group in groups]
    columns = [replace(each, places=_places(everyone)) for each in columns]
    star = _star([everyone, *groups, unknown], lacks, adds_up=adds_up)
    unoffered = _unoffered(columns, star)
    whole = _owned(columns[0], everyone, level)
    hidden = np.array([*map(hidden_rows, columns), [True] * star.counts.shape[0]]).T
    rules = "".join(each.shown.rules for each in columns)
    if strict:
        nearly_all = _nearly_all(star)
        rules += "d" if (nearly_all & ~hidden).any() else ""
        hidden |= nearly_all
    before = hidden.copy()
    if not _hide_more(star, hidden, audit) or mostly(hidden & ~unoffered, star.answers):
        return Breakdown(whole, rules=_letters(f"{rules}f"))
    rules += "f" if (hidden != before).any() else ""
    owned = (_owned(each, group, level) for each, group in zip(columns[1:], groups, strict=True))
    shown = tuple(_without(each, hidden[:, at]) for at, each in enumerate(owned, start=1))
    return Breakdown(whole, shown, _letters(rules))


def as_audited(breakdown: Breakdown, audit: Audited | None) -> Breakdown:
    """What of a table stands after the audit of everything that is shown of its question: no groups before it."""
    if audit is None:
        return Breakdown(breakdown.everyone, rules=_letters(f"{breakdown.rules}f"))
    rows = len(hidden_rows(breakdown.everyone))
    everyone = _without(breakdown.everyone, np.array([row in audit.column or 0 in audit.column for row in range(rows)]))
    if audit.groups is None or not breakdown.groups:
        return Breakdown(everyone, rules=_letters(f"{breakdown.rules}f"))
    masks = zip(*audit.groups, strict=True)
    groups = tuple(_without(each, np.array(mask)) for each, mask in zip(breakdown.groups, masks, strict=True))
    more = "" if (everyone, groups) == (breakdown.everyone, breakdown.groups) else "f"
    return Breakdown(everyone, groups, _letters(f"{breakdown.rules}{more}"))


def _letters(rules: str) -> str:
    return "".join(sorted(set(rules)))


def _offered(counted: Counted, lacks: Lacks) -> Counted:
    """The same without counts of what nobody in the column was offered."""
    return replace(counted, counts=offered(counted.base, counted.counts, lacks, counted.parts))


def _owned(column: Column, counted: Counted, level: Level) -> Column:
    """The column with percentages of own bases, as far as its parts are shown."""
    return replace(column, shown=with_own_bases(column.shown, column.lacks, counted.parts, column.parts, level))


def _column(
    counted: Counted,
    level: Level,
    lacks: Lacks,
    *,
    strict: bool = False,
    beside: int | None = None,
    adds_up: bool = False,
) -> Column:
    """One column by itself; `beside` is the base of everybody, where the column is a group's.

    `adds_up` is of everybody's alone, which stands on the results page too: groups are audited with the whole table.
    """
    alone = beside is not None and level is not Level.WORKING and beside - counted.base < FLOOR
    shown = disclose(0 if alone else counted.base, counted.counts, level, strict=strict, adds_up=adds_up)
    if alone:
        shown = replace(shown, rules="e")
    outside = (HIDDEN if shown.hidden else disclose_count(count, level) for count in counted.outside)
    parts = shown_parts(counted.base, counted.counts, shown, level, lacks, counted.parts, adds_up=adds_up)
    return Column(shown, tuple(outside), parts, lacks)


def _places(everyone: Counted) -> tuple[int, ...]:
    """The places of answers that anybody was offered."""
    return tuple(place for place, count in enumerate(everyone.counts) if count is not None)


def _star(columns: Sequence[Counted], lacks: Lacks, *, adds_up: bool) -> Star:
    """The table without answers that nobody was offered."""
    places = _places(columns[0])
    rows = [[each.base, *(each.counts[place] or 0 for place in places), *each.outside, *each.parts] for each in columns]
    return Star(np.array(rows, dtype=np.int64).T, len(places), adds_up, among(lacks, places))


def hidden_rows(column: Column) -> list[bool]:
    """Where a column shows no number, of its base, answers, those outside it, parts.

    Of an answer that it was not offered everybody knows that it is nought."""
    cells = (column.shown.cells[place] for place in column.places)
    return [cell.sign is not None for cell in (column.shown.base, *cells, *column.outside, *column.parts)]


def _unoffered(columns: Sequence[Column], star: Star) -> Places:
    """Where an answer was not offered in a column, though in others."""
    found = np.zeros(star.counts.shape, dtype=np.bool_)
    for at, column in enumerate(columns):
        cells = (column.shown.cells[place] for place in column.places)
        found[1 : 1 + star.answers, at] = [cell.sign is Sign.NOT_OFFERED for cell in cells]
    return found


def _nearly_all(star: Star) -> Places:
    """Answers given by fewer than 10 people outside a group: who gave one is nearly sure to be in the group."""
    found = np.zeros(star.counts.shape, dtype=np.bool_)
    answers = star.counts[1 : 1 + star.answers]
    found[1 : 1 + star.answers, 1:-1] = answers[:, :1] - answers[:, 1:-1] < FLOOR
    return found


def _hide_more(star: Star, hidden: Places, audit: Audit) -> bool:
    """Hide numbers until the audit finds nothing that can be told, and say whether that was reached.

    `hidden` is changed. For each number found: the smallest shown one in its column or its row, whichever leaves it
    more numbers that it could be; the whole column, where neither does; then the smallest group.
    """
    for _ in range(MOST_STEPS):
        found = audit(star, hidden)
        if not found:
            return True
        if not _hide_beside(star, hidden, found[0]):
            return False
    return not audit(star, hidden)


def _hide_beside(star: Star, hidden: Places, place: tuple[int, int]) -> bool:
    row, column = place
    made = bounds(star, hidden)
    if column == 0:  # everybody's figures stand elsewhere too: what tells of them is the group of which most is known
        column = 1 + int(np.argmax(made.low[row, 1:-1]))
    best, most = None, made.choices[place]
    for candidate in (_smallest_in_column(star, hidden, column), _smallest_in_row(star, hidden, row)):
        if candidate is None:
            continue
        tried = hidden.copy()
        tried[candidate] = True
        if (choices := bounds(star, tried).choices[place]) > most:
            best, most = tried, choices
    if best is None:
        best = _smallest_group(star, hidden, column)
    if best is None:
        return False
    hidden |= best
    return True


def _smallest_in_column(star: Star, hidden: Places, column: int) -> tuple[int, int] | None:
    answers = np.flatnonzero(~hidden[1 : 1 + star.answers, column]) + 1
    if not answers.size:
        return None
    return int(answers[np.argmin(star.counts[answers, column])]), column


def _smallest_in_row(star: Star, hidden: Places, row: int) -> tuple[int, int] | None:
    """None in the row of bases: a base is hidden with its whole column."""
    groups = np.flatnonzero(~hidden[row, 1:-1]) + 1
    if row == 0 or not groups.size:
        return None
    return row, int(groups[np.argmin(star.counts[row, groups])])


def _smallest_group(star: Star, hidden: Places, column: int) -> Places | None:
    """The same table with this whole column hidden, or where it is, the smallest group that is not."""
    groups = np.flatnonzero(~hidden[0, 1:-1]) + 1
    if hidden[:, column].all():
        if not groups.size:
            return None
        column = int(groups[np.argmin(star.counts[0, groups])])
    hiding = hidden.copy()
    hiding[:, column] = True
    return hiding


def mostly(hidden: Places, answers: int) -> bool:
    """Whether most of what groups answered would be hidden, of the answers that everybody's figures show at all
    (results contract, 36)."""
    rows = hidden[1 : 1 + answers]
    cells = rows[~rows[:, 0], 1:-1]
    return cells.size == 0 or 2 * int(np.count_nonzero(cells)) > cells.size


def _without(column: Column, hidden: NDArray[np.bool_]) -> Column:
    """A column without what an audit hid of it. What a part lacks goes with the part: its percentage would tell."""
    if hidden[0]:
        signs = tuple(cell if cell.sign is Sign.NOT_OFFERED else HIDDEN for cell in column.shown.cells)
        lost = (HIDDEN,) * len(column.outside), (HIDDEN,) * len(column.parts)
        return replace(column, shown=Shown(HIDDEN, signs), outside=lost[0], parts=lost[1])
    rows = iter(hidden[1:].tolist())
    off = {place for place in column.places if next(rows)}
    outside = tuple(HIDDEN if next(rows) else cell for cell in column.outside)
    parts = tuple(HIDDEN if next(rows) else cell for cell in column.parts)
    gone = zip(column.lacks, column.parts, parts, strict=True)
    off |= {place for places, before, after in gone if before != after for place in places}
    cells = tuple(
        HIDDEN if place in off and cell.sign is not Sign.NOT_OFFERED else cell
        for place, cell in enumerate(column.shown.cells)
    )
    return replace(column, shown=replace(column.shown, cells=cells), outside=outside, parts=parts)
