"""Erasing: 24 months after a round closed nothing is left of what its people answered."""

from sqlalchemy import select, update

from survey_app.database import Database
from survey_app.jobs import run_jobs
from survey_app.respond.erasing import KEPT, erase
from survey_app.tables.respond import change, profile_answer, response
from survey_app.tables.surveys import wave
from tests.respond.fieldwork import Field, in_the_field, new_key

CLOSED = 1_790_000_000
SAID = "I left school at fourteen"


def answered(database: Database, count: int) -> Field:
    """A round closed at CLOSED with so many responses, each with a profile answer."""
    field = in_the_field(database)
    with database.write() as connection:
        for _ in range(count):
            key = new_key()
            begin, send = field.begin(key), field.send(key, profile={"E1": SAID})
            type(begin).store(connection, [begin])
            type(send).store(connection, [send])
        connection.execute(update(wave).values(closes_at=CLOSED))
    return field


def states(database: Database) -> list[str]:
    return database.read_blocking(lambda connection: list(connection.execute(select(response.c.state)).scalars()))


def test_a_day_before_nothing_is_touched_and_then_all_of_it_goes(database: Database) -> None:
    answered(database, 3)
    with database.write() as connection:
        assert erase(connection, CLOSED + KEPT - 1, 500) == 0
    assert states(database) == ["counted"] * 3
    assert run_jobs(database, CLOSED + KEPT)["answers erased"] == 6  # three people, and what each said of themselves
    assert states(database) == ["erased"] * 3
    with database.write() as connection:
        rows = connection.execute(select(response.c.answers, response.c.pace, response.c.variant)).all()
        assert set(rows) == {("{}", "", "")}
        assert connection.execute(select(profile_answer)).all() == []


def test_it_is_told_by_the_change_feed_and_goes_in_portions(database: Database) -> None:
    answered(database, 3)
    with database.write() as connection:
        before = connection.execute(select(change.c.n)).scalar_one()
        assert erase(connection, CLOSED + KEPT, 2) == 5  # all profile answers, and two people
        assert erase(connection, CLOSED + KEPT, 2) == 1
        assert erase(connection, CLOSED + KEPT, 2) == 0
        assert connection.execute(select(change.c.n)).scalar_one() == before + 2
        stamps = connection.execute(select(response.c.stamp).where(response.c.state == "erased")).scalars().all()
        assert all(stamp > before for stamp in stamps)


def test_what_was_taken_back_stays_taken_back_and_an_open_round_is_left_alone(database: Database) -> None:
    answered(database, 2)
    with database.write() as connection:
        connection.execute(update(response).values(state="withdrawn", answers="{}"))
        assert erase(connection, CLOSED + KEPT, 500) == 2
        connection.execute(update(response).values(state="counted"))
        connection.execute(update(wave).values(closes_at=None))
        assert erase(connection, CLOSED + 9 * KEPT, 500) == 0
    assert states(database) == ["counted"] * 2
