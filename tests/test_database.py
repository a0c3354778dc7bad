"""The databases: many that can only read, one connection that writes, and one lock that every writing takes."""

import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.exc import DBAPIError

from survey_app.database import BUSY_MS, Database
from survey_app.tables.service import lease
from survey_app.writer import Writer
from tests.clusters import Cluster
from tests.writes import Keep, kept

PATIENCE = 20.0
"""Seconds after which something that should happen has not."""


def write_something(connection: Connection) -> None:
    connection.execute(insert(lease).values(name="written", holder="", until=0))


def read_something(connection: Connection) -> list[str]:
    return list(connection.execute(select(lease.c.name)).scalars())


def write_something_else(connection: Connection) -> None:
    connection.execute(insert(lease).values(name="more", holder="", until=0))


async def test_a_connection_that_reads_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        await database.read(write_something)
    with pytest.raises(DBAPIError, match=r"read-?only"):
        database.read_blocking(write_something)
    with database.write() as connection:
        write_something(connection)
    assert list(kept(database)) == ["written"]


def test_a_connection_that_reads_cannot_checkpoint(sqlite_database: Database, tmp_path: Path) -> None:
    with sqlite_database.writing.connect() as connection, connection.begin():
        write_something(connection)
        connection.commit()
        log = tmp_path / "test.db-wal"
        before = log.stat().st_size
        assert before > 0
        with pytest.raises(DBAPIError, match=r"readonly|I/O"):
            sqlite_database.read_blocking(lambda reader: reader.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)"))
        assert log.stat().st_size == before


def test_a_commit_on_sqlite_is_on_the_disk_before_it_is_answered(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1


def test_a_commit_on_postgres_is_on_the_disk_before_it_is_answered(
    postgres_server: Cluster, postgres_address: str
) -> None:
    ours = Database(postgres_address)
    postgres_server.execute(f"ALTER DATABASE {ours.writing.url.database} SET synchronous_commit = off")
    with closing_database(ours), ours.write() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_a_transaction_that_raises_stores_nothing(database: Database) -> None:
    def change() -> None:
        with database.write() as connection:
            write_something(connection)
            raise LookupError

    with pytest.raises(LookupError):
        change()
    assert kept(database) == {}


def test_any_path_may_be_the_database(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a b#c%25d/é.db")  # an address, so a per cent sign is written %25
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE made (n INTEGER)")
    assert database.read_blocking(lambda reader: reader.exec_driver_sql("SELECT count(*) FROM made").scalar()) == 0
    assert (tmp_path / "a b#c%d" / "é.db").exists()
    database.close_blocking()


def test_what_was_typed_is_in_no_error(database: Database) -> None:
    def read_wrongly(connection: Connection) -> None:
        connection.execute(text("SELECT :typed FROM nowhere"), {"typed": "something private"})

    with pytest.raises(DBAPIError) as failed:
        database.read_blocking(read_wrongly)
    assert "private" not in str(failed.value)


@contextmanager
def closing_database(database: Database) -> Iterator[None]:
    """A database of the test's own, closed at the end."""
    yield
    database.close_blocking()


def test_sweeping_takes_what_was_deleted_out_of_the_files(sqlite_database: Database, tmp_path: Path) -> None:
    canary = "a word that must not stay"
    with sqlite_database.writing.connect() as connection:
        for statement in (insert(lease).values(name="one", holder=canary, until=0), delete(lease)):
            with connection.begin():
                connection.execute(statement)
        assert found_in(tmp_path, canary)  # deleted, and still in the log
        assert sqlite_database.sweep(connection)
        assert not found_in(tmp_path, canary)
        with connection.begin():
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == BUSY_MS


def test_sweeping_puts_itself_off_while_somebody_reads(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        write_something(connection)
    with sqlite_database.writing.connect() as connection:
        rows = sqlite_database.read_blocking(lambda reader: reader.exec_driver_sql("SELECT * FROM lease"))
        with connection.begin():
            write_something_else(connection)
        assert not sqlite_database.sweep(connection)
        rows.close()
        assert sqlite_database.sweep(connection)


async def test_sweeping_vacuums_postgres(postgres_database: Database) -> None:
    writer = Writer(postgres_database)
    writer.start()
    assert await writer.sweep()
    assert await writer.write(Keep("after")) == "AFTER"
    await writer.stop()
    counted = text("SELECT relname FROM pg_stat_user_tables WHERE vacuum_count > 0")
    people = {"draft", "resume_code", "response", "receipt", "profile_answer", "contact", "sheet", "late_response"}
    deadline, swept = time.monotonic() + PATIENCE, set[str]()
    while not people <= swept and time.monotonic() < deadline:  # the server counts a little later, table by table
        swept = postgres_database.read_blocking(lambda reader: set(reader.execute(counted).scalars()))
    assert swept == people


def found_in(folder: Path, canary: str) -> bool:
    """Whether any file of a folder holds some words.

    Another process looks: were this one to close the files, SQLite would lose its locks (POSIX).
    """
    return subprocess.run(["grep", "-rqF", canary, folder]).returncode == 0  # noqa: S607  # every system has it


def test_closing_leaves_nothing_in_the_log_whichever_thread_has_read(sqlite_database: Database) -> None:
    log = Path(f"{str(sqlite_database.reading.url.database).removeprefix('file:')}-wal")
    sqlite_database.read_blocking(read_something)
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(sqlite_database.read_blocking, read_something).result() == []
        with sqlite_database.write() as connection:
            write_something(connection)
    assert log.stat().st_size > 0, "the control: before closing there is something in the log"
    sqlite_database.close_blocking()
    assert not log.exists()
