"""One lock for whatever writes SQLite, in any thread or process, and one connection of the service that can."""

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from survey_app.database import Database
from survey_app.jobs import run_jobs
from survey_app.migrating import migrate
from survey_app.tables.service import lease
from survey_app.writer import Writer
from tests.processes import processes_of
from tests.serving import CHECKOUT, Served
from tests.writes import Keep, kept

PATIENCE = 20.0
"""Seconds after which something that should happen has not."""

HOLDER = """
import fcntl, sys
with open(sys.argv[1], "ab") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""
"""A process that takes the lock as any program may, and keeps it until its input ends."""

COUNTER = """
import sys
from sqlalchemy import select, update
from survey_app.database import Database
from survey_app.tables.service import lease
database = Database(sys.argv[1])
for _ in range(150):
    with database.write() as connection:
        until = connection.execute(select(lease.c.until)).scalar_one()
        connection.execute(update(lease).values(until=until + 1))
database.close_blocking()
"""
"""A process that counts in the database: it reads, adds one and writes, each time in a transaction of its own."""


@contextmanager
def lock_held(database_file: Path) -> Iterator[None]:
    """Another process holds the lock."""
    command = [sys.executable, "-c", HOLDER, f"{database_file}.lock"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.stdin.close()


def waits_for_the_lock(database: Database, database_file: Path, act: Callable[[], object]) -> bool:
    """Whether something is held up while another process has the lock, and goes on once it is free."""
    done = threading.Event()

    def run() -> None:
        act()
        done.set()

    thread = threading.Thread(target=run)
    with lock_held(database_file):
        thread.start()
        waited = not done.wait(0.3)
    assert done.wait(PATIENCE)
    thread.join()
    return waited


def write_by_the_writer(database: Database) -> None:
    async def write() -> None:
        writer = Writer(database)
        writer.start()
        assert await writer.write(Keep("one")) == "ONE"
        assert await writer.sweep()
        await writer.stop()

    asyncio.run(write())


def write_by_itself(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(lease).values(name="written", holder="", until=0))


@pytest.mark.parametrize(
    "act",
    [
        write_by_itself,
        write_by_the_writer,
        migrate,
        Database.close_blocking,
        lambda database: run_jobs(database, 0),
    ],
    ids=["a command", "the writer", "a migration", "closing", "jobs"],
)
def test_whatever_writes_or_checkpoints_waits_for_the_lock(
    sqlite_database: Database, tmp_path: Path, act: Callable[[Database], object]
) -> None:
    assert waits_for_the_lock(sqlite_database, tmp_path / "test.db", lambda: act(sqlite_database))


def test_reading_waits_for_nobody(sqlite_database: Database, tmp_path: Path) -> None:
    assert not waits_for_the_lock(sqlite_database, tmp_path / "test.db", lambda: kept(sqlite_database))


def test_two_threads_of_one_process_wait_for_each_other(sqlite_database: Database) -> None:
    entered = threading.Event()

    def enter() -> None:
        with sqlite_database.lock.held():
            entered.set()

    thread = threading.Thread(target=enter)
    with sqlite_database.lock.held(), sqlite_database.lock.held():
        thread.start()
        assert not entered.wait(0.2)
    assert entered.wait(PATIENCE)
    thread.join()


def test_two_processes_that_write_at_once_lose_nothing(sqlite_database: Database, sqlite_address: str) -> None:
    with sqlite_database.write() as connection:
        connection.execute(insert(lease).values(name="count", holder="", until=0))
    command = [sys.executable, "-c", COUNTER, sqlite_address]
    both = [subprocess.Popen(command, cwd=CHECKOUT) for _ in range(2)]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    with sqlite_database.write() as connection:
        assert connection.execute(select(lease.c.until)).scalar_one() == 300
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.mark.fault
def test_a_running_service_has_one_descriptor_that_can_write_the_database(
    freshly_served: Served,
) -> None:
    path = Path(freshly_served.database.removeprefix("sqlite:///"))
    assert freshly_served._process is not None
    family = processes_of(freshly_served._process.pid)
    assert writable(family, path) == 1
    with closing(sqlite3.connect(path)) as another:
        another.execute("SELECT count(*) FROM survey").fetchone()
        assert writable([*family, os.getpid()], path) == 2


def writable(processes: list[int], path: Path) -> int:
    """How many descriptors of these processes can write a file."""
    count = 0
    for process in processes:
        for link in Path(f"/proc/{process}/fd").iterdir():
            try:
                same = link.readlink() == path.resolve()
                flags = (link.parents[1] / "fdinfo" / link.name).read_text().split("flags:\t")[1].split()[0]
            except FileNotFoundError:
                continue
            count += same and int(flags, 8) & os.O_ACCMODE != os.O_RDONLY
    return count
