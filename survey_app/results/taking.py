"""Taking a snapshot: a wave counted whole and by each characteristic, from one set of columns."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.crossing import CrossTally, characteristic, cross_tallies
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import COLLECTED, links_crossed, wordings
from survey_app.results.overview import days_of, population, states
from survey_app.results.pretend import is_pretend
from survey_app.results.renewing import FEWEST, Live, Snapshot
from survey_app.results.tallies import CodingTally, Profile, tallies
from survey_app.surveys.waves import Collector


def live_of(columns: ColumnSet, wave_id: int) -> Live:
    """A wave as the columns have it."""
    days = days_of(columns, population(columns, wave_id))
    return Live(days, states(columns, wave_id), pretend=is_pretend(columns))


def taken(columns: ColumnSet, wave_id: int, profile: Profile | None, held: Snapshot | None, *, now: int) -> Snapshot:
    """A wave's snapshot at an instant, UTC seconds, that follows the one held. `profile` are the answers that stand
    apart, None where none do.

    A profile is kept as it was until it has 25 people more: as nobody can find anybody in it, nobody leaves it, so
    that when others take their answers back it could be one person more beside a whole that changed by 25.
    """
    counted = tallies(columns, wave_id, Level.GUARDED, profile)
    live = live_of(columns, wave_id)
    if held is not None and held.live.pretend == live.pretend and held.tallies.profile is not None:
        before, after = _people(held.tallies.profile), _people(counted.profile or ())
        if abs(after - before) < FEWEST:
            counted = replace(counted, profile=_as_now(held.tallies.profile, columns.codings))
    return Snapshot((held.number if held else 0) + 1, now, newest_version(columns.codings), live, counted)


def crossed(
    columns: ColumnSet, wave_id: int, keys: Iterable[str], links: Sequence[Collector] = ()
) -> Mapping[str, tuple[CrossTally, ...]]:
    """Every question by each characteristic under these keys, by how it was collected, by its wording, and by these
    links, of the same people."""
    people = population(columns, wave_id)
    single = {coding.key: coding for coding in columns.codings if coding.measure == "single"}
    every = (
        COLLECTED,
        wordings(columns.codings),
        links_crossed(links),
        *(characteristic(single[key]) for key in keys if key in single),
    )
    return {each.key: cross_tallies(columns, each, people) for each in every if each is not None}


def _people(profile: Iterable[CodingTally]) -> int:
    """How many gave profile answers: each of their questions was asked of everybody, or of some."""
    return max((each.tally.population for each in profile), default=0)


def _as_now(profile: Iterable[CodingTally], codings: Iterable[Coding]) -> tuple[CodingTally, ...]:
    """The same profile with noughts for options that came since."""
    options = {(coding.key, coding.measure): len(coding.options) for coding in codings}
    return tuple(
        replace(each, tally=replace(each.tally, counts=each.tally.counts + (0,) * (size - len(each.tally.counts))))
        for each in profile
        if (size := options.get((each.key, each.measure), 0))
    )


def newest_version(codings: Iterable[Coding]) -> int:
    """The newest version that codings know."""
    return max((version for coding in codings for version in coding.offered), default=0)
