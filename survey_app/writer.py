"""The one that writes: typed writes from many waiters, stored in groups, each answered after its commit."""

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar, Concatenate, Generic, ParamSpec, TypeVar, cast

from msgspec import Struct
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError

from survey_app.database import Database, lost

P = ParamSpec("P")
T = TypeVar("T")
Outcome = TypeVar("Outcome")

GROUP = 256
"""Writes stored in one transaction at most: beyond this a group gains nothing and its waiters wait longer."""

WAITERS = 2000
"""Writes that may wait; more are refused at once, because a person who waits longer presses again."""

RECONNECT_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 2.0, 2.0)
"""Waits before the same group is tried again after the connection was lost. A database that was away already is
tried once a group: its waiters are told at once, and nobody waits behind them."""

SLOW_SECONDS = 0.05
"""A team's transaction that takes longer is named in the log: residents wait behind it."""

logger = logging.getLogger(__name__)


class Write(Struct, Generic[Outcome], frozen=True):
    """One thing to store. Each kind stores a whole group by its own statements, guarded by its own conditions."""

    order: ClassVar[int] = 1
    """Kinds that touch responses are 0: they take the change counter first, so that no two groups can deadlock."""

    def sort_key(self) -> bytes:
        """Writes of one kind are stored in this order, the same in every process."""
        raise LookupError(f"{type(self).__name__} names no sort key")

    @classmethod
    def store(cls, connection: Connection, writes: "Sequence[Write[Outcome]]") -> Sequence[Outcome]:
        """Store a group, giving one outcome for each in the same order.

        Raises NotAsGroup when some of the group cannot be stored together: each is then tried alone.
        """
        raise LookupError(f"{cls.__name__} does not say how it is stored")


class NotAsGroup(Exception):
    """Some writes of a group met a condition that only a replay in smaller groups can tell apart."""


class WriterFull(Exception):
    """Too many writes wait, or the service is stopping: nothing was stored, and the same may be sent again."""


class NotStored(Exception):
    """The database refused: a full disk, a lost connection. Nothing was stored, and the same may be sent again.

    Where the connection was lost at the commit itself, nobody knows: each kind of write bears being sent again.
    """


class _Job(Struct):
    """What one waiter wants done, and where its outcome goes. Neither a write nor a transaction: a sweep."""

    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[object]
    write: Write[object] | None = None
    transaction: Callable[[Connection], object] | None = None


