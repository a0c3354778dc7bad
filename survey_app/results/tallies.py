"""Pure counting of one group of people, without a gate: what a page shows of it is decided afterwards, by its level.

Tallies are plain values: msgspec writes them as JSON and reads them back equal, so that they can be kept.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from survey_app.questionnaire.headlines import AnyKind
from survey_app.questionnaire.measured import range_of
from survey_app.questionnaire.variables import Measure
from survey_app.results.arrays import distinct
from survey_app.results.coding import Coded, Coding, Stored, coded
from survey_app.results.columns import ColumnSet
from survey_app.results.derived import HeadlineTally, headline_tallies
from survey_app.results.disclosure import Level
from survey_app.results.groups import Group, Mask, group_of
from survey_app.results.numbers import Summary, summary
from survey_app.results.offering import rows_among, shorter_among
from survey_app.results.overview import asks_area, outside_in, way_masks, ways
from survey_app.results.pretend import pretend_words
from survey_app.results.tabulate import Rows, Tally, bins_of, numbers_in, rows_where, tabulate
from survey_app.results.views import Filter

Profile: TypeAlias = Mapping[str, Sequence[Stored]]
"""Answers by key that stand in a table of their own, as staff's equality answers do."""


class CodingTally(Struct, frozen=True):
    """One variable counted, by its key and measure. `bins` are of numbers and dates alone, `summary` of numbers;
    `parents` are the bases of the groups made by leaving one condition out (rule e)."""

    key: str
    measure: Measure
    tally: Tally
    parents: tuple[int, ...] = ()
    bins: tuple[tuple[float, float], ...] = ()
    summary: Summary | None = None
    ways: tuple[int, ...] = ()
    """How many of the base came each of the ways (results contract, 10); for analysts alone."""
    hidden: tuple[int, ...] = ()
    """What the audit hides of the column besides the gate: 0 is all of it, else answers by place from 1."""


class Tallies(Struct, frozen=True):
    """One group counted: the people of a round who fit every filter.

    `of` is how many the round has without filters, `outside` how many came from outside the declared area, None where
    nothing asks for it. `versions` are those that anybody heard in the round answered. `profile` is None where the
    equality part stands with the other answers.
    """

    people: int
    of: int
    outside: int | None
    ways: tuple[int, ...]
    versions: tuple[int, ...]
    questions: tuple[CodingTally, ...]
    profile: tuple[CodingTally, ...] | None = None
    parents: tuple[int, ...] = ()
    pretend: str = ""
    headlines: tuple[HeadlineTally, ...] = ()


def tallies(
    columns: ColumnSet,
    wave_id: int,
    level: Level,
    profile: Profile | None = None,
    filters: Sequence[Filter] = (),
    headlines: Sequence[AnyKind] = (),
    among: Mask | None = None,
) -> Tallies:
    """Count a group, or those of it that are `among` some. The level says only what is made beyond counts: which
    summaries of numbers, and whether parents.

    Raises UnknownFilter when no question has the key, or none of its options the code.
    """
    group = group_of(columns, wave_id, filters, among)
    rows = rows_among(group.people, shorter_among(columns, group.people))
    exact = level is Level.WORKING
    parents = () if exact else tuple(rows_where(each) for each in group.parents)
    by_way = [rows_where(group.people & mask) for mask in way_masks(columns)] if exact else []
    return Tallies(
        people=rows.count,
        of=group.of,
        outside=outside_in(columns, wave_id) if asks_area(columns) else None,
        ways=ways(columns, group.people),
        versions=_versions(columns, group),
        questions=tuple(
            coding_tally(coding, column, rows, level, parents, by_way)
            for coding, column in zip(columns.codings, columns.block.answers, strict=True)
            if profile is None or not equality(coding)
        ),
        profile=None if profile is None else profile_tallies(columns.codings, profile, level),
        parents=tuple(each.count for each in parents),
        pretend=pretend_words(columns),
        headlines=headline_tallies(columns, headlines, group.people),
    )


def people_in(columns: ColumnSet, wave_id: int, filters: Sequence[Filter] = ()) -> int:
    """How many people a group has. Raises UnknownFilter as `tallies` does."""
    return int(np.count_nonzero(group_of(columns, wave_id, filters).people))


def profile_tallies(codings: Sequence[Coding], profile: Profile, level: Level) -> tuple[CodingTally, ...]:
    """Who answered, from answers that stand alone: never crossed with anything (results contract, 30)."""
    return tuple(
        _alone(coding, profile[coding.key], level) for coding in codings if equality(coding) and coding.key in profile
    )


def equality(coding: Coding) -> bool:
    """Whether a variable belongs to the equality part."""
    return coding.variable.section.part == "about_you"


def _versions(columns: ColumnSet, group: Group) -> tuple[int, ...]:
    return tuple(distinct(columns.facts.version[group.heard]))


def _alone(coding: Coding, values: Sequence[Stored], level: Level) -> CodingTally:
    column = coded(coding, [{coding.key: value} for value in values], max(coding.offered))
    return coding_tally(coding, column, rows_where(np.ones(len(values), dtype=np.bool_)), level, ())


def coding_tally(
    coding: Coding,
    column: Coded,
    rows: Rows,
    level: Level,
    parents: Sequence[Rows] = (),
    by_way: Sequence[Rows] = (),
) -> CodingTally:
    """One variable counted over some rows. `parents` are the groups made by leaving one condition out, `by_way` the
    people who came each of the ways."""
    question = coding.variable.question
    tally = tabulate(coding, column, rows)
    bases = tuple(tabulate(coding, column, each).base for each in parents)
    came = tuple(_base_of(coding, column, each, rows, tally) for each in by_way)
    known = range_of(question)
    if known is None or column.numbers is None:
        return CodingTally(coding.key, coding.measure, tally, bases, ways=came)
    made = summary(numbers_in(column, rows), known, level) if coding.measure == "number" else None
    return CodingTally(coding.key, coding.measure, tally, bases, bins_of(known), made, came)


def _base_of(coding: Coding, column: Coded, part: Rows, rows: Rows, whole: Tally) -> int:
    """The base of a part of some rows. Often one part is everybody and the others nobody: that is not counted."""
    if part.count in {0, rows.count}:
        return whole.base if part.count else 0
    return tabulate(coding, column, part).base
