"""Filling a survey with pretend answers, and removing them again."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection

from survey_app.demo.margins import Margins, read_margins
from survey_app.demo.model import Made, read_made
from survey_app.demo.records import Demonstration, Place, rows_of
from survey_app.demo.removing import pretend_answers, remove, remove_some
from survey_app.demo.rounds import Span, open_round, spans
from survey_app.demo.rows import begin_before, is_answered, open_rounds, real_answers, store
from survey_app.organisation import Entry, Organisation
from survey_app.surveys.surveys import Survey, all_surveys, published_version, survey_by_slug
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import PRETEND, Collector, Wave, add_collector, waves_of

PART: Final = 100
"""People stored in one transaction: some 20 ms, so that a service beside this goes on."""

MARGINS: Final = "margins/lancashire_census2021_margins.csv"

Transaction: TypeAlias = Callable[[], AbstractContextManager[Connection]]
"""Begins a transaction that writes: `Database.write`."""


def fill(
    transaction: Transaction, folder: Path, organisation: Organisation, slug: str, count: int, seed: int, now: int
) -> int:
    """Put so many pretend answers where there are none but such; gives how many were stored.

    Those there are removed first. `folder` holds the questionnaires. The same seed gives the same answers on the same
    days before `now`, UTC seconds.
    Raises LookupError where the survey is not ready, ValueError where somebody real has answered: nothing is changed.
    """
    recipe = read_recipe(folder, slug)
    with transaction() as connection:
        survey, _ = fillable(connection, slug)
    _empty(transaction, survey.id)
    with transaction() as connection:
        demonstration = prepare(connection, slug, recipe, organisation, count, now)
    stored = 0
    for rows in rows_of(demonstration, seed):
        for part in rows.parts(PART):
            with transaction() as connection:
                store(connection, part)
        stored += len(rows.responses)
    return stored


class Recipe(Struct, frozen=True):
    """What pretend answers of a survey are made of: its two files, and the census."""

    made: Made
    margins: Margins | None


def read_recipe(folder: Path, slug: str) -> Recipe:
    """Read the files of a survey; `folder` holds the questionnaires.

    Raises msgspec.ValidationError with the place where one is not as it should be.
    """
    made = read_made(folder / slug)
    return Recipe(made, read_margins(folder.parent / MARGINS) if made.model.margins else None)


def prepare(
    connection: Connection, slug: str, recipe: Recipe, organisation: Organisation, count: int, now: int
) -> Demonstration:
    """Make the rounds and links for so many pretend people, with nothing left of any before.

    Raises LookupError where the survey is not ready, ValueError where somebody real has answered: nothing is changed.
    """
    survey, version = fillable(connection, slug)
    remove(connection, survey.id)
    places = _places(connection, survey, recipe.made, organisation.lists.get("libraries", ()), count, now)
    return Demonstration(survey, version, recipe.made, recipe.margins, places)


def fillable(connection: Connection, slug: str) -> tuple[Survey, Version]:
    """The survey at a short address and what it asks, if pretend answers may be put there.

    Raises LookupError where it is not ready, ValueError where somebody real has answered.
    """
    survey = survey_by_slug(connection, slug)
    version = None if survey is None else published_version(connection, survey)
    if survey is None or version is None:
        raise LookupError(f"There is no survey {slug} that is published. Load its questionnaire first.")
    if not waves_of(connection, survey.id):
        raise LookupError(f"{slug} has no round. Open one first: survey open {slug}")
    if is_answered(connection, survey.id):
        real = real_answers(connection, survey.id)
        raise ValueError(
            f"{slug} has real answers ({real:,}). Pretend answers are for surveys that nobody has answered."
        )
    return survey, version


def remove_all(transaction: Transaction) -> dict[str, int]:
    """Remove every pretend answer; gives how many by the short addresses of their surveys."""
    removed = {}
    with transaction() as connection:
        counts = [(survey, pretend_answers(connection, survey.id)) for survey in all_surveys(connection)]
    for survey, count in counts:
        if count:
            _empty(transaction, survey.id)
            with transaction() as connection:
                remove(connection, survey.id)
            removed[survey.slug] = count
    return removed


def _empty(transaction: Transaction, survey_id: int) -> None:
    """Delete the pretend answers of a survey part by part, so that a service beside this goes on."""
    left = 1
    while left:
        with transaction() as connection:
            left = remove_some(connection, survey_id)


def _places(
    connection: Connection, survey: Survey, made: Made, libraries: Sequence[Entry], count: int, now: int
) -> tuple[Place, ...]:
    """Make the rounds and links for so many people."""
    waves = waves_of(connection, survey.id)
    live = open_round(survey.audience, waves, now)
    found = spans(made.model.rounds, count, waves[0], live, now)
    earlier = found[: made.model.rounds.earlier]
    places = [
        _place(connection, wave, span, made, libraries)
        for wave, span in zip(open_rounds(connection, survey.id, earlier), earlier, strict=True)
    ]
    if live is not None:
        places.append(_place(connection, live, found[-1], made, libraries))
        if found[-1].opens_at < live.opens_at:
            begin_before(connection, live, found[-1].opens_at)
    return tuple(places)


def _place(connection: Connection, wave: Wave, span: Span, made: Made, libraries: Sequence[Entry]) -> Place:
    """Make a round's links, one for each way in which people of the model answer, and one for each library."""

    def link(code: str, channel: str = "web", place: str = "", *, public: bool = False) -> Collector:
        code = f"{PRETEND}{code}"
        return add_collector(connection, wave.id, code=code, channel=channel, place=place, public_computer=public)

    links: dict[str, tuple[Collector, ...]] = {}
    for way in made.model.ways:
        if way == "library" and libraries:
            links[way] = tuple(link(f"library-{each.code}"[:32], place=each.label, public=True) for each in libraries)
        else:
            links[way] = (link(way, way if way in {"telephone", "paper"} else "web"),)
    return Place(wave.id, span, links)
