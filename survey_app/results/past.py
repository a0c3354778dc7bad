"""The headlines of several rounds as a member reads them: analysts live ones, viewers those of snapshots."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from survey_app.questionnaire.headlines import AnyKind, MostHeadline
from survey_app.results.access import strict
from survey_app.results.breaks import Facts, Signed
from survey_app.results.columns import ColumnSet
from survey_app.results.compared import reading_of
from survey_app.results.counting import Counting
from survey_app.results.declared import declared_headlines
from survey_app.results.derived import headline_tallies
from survey_app.results.disclosure import Level
from survey_app.results.figures import Reading, figure
from survey_app.results.finding import Found
from survey_app.results.groups import group_of
from survey_app.results.headlines import Beside, Headline, beside_of, headlines_shown
from survey_app.results.overview import ways
from survey_app.results.reports import shown
from survey_app.results.same_meanings import signed_meanings
from survey_app.results.tabulate import Rows, rows_where
from survey_app.results.tallies import coding_tally
from survey_app.results.viewing import standing_of
from survey_app.results.views import Filter
from survey_app.surveys.versions import Version, versions_of
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.web.service import Service


class Around(Struct, frozen=True):
    """What the database says of a survey's rounds besides answers. `samples` are by the number of a wave."""

    versions: tuple[Version, ...]
    signed: Signed
    rules: tuple[AnyKind, ...]
    samples: Mapping[int, tuple[str, ...]]


class Round(Struct, frozen=True):
    """One round: of how many people its figures are, what decides whether they may be compared, and the headlines."""

    wave: Wave
    people: int
    facts: Facts
    headlines: tuple[Headline, ...]


class _Counted(Struct, frozen=True):
    people: int
    versions: tuple[int, ...]
    ways: tuple[int, ...]
    headlines: tuple[Headline, ...]


async def around(service: Service, known: Found, waves: Sequence[Wave]) -> Around:
    """What surrounds some rounds of a survey."""
    return await service.database.read(_read, known, waves)


async def rounds_of(
    service: Service, counting: Counting, known: Found, waves: Sequence[Wave], found: Around, filters: Sequence[Filter]
) -> tuple[Round, ...]:
    """Some rounds, those left out of which a member reads no figures.

    Raises LaneFull when too much is counted, and for analysts UnknownFilter.
    """
    if known.level is Level.WORKING:
        live = await counting.count(known.survey.id, _live, [wave.id for wave in waves], found.rules, filters)
        return tuple(_round(wave, found, each) for wave, each in zip(waves, live, strict=True) if each.people)
    if known.level is None:
        return ()
    made = [(wave, await _held(service, counting, known, wave)) for wave in waves]
    return tuple(_round(wave, found, each) for wave, each in made if each is not None)


def _read(connection: Connection, known: Found, waves: Sequence[Wave]) -> Around:
    samples = {
        wave.id: tuple(sorted({link.sample_type for link in collectors_of(connection, wave.id)})) for wave in waves
    }
    return Around(
        versions_of(connection, known.survey.id),
        signed_meanings(connection, known.survey.id),
        declared_headlines(connection, known.survey),
        samples,
    )


def _live(
    columns: ColumnSet, waves: Sequence[int], rules: Sequence[AnyKind], filters: Sequence[Filter]
) -> list[_Counted]:
    return [_counted(columns, each, rules, filters) for each in waves]


def _counted(columns: ColumnSet, wave_id: int, rules: Sequence[AnyKind], filters: Sequence[Filter]) -> _Counted:
    group = group_of(columns, wave_id, filters)
    reading = reading_of(columns, group)
    beside = _beside(columns, rules, rows_where(group.people), reading)
    made = headlines_shown(headline_tallies(columns, rules, group.people), beside, reading)
    return _Counted(int(group.people.sum()), tuple(sorted(reading.versions)), ways(columns, group.people), made)


def _beside(columns: ColumnSet, rules: Sequence[AnyKind], rows: Rows, reading: Reading) -> Beside:
    """The questions whose most common answers are headlines, counted."""
    keys = {rule.question for rule in rules if isinstance(rule, MostHeadline)}
    pairs = zip(columns.codings, columns.block.answers, strict=True)
    some = [(coding, column) for coding, column in pairs if coding.key in keys]
    counted = [(coding, coding_tally(coding, column, rows, reading.level)) for coding, column in some]
    figures = [figure(coding, tally, reading) for coding, tally in counted]
    return beside_of([coding for coding, _ in some], [tally for _, tally in counted], figures)


async def _held(service: Service, counting: Counting, known: Found, wave: Wave) -> _Counted | None:
    standing = await standing_of(service, counting, known.survey, wave, known.now)
    if standing.snapshot is None:
        return None
    tallies = standing.snapshot.tallies
    made = shown(tallies, standing.codings, Level.GUARDED, strict=strict(known.survey))
    return _Counted(standing.snapshot.live.counted, tallies.versions, tallies.ways, made.headlines)


def _round(wave: Wave, found: Around, counted: _Counted) -> Round:
    answered = tuple(each for each in found.versions if each.id in counted.versions)
    facts = Facts(wave.number, answered, found.samples[wave.id], counted.ways)
    return Round(wave, counted.people, facts, counted.headlines)
