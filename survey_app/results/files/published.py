"""What may be taken away of a round's figures: those that viewers read, by the public rules, whoever asks.

They are of the round's snapshot, never of live answers: figures taken away again and again as answers come in would
tell of each newcomer (results contract, 27 and 38).
"""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.results.access import strict
from survey_app.results.characteristics import Characteristic
from survey_app.results.comparable import apart, refused
from survey_app.results.counting import Counting
from survey_app.results.crossing import crossed_codings
from survey_app.results.crosstabs import cross_table, hidden_among
from survey_app.results.disclosure import Level
from survey_app.results.figures import Reading, hidden_in
from survey_app.results.files.manifest import (
    PRETEND,
    PUBLIC_RULES,
    Amount,
    Manifest,
    VersionLine,
    amount,
    marked,
    version_lines,
)
from survey_app.results.files.reconciling import fates
from survey_app.results.files.tables import FileTable, figures_in, file_tables, group_table
from survey_app.results.finding import Found
from survey_app.results.renewing import Snapshot
from survey_app.results.reports import Results, shown
from survey_app.results.rounds import SAMPLES, dates_words, results_from
from survey_app.results.viewing import Crossed, crossed_of, standing_of
from survey_app.results.views import View
from survey_app.surveys.surveys import Survey
from survey_app.surveys.versions import Version, versions_of
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.web.london import plain_instant
from survey_app.web.service import Service

EVERYBODY = "Everybody who answered"
NOT_BEGUN = "No answers yet: no round has begun."
WHOLE_ROUND = (
    "Figures to take away are of everybody who answered a round, or of all groups that the survey names. Remove the "
    "filters."
)
NO_GROUPS = (
    "Groups are taken away when a round has closed and enough people have answered it, and only those that the survey "
    "names. Take the figures of everybody, or come back then."
)


class NotPublished(Exception):
    """There is nothing to take away; its words say why, and what to do."""


class Published(Struct, frozen=True):
    """The tables of a round, the manifest of every file that holds them, and by which rules something of a table is
    hidden, by the code of its question."""

    tables: tuple[FileTable, ...]
    manifest: Manifest
    hidden: Mapping[str, str]
    figures: Results | None = None
    """The same as the pages show them; None for tables by groups."""


class _Around(Struct, frozen=True):
    """What the database says of a round besides its answers."""

    versions: tuple[Version, ...]
    samples: tuple[str, ...]


async def published(service: Service, counting: Counting, known: Found, view: View) -> Published:
    """The tables of a round by the public rules. Raises NotPublished where there are none, or none of this view."""
    wave = known.wave
    if wave is None:
        raise NotPublished(NOT_BEGUN)
    if not allowed(view):
        raise NotPublished(WHOLE_ROUND)
    standing = await standing_of(service, counting, known.survey, wave, known.now)
    if standing.snapshot is None:
        raise NotPublished(results_from(wave, known.now))
    around = await service.database.read(_read_around, known.survey.id, wave.id)
    figures: Results | None = None
    if view.by:
        tables, by, hidden = await _grouped(service, counting, known, wave, view.by, around.versions)
    else:
        figures = shown(standing.snapshot.tallies, standing.codings, Level.PUBLIC, strict=strict(known.survey))
        tables, by, hidden = file_tables(figures), "", hidden_in((*figures.questions, *figures.profile))
    manifest = _manifest(service, known, wave, standing.snapshot, around, tables)
    whole = replace(view, grouped="section", round=str(wave.number))
    manifest = replace(manifest, showing=f"By: {by}" if by else EVERYBODY, view=whole.query())
    content = await counting.run(figures_in, tables)
    return Published(tables, marked(manifest, service.keys, known.now, content), hidden, figures)


def allowed(view: View) -> bool:
    """Whether the figures of a view may be taken away: everybody's, or of all groups of a characteristic."""
    return not view.filters


async def _grouped(
    service: Service, counting: Counting, known: Found, wave: Wave, key: str, versions: tuple[Version, ...]
) -> tuple[tuple[FileTable, ...], str, Mapping[str, str]]:
    """Every question that may be compared by a characteristic, that in words, and what is hidden."""
    made = await crossed_of(service, counting, known.survey, wave, key, known.now)
    if isinstance(made, str) or apart(known.survey, made.codings, key):
        raise NotPublished(NO_GROUPS)
    published_id = known.survey.published_version_id
    declared = next((each.questionnaire.characteristics for each in versions if each.id == published_id), ())
    tables, hidden = await counting.run(group_tables, known.survey, made, made.by, declared)
    return tables, made.by.title, hidden


def group_tables(
    survey: Survey, made: Crossed, by: Characteristic, declared: Sequence[str]
) -> tuple[tuple[FileTable, ...], Mapping[str, str]]:
    """Every question that may be compared by a characteristic, and what is hidden of each, by its code."""
    reading = Reading(frozenset(made.snapshot.tallies.versions), Level.PUBLIC, strict(survey))
    codings = crossed_codings(made.codings)
    pairs = ((codings[each.key, each.measure], each) for each in made.tallies)
    crossed = [
        (coding, cross_table(tally, coding, by, reading))
        for coding, tally in pairs
        if not refused(survey, declared, coding.variable.question.id, by, Level.PUBLIC)
    ]
    tables = tuple(group_table(coding, table) for coding, table in crossed)
    return tables, hidden_among((table for _, table in crossed), by.key)


def _manifest(
    service: Service,
    known: Found,
    wave: Wave,
    held: Snapshot,
    around: _Around,
    tables: tuple[FileTable, ...],
) -> Manifest:
    return Manifest(
        kind="tables",
        organisation=service.organisation.name,
        contact=service.organisation.privacy_contact,
        survey=known.survey.slug,
        title=known.survey.title,
        rounds=(dates_words(wave),),
        samples=around.samples,
        showing=EVERYBODY,
        level=Level.PUBLIC.value,
        rules=PUBLIC_RULES,
        notes=(stood_words(held),),
        pretend=PRETEND if held.live.pretend else "",
        **numbers_of(held, around.versions, tables),
    )


def stood_words(held: Snapshot) -> str:
    """When figures were counted."""
    return f"Figures as they stood on {plain_instant(held.taken_at)}."


class Numbers(TypedDict):
    """What a manifest says in numbers."""

    versions: tuple[VersionLine, ...]
    responses: Mapping[str, Amount]
    reconciles: bool
    bases: Mapping[str, Amount]


def numbers_of(held: Snapshot, versions: Sequence[Version], tables: Sequence[FileTable]) -> Numbers:
    """What the manifest of some tables says in numbers, so that they can be made again from the same answers."""
    outside = held.tallies.outside
    return {
        "versions": version_lines([each for each in versions if each.id in held.tallies.versions]),
        "responses": fates(held.live.states, outside, Level.PUBLIC),
        "reconciles": held.live.counted == held.tallies.of + (outside or 0),
        "bases": {each.key: amount(each.base_cell) for each in tables if each.base_cell is not None},
    }


def _read_around(connection: Connection, survey_id: int, wave_id: int) -> _Around:
    kinds = {link.sample_type for link in collectors_of(connection, wave_id)}
    return _Around(versions_of(connection, survey_id), tuple(SAMPLES[kind] for kind in sorted(kinds)))
