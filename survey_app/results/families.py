"""A family: one question and everything that viewers are shown of it, as an audit takes it (results contract, 35).

Rows are the base, the answers in the base, then the people outside it, by name: `base`, the number of an option or a
bin, the code of why somebody is outside. A layer is everybody's column as one snapshot showed it; a star is the newest
of them by the groups of one characteristic.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from survey_app.results.disclosure import FLOOR, OFF, STEP

BASE: Final = "base"


class Sum(Struct, frozen=True):
    """Something shown that weights and adds numbers of a column: a net, a mean. `rows` are their places, `weights` how
    often each counts, and the sum lies between `low` and `high`."""

    rows: tuple[int, ...]
    weights: tuple[float, ...]
    low: float
    high: float


class Layer(Struct, frozen=True):
    """Everybody's column in one snapshot: true counts by row, and which were hidden.

    `removed` is how many people at most were taken out of the figures since the layer before. It is what the states of
    the responses tell, never less than what truly is gone. `sums` is what was shown besides: nets, means.
    """

    counts: tuple[int, ...]
    hidden: tuple[bool, ...]
    removed: int = 0
    sums: tuple[Sum, ...] = ()


class Groups(Struct, frozen=True):
    """The newest layer by one characteristic: a column for each group, the last for those in none, who are hidden."""

    by: str
    counts: tuple[tuple[int, ...], ...]
    """Row by row."""
    hidden: tuple[tuple[bool, ...], ...]
    unoffered: tuple[tuple[bool, ...], ...] = ()
    """Where an answer was not offered in a group, though in others; empty where every one was."""


class Family(Struct, frozen=True):
    """One variable: how many of its rows are answers, whether a base is the sum of these, what was shown of everybody,
    oldest first, and what is to be shown of groups."""

    key: str
    measure: str
    answers: int
    adds_up: bool
    layers: tuple[Layer, ...]
    stars: tuple[Groups, ...] = ()
    lacks: tuple[tuple[int, ...], ...] = ()
    """The last rows, one for each of these, are people in the base who were not offered the answers in these rows."""


class Hidings(Struct, frozen=True):
    """What an audit hides of a family. `column` are rows of everybody's newest column; `stars` has for each table by
    groups which numbers are hidden, row by row and without those in no group, None where the table is withheld."""

    key: str
    measure: str
    column: tuple[int, ...] = ()
    stars: tuple[tuple[str, tuple[tuple[bool, ...], ...] | None], ...] = ()


class Audited(Struct, frozen=True):
    """What an audit hides of a table by groups, beyond its gate: rows of everybody's column, base and answers and those
    outside by place; and which numbers of each row by group. With None for those the groups are withheld."""

    column: tuple[int, ...] = ()
    groups: tuple[tuple[bool, ...], ...] | None = None


def withheld(family: Family) -> Hidings:
    """Everything of a family hidden: what an audit that fails comes to."""
    rows = tuple(range(len(family.layers[-1].counts)))
    return Hidings(family.key, family.measure, rows, tuple((star.by, None) for star in family.stars))


def box(true: int, most: int, *, hidden: bool, whole: bool = False) -> tuple[int, int]:
    """The least and the most that a number could be for who sees it, or that it is hidden.

    They are taken to know which hidden numbers are under 10 and which are nought; but not where a `whole` column of 10
    people or more is hidden, its base too, whatever was the reason. `most` is all there could be.
    """
    if hidden:
        return 0, most if whole and true else (most if true >= FLOOR else FLOOR - 1 if true else 0)
    shown = STEP * ((true + OFF) // STEP)
    return max(shown - OFF, FLOOR), shown + OFF


def protected(true: int, *, hidden: bool) -> bool:
    """Whether a number is one that nobody may tell: hidden, and of 1 to 9 people."""
    return hidden and 0 < true < FLOOR


def fewest_removed(before: Sequence[int], after: Sequence[int], *, adds_up: bool) -> int:
    """How many people truly are gone at least, by counts of answers that overlap or not."""
    gone = [max(0, old - new) for old, new in zip(before, after, strict=True)]
    return sum(gone) if adds_up else max(gone, default=0)
