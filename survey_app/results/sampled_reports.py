"""The figures of a round with what its sample allows: read with its links and the plan of its weights, on the lane."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.results.access import strict
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.declared import declared_headlines
from survey_app.results.disclosure import Level
from survey_app.results.groups import group_of
from survey_app.results.overview import population
from survey_app.results.renewing import Snapshot
from survey_app.results.reports import Results, results, shown
from survey_app.results.sampled import Samples, samples_in
from survey_app.results.views import View
from survey_app.results.weighing import WEIGHTED, Sampled, Way, Weighing, weighing
from survey_app.results.weighting.plan import read_plan
from survey_app.surveys.strata import links_of
from survey_app.surveys.surveys import Survey
from survey_app.surveys.waves import Wave


def sampled_results(
    columns: ColumnSet, database: Database, margins: Path, survey: Survey, wave: Wave, view: View
) -> Results:
    """Exact figures of the people of a view, with weights where it asks for them and they can be had. Headlines have
    none, so they stand beside plain figures alone.

    Raises UnknownFilter as `tallies` does, and FaultyPlan.
    """
    sampled = database.read_blocking(sampled_of, margins, survey.slug, wave.id)
    ways: tuple[Way, ...] = (view.weights or "drawn",)
    people = group_of(columns, wave.id, view.filters).people
    samples, made = samples_in(columns, wave.id, sampled, ways, people)
    sampling = samples.sampling(view.weights, Level.WORKING)
    weighed = made[view.weights] if view.weights and sampling is not None else None
    among = None if weighed is None else weighed.people
    rules = () if weighed is not None else database.read_blocking(declared_headlines, survey)
    found = results(
        columns,
        wave.id,
        Level.WORKING,
        strict=strict(survey),
        view=view,
        headlines=rules,
        among=among,
        sampling=sampling,
    )
    return replace(found, samples=samples, ends=sampling is not None and sampling.ends)


def drawn_evenly(columns: ColumnSet, database: Database, margins: Path, survey: Survey, wave: Wave) -> bool:
    """Whether everybody in a round's figures was drawn by chance at one rate."""
    sampled = database.read_blocking(sampled_of, margins, survey.slug, wave.id)
    found = weighing(columns, population(columns, wave.id), sampled, "drawn")
    return isinstance(found, Weighing) and found.standing.evenly


def held_results(held: Snapshot, codings: Sequence[Coding], survey: Survey, view: View) -> Results:
    """Guarded figures of a snapshot, with weights where a view asks for them and they can be had."""
    samples = held.samples or Samples()
    sampling = samples.sampling(view.weights, Level.GUARDED)
    made = shown(held.tallies, codings, Level.GUARDED, strict=strict(survey), sampling=sampling)
    plain = sampling is None or not view.weights
    headlines = made.headlines if plain else ()
    return replace(made, samples=samples, ends=sampling is not None and sampling.ends, headlines=headlines)


def sampled_of(connection: Connection, margins: Path, slug: str, wave_id: int) -> Sampled:
    """What is known of a round's samples: its links, and the plan of its survey. Raises FaultyPlan."""
    links = links_of(connection, wave_id)
    some = any(link.collector.sample_type in WEIGHTED for link in links)
    return Sampled(links, read_plan(margins, slug) if some else None)
