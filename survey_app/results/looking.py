"""Looking at a round for its readers: a snapshot is counted where one is due, and kept once it has passed its audit."""

import asyncio
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.results.access import strict
from survey_app.results.coding import Coding, codings
from survey_app.results.columns import ColumnSet
from survey_app.results.comparable import by_key, by_link
from survey_app.results.counting import Counting
from survey_app.results.declared import declared_headlines
from survey_app.results.disclosure import FLOOR, Level
from survey_app.results.gathering import Gathered, gathered, hidden_by
from survey_app.results.merging import merged_where_needed
from survey_app.results.pretend import pretend_words
from survey_app.results.renewing import Live, Snapshot, due, ends, stands
from survey_app.results.rows import profile_at
from survey_app.results.sampled import samples_in
from survey_app.results.sampled_reports import sampled_of
from survey_app.results.snapshots import Breakdowns, breakdowns_of, earlier_of, keep_snapshot, snapshot_of
from survey_app.results.taking import crossed, live_of, newest_version, taken
from survey_app.results.weighing import WAYS
from survey_app.surveys.surveys import Survey
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.web.service import Service


class Looked(Struct, frozen=True):
    """A round as it is now, and the snapshot to be kept of it, None while none is due. With None for breakdowns the
    snapshot has passed already, and those stay that are stored."""

    live: Live
    pretend: str
    codings: tuple[Coding, ...]
    taken: Snapshot | None = None
    breakdowns: Breakdowns | None = None
    replaced: int | None = None


def look(
    columns: ColumnSet, database: Database, margins: Path, survey: Survey, wave: Wave, now: int, *, takes: bool
) -> Looked:
    """On the lane: how the round is now, with its snapshot counted where that is due, or made final.

    Without `takes` nothing is counted: what was is being audited.
    """
    live = live_of(columns, wave.id)
    looked = Looked(live, pretend_words(columns), columns.codings)
    if not takes:
        return looked
    held, closed = database.read_blocking(snapshot_of, wave.id), wave.closed_at(now)
    if held is not None and closed and ends(held, live):
        return _again(looked, database, wave, replace(held, final=True))
    if not due(held, live, closed=closed, now=now):
        old = held is not None and not held.checked and stands(held, live)
        return _again(looked, database, wave, held) if held is not None and old else looked
    profile = database.read_blocking(profile_at, wave.id, columns.cursor) if survey.audience == "staff" else None
    if profile is None and survey.audience == "staff":
        return looked
    sampled = database.read_blocking(sampled_of, margins, survey.slug, wave.id)
    rules = database.read_blocking(declared_headlines, survey)
    made = replace(
        taken(columns, wave.id, profile, held, now=now, headlines=rules),
        final=closed and not live.pretend,
        samples=samples_in(columns, wave.id, sampled, WAYS, fewest=FLOOR)[0],
    )
    newest = database.read_blocking(versions_of, survey.id)[-1].questionnaire
    named = by_link(survey, newest.characteristics, Level.GUARDED)
    links = database.read_blocking(collectors_of, wave.id) if named else ()
    groups = crossed(columns, wave.id, newest.characteristics, links)
    return replace(
        looked,
        taken=made,
        breakdowns=merged_where_needed(columns, wave.id, groups, newest.merges, made.tallies, strict=strict(survey)),
        replaced=None if held is None else held.number,
    )


async def check_and_keep(service: Service, counting: Counting, survey: Survey, wave: Wave, looked: Looked) -> None:
    """Audit what was counted, and store it with what the audit hides. Raises NotStored or WriterFull where it cannot be
    stored just now, CannotCheck where it cannot be audited."""
    made, breakdowns = looked.taken, looked.breakdowns
    if made is None:
        return
    shown = None
    if breakdowns is not None:
        families = await counting.run(_gather, service.database, survey, wave, looked, made, breakdowns)
        hidings = await asyncio.to_thread(counting.checks.audit, families.families)
        made, breakdowns, earlier = hidden_by(made, breakdowns, families, hidings)
        shown = None if made.live.pretend else earlier
    await service.writer.transaction(keep_snapshot, wave.id, made, breakdowns, looked.replaced, shown)


def _again(looked: Looked, database: Database, wave: Wave, held: Snapshot) -> Looked:
    """The snapshot that is held, under a new number; to be audited where it was taken by a release that did not."""
    made = replace(held, number=held.number + 1)
    old = None if held.checked else database.read_blocking(breakdowns_of, wave.id)
    return replace(looked, taken=made, breakdowns=old, replaced=held.number)


def _gather(
    database: Database, survey: Survey, wave: Wave, looked: Looked, made: Snapshot, breakdowns: Breakdowns
) -> Gathered:
    """On the lane: the families of a snapshot."""
    known = looked.codings
    if newest_version(known) != made.version_id:
        known = database.read_blocking(codings_until, survey.id, made.version_id)
    links = database.read_blocking(collectors_of, wave.id)
    before = () if made.live.pretend else database.read_blocking(earlier_of, wave.id)
    groups = [by for key in breakdowns if (by := by_key(known, key, links)) is not None]
    return gathered(made, breakdowns, groups, known, before, strict=strict(survey))


def codings_until(connection: Connection, survey_id: int, version_id: int) -> tuple[Coding, ...]:
    """The codings of a survey by its versions up to this one."""
    return codings(version for version in versions_of(connection, survey_id) if version.id <= version_id)
