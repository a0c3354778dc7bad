"""The ground on which everything is measured: one database with two installations, one empty and one full."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from msgspec import Struct

from bench.amounts import Amounts
from bench.answering import Person, people
from bench.columns import Loaded
from bench.costs import Constants, constants
from bench.filling import store_responses
from bench.processes import Server, serving
from bench.sites import Fieldwork, Site, fieldwork, prepared
from survey_app.results.columns import refresh
from tests.clusters import Cluster

RESIDENTS = "residents"
PULSE = "pulse"
SURVEYS = (RESIDENTS, PULSE)


class Ground(Struct, frozen=True):
    """One database: `empty` is where people answer, `full` is where results are read."""

    database: Literal["SQLite", "PostgreSQL"]
    amounts: Amounts
    folder: Path
    empty: Site
    full: Site
    people: dict[str, list[Person]]
    surveys: dict[str, Fieldwork]
    """The surveys of the empty site."""
    loaded: Loaded
    """The residents' columns of the full site."""
    constants: Constants

    @contextmanager
    def serving(self, site: Site, target: str = "") -> Iterator[Server]:
        """A server of one of its sites."""
        with serving(site, self.folder, target) as server:
            yield server


def on_sqlite(folder: Path, amounts: Amounts) -> Ground:
    """Two SQLite files in a folder."""
    empty, full = (f"sqlite:///{folder}/{name}.db" for name in ("empty", "full"))
    return _ground("SQLite", folder, amounts, empty, full)


def on_postgres(folder: Path, amounts: Amounts, cluster: Cluster, known: Constants) -> Ground:
    """Two databases of a running PostgreSQL. The constants are of the machine, whatever the database."""
    for name in ("empty_site", "full_site"):
        cluster.execute(f"CREATE DATABASE {name}")
    return _ground("PostgreSQL", folder, amounts, cluster.address("empty_site"), cluster.address("full_site"), known)


def _ground(
    database: Literal["SQLite", "PostgreSQL"],
    folder: Path,
    amounts: Amounts,
    empty: str,
    full: str,
    known: Constants | None = None,
) -> Ground:
    folder.mkdir(parents=True, exist_ok=True)
    site, filled = prepared(folder, empty), prepared(folder, full)
    with site.opened() as opened:
        surveys = {slug: fieldwork(opened, slug) for slug in SURVEYS}
    made = {slug: people(each.version.questionnaire, amounts.people) for slug, each in surveys.items()}
    with filled.opened() as opened:
        survey = fieldwork(opened, RESIDENTS)
        store_responses(opened, survey, made[RESIDENTS], amounts.responses)
        loaded = Loaded(opened.read_blocking(refresh, None, survey.survey.id), survey)
    known = known or constants(site, folder, amounts)
    return Ground(database, amounts, folder, site, filled, made, surveys, loaded, known)
