"""Wrong tries in a real database: counted before they are checked, so that many at once are as slow as one by one."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection, delete, insert, select

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.tables.team import wrong_try
from survey_app.team.guessing import counted_at
from survey_app.team.pacing import FORGOTTEN, FROM_HERE
from survey_app.team.tries import begin_try, forget_tries, forgive
from tests.team.cast import NOON, Cast

EMAIL, HERE = "analyst@council.test", "192.0.2.7"


def without_counting_first(connection: Connection, key: bytes) -> int:
    """What a service does that counts only what was wrong, after it was checked. The control."""
    return connection.execute(select(wrong_try.c.count).where(wrong_try.c.key == key)).scalar_one_or_none() or 0


def test_of_many_tries_at_once_only_the_free_ones_are_checked(database: Database, keys: Keys, cast: Cast) -> None:
    counted = counted_at(keys, EMAIL, HERE, "")

    def begin(_: int) -> int:
        with database.write() as connection:
            return begin_try(connection, counted, NOON)

    with ThreadPoolExecutor(4) as threads:
        waits = list(threads.map(begin, range(24)))
    assert waits.count(0) == FROM_HERE.free
    assert set(waits) == {0, FROM_HERE.first}


def test_counting_only_afterwards_would_check_them_all(database: Database, keys: Keys, cast: Cast) -> None:
    key = counted_at(keys, EMAIL, HERE, "")[0].key
    with database.write() as connection:
        assert [without_counting_first(connection, key) for _ in range(24)].count(0) == 24


def test_the_right_password_forgets_its_own_count_and_gives_one_back_to_the_others(
    database: Database, keys: Keys, cast: Cast
) -> None:
    counted = counted_at(keys, EMAIL, HERE, "")
    with database.write() as connection:
        for _ in range(3):
            assert begin_try(connection, counted, NOON) == 0
        forgive(connection, counted)
        rows = connection.execute(select(wrong_try.c.key, wrong_try.c.count)).all()
    assert {bytes(row[0]): row[1] for row in rows} == {counted[1].key: 2, counted[2].key: 2}


def test_counts_are_deleted_an_hour_after_their_last_try(database: Database, keys: Keys, cast: Cast) -> None:
    with database.write() as connection:
        begin_try(connection, counted_at(keys, EMAIL, HERE, ""), NOON)
        begin_try(connection, counted_at(keys, EMAIL, "198.51.100.4", ""), NOON + 10)
        assert forget_tries(connection, NOON + FORGOTTEN - 1) == 0
        assert forget_tries(connection, NOON + FORGOTTEN) == 2
        assert forget_tries(connection, NOON + FORGOTTEN + 10) == 3


def test_a_row_that_was_deleted_meanwhile_does_no_harm(database: Database, keys: Keys, cast: Cast) -> None:
    counted = counted_at(keys, EMAIL, HERE, "")
    with database.write() as connection:
        begin_try(connection, counted, NOON)
        connection.execute(delete(wrong_try))
        forgive(connection, counted)
        assert connection.execute(select(wrong_try)).all() == []


def test_a_count_from_the_future_is_bounded_like_any_other(database: Database, keys: Keys, cast: Cast) -> None:
    counted = counted_at(keys, EMAIL, HERE, "")
    with database.write() as connection:
        connection.execute(insert(wrong_try).values(key=counted[0].key, count=10**6, at=NOON + 10**9))
        assert 0 < begin_try(connection, counted, NOON) <= FROM_HERE.most
        assert begin_try(connection, counted, NOON + FROM_HERE.most) == 0
