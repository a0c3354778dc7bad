"""Making the figures of a manifest again (results contract, 39): the same, data since changed, or different.

Figures that were taken away are those of a round's snapshot. While nobody came or left since, they are counted again
from the answers themselves, and must agree with the file's mark, which stands for every figure in it. Where somebody
did, the frozen copy is what is left, and must bear the mark.
"""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.results.access import strict
from survey_app.results.characteristics import in_merges
from survey_app.results.coding import Coding, codings
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.comparable import by_key
from survey_app.results.crossing import CrossTally, cross_tallies
from survey_app.results.disclosure import Level
from survey_app.results.files.manifest import Amount, Manifest, mark_of
from survey_app.results.files.published import group_tables, numbers_of, stood_words
from survey_app.results.files.tables import FileTable, figures_in, file_tables
from survey_app.results.overview import population
from survey_app.results.renewing import Snapshot
from survey_app.results.reports import shown
from survey_app.results.rows import profile_at
from survey_app.results.snapshots import breakdown_of, snapshot_of
from survey_app.results.taking import crossed, live_of, taken
from survey_app.results.tallies import CodingTally, Tallies
from survey_app.results.viewing import Crossed
from survey_app.results.views import view_from
from survey_app.settings import Keys
from survey_app.surveys.surveys import Survey, survey_by_slug
from survey_app.surveys.versions import Version, versions_of
from survey_app.surveys.waves import Collector, Wave, collectors_of, waves_of

MOST_NAMED = 10
"""Differences that are named one by one."""


class Verdict(IntEnum):
    """What became of a manifest's figures; the numbers are the exit codes of `survey reproduce`."""

    SAME = 0
    FROZEN = 3
    DIFFERENT = 4
    RENEWED = 5
    """The round's figures were renewed after the file was made, and older ones are not kept: nothing can be said."""


class Reproduced(Struct, frozen=True):
    """A verdict, why, line by line, and the figures made again or kept; none where they are different."""

    verdict: Verdict
    words: tuple[str, ...]
    tables: tuple[FileTable, ...] = ()


class _Ground(Struct, frozen=True):
    """What the database has of the round that a manifest names."""

    survey: Survey
    wave: Wave
    versions: tuple[Version, ...]
    held: Snapshot
    codings: tuple[Coding, ...]
    by: str
    links: tuple[Collector, ...]

    @property
    def declared(self) -> tuple[str, ...]:
        published = self.survey.published_version_id
        return next((each.questionnaire.characteristics for each in self.versions if each.id == published), ())


def reproduce(connection: Connection, keys: Keys, given: Manifest, now: int) -> Reproduced:
    """The figures of a manifest of tables, made again. Raises LookupError where it names what is not there."""
    ground = _ground(connection, given)
    columns = refresh(connection, None, ground.survey.id)
    groups = breakdown_of(connection, ground.held, ground.wave.id, ground.by)
    kept = _tables(ground, ground.held, groups)
    faults = tuple(_faults(given, ground, ground.held, kept, keys))
    changed = _changes(ground.held, columns, ground.wave.id)
    if changed:
        return _of_frozen(given, ground, kept, faults, changed)
    again = _counted_again(connection, ground, columns, now)
    tables = _tables(ground, again, _crossed_again(ground, columns, groups))
    different = tuple(_faults(given, ground, again, tables, keys))
    if different:
        return Reproduced(Verdict.DIFFERENT, ("Different: an error.", *different))
    if faults:
        return Reproduced(Verdict.DIFFERENT, ("Different: the answers give the file's figures, the kept copy others.",))
    people = f"{again.live.counted:,} counted answers"
    return Reproduced(Verdict.SAME, (f"The same: {len(tables)} tables made again from {people}.",), tables)


def _of_frozen(
    given: Manifest, ground: _Ground, kept: tuple[FileTable, ...], faults: tuple[str, ...], changed: tuple[str, ...]
) -> Reproduced:
    if not faults:
        words = "Data have changed since, so the answers cannot give these figures again. The frozen copy is the same."
        return Reproduced(Verdict.FROZEN, (words, *changed), kept)
    if stood_words(ground.held) not in given.notes:
        renewed = "The figures of this round were renewed since the file was made, and older ones are not kept."
        return Reproduced(Verdict.RENEWED, (renewed, *changed))
    return Reproduced(Verdict.DIFFERENT, ("Different: an error.", *faults, *changed))


