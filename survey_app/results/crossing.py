"""Crossing: every question counted in each group of one characteristic, without a gate (results contract, 28, 36).

Each group is a set of rows, found once for a characteristic, and each question is tabulated over them: so a column of
a cross-tab is counted by the same rules as the question itself, whatever its measure.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.questionnaire.definition import Ranking, Role
from survey_app.questionnaire.measured import range_of
from survey_app.questionnaire.variables import Measure
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.families import Audited
from survey_app.results.overview import WAYS, way_masks
from survey_app.results.tabulate import Rows, Tally, bins_of, rows_where, tabulate

HOW: Final = "how"
"""The key of the characteristic that every survey has: how the answers were collected. No question is called so."""

HOW_TITLE: Final = "How it was collected"

KNOWN_ROLES: Final = (Role.SUBSTANTIVE, Role.NONE)
"""Options that make a group. Who does not know, prefers not to say or is not asked is in no group."""


class Heading(Struct, frozen=True):
    """One column of a cross-tab. `number` is the option number of the characteristic, or the place of a way from 1."""

    number: int
    label: str


class Merged(Struct, frozen=True):
    """One larger group: its label, and the option numbers and the labels of those whose people stand in it."""

    label: str
    numbers: tuple[int, ...]
    labels: tuple[str, ...]


class Characteristic(Struct, frozen=True):
    """What groups are made by: one coding of a one-answer question, or how the answers were collected.

    With `merged` its groups are those, by their place from 1: they stand in the stead of the options, never beside.
    """

    key: str
    title: str
    groups: tuple[Heading, ...]
    question: str = ""
    """The id of the question; empty for how it was collected."""
    sensitive: bool = False
    merged: tuple[Merged, ...] = ()


class CrossTally(Struct, frozen=True):
    """What one variable comes to in each group. Groups share nobody: with `unknown`, who are in none, they are
    everyone. `groups` stand in the order of the characteristic's; `bins` are of numbers alone."""

    key: str
    measure: Measure
    by: str
    everyone: Tally
    groups: tuple[Tally, ...]
    unknown: Tally
    bins: tuple[tuple[float, float], ...] = ()
    audit: Audited | None = None
    """None before it was audited: then viewers are shown no groups of it."""
    merged: tuple[Merged, ...] = ()
    """What the groups are, where several of the characteristic's stand together."""


class Split(Struct, frozen=True):
    """Some rows of a column set, and the same by group."""

    by: str
    everyone: Rows
    groups: tuple[Rows, ...]
    unknown: Rows
    merged: tuple[Merged, ...] = ()


COLLECTED: Final = Characteristic(
    HOW, HOW_TITLE, tuple(Heading(number, words) for number, words in enumerate(WAYS, start=1))
)


def characteristic(coding: Coding) -> Characteristic:
    """The groups that a one-answer question makes, in the order in which it prints them.

    Raises ValueError where people may give several answers: such groups overlap.
    """
    if coding.measure != "single":
        raise ValueError(f"{coding.key} has no one answer, so it makes no groups.")
    groups = tuple(
        Heading(number, coding.options[number - 1].label)
        for number in coding.order
        if coding.options[number - 1].role in KNOWN_ROLES and not coding.options[number - 1].outside
    )
    question = coding.variable.question
    return Characteristic(coding.key, coding.variable.label, groups, question.id, question.sensitive)


def in_merges(by: Characteristic, merged: Sequence[Merged]) -> Characteristic:
    """The same characteristic in larger groups; as it is where there are none."""
    if not merged:
        return by
    groups = tuple(Heading(number, each.label) for number, each in enumerate(merged, start=1))
    return replace(by, groups=groups, merged=tuple(merged))


def cross_tallies(columns: ColumnSet, by: Characteristic, rows: NDArray[np.bool_]) -> tuple[CrossTally, ...]:
    """Every variable that can be crossed, by one characteristic; its own question is left out."""
    parts = split(columns, by, rows)
    return tuple(tally_of(columns, coding, parts) for coding in crossable(columns.codings, by))


def crossable(codings: Iterable[Coding], by: Characteristic) -> tuple[Coding, ...]:
    """The variables that have answers to count: typed text has none, and nothing is crossed with itself."""
    return tuple(coding for coding in codings if coding.variable.question.id != by.question and _has_answers(coding))


def split(columns: ColumnSet, by: Characteristic, rows: NDArray[np.bool_]) -> Split:
    """The rows where the mask is true, by group."""
    known = np.zeros(rows.size, dtype=np.bool_)
    groups = []
    for mask in _masks(columns, by):
        mask &= rows
        known |= mask
        groups.append(rows_where(mask))
    return Split(by.key, rows_where(rows), tuple(groups), rows_where(rows & ~known), by.merged)


def tally_of(columns: ColumnSet, coding: Coding, parts: Split) -> CrossTally:
    """One variable over rows that are split already."""
    column = columns.block.answers[_place(columns, coding.key, coding.measure)]
    every, *groups, unknown = (
        tabulate(coding, column, each) for each in (parts.everyone, *parts.groups, parts.unknown)
    )
    question = coding.variable.question
    known = range_of(question)
    bins = () if known is None else bins_of(known)
    return CrossTally(coding.key, coding.measure, parts.by, every, tuple(groups), unknown, bins, merged=parts.merged)


def _has_answers(coding: Coding) -> bool:
    """Places after the first are left out: whoever gave them is not everybody who ranked."""
    question = coding.variable.question
    if isinstance(question, Ranking) and not coding.key.endswith(".1"):
        return False
    known = range_of(question)
    return bool(coding.options) or (known is not None and bool(known.bins))


def _masks(columns: ColumnSet, by: Characteristic) -> Iterator[NDArray[np.bool_]]:
    """Where somebody is in each group, each mask made for the caller to change: at a million rows memory is dear."""
    if by.key == HOW:
        yield from way_masks(columns)
        return
    codes = columns.block.answers[_place(columns, by.key, "single")].codes
    if by.merged:
        yield from (np.isin(codes, group.numbers) for group in by.merged)
        return
    for group in by.groups:
        yield codes == group.number


def _place(columns: ColumnSet, key: str, measure: Measure) -> int:
    return next(place for place, each in enumerate(columns.codings) if (each.key, each.measure) == (key, measure))
