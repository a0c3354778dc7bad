"""A banner: every question of a round in rows, by the groups of one characteristic in columns, and everybody first."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from survey_app.questionnaire.headlines import AnyKind
from survey_app.results.access import strict
from survey_app.results.characteristics import Characteristic
from survey_app.results.columns import ColumnSet
from survey_app.results.comparable import refused
from survey_app.results.compared import NOBODY, reading_of, why_no_groups
from survey_app.results.counting import Counting
from survey_app.results.crossing import crossable, crossed_codings, group_masks, split, tally_of
from survey_app.results.crosstabs import EVERYBODY, CrossTable, Row, cross_table
from survey_app.results.derived import HeadlineTally, headlines_by_group
from survey_app.results.disclosure import Cell, Level, percent
from survey_app.results.figures import Reading
from survey_app.results.finding import Found
from survey_app.results.groups import Mask, group_of
from survey_app.results.pretend import pretend_words
from survey_app.results.rounds import figures_words
from survey_app.results.viewing import Crossed, crossed_of
from survey_app.results.views import Filter
from survey_app.web.service import Service

NONE: Final = "\N{EN DASH}"
"""Where nobody is, so that there is no share."""


class HeadlineRows(Struct, frozen=True):
    """The headlines by group, for those who read exact figures: each row with its bases."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Banner(Struct, frozen=True):
    """The tables of a banner, whose columns are the same where groups are shown. `why_not` says why there is none."""

    people: str = ""
    why_not: str = ""
    pretend: str = ""
    tables: tuple[CrossTable, ...] = ()
    headlines: HeadlineRows | None = None


async def banner_of(
    service: Service,
    counting: Counting,
    known: Found,
    by: Characteristic,
    declared: Sequence[str],
    filters: Sequence[Filter],
    rules: Sequence[AnyKind],
) -> Banner:
    """The banner of a round as a member reads it: of the people who fit every filter, for analysts alone.

    Raises LaneFull when too much is counted, and for analysts UnknownFilter.
    """
    why_not = why_no_groups(known, filters)
    if why_not or known.wave is None:
        return Banner(why_not=why_not)
    if known.level is Level.WORKING:
        return await counting.count(known.survey.id, live, known.wave.id, by, filters, rules)
    crossed = await crossed_of(service, counting, known.survey, known.wave, by.key, known.now)
    if isinstance(crossed, str):
        return Banner(why_not=crossed)
    return await counting.run(_guarded, known, crossed, declared)


def live(
    columns: ColumnSet, wave_id: int, by: Characteristic, filters: Sequence[Filter], rules: Sequence[AnyKind] = ()
) -> Banner:
    """The same exactly. Raises UnknownFilter as `group_of` does."""
    group = group_of(columns, wave_id, filters)
    people = int(np.count_nonzero(group.people))
    pretend = pretend_words(columns)
    if people == 0:
        return Banner(why_not=NOBODY, pretend=pretend)
    words = figures_words(people) if people == group.of else f"Showing {people:,} of {group.of:,}"
    reading = reading_of(columns, group)
    known = crossed_codings(columns.codings)
    parts = split(columns, by, group.people)
    tallies = [tally_of(columns, each, parts, Level.WORKING) for each in crossable(columns.codings, by)]
    tables = tuple(cross_table(each, known[each.key, each.measure], by, reading) for each in tallies)
    return Banner(words, "", pretend, tables, _headlines(columns, by, group.people, rules) if rules else None)


def _headlines(columns: ColumnSet, by: Characteristic, people: Mask, rules: Sequence[AnyKind]) -> HeadlineRows:
    """The headlines of everybody and of each group that somebody is in."""
    masks = (people, *(mask & people for mask in group_masks(columns, by)))
    labels = (EVERYBODY, *(each.label for each in by.groups))
    tallies = headlines_by_group(columns, rules, masks)
    made = [(label, some) for label, mask, some in zip(labels, masks, tallies, strict=True) if mask.any()]
    by_headline = zip(*(some for _, some in made), strict=True)
    return HeadlineRows(tuple(label for label, _ in made), tuple(row for some in by_headline for row in _rows(some)))


def _rows(some: Sequence[HeadlineTally]) -> Iterator[Row]:
    """One headline in every column: its share with how many it is of; or a row for each number that it can come to."""
    first = some[0]
    if first.tally is None:
        return
    share = first.values[0] == "Yes"
    for place, value in enumerate(first.values[:1] if share else first.values):
        cells = tuple(_cell(each, place) for each in some)
        words = tuple(
            f"{cell.percent}% of {each.tally.base:,}" if cell.percent is not None and each.tally else NONE
            for cell, each in zip(cells, some, strict=True)
        )
        yield Row(first.label if share else f"{first.label}: {value}", cells, words)


def _cell(each: HeadlineTally, place: int) -> Cell:
    if each.tally is None:
        return Cell()
    count = each.tally.counts[place]
    return Cell(count, percent(count, each.tally.base))


def _guarded(known: Found, crossed: Crossed, declared: Sequence[str]) -> Banner:
    tallies = crossed.snapshot.tallies
    reading = Reading(frozenset(tallies.versions), Level.GUARDED, strict(known.survey))
    codings = crossed_codings(crossed.codings)
    pairs = ((codings[each.key, each.measure], each) for each in crossed.tallies)
    tables = tuple(
        cross_table(tally, coding, crossed.by, reading)
        for coding, tally in pairs
        if not refused(known.survey, declared, coding.variable.question.id, crossed.by, Level.GUARDED)
    )
    return Banner(figures_words(crossed.snapshot.live.counted), "", tallies.pretend, tables)
