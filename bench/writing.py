"""The writer alone, against the database's own commits of the same rows in groups of the same size."""

import asyncio
import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice
from typing import TypeAlias, TypeVar

import msgspec
import psycopg
import uvloop

from bench.filling import beginning
from bench.grounds import RESIDENTS, Ground
from bench.rows import Row
from survey_app.database import Database
from survey_app.respond.drafts import BeginDraft
from survey_app.respond.responses import NewResponse, SendResponse
from survey_app.writer import Write, Writer

WAITERS = 128
Outcome = TypeVar("Outcome")

Raw: TypeAlias = tuple[bytes, int, int, int, str, bool, str, int, int]
"""One row of the table of drafts, in the order of its columns."""

SAME_TABLE = "SELECT replace(sql, 'draft', 'raw_draft') FROM sqlite_master WHERE name = 'draft'"
SQLITE_SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")


def writing_rows(ground: Ground) -> Iterator[Row]:
    """Durable writes in a second of the writer with 128 waiters: drafts begun, then responses sent."""
    count = ground.amounts.writes
    raw = _raw(ground, count)
    begun = _per_second(ground, _drafts(ground, RESIDENTS, count), WAITERS)
    yield Row(
        name=f"the writer alone, {WAITERS} waiters, drafts",
        unit="/s",
        figure=begun,
        limit=raw,
        limit_words=f"raw commits of {WAITERS}",
        budget=12_000,
        better="more",
        database=ground.database,
    )
    yield Row(
        name=f"the writer alone, {WAITERS} waiters, submissions",
        unit="/s",
        figure=sent_alone(ground, RESIDENTS, WAITERS),
        limit=raw,
        limit_words=f"raw commits of {WAITERS} drafts",
        better="more",
        database=ground.database,
    )


def sent_alone(ground: Ground, slug: str, waiters: int) -> float:
    """Submissions in a second of the writer alone: draft out, response and receipt in."""
    drafts = _drafts(ground, slug, ground.amounts.sent)
    with ground.empty.opened() as database, database.write() as connection:
        BeginDraft.store(connection, drafts)
    return _per_second(ground, [_submission(ground, slug, draft) for draft in drafts], waiters)


def _drafts(ground: Ground, slug: str, count: int) -> list[BeginDraft]:
    people = islice(cycle(ground.people[slug]), count)
    return [beginning(ground.surveys[slug], person.draft, secrets.token_bytes(32)) for person in people]


def _submission(ground: Ground, slug: str, draft: BeginDraft) -> SendResponse:
    survey = ground.surveys[slug].survey
    return SendResponse(
        key=draft.key,
        revision=1,
        code_hash=secrets.token_bytes(32),
        now=int(time.time()),
        response=NewResponse(
            survey_id=survey.id,
            version_id=draft.version_id,
            wave_id=draft.wave_id,
            collector_id=draft.collector_id,
            channel="web",
            place="",
            variant=draft.variant,
            help="",
            day="2027-03-04",
            answers=dict(draft.content.fields),
            reached=None,
            pace="5_to_10",
            withdraw_by=None,
            profile={},
        ),
    )


def _per_second(ground: Ground, writes: Sequence[Write[Outcome]], waiters: int) -> float:
    database = Database(ground.empty.settings.database)
    try:
        return uvloop.run(_written(database, writes, waiters))
    finally:
        database.close_blocking()


async def _written(database: Database, writes: Sequence[Write[Outcome]], waiters: int) -> float:
    """Writes in a second, so many waiters each waiting for its own commit before the next."""
    writer = Writer(database)
    writer.start()
    left = iter(writes)

    async def wait_in_turn() -> None:
        for write in left:
            await writer.write(write)

    begun = time.perf_counter()
    await asyncio.gather(*(wait_in_turn() for _ in range(waiters)))
    seconds = time.perf_counter() - begun
    await writer.stop()
    return len(writes) / seconds


def _raw(ground: Ground, count: int) -> float:
    """The same rows by the driver alone, one durable commit for each group of 128: rows in a second."""
    rows = [_raw_row(draft) for draft in _drafts(ground, RESIDENTS, count)]
    groups = [sorted(rows[start : start + WAITERS]) for start in range(0, len(rows), WAITERS)]
    store = _raw_sqlite if ground.database == "SQLite" else _raw_postgres
    return count / store(ground.empty.settings.database, groups)


def _raw_row(draft: BeginDraft) -> Raw:
    content = msgspec.json.encode(draft.content).decode()
    ids = (draft.wave_id, draft.version_id, draft.collector_id)
    return (draft.key, *ids, draft.variant, False, content, 1, draft.expires_hour)


def _raw_sqlite(address: str, groups: Sequence[Sequence[Raw]]) -> float:
    """Seconds that SQLite takes, with the settings of our own connection."""
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)) as connection:
        for setting in SQLITE_SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.execute(connection.execute(SAME_TABLE).fetchone()[0])
        begun = time.perf_counter()
        for group in groups:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO raw_draft VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", group)
            connection.execute("COMMIT")
        seconds = time.perf_counter() - begun
        connection.execute("DROP TABLE raw_draft")
    return seconds


def _raw_postgres(address: str, groups: Sequence[Sequence[Raw]]) -> float:
    """Seconds that PostgreSQL takes."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE raw_draft (LIKE draft INCLUDING ALL)")
        begun = time.perf_counter()
        for group in groups:
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany("INSERT INTO raw_draft VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", group)
        seconds = time.perf_counter() - begun
        connection.execute("DROP TABLE raw_draft")
    return seconds
