"""Snapshots are kept whole, replaced by one process at a time, and hold no row about anybody, on both databases."""

import msgspec
import pytest
from sqlalchemy import select

from survey_app.database import Database
from survey_app.results.columns import refresh
from survey_app.results.renewing import Snapshot
from survey_app.results.rows import profile_at
from survey_app.results.snapshots import breakdown_of, forget_snapshots, keep_snapshot, snapshot_of
from survey_app.results.taking import crossed, newest_version, taken
from survey_app.tables.results import breakdown, snapshot
from tests.results.sample import NOON, Fieldwork, open_survey, people, store


@pytest.fixture
def fieldwork(database: Database) -> Fieldwork:
    """An open survey that 60 people have answered."""
    with database.write() as connection:
        opened = open_survey(connection)
        store(connection, opened, people(40, Q1="daily", Q2=("phone",), Q5=3, Q6="an idea", Q7="north"))
        store(connection, opened, people(20, Q1="weekly", Q2=("laptop",), Q5=7, Q7="south"))
    return opened


def take(database: Database, fieldwork: Fieldwork, number: int = 1, now: int = NOON) -> Snapshot:
    columns = database.read_blocking(refresh, None, fieldwork.survey.id)
    return msgspec.structs.replace(taken(columns, fieldwork.wave.id, None, None, now=now), number=number)


def keep(database: Database, fieldwork: Fieldwork, made: Snapshot, replaced: int | None) -> bool:
    columns = database.read_blocking(refresh, None, fieldwork.survey.id)
    breakdowns = crossed(columns, fieldwork.wave.id, ("Q1", "Q7"))
    with database.write() as connection:
        return keep_snapshot(connection, fieldwork.wave.id, made, breakdowns, replaced)


def held(database: Database, fieldwork: Fieldwork) -> Snapshot | None:
    return database.read_blocking(snapshot_of, fieldwork.wave.id)


def test_a_snapshot_is_read_back_equal(database: Database, fieldwork: Fieldwork) -> None:
    assert held(database, fieldwork) is None
    made = take(database, fieldwork)
    assert keep(database, fieldwork, made, None)
    assert held(database, fieldwork) == made
    columns = database.read_blocking(refresh, None, fieldwork.survey.id)
    for key, crosses in crossed(columns, fieldwork.wave.id, ("Q1", "Q7")).items():
        assert database.read_blocking(breakdown_of, made, fieldwork.wave.id, key) == crosses
    assert database.read_blocking(breakdown_of, made, fieldwork.wave.id, "Q8") == ()


def test_of_several_processes_one_takes_it(database: Database, fieldwork: Fieldwork) -> None:
    first, second = take(database, fieldwork), take(database, fieldwork, now=NOON + 1)
    assert keep(database, fieldwork, first, None)
    assert not keep(database, fieldwork, second, None)
    assert held(database, fieldwork) == first
    third, fourth = take(database, fieldwork, 2, NOON + 2), take(database, fieldwork, 2, NOON + 3)
    assert keep(database, fieldwork, third, 1)
    assert not keep(database, fieldwork, fourth, 1)
    assert held(database, fieldwork) == third


def test_breakdowns_are_never_read_beside_the_totals_of_another_snapshot(
    database: Database, fieldwork: Fieldwork
) -> None:
    first = take(database, fieldwork)
    keep(database, fieldwork, first, None)
    keep(database, fieldwork, take(database, fieldwork, 2), 1)
    assert database.read_blocking(breakdown_of, first, fieldwork.wave.id, "Q1") == ()


def test_pretend_snapshots_are_forgotten_and_real_ones_stand(database: Database, fieldwork: Fieldwork) -> None:
    real = take(database, fieldwork)
    keep(database, fieldwork, real, None)
    with database.write() as connection:
        assert forget_snapshots(connection, fieldwork.survey.id) == 0
    pretend = msgspec.structs.replace(real, number=2, live=msgspec.structs.replace(real.live, pretend=True))
    keep(database, fieldwork, pretend, 1)
    with database.write() as connection:
        assert forget_snapshots(connection, fieldwork.survey.id + 1) == 0
        assert forget_snapshots(connection, fieldwork.survey.id) == 1
        assert connection.execute(select(breakdown)).all() == []
    assert held(database, fieldwork) is None


def test_no_typed_text_and_no_response_is_in_what_is_kept(database: Database, fieldwork: Fieldwork) -> None:
    with database.write() as connection:
        ids = store(connection, fieldwork, [{"Q6": "my name is in here", "Q5": 39}])
    keep(database, fieldwork, take(database, fieldwork), None)
    with database.write() as connection:
        found = (select(snapshot.c.content), select(breakdown.c.content))
        kept = "".join(each for wanted in found for each in connection.execute(wanted).scalars())
    assert "Q5" in kept
    assert "my name" not in kept
    assert str(ids[0]) not in kept


def test_a_profile_is_read_only_as_it_was_with_the_answers(database: Database, fieldwork: Fieldwork) -> None:
    columns = database.read_blocking(refresh, None, fieldwork.survey.id)
    assert database.read_blocking(profile_at, fieldwork.wave.id, columns.cursor) == {}
    with database.write() as connection:
        store(connection, fieldwork, people(1, Q1="daily"))
    assert database.read_blocking(profile_at, fieldwork.wave.id, columns.cursor) is None


def test_the_newest_version_is_the_one_that_the_codings_know(database: Database, fieldwork: Fieldwork) -> None:
    columns = database.read_blocking(refresh, None, fieldwork.survey.id)
    assert newest_version(columns.codings) == fieldwork.version.id
    assert newest_version(()) == 0
