"""One question by one characteristic as a member reads it: analysts live, viewers from the closing snapshot."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.access import strict
from survey_app.results.arrays import distinct
from survey_app.results.characteristics import Characteristic
from survey_app.results.columns import ColumnSet
from survey_app.results.counting import Counting
from survey_app.results.crossing import crossable, crossed_codings, split, tally_of
from survey_app.results.crosstabs import CrossTable, cross_table
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import COLLECTED, wordings
from survey_app.results.figures import Reading
from survey_app.results.finding import Found, why_no_figures
from survey_app.results.groups import Group, group_of
from survey_app.results.pretend import pretend_words
from survey_app.results.rounds import figures_words, why_not_yet
from survey_app.results.viewing import crossed_of
from survey_app.results.views import LANGUAGE, Filter
from survey_app.surveys.waves import Wave
from survey_app.web.service import Service

NOBODY: Final = "Nobody has answered."
NOT_YET: Final = "Groups cannot be compared yet."
UNFILTERED: Final = (
    "These figures are protected, so one group at a time is shown: filters and groups are not put together. "
    "Remove the filter."
)


class Compared(Struct, frozen=True):
    """The tables of one question: by the characteristic, by how the answers were collected, and by their wording.
    `people` says of how many, `why_not` why there are no tables, else empty."""

    people: str = ""
    why_not: str = ""
    pretend: str = ""
    tables: tuple[CrossTable, ...] = ()
    how: tuple[CrossTable, ...] = ()
    worded: tuple[CrossTable, ...] = ()


async def compared(
    service: Service, counting: Counting, known: Found, question: str, by: Characteristic, filters: Sequence[Filter]
) -> Compared:
    """The tables of every variable of a question, at the level at which a member reads them.

    Raises LaneFull when too much is counted, and for analysts UnknownFilter.
    """
    why_not = why_no_groups(known, filters)
    if why_not or known.wave is None:
        return Compared(why_not=why_not)
    if known.level is Level.WORKING:
        return await counting.count(known.survey.id, live, known.wave.id, question, by, filters)
    return await _guarded(service, counting, known, known.wave, question, by)


def why_no_groups(known: Found, filters: Sequence[Filter]) -> str:
    """Why a member compares no groups of a round, in words that say what to do; empty where they may."""
    if known.wave is None or known.level is None:
        return why_no_figures(known)
    if known.level is Level.WORKING:
        return ""
    if filters:
        return UNFILTERED
    return "" if known.wave.closed_at(known.now) else f"{NOT_YET} {why_not_yet(known.wave, known.now)}"


def live(
    columns: ColumnSet, wave_id: int, question: str, by: Characteristic, filters: Sequence[Filter] = ()
) -> Compared:
    """Exact tables of the people of a round who fit every filter. Raises UnknownFilter as `group_of` does."""
    group = group_of(columns, wave_id, filters)
    reading = reading_of(columns, group)

    def tables(by: Characteristic) -> tuple[CrossTable, ...]:
        parts = split(columns, by, group.people)
        wanted = [each for each in crossable(columns.codings, by) if each.variable.question.id == question]
        return tuple(cross_table(tally_of(columns, each, parts, Level.WORKING), each, by, reading) for each in wanted)

    people = int(group.people.sum())
    if people == 0:
        return Compared(why_not=NOBODY, pretend=pretend_words(columns))
    words = figures_words(people) if people == group.of else f"Showing {people:,} of {group.of:,}"
    how, worded = (
        () if each is None or by == each else tables(each) for each in (COLLECTED, wordings(columns.codings))
    )
    return Compared(words, "", pretend_words(columns), tables(by), how, worded)


def reading_of(columns: ColumnSet, group: Group) -> Reading:
    """How exact figures of a group are read: by every version that was answered in its round."""
    return Reading(frozenset(distinct(columns.facts.version[group.heard])), Level.WORKING, strict=False)


async def _guarded(
    service: Service, counting: Counting, known: Found, wave: Wave, question: str, by: Characteristic
) -> Compared:
    made = await _snapshot_tables(service, counting, known, wave, question, by.key)
    if made.why_not:
        return made
    others = [
        () if key == by.key else (await _snapshot_tables(service, counting, known, wave, question, key)).tables
        for key in (COLLECTED.key, LANGUAGE)
    ]
    return replace(made, how=others[0], worded=others[1])


async def _snapshot_tables(
    service: Service, counting: Counting, known: Found, wave: Wave, question: str, by: str
) -> Compared:
    crossed = await crossed_of(service, counting, known.survey, wave, by, known.now)
    if isinstance(crossed, str):
        return Compared(why_not=crossed)
    tallies = crossed.snapshot.tallies
    reading = Reading(frozenset(tallies.versions), Level.GUARDED, strict(known.survey))
    codings = crossed_codings(crossed.codings)
    pairs = ((each, codings[each.key, each.measure]) for each in crossed.tallies)
    tables = tuple(
        cross_table(each, coding, crossed.by, reading)
        for each, coding in pairs
        if coding.variable.question.id == question
    )
    return Compared(figures_words(crossed.snapshot.live.counted), "", tallies.pretend, tables)
