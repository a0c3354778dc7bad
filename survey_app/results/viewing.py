"""What one member reads of a round: analysts live figures, viewers those of the round's snapshot, others the number.

Every page and file asks here. A snapshot that is due is taken inside the request that asks, and what is shown is
always what is stored: so every process shows the same.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.results.characteristics import Characteristic
from survey_app.results.coding import Coding, codings
from survey_app.results.columns import ColumnSet
from survey_app.results.comparable import by_key, by_link
from survey_app.results.counting import Counting
from survey_app.results.crossing import CrossTally
from survey_app.results.declared import declared_headlines
from survey_app.results.disclosure import FLOOR, Level
from survey_app.results.finding import Found
from survey_app.results.pretend import pretend_words
from survey_app.results.renewing import PAUSE, Live, Snapshot, due, ends, stands
from survey_app.results.reports import EVERYBODY, Counted, Results, counted, counted_then
from survey_app.results.rounds import made_words, results_from, why_not_yet
from survey_app.results.rows import profile_at
from survey_app.results.sampled import samples_in
from survey_app.results.sampled_reports import held_results, sampled_of, sampled_results
from survey_app.results.snapshots import Breakdowns, breakdown_of, keep_snapshot, snapshot_of
from survey_app.results.taking import crossed, live_of, newest_version, taken
from survey_app.results.views import LINK, View
from survey_app.results.weighing import WAYS
from survey_app.surveys.surveys import Survey
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.web.london import plain_instant
from survey_app.web.service import Service
from survey_app.writer import NotStored, WriterFull

FEW_BY_LINK: Final = f"Links are not compared: by one of them fewer than {FLOOR} people came."
"""Each link is to hold 10, because a link is a place (results contract, 38)."""

NOT_COUNTED: Final = "The figures of this round were not counted by these groups."


class Standing(Struct, frozen=True):
    """A round as viewers read it: how many have answered by now, and the snapshot with the codings that explain it;
    None before there is one. `pretend` is what the page must say of pretend answers."""

    people: int
    pretend: str
    snapshot: Snapshot | None
    codings: tuple[Coding, ...]


class Crossed(Struct, frozen=True):
    """Every question by one characteristic, of the people of a snapshot."""

    snapshot: Snapshot
    codings: tuple[Coding, ...]
    by: Characteristic
    """With the groups that the tallies have, whatever a newer version added."""
    tallies: tuple[CrossTally, ...]


class _Looked(Struct, frozen=True):
    """A round as it is now, and the snapshot to be kept of it, None while none is due."""

    live: Live
    pretend: str
    codings: tuple[Coding, ...]
    taken: Snapshot | None = None
    breakdowns: Breakdowns | None = None
    replaced: int | None = None


async def results_of(service: Service, counting: Counting, known: Found, view: View = EVERYBODY) -> Results:
    """The figures of a round as a member reads them, or the number of people alone.

    Viewers read the whole round: of the view's filters nothing is asked. Raises LaneFull when too much is counted,
    and for analysts UnknownFilter.
    """
    survey, wave = known.survey, known.wave
    if wave is None:
        return Results(0, "")
    if known.level is Level.WORKING:
        margins = service.settings.margins
        return await counting.count(survey.id, sampled_results, service.database, margins, survey, wave, view)
    standing = await standing_of(service, counting, survey, wave, known.now)
    if known.level is None or standing.snapshot is None:
        return Results(standing.people, "", pretend=standing.pretend)
    made = held_results(standing.snapshot, standing.codings, survey, view)
    words = _words(standing, standing.snapshot, wave, known.now)
    return replace(made, people=standing.snapshot.live.counted, made=words, pretend=standing.pretend)


async def counted_of(service: Service, counting: Counting, known: Found, *, days: bool) -> Counted:
    """Who has answered a round, as a member may know it: by when, how and what became of it, from the snapshot."""
    survey, wave = known.survey, known.wave
    if wave is None:
        return Counted(0, "")
    if known.level is Level.WORKING:
        return await counting.count(survey.id, counted, wave.id, known.level, days=days)
    standing = await standing_of(service, counting, survey, wave, known.now)
    if known.level is None or standing.snapshot is None:
        return Counted(standing.people, "", pretend=standing.pretend)
    words = _words(standing, standing.snapshot, wave, known.now)
    made = counted_then(standing.snapshot.live, standing.snapshot.tallies, known.level, days=days)
    return replace(made, people=standing.people, made=words, pretend=standing.pretend)


async def crossed_of(
    service: Service, counting: Counting, survey: Survey, wave: Wave, by: str, now: int
) -> Crossed | str:
    """Every question by one characteristic as viewers read it, or why not, in words: before the round is closed for
    good and its figures are final, while too few have answered, or where they were not counted by this characteristic.

    `by` is a key, or `crossing.HOW`. Those who read working figures count for themselves.
    """
    if not wave.closed_at(now):
        return why_not_yet(wave, now)
    standing = await standing_of(service, counting, survey, wave, now)
    held = standing.snapshot
    if held is None:
        return results_from(wave, now)
    if not held.compares:
        return f"Groups show from {plain_instant(held.taken_at + PAUSE)}, when this round has its last figures."
    found = await service.database.read(breakdown_of, held, wave.id, by)
    links = await service.database.read(collectors_of, wave.id) if by == LINK else ()
    groups = by_key(standing.codings, by, links)
    if not found or groups is None:
        return NOT_COUNTED
    known = replace(
        groups, groups=groups.groups[: len(found[0].groups)]
    )  # a link may have come since, behind the others
    few = by == LINK and any(0 < each.population < FLOOR for each in found[0].groups)
    return FEW_BY_LINK if few else Crossed(held, standing.codings, known, found)


async def standing_of(service: Service, counting: Counting, survey: Survey, wave: Wave, now: int) -> Standing:
    """A round as viewers read it now, UTC seconds, with its snapshot taken first where that is due.

    Where it cannot be stored just now, or another process was faster, what is stored is read.
    """
    looked = await counting.count(survey.id, _look, service.database, service.settings.margins, survey, wave, now)
    if looked.taken is not None:
        with suppress(NotStored, WriterFull):
            await service.writer.transaction(keep_snapshot, wave.id, looked.taken, looked.breakdowns, looked.replaced)
    held = await service.database.read(snapshot_of, wave.id)
    if held is None or not stands(held, looked.live) or held.live.people < FLOOR:
        return Standing(looked.live.counted, looked.pretend, None, ())
    known = looked.codings
    if newest_version(known) != held.version_id:
        versions = await service.database.read(versions_of, survey.id)
        known = codings(version for version in versions if version.id <= held.version_id)
    pretend = looked.pretend if held.live.pretend == looked.live.pretend else ""
    return Standing(looked.live.counted, pretend, held, known)


def _words(standing: Standing, made: Snapshot, wave: Wave, now: int) -> str:
    last = wave.closed_at(now) and made.compares
    return made_words(made.taken_at, made.live.counted, standing.people, last=last)


def _look(columns: ColumnSet, database: Database, margins: Path, survey: Survey, wave: Wave, now: int) -> _Looked:
    """On the lane: how the round is now, with its snapshot counted where that is due, or made final."""
    held = database.read_blocking(snapshot_of, wave.id)
    live = live_of(columns, wave.id)
    looked = _Looked(live, pretend_words(columns), columns.codings)
    closed = wave.closed_at(now)
    if held is not None and closed and ends(held, live):
        return replace(looked, taken=replace(held, number=held.number + 1, final=True), replaced=held.number)
    if not due(held, live, closed=closed, now=now):
        return looked
    sampled = database.read_blocking(sampled_of, margins, survey.slug, wave.id)
    profile = database.read_blocking(profile_at, wave.id, columns.cursor) if survey.audience == "staff" else None
    if profile is None and survey.audience == "staff":
        return looked
    rules = database.read_blocking(declared_headlines, survey)
    return replace(
        looked,
        taken=replace(
            taken(columns, wave.id, profile, held, now=now, headlines=rules),
            final=closed and not live.pretend,
            samples=samples_in(columns, wave.id, sampled, WAYS, fewest=FLOOR)[0],
        ),
        breakdowns=_crossed(columns, database, survey, wave),
        replaced=None if held is None else held.number,
    )


def _crossed(columns: ColumnSet, database: Database, survey: Survey, wave: Wave) -> Breakdowns:
    declared = _characteristics(database, survey)
    named = by_link(survey, declared, Level.GUARDED)
    return crossed(columns, wave.id, declared, database.read_blocking(collectors_of, wave.id) if named else ())


def _characteristics(database: Database, survey: Survey) -> Sequence[str]:
    """The characteristics that the newest version declares."""
    return database.read_blocking(versions_of, survey.id)[-1].questionnaire.characteristics
