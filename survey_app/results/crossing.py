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

from survey_app.questionnaire.definition import Role
from survey_app.questionnaire.measured import range_of
from survey_app.questionnaire.variables import Measure
from survey_app.results.characteristics import Characteristic, Heading, Merged
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import FACTS, fact_masks
from survey_app.results.families import Audited
from survey_app.results.numbers import Summary, summary
from survey_app.results.offering import rows_among, shorter_among
from survey_app.results.rankings import added_up, first_places, is_among_first, with_first_places
from survey_app.results.tabulate import Rows, Tally, bins_of, numbers_in, tabulate

KNOWN_ROLES: Final = (Role.SUBSTANTIVE, Role.NONE)
"""Options that make a group. Who does not know, prefers not to say or is not asked is in no group."""


class CrossTally(Struct, frozen=True):
    """What one variable comes to in each group. Groups share nobody: with `unknown`, who are in none, they are
    everyone. `groups` stand in the order of the characteristic's; `bins` are of numbers alone, and so are `summaries`,
    which are of everyone, the groups, and those in none, by what the level allows of a column that is shown."""

    key: str
    measure: Measure
    by: str
    everyone: Tally
    groups: tuple[Tally, ...]
    unknown: Tally
    bins: tuple[tuple[float, float], ...] = ()
    summaries: tuple[Summary, ...] = ()
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


def cross_tallies(columns: ColumnSet, by: Characteristic, rows: NDArray[np.bool_]) -> tuple[CrossTally, ...]:
    """Every variable that can be crossed, by one characteristic; its own question is left out."""
    parts = split(columns, by, rows)
    return tuple(tally_of(columns, coding, parts) for coding in crossable(columns.codings, by))


def crossable(codings: Iterable[Coding], by: Characteristic) -> tuple[Coding, ...]:
    """The variables that have answers to count: typed text has none, and nothing is crossed with itself. Of a ranking
    they are its first place, and its first three together."""
    some = (coding for coding in codings if coding.variable.question.id != by.question and _has_answers(coding))
    return tuple(with_first_places(some))


def split(columns: ColumnSet, by: Characteristic, rows: NDArray[np.bool_]) -> Split:
    """The rows where the mask is true, by group."""
    known = np.zeros(rows.size, dtype=np.bool_)
    shorter = shorter_among(columns, rows)
    groups = []
    for mask in group_masks(columns, by):
        mask &= rows
        known |= mask
        groups.append(rows_among(mask, shorter))
    return Split(by.key, rows_among(rows, shorter), tuple(groups), rows_among(rows & ~known, shorter), by.merged)


def crossed_codings(codings: Iterable[Coding]) -> dict[tuple[str, Measure], Coding]:
    """Every variable that a cross-tab may be of, by the key and measure that its tally has."""
    return {(each.key, each.measure): each for each in with_first_places(codings)}


def tally_of(columns: ColumnSet, coding: Coding, parts: Split, level: Level = Level.GUARDED) -> CrossTally:
    """One variable over rows that are split already. The level says which summaries of numbers are made."""
    rows = (parts.everyone, *parts.groups, parts.unknown)
    every, *groups, unknown = (_counted(columns, coding, each) for each in rows)
    known = range_of(coding.variable.question)
    bins = () if known is None else bins_of(known)
    made = tuple(_summaries(columns, coding, rows, level))
    found = CrossTally(coding.key, coding.measure, parts.by, every, tuple(groups), unknown, bins, made)
    return replace(found, merged=parts.merged) if parts.merged else found


def _counted(columns: ColumnSet, coding: Coding, rows: Rows) -> Tally:
    if not is_among_first(coding):
        return tabulate(coding, columns.block.answers[_place(columns, coding.key, coding.measure)], rows)
    places = first_places(columns.codings, coding)
    return added_up([_counted(columns, each, rows) for each in places])


def _summaries(columns: ColumnSet, coding: Coding, rows: Sequence[Rows], level: Level) -> Iterator[Summary]:
    known = range_of(coding.variable.question)
    if coding.measure == "number" and known is not None:
        column = columns.block.answers[_place(columns, coding.key, coding.measure)]
        yield from (summary(numbers_in(column, each), known, level) for each in rows)


def _has_answers(coding: Coding) -> bool:
    known = range_of(coding.variable.question)
    return bool(coding.options) or (known is not None and bool(known.bins))


def group_masks(columns: ColumnSet, by: Characteristic) -> Iterator[NDArray[np.bool_]]:
    """Where somebody is in each group, each mask made for the caller to change: at a million rows memory is dear."""
    if by.key in FACTS:
        yield from fact_masks(columns, by)
        return
    codes = columns.block.answers[_place(columns, by.key, "single")].codes
    if by.merged:
        yield from (np.isin(codes, group.numbers) for group in by.merged)
        return
    for group in by.groups:
        yield codes == group.number


def _place(columns: ColumnSet, key: str, measure: Measure) -> int:
    return next(place for place, each in enumerate(columns.codings) if (each.key, each.measure) == (key, measure))