def _ground(connection: Connection, given: Manifest) -> _Ground:
    survey = survey_by_slug(connection, given.survey)
    if survey is None:
        raise LookupError(f"There is no survey {given.survey} here.")
    view = view_from(given.view)
    number = view.round or next(iter(rounds_of(given)), "")
    wave = next((each for each in waves_of(connection, survey.id) if str(each.number) == number), None)
    held = None if wave is None else snapshot_of(connection, wave.id)
    if wave is None or held is None:
        raise LookupError(f"There are no figures of round {number} of {given.survey} here.")
    versions = versions_of(connection, survey.id)
    known = codings(each for each in versions if each.id <= held.version_id)
    return _Ground(survey, wave, versions, held, known, view.by, collectors_of(connection, wave.id))


def rounds_of(given: Manifest) -> list[str]:
    """The numbers of the rounds that a manifest names."""
    return [found[1] for words in given.rounds if (found := re.match(r"Round (\d+):", words))]


def _tables(ground: _Ground, held: Snapshot, tallies: tuple[CrossTally, ...]) -> tuple[FileTable, ...]:
    if not ground.by:
        return file_tables(shown(held.tallies, ground.codings, Level.PUBLIC, strict=strict(ground.survey)))
    by = by_key(ground.codings, ground.by, ground.links)
    if by is None or not tallies:
        raise LookupError(f"The figures were not counted by {ground.by}.")
    by = replace(by, groups=by.groups[: len(tallies[0].groups)])  # a link may have come since, behind the others
    made = Crossed(held, ground.codings, by, tallies)
    return group_tables(ground.survey, made, by, ground.declared)[0]


def _counted_again(connection: Connection, ground: _Ground, columns: ColumnSet, now: int) -> Snapshot:
    staff = ground.survey.audience == "staff"
    profile = profile_at(connection, ground.wave.id, columns.cursor) if staff else None
    again = taken(columns, ground.wave.id, profile, ground.held, now=now)
    return replace(again, tallies=_hidden_as(again.tallies, ground.held.tallies))


def _hidden_as(again: Tallies, held: Tallies) -> Tallies:
    """Counts with what the audit hid of those that were kept: it looked at earlier figures too, which are gone."""
    hidden = {(each.key, each.measure): each.hidden for each in (*held.questions, *(held.profile or ()))}

    def same(each: CodingTally) -> CodingTally:
        return replace(each, hidden=hidden.get((each.key, each.measure), ()))

    profile = None if again.profile is None else tuple(map(same, again.profile))
    return replace(again, questions=tuple(map(same, again.questions)), profile=profile)


def _crossed_again(ground: _Ground, columns: ColumnSet, kept: tuple[CrossTally, ...]) -> tuple[CrossTally, ...]:
    """The tables by groups counted again, by the larger groups where those were shown, with what the audit hid."""
    if not kept:
        return ()
    by = by_key(ground.codings, ground.by, ground.links)
    if by is not None and kept[0].merged:
        made = cross_tallies(columns, in_merges(by, kept[0].merged), population(columns, ground.wave.id))
    else:
        made = crossed(columns, ground.wave.id, ground.declared, ground.links).get(ground.by, ())
    audits = {(each.key, each.measure): each.audit for each in kept}
    return tuple(replace(each, audit=audits.get((each.key, each.measure))) for each in made)


def _changes(held: Snapshot, columns: ColumnSet, wave_id: int) -> tuple[str, ...]:
    """What has become of the answers since the figures were made; empty where nobody came or left."""
    live = live_of(columns, wave_id)
    if live == held.live:
        return ()
    counts = ((state.name.lower(), held.live.states[state], live.states[state]) for state in live.states)
    said = tuple(f"{name}: {before:,} then, {after:,} now" for name, before, after in counts if before != after)
    return said or ("Others have answered since, and as many have left.",)


def _faults(
    given: Manifest, ground: _Ground, held: Snapshot, tables: tuple[FileTable, ...], keys: Keys
) -> Iterator[str]:
    """Where a manifest says something else than these figures; the mark stands for everything not named in it."""
    numbers = numbers_of(held, ground.versions, tables)
    named = [
        *_unlike("base of", given.bases, numbers["bases"]),
        *_unlike("responses,", given.responses, numbers["responses"]),
    ]
    if given.versions != numbers["versions"]:
        named.append("The versions of the questionnaire are others.")
    if given.reconciles != numbers["reconciles"]:
        named.append("Whether all stored answers are accounted for is not as it says.")
    yield from named[:MOST_NAMED]
    if not named and mark_of(replace(given, **numbers), keys, figures_in(tables)) != given.file:
        yield "A figure, or what the manifest says of it, is not what its mark stands for."


def _unlike(what: str, given: Mapping[str, Amount], made: Mapping[str, Amount]) -> Iterator[str]:
    for key in dict.fromkeys((*given, *made)):
        if given.get(key) != made.get(key):
            yield f"{what} {key}: the manifest says {given.get(key, 'nothing')}, made again {made.get(key, 'nothing')}"
