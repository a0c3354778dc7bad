"""What viewers read of pretend answers goes with them: nothing of it is left when they are removed."""

from sqlalchemy import Connection, select

from survey_app.database import Database
from survey_app.demo.filling import remove_all
from survey_app.results.columns import refresh
from survey_app.results.snapshots import keep_snapshot, snapshot_of
from survey_app.results.taking import crossed, taken
from survey_app.surveys.waves import waves_of
from survey_app.tables.results import breakdown, snapshot
from tests.demonstration.test_filling import filled, survey_of
from tests.respond.conftest import MORNING


def kept(database: Database) -> tuple[int, int]:
    """How many snapshots and breakdowns are stored."""
    return database.read_blocking(_kept)


def _kept(reader: Connection) -> tuple[int, int]:
    first, second = (len(reader.execute(select(table.c.wave_id)).all()) for table in (snapshot, breakdown))
    return first, second


def test_removing_pretend_answers_removes_what_viewers_read_of_them(opened: Database) -> None:
    filled(opened, "residents", 300)
    survey = survey_of(opened, "residents")
    columns = opened.read_blocking(refresh, None, survey.id)
    waves = opened.read_blocking(waves_of, survey.id)
    for wave in waves:
        made = taken(columns, wave.id, None, None, now=int(MORNING))
        assert made.live.pretend
        with opened.write() as connection:
            assert keep_snapshot(connection, wave.id, made, crossed(columns, wave.id, ("R02",)), None)
    assert kept(opened) == (len(waves), 3 * len(waves))
    remove_all(opened.write)
    assert kept(opened) == (0, 0)
    assert opened.read_blocking(snapshot_of, waves[-1].id) is None