class Writer:
    """Owns the service's only connection that can write, on a thread of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection | None = None
        self._jobs: deque[_Job] = deque()
        self._tick: list[_Job] = []
        self._wake = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Begin to take writes."""
        self._thread.start()

    async def stop(self) -> None:
        """Refuse new writes, store those that wait, close the connection."""
        self._hand_over()
        with self._wake:
            self._stopping = True
            self._wake.notify()
        await asyncio.to_thread(self._thread.join)

    async def write(self, write: Write[Outcome]) -> Outcome:
        """Store one write and give its outcome, after its commit.

        Raises WriterFull or NotStored; then nothing was stored.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[object] = loop.create_future()
        self._put(_Job(loop, future, write=cast("Write[object]", write)))
        return cast("Outcome", await future)

    async def transaction(
        self, change: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a function of the team's in a transaction of its own, meant to take less than 50 ms.

        After a lost connection it is called again, so it must bear being done twice.
        Raises WriterFull or NotStored, or what the function raises; then nothing was stored.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[object] = loop.create_future()
        self._put(_Job(loop, future, transaction=lambda connection: change(connection, *args, **kwargs)))
        return cast("T", await future)

    async def sweep(self) -> bool:
        """Take what was deleted out of the database's files too, as `Database.sweep` says.

        Raises WriterFull or NotStored.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[object] = loop.create_future()
        self._put(_Job(loop, future))
        return bool(await future)

    def _put(self, job: _Job) -> None:
        """Keep a job until the loop has seen to everything else that is ready, then hand over all at once.

        Whatever came in together is then committed together; handing over one by one woke the writer for the first
        alone, and every second commit was of one write.
        """
        if self._stopping or len(self._jobs) + len(self._tick) >= WAITERS:
            raise WriterFull
        if not self._tick or self._tick[0].loop is not job.loop:  # one that ended hands nothing over
            job.loop.call_soon(self._hand_over)
        self._tick.append(job)

    def _hand_over(self) -> None:
        with self._wake:
            self._jobs.extend(self._tick)
            self._tick.clear()
            self._wake.notify()

    def _run(self) -> None:
        while group := self._next_group():
            self._finish(group, self._outcomes(group))
        self._disconnect()

    def _next_group(self) -> list[_Job]:
        """Everything that waits up to the limit, empty only when the writer stops. What is no write goes alone."""
        with self._wake:
            while not self._jobs and not self._stopping:
                self._wake.wait()
            group: list[_Job] = []
            while self._jobs and len(group) < GROUP:
                if self._jobs[0].write is None and group:
                    break
                group.append(self._jobs.popleft())
                if group[-1].write is None:
                    break
            return group

    def _outcomes(self, group: Sequence[_Job]) -> list[object]:
        """One outcome or exception for each job, tried together first, then by halves where one may be at fault: among
        256 writes one that cannot be stored costs 16 commits, and no longer 256."""
        try:
            return self._with_reconnection(group)
        except Exception as error:  # whatever failed, each waiter is told about its own
            if len(group) == 1 or _concerns_all(error):
                return [_told(error) for _ in group]
        half = len(group) // 2
        return [*self._outcomes(group[:half]), *self._outcomes(group[half:])]

    def _with_reconnection(self, group: Sequence[_Job]) -> list[object]:
        had_one = False
        for pause in (*RECONNECT_SECONDS, None):
            try:
                return self._stored(group)
            except DBAPIError as error:
                if not lost(error):
                    raise
                had_one = had_one or self._connection is not None
                self._disconnect()
                if pause is None or not had_one:
                    raise
                time.sleep(pause)  # the database restarts; every waiter of this thread waits for it anyway
        raise NotStored

    def _stored(self, group: Sequence[_Job]) -> list[object]:
        """The outcomes of a group, each of them committed."""
        if group[0].write is not None or group[0].transaction is not None:
            return self._in_transaction(group)
        with self._database.lock.held():
            try:
                return [self._database.sweep(self._connected())]
            except Exception:  # whatever it was, the connection may be left out of order
                self._disconnect()
                raise

    def _in_transaction(self, group: Sequence[_Job]) -> list[object]:
        begun = time.monotonic()
        with self._database.lock.held():
            connection = self._connected()
            with connection.begin():
                outcomes = _store_all(connection, group)
        if group[0].write is None and time.monotonic() - begun > SLOW_SECONDS:
            logger.warning("a team's transaction took %.0f ms", (time.monotonic() - begun) * 1000)
        return outcomes

    def _connected(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._connection = self._database.writing.connect()
        return self._connection

    def _disconnect(self) -> None:
        """Close the connection; on SQLite that may checkpoint, so under the lock."""
        if self._connection is not None:
            with self._database.lock.held():
                self._connection.invalidate()
                self._connection.close()
                self._connection = None

    def _finish(self, group: Sequence[_Job], outcomes: Sequence[object]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[object], object]]] = {}
        for job, outcome in zip(group, outcomes, strict=True):
            by_loop.setdefault(job.loop, []).append((job.future, outcome))
        for loop, finished in by_loop.items():
            with suppress(RuntimeError):  # its loop closed meanwhile, so nobody waits there
                loop.call_soon_threadsafe(_deliver, finished)


def _store_all(connection: Connection, group: Sequence[_Job]) -> list[object]:
    """Store a group's writes kind by kind, those that touch responses first, each kind sorted by key."""
    if (transaction := group[0].transaction) is not None:
        return [transaction(connection)]
    outcomes: list[object] = [None] * len(group)
    kinds: dict[type[Write[object]], list[tuple[int, Write[object]]]] = {}
    for place, job in enumerate(group):
        if job.write is not None:
            kinds.setdefault(type(job.write), []).append((place, job.write))
    for kind in sorted(kinds, key=lambda kind: (kind.order, kind.__name__)):
        placed = sorted(kinds[kind], key=lambda pair: pair[1].sort_key())
        stored = kind.store(connection, [write for _, write in placed])
        for (place, _), outcome in zip(placed, stored, strict=True):
            outcomes[place] = outcome
    return outcomes


def _deliver(finished: Sequence[tuple[asyncio.Future[object], object]]) -> None:
    for future, outcome in finished:
        if future.done():  # the person's connection went away; what was stored stays stored
            continue
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)


def _concerns_all(error: Exception) -> bool:
    """Whether a failure is the database's own (away, full, locked), so that trying each alone would only take longer.

    What PostgreSQL rolls back to let another transaction through (class 40: a deadlock) is worth trying again.
    """
    if isinstance(error, OSError):
        return True
    state = str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")
    return isinstance(error, OperationalError) and not state.startswith("40")


def _told(error: Exception) -> Exception:
    """What a waiter is told: errors of the database and the disk become NotStored, a function's own errors stay."""
    if isinstance(error, DBAPIError | OSError):
        stored = NotStored(type(getattr(error, "orig", error)).__name__)
        stored.__cause__ = error
        return stored
    return error
