"""The audit of a family: what is hidden besides, until no number of 1 to 9 people could be fewer than 5 (contract, 35).

It runs in the child process. Everybody's newest column is audited with the earlier ones, then each table by groups with
all that was let through before it, so that what passes has passed together.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec.structs import replace

from survey_app.results.breakdowns import MOST_STEPS, mostly
from survey_app.results.families import Family, Groups, Hidings, protected, withheld
from survey_app.results.programme import Place, Programme, TookTooLong

SECONDS: Final = 20.0
"""How long one family may take. One that takes longer has failed."""

Mask = list[list[bool]]


def audited(family: Family, seconds: float = SECONDS) -> Hidings:
    """What is hidden of a family so that all of it may be shown. Where the solver finds no answer, that is everything
    of everybody's newest column, or the table by groups at which it stopped and those after it."""
    try:
        column = _audit_column(Programme(family, seconds), family)
    except TookTooLong:
        return withheld(family)
    newest = family.layers[-1]
    hidden = tuple(row in column or was for row, was in enumerate(newest.hidden))
    family = replace(family, layers=(*family.layers[:-1], replace(newest, hidden=hidden)))
    stars: list[tuple[str, tuple[tuple[bool, ...], ...] | None]] = []
    passed = _Passed(family, seconds)
    for at, star in enumerate(family.stars):
        mask = _audit_star(passed, at, star)
        stars.append((star.by, None if mask is None else tuple(tuple(row[:-1]) for row in mask)))
    return Hidings(family.key, family.measure, column, tuple(stars))


class _Passed:
    """The tables by groups that were let through, and the numbers that are safe only for what they are with the rest:
    those that each table by itself does not leave 5 numbers."""

    def __init__(self, family: Family, seconds: float) -> None:
        self.family = family
        self.seconds = seconds
        self.stars: list[tuple[int, Groups]] = []
        self.leaning = list(_told_of(family))


def _audit_column(programme: Programme, family: Family) -> tuple[int, ...]:
    """The rows of everybody's newest column that are hidden besides: answers, else all of it."""
    newest, table = family.layers[-1], -len(family.layers)
    hidden = list(newest.hidden)
    answers = slice(1, 1 + family.answers)
    targets = list(_told_of(family))
    programme.spread(targets)
    for target in targets:
        while not programme.safe(target):
            row = _smallest(newest.counts[answers], hidden[answers])
            if row is None:
                break
            hidden[row + 1] = True
            programme.hide((table, row + 1, 0))
    none_left = hidden != list(newest.hidden) and all(hidden[answers])
    if none_left or not all(map(programme.safe, targets)):
        hidden = [True] * len(hidden)
    return tuple(row for row, is_hidden in enumerate(hidden) if is_hidden and not newest.hidden[row])


def _audit_star(passed: _Passed, at: int, star: Groups) -> Mask | None:
    """What of a table by groups is hidden, with those in no group; None where the table is withheld."""
    family = passed.family
    mask = [list(row) for row in star.hidden]
    try:
        leaning = [*_leaning(passed, at, star), *passed.leaning]
        if leaning and not _hide(passed, at, star, mask, leaning):
            return None
    except TookTooLong:
        return None
    everybody = family.layers[-1].hidden
    hidden = np.array([[whole, *row] for whole, row in zip(everybody, mask, strict=True)])
    if star.unoffered:
        hidden[:, 1:] &= ~np.array(star.unoffered)
    if mostly(hidden, family.answers):
        return None
    passed.stars.append((at, replace(star, hidden=tuple(map(tuple, mask)))))
    passed.leaning = leaning
    return mask


def _leaning(passed: _Passed, at: int, star: Groups) -> list[Place]:
    """The numbers that are not safe by the table alone, while everybody's stand still."""
    targets = list(_of_star(at, star))
    if not targets:
        return []
    if passed.family.lacks:
        return targets  # parts bind several answers at once: such a table is no network
    alone = Programme(replace(passed.family, layers=passed.family.layers[-1:]), passed.seconds, still=True)
    alone.add(at, star)
    alone.spread(targets)
    return [target for target in targets if not alone.safe(target)]


def _hide(passed: _Passed, at: int, star: Groups, mask: Mask, leaning: Sequence[Place]) -> bool:
    """Hide what must be until these numbers are safe by all that is shown; False where that cannot be reached."""
    programme = Programme(passed.family, passed.seconds)
    for number, other in passed.stars:
        programme.add(number, other)
    programme.add(at, star)
    programme.spread(leaning)
    steps = 0
    for target in leaning:
        while not programme.safe(target):
            steps += 1
            if steps > MOST_STEPS or not _hide_beside(programme, passed.family, at, star, mask, target):
                return False
    return True


def _hide_beside(programme: Programme, family: Family, at: int, star: Groups, mask: Mask, target: Place) -> bool:
    """Hide one number more of a table: the smallest shown of the column, else of the row, whichever suffices; where
    neither is there, a whole group. False where nothing is left to hide."""
    _, row, column = target
    if target[0] != at:  # of everybody, or of another table: what tells of it is a group of this one
        column = int(
            np.argmin([_shown(each, hidden) for each, hidden in zip(star.counts[row], mask[row], strict=True)])
        )
    choices = list(_candidates(family, star, mask, row, column))
    for choice in choices:
        programme.hide((at, *choice))
        if programme.safe(target):
            mask[choice[0]][choice[1]] = True
            return True
        programme.show((at, *choice))
    if choices:
        row, column = choices[0]
        mask[row][column] = True
        programme.hide((at, row, column))
        return True
    group = _group_to_hide(star, mask, column)
    if group is None:
        return False
    for each in mask:
        each[group] = True
    programme.hide_column(at, group, len(mask))
    return True


def _candidates(family: Family, star: Groups, mask: Mask, row: int, column: int) -> Iterator[tuple[int, int]]:
    answers = range(1, 1 + family.answers)
    in_column = _smallest([star.counts[each][column] for each in answers], [mask[each][column] for each in answers])
    if in_column is not None:
        yield in_column + 1, column
    in_row = _smallest(star.counts[row][:-1], mask[row][:-1]) if row else None
    if in_row is not None and (row, in_row) != ((in_column or 0) + 1, column):
        yield row, in_row


def _group_to_hide(star: Groups, mask: Mask, column: int) -> int | None:
    """This group, or where it is hidden already, the smallest that is not."""
    return _smallest(star.counts[0][:-1], mask[0][:-1]) if mask[0][column] else column


def _told_of(family: Family) -> Iterator[Place]:
    """The numbers of everybody that nobody may tell."""
    for number, layer in enumerate(family.layers):
        for row, (true, hidden) in enumerate(zip(layer.counts, layer.hidden, strict=True)):
            if protected(true, hidden=hidden):
                yield -1 - number, row, 0


def _of_star(at: int, star: Groups) -> Iterator[Place]:
    for row, (counts, hidden) in enumerate(zip(star.counts, star.hidden, strict=True)):
        for column in range(len(counts) - 1):
            if protected(counts[column], hidden=hidden[column]):
                yield at, row, column


def _smallest(counts: Sequence[int], hidden: Sequence[bool]) -> int | None:
    """The place of the smallest number that is shown."""
    shown = [(count, place) for place, (count, off) in enumerate(zip(counts, hidden, strict=True)) if not off]
    return min(shown)[1] if shown else None


def _shown(count: int, hidden: bool) -> float:  # one pair of a zip
    return float("inf") if hidden else count
