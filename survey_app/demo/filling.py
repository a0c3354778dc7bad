"""Filling a survey with pretend answers, and removing them again."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import Connection

from survey_app.demo.margins import read_margins
from survey_app.demo.model import Made, read_made
from survey_app.demo.records import Demonstration, Place, rows_of
from survey_app.demo.rounds import Span, open_round, spans
from survey_app.demo.rows import begin_before, open_rounds, pretend_answers, real_answers, remove, store
from survey_app.organisation import Entry, Organisation
from survey_app.surveys.surveys import Survey, all_surveys, published_version, survey_by_slug
from survey_app.surveys.versions import Version
from survey_app.surveys.waves import PRETEND, Collector, Wave, add_collector, waves_of

MARGINS: Final = "data/lancashire_census2021_margins.csv"

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
    made, margins = read_made(folder / slug), read_margins(folder / MARGINS)
    with transaction() as connection:
        survey, version = fillable(connection, slug)
        remove(connection, survey.id)
        libraries = organisation.lists.get("libraries", ())
        places = _places(connection, survey, made, libraries, count, now)
    stored = 0
    for rows in rows_of(Demonstration(survey, version, made, margins, places), seed):
        with transaction() as connection:
            store(connection, rows)
        stored += len(rows.responses)
    return stored


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
    if real := real_answers(connection, survey.id):
        raise ValueError(
            f"{slug} has real answers ({real:,}). Pretend answers are for surveys that nobody has answered."
        )
    return survey, version


def remove_all(transaction: Transaction) -> dict[str, int]:
    """Remove every pretend answer; gives how many by the short addresses of their surveys."""
    removed = {}
    with transaction() as connection:
        for survey in all_surveys(connection):
            if pretend_answers(connection, survey.id):
                removed[survey.slug] = remove(connection, survey.id)
    return removed


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
