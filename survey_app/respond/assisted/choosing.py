"""What may be chosen for a batch, and whether what was chosen can be: places, rounds, forms, the day received."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from survey_app.organisation import Organisation
from survey_app.questionnaire.variants import variants_of
from survey_app.respond.assisted.ways import Way, may_be_keyed
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import Collector, Wave
from survey_app.team.layout import Problem
from survey_app.web.london import london_day, plain_day

T = TypeVar("T")

LISTS = {"libraries": "Libraries", "districts": "Districts"}
"""The organisation's lists that are places, and what each is called on screen."""


class Places(Struct, frozen=True):
    """One list of places under its name."""

    name: str
    places: tuple[str, ...]


class Choices(Struct, frozen=True, kw_only=True):
    """What a new batch may be of. Rounds are newest first; of versions, those once published, the current one first."""

    waves: tuple[Wave, ...]
    versions: tuple[Version, ...]
    places: tuple[Places, ...]
    links: tuple[Collector, ...]
    today: str


class Chosen(Struct, frozen=True, kw_only=True):
    """What was chosen, as the form sent it."""

    way: str
    place: str = ""
    day: str
    round: str = ""
    version: str = ""
    variant: str = ""
    run: str = ""


class Choice(Struct, frozen=True, kw_only=True):
    """The same, found to be right."""

    way: Way
    place: str
    day: str
    wave: Wave
    version: Version
    variant: str
    run: str


def places_of(organisation: Organisation) -> tuple[Places, ...]:
    """The organisation's places by list; a list that it has not is left out."""
    lists: Mapping[str, Sequence[str]] = {
        name: tuple(entry.label for entry in organisation.lists.get(name, ())) for name in LISTS
    }
    return tuple(Places(LISTS[name], tuple(places)) for name, places in lists.items() if places)


def open_rounds(waves: Sequence[Wave], now: int) -> tuple[Wave, ...]:
    """The rounds whose forms can be keyed, the newest first. `now` is UTC seconds."""
    return tuple(reversed([wave for wave in waves if may_be_keyed(wave, now)]))


def choice_of(chosen: Chosen, choices: Choices) -> Choice | tuple[Problem, ...]:
    """What was chosen, or what to choose otherwise."""
    way = Way(chosen.way) if chosen.way in set(Way) else None
    wave = _one_of(choices.waves, chosen.round, [str(each.number) for each in choices.waves])
    version = _one_of(choices.versions, chosen.version, [str(each.number) for each in choices.versions])
    variants = () if version is None else variants_of(version.questionnaire, drafts=False)
    variant = _one_of(variants, chosen.variant, variants)
    known = {place for each in choices.places for place in each.places}
    problems = [
        Problem("way", "Choose how the answers came.") if way is None else None,
        Problem("place", "Choose a place from the list.") if chosen.place and chosen.place not in known else None,
        Problem("round", "Choose a round.") if wave is None else _wrong_day(chosen.day, wave, choices.today),
        Problem("version", "Choose the form that was printed.") if version is None else None,
        Problem("variant", "This form was not printed in that language. Choose another.") if variant is None else None,
        _wrong_run(chosen.run, wave, choices.links),
    ]
    if way is None or wave is None or version is None or variant is None or any(problems):
        return tuple(each for each in problems if each is not None)
    day, run = date.fromisoformat(chosen.day).isoformat(), chosen.run.strip()
    return Choice(way=way, place=chosen.place, day=day, wave=wave, version=version, variant=variant, run=run)


def _one_of(some: Sequence[T], chosen: str, names: Sequence[str]) -> T | None:
    """The one of that name; the first where none was named, as where there is but one."""
    if not chosen:
        return some[0] if some else None
    return dict(zip(names, some, strict=True)).get(chosen)


def _wrong_day(day: str, wave: Wave, today: str) -> Problem | None:
    """Why a day cannot be the day received (interaction contract, 27): None where it can."""
    try:
        received = date.fromisoformat(day).isoformat()
    except ValueError:
        return Problem("day", "Enter the day on which the forms came, as on their date stamp.")
    first = london_day(wave.opens_at)
    if received > today:
        return Problem("day", "That day is still to come. Enter the day on the date stamp.")
    if received < first:
        return Problem("day", f"Round {wave.number} opened on {plain_day(first)}. Enter that day or a later one.")
    if wave.paper_until and received > wave.paper_until:
        until = plain_day(wave.paper_until)
        return Problem("day", f"Round {wave.number} took paper until {until}. What came later belongs to no round.")
    return None


def _wrong_run(run: str, wave: Wave | None, links: Sequence[Collector]) -> Problem | None:
    theirs = {link.code for link in links if wave is not None and link.wave_id == wave.id}
    if not run.strip() or run.strip() in theirs:
        return None
    return Problem("run", "There is no print run of that code in this round. Check the code, or leave this empty.")
