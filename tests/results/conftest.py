"""The team's pages with results, on both databases."""

from collections.abc import Iterator, Sequence

import pytest

from survey_app.database import Database
from survey_app.results.auditing import audited
from survey_app.results.checking import Children
from survey_app.results.families import Family, Hidings
from survey_app.surveys.waves import close_wave
from tests.results.site import MONTH, Place, running_place


@pytest.fixture
def place(database: Database) -> Iterator[Place]:
    """The running pages with two surveys, on SQLite and PostgreSQL in turn."""
    with running_place(database) as started:
        yield started


@pytest.fixture
def sqlite_place(sqlite_database: Database) -> Iterator[Place]:
    """The same on SQLite, where what is tested asks for no database's own ways."""
    with running_place(sqlite_database) as started:
        yield started


@pytest.fixture
def open_place(place: Place) -> Place:
    """The running pages with rounds that are open for a month."""
    with place.database.write() as connection:
        for fieldwork in (place.residents, place.staff):
            close_wave(connection, fieldwork.wave.id, MONTH, "2026-07-31")
    return place


@pytest.fixture
def sqlite_open_place(sqlite_place: Place) -> Place:
    """The running pages on SQLite with a round that is open for a month."""
    with sqlite_place.database.write() as connection:
        close_wave(connection, sqlite_place.residents.wave.id, MONTH, "2026-07-31")
    return sqlite_place


@pytest.fixture(autouse=True)
def audits_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same audit without a child process for each: starting one takes a third of a second."""
    monkeypatch.setattr("survey_app.results.checking.Children.__call__", in_process)


def in_process(_: Children, families: Sequence[Family]) -> tuple[Hidings, ...]:
    return tuple(map(audited, families))
