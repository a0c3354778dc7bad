"""What one member reads of a round: analysts live figures, viewers those of the round's snapshot, others the number.

Every page and file asks here. A snapshot that is due is taken inside the request that asks, and what is shown is
always what is stored, and what is stored has passed its audit: so every process shows the same.
"""

from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from survey_app.results.characteristics import Characteristic, in_merges
from survey_app.results.coding import Coding
from survey_app.results.comparable import by_key
from survey_app.results.counting import Counting
from survey_app.results.crossing import CrossTally
from survey_app.results.disclosure import FLOOR, Level
from survey_app.results.finding import Found
from survey_app.results.looking import check_and_keep, codings_until, look
from survey_app.results.renewing import PAUSE, Snapshot, stands
from survey_app.results.reports import EVERYBODY, Counted, Results, counted, counted_then
from survey_app.results.rounds import made_words, results_from, why_not_yet
from survey_app.results.sampled_reports import held_results, sampled_results
from survey_app.results.snapshots import breakdown_of, snapshot_of
from survey_app.results.taking import newest_version
from survey_app.results.views import LINK, View
from survey_app.surveys.surveys import Survey
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.web.london import plain_instant
from survey_app.web.service import Service

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
    why: str = ""
    """Why there is no snapshot, where that is another reason than how many have answered."""


class Crossed(Struct, frozen=True):
    """Every question by one characteristic, of the people of a snapshot."""

    snapshot: Snapshot
    codings: tuple[Coding, ...]
    by: Characteristic
    """With the groups that the tallies have, whatever a newer version added."""
    tallies: tuple[CrossTally, ...]


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
        return Results(standing.people, "", pretend=standing.pretend, why=standing.why)
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
        return standing.why or results_from(wave, now)
    if not held.compares:
        return f"Groups show from {plain_instant(held.taken_at + PAUSE)}, when this round has its last figures."
    found = await service.database.read(breakdown_of, held, wave.id, by)
    links = await service.database.read(collectors_of, wave.id) if by == LINK else ()
    groups = by_key(standing.codings, by, links)
    if not found or groups is None:
        return NOT_COUNTED
    merged = in_merges(groups, found[0].merged)
    known = replace(
        merged, groups=merged.groups[: len(found[0].groups)]
    )  # a link may have come since, behind the others
    few = by == LINK and any(0 < each.population < FLOOR for each in found[0].groups)
    return FEW_BY_LINK if few else Crossed(held, standing.codings, known, found)


async def standing_of(service: Service, counting: Counting, survey: Survey, wave: Wave, now: int) -> Standing:
    """A round as viewers read it now, UTC seconds, with its snapshot taken and audited first where that is due.

    Where that takes long, it cannot be stored just now, or another process was faster, what is stored is read.
    """
    checks = counting.checks
    takes = not checks.under_way(wave.id, now)
    margins = service.settings.margins
    looked = await counting.count(survey.id, look, service.database, margins, survey, wave, now, takes=takes)
    if looked.taken is not None:
        await checks.check(wave.id, partial(check_and_keep, service, counting, survey, wave, looked), now)
    held = await service.database.read(snapshot_of, wave.id)
    if held is None or not held.checked or not stands(held, looked.live) or held.live.people < FLOOR:
        return Standing(looked.live.counted, looked.pretend, None, (), checks.words(wave.id, now))
    known = looked.codings
    if newest_version(known) != held.version_id:
        known = await service.database.read(codings_until, survey.id, held.version_id)
    pretend = looked.pretend if held.live.pretend == looked.live.pretend else ""
    return Standing(looked.live.counted, pretend, held, known)


def _words(standing: Standing, made: Snapshot, wave: Wave, now: int) -> str:
    last = wave.closed_at(now) and made.compares
    return made_words(made.taken_at, made.live.counted, standing.people, last=last)
