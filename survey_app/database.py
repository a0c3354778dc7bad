"""Engines: many that can only read, and the one connection that writes, behind one advisory lock."""

import asyncio
import fcntl
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

P = ParamSpec("P")
T = TypeVar("T")


BUSY_MS = 5000
"""How long SQLite waits for a lock that another program holds."""

READERS = 8
"""Reads that PostgreSQL does at once for pages; each takes a fraction of a millisecond."""

POOL_SECONDS = 5.0
"""How long a read on PostgreSQL waits while every connection is taken: after that a person has pressed again."""

READ_SECONDS = 5.0
"""How long a page's read on PostgreSQL may take in all, waiting for its turn among the others counted."""

AWAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM}
"""What SQLite says when the disk or the machine refuses a read, not the statement (its primary result codes)."""

SWEEP_MS = 100
"""How long emptying SQLite's log may wait for readers: residents wait behind it, and the next round tries again."""

SWEPT = "draft, resume_code, response, receipt, profile_answer, contact, sheet, late_response"
"""The tables whose deleted rows must not stay in PostgreSQL's files."""


class Unreachable(Exception):
    """The database could not be read: it restarts, or is gone. The same may be asked again."""


class Database:
    """One database, SQLite or PostgreSQL, with the same plain functions on both.

    On SQLite a read is inline on a read-only connection of the calling thread (91 µs a select against 810 through
    aiosqlite); on PostgreSQL on one of a few threads (110 µs of processor time against 170 to 250 through
    `AsyncConnection.run_sync`, and three times as many in a second).
    """

    def __init__(self, address: str) -> None:
        url = make_url(address)
        self.sqlite = url.get_backend_name() == "sqlite"
        self.lock = _FileLock(Path(f"{url.database}.lock")) if self.sqlite else _NoLock()
        self._threads = threading.local()
        self._opened: list[Connection] = []
        """Every thread's connection that reads, to be closed at the end whichever thread opened it."""
        self._readers: ThreadPoolExecutor | None = None
        if self.sqlite:
            path = Path(url.database or "")
            path.parent.mkdir(parents=True, exist_ok=True)
            self.writing = _sqlite_engine(path, "rwc")
            self.reading = _sqlite_engine(path, "ro")
        else:
            url = url.set(drivername="postgresql+psycopg")
            self.writing = _postgres_engine(url)
            self.reading = create_engine(
                url,
                isolation_level="AUTOCOMMIT",
                pool_size=READERS,
                max_overflow=4,
                pool_timeout=POOL_SECONDS,
                hide_parameters=True,
            )
            self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
            _set_on_connect(self.reading, "default_transaction_read_only")

    async def read(self, select: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function that only selects, from the event loop.

        On PostgreSQL a read that meets a lost connection is tried once more: asking each connection first whether it
        is there would be a second round trip for every page. Raises Unreachable when it is lost again or refused, when
        no connection comes free, and when the disk refuses SQLite.
        """
        if self._readers is None:
            try:
                return select(self._thread_connection(), *args, **kwargs)
            except OperationalError as error:
                if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF not in AWAY:
                    raise
                raise Unreachable from error
        try:
            async with asyncio.timeout(READ_SECONDS):
                work = partial(self.read_blocking, select, *args, **kwargs)
                return await asyncio.get_running_loop().run_in_executor(self._readers, work)
        except (TimeoutError, NoneFree) as error:
            raise Unreachable from error
        except DBAPIError as error:
            if not lost(error):
                raise
            raise Unreachable from error

    def read_blocking(self, select: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function that only selects, from a thread or a command."""
        if self.sqlite:
            return select(self._thread_connection(), *args, **kwargs)
        for last in (False, True):
            try:
                with self.reading.connect() as connection:
                    return select(connection, *args, **kwargs)
            except DBAPIError as error:
                if last or not lost(error):
                    raise
        raise Unreachable

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that writes, under the lock: committed at the end, rolled back on an error.

        For commands and jobs; the service writes through `writer.Writer`.
        """
        with self.lock.held(), self.writing.connect() as connection, connection.begin():
            yield connection

    def sweep(self, connection: Connection) -> bool:
        """Take what was deleted out of the files too, by a connection that writes and is in no transaction.

        SQLite's log, which still holds the pages as they were, is written back and emptied; PostgreSQL's dead rows are
        vacuumed. False when readers are in the way: the next round tries again.
        """
        raw = connection.connection.driver_connection
        if raw is None:
            return False
        if not self.sqlite:
            raw.autocommit = True
            try:
                raw.execute(f"VACUUM {SWEPT}")
            finally:
                raw.autocommit = False
            return True
        with self.lock.held():
            raw.execute(f"PRAGMA busy_timeout = {SWEEP_MS}")
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        return not busy

    async def close(self) -> None:
        """Close every connection. Closing the last SQLite connection checkpoints, so the lock is held."""
        await asyncio.to_thread(self._stop_readers)
        self.close_blocking()

    def close_blocking(self) -> None:
        """The same for commands, which have no event loop."""
        self._stop_readers()
        while self._opened:
            self._opened.pop().close()
        self._threads = threading.local()
        self.reading.dispose()
        with self.lock.held():
            if self.sqlite:
                self.writing.connect().close()  # with the readers gone this is the last, which empties the log
            self.writing.dispose()

    def _stop_readers(self) -> None:
        if self._readers is not None:
            self._readers.shutdown(cancel_futures=True)

    def _thread_connection(self) -> Connection:
        connection: Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            connection = self.reading.connect()
            self._threads.connection = connection
            self._opened.append(connection)
        return connection


def lost(error: DBAPIError) -> bool:
    """Whether the database went away or could not be reached, so that the same may be tried again.

    A connection that is refused has no state (SQLSTATE); one that a server ends, stopping or crashing, may still look
    open when its last words arrive (classes 08 and 57P). Words are no sign: some repeat what somebody typed in a row.
    """
    if error.connection_invalidated:
        return True
    state: str | None = getattr(error.orig, "sqlstate", "")
    return isinstance(error, OperationalError) and (state is None or state.startswith(("08", "57P")))


def answers(connection: Connection) -> bool:
    """Whether the database answers at all."""
    return bool(connection.exec_driver_sql("SELECT 1").scalar_one() == 1)


class _FileLock:
    """The advisory lock beside a SQLite file: SQLite 3.7 to 3.51.2 can corrupt the WAL when two connections, in
    any process, write or checkpoint at once (fixed in 3.51.3)."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._thread = threading.RLock()
        self._depth = 0
        self._file = path.open("ab")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock, waiting for it as long as it takes. A thread may hold it more than once."""
        with self._thread:
            if self._depth == 0:
                fcntl.flock(self._file, fcntl.LOCK_EX)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    fcntl.flock(self._file, fcntl.LOCK_UN)


class _NoLock:
    """PostgreSQL needs no lock of ours."""

    @contextmanager
    def held(self) -> Iterator[None]:
        yield


def _sqlite_engine(path: Path, mode: str) -> Engine:
    url = URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query={"mode": mode, "uri": "true"})
    engine = create_engine(url, poolclass=None if mode == "ro" else NullPool, hide_parameters=True)

    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # sqlite3's own: no implicit BEGIN
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if mode != "ro":
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute("PRAGMA journal_size_limit = 67108864")
        cursor.close()

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    if mode != "ro":
        event.listen(engine, "begin", begin)
    return engine


def _postgres_engine(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, pool_size=1, max_overflow=4, hide_parameters=True)
    _set_on_connect(engine, "synchronous_commit")
    return engine


def _set_on_connect(engine: Engine, setting: str) -> None:
    """Set a PostgreSQL setting on, whatever the server's own says."""

    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET {setting} = on")
        cursor.close()
        connection.commit()

    event.listen(engine, "connect", prepare)
