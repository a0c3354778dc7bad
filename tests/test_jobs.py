"""The jobs: what has expired goes, finished days are settled after the night, and one failed round stops nothing."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from survey_app import jobs as jobs_module
from survey_app.database import Database
from survey_app.jobs import keep_running, round_of_jobs, run_jobs
from survey_app.organisation import read_organisation
from survey_app.settings import Keys, Settings
from survey_app.surveys.leases import take_lease
from survey_app.surveys.waves import close_wave
from survey_app.tables.respond import draft, receipt, response
from survey_app.web.service import Service
from survey_app.writer import Writer
from tests.respond.fieldwork import DAY, NOON, Field, in_the_field, new_key
from tests.serving import CHECKOUT

PATIENCE = 20.0
"""Seconds after which something that should happen has not."""

MIDNIGHT = int(datetime(2027, 1, 16, tzinfo=UTC).timestamp())
"""When the day of the answers ends in London."""


class Clock:
    """The time that the service is told."""

    def __init__(self) -> None:
        self.seconds = float(NOON)

    def __call__(self) -> float:
        """UTC seconds."""
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """A clock that the test sets."""
    return Clock()


@pytest.fixture
async def service(database: Database, clock: Clock) -> AsyncIterator[Service]:
    """The parts of a running service."""
    parts = service_on(database, clock)
    parts.writer.start()
    yield parts
    await parts.writer.stop()


def service_on(database: Database, clock: Clock) -> Service:
    """The parts of a service, not started."""
    return Service(
        settings=Settings(),
        keys=Keys(bytes(32)),
        organisation=read_organisation(CHECKOUT / "questionnaires" / "organisation.toml"),
        database=database,
        writer=Writer(database),
        clock=clock,
    )


@pytest.fixture
def field(database: Database) -> Field:
    """A survey in the field."""
    return in_the_field(database)


async def send(service: Service, field: Field, text: str = "") -> None:
    key = new_key()
    await service.writer.write(field.begin(key))
    await service.writer.write(field.send(key, text=text, day=DAY))


def settled(database: Database) -> list[bool]:
    return database.read_blocking(lambda reader: list(reader.execute(select(response.c.settled)).scalars()))


def there(database: Database) -> tuple[int, int, int]:
    """How many drafts, responses and receipts there are."""
    return database.read_blocking(_there)


def _there(connection: Connection) -> tuple[int, int, int]:
    drafts, responses, receipts = (
        len(connection.execute(select(column)).all()) for column in (draft.c.key, response.c.id, receipt.c.code_hash)
    )
    return drafts, responses, receipts


async def test_a_day_is_settled_a_quarter_of_an_hour_after_midnight(
    service: Service, database: Database, field: Field, clock: Clock
) -> None:
    await send(service, field)
    for now in (NOON, MIDNIGHT - 1, MIDNIGHT, MIDNIGHT + 899):
        clock.seconds = now
        await round_of_jobs(service)
        assert settled(database) == [False]
    await send(service, field)  # begun before midnight, stored after it: it must not stand out
    clock.seconds = MIDNIGHT + 900
    await round_of_jobs(service)
    assert settled(database) == [True, True]
    assert len(set(database.read_blocking(lambda reader: reader.execute(select(response.c.stamp)).all()))) == 1


async def test_a_round_expires_drafts_and_destroys_receipts_in_chunks(
    service: Service, database: Database, field: Field, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "CHUNK", 2)
    for _ in range(5):
        await service.writer.write(field.begin(new_key(), expires_hour=NOON + 3600))
        await send(service, field)
    with database.write() as connection:
        close_wave(connection, field.wave_id, MIDNIGHT, "2027-01-30")
    clock.seconds = NOON + 3600
    await round_of_jobs(service)
    assert there(database) == (0, 5, 5)
    clock.seconds = MIDNIGHT + 15 * 24 * 3600 + 900
    await round_of_jobs(service)
    assert there(database) == (0, 5, 0)


async def test_what_a_round_deletes_is_gone_from_the_files_too(
    sqlite_database: Database, clock: Clock, tmp_path: Path
) -> None:
    field, canary = in_the_field(sqlite_database), "an answer that must not stay in the log"
    service = service_on(sqlite_database, clock)
    service.writer.start()
    await send(service, field, canary)
    assert occurrences(tmp_path, canary) > 0
    clock.seconds = MIDNIGHT + 900
    assert not await round_of_jobs(service)
    assert (tmp_path / "test.db-wal").stat().st_size == 0
    assert occurrences(tmp_path, canary) == 1  # where it stands now, and nowhere as it stood before
    await service.writer.stop()


def occurrences(folder: Path, canary: str) -> int:
    """How often some words stand in the files of a folder, as another process counts them."""
    found = subprocess.run(["grep", "-raoF", canary, folder], capture_output=True, text=True)  # noqa: S607  # every system has it
    return found.stdout.count(canary)


async def test_the_command_does_a_whole_round_beside_a_running_service(
    service: Service, database: Database, field: Field
) -> None:
    await send(service, field)
    await service.writer.write(field.begin(new_key(), expires_hour=NOON))
    done = await asyncio.to_thread(run_jobs, database, MIDNIGHT + 900)
    assert done == {
        "drafts expired": 1,
        "wrong passwords forgotten": 0,
        "profile answers settled": 0,
        "responses settled": 1,
        "contact details settled": 0,
        "contact details erased": 0,
        "links to tell us about surveys": 0,
        "receipts destroyed": 0,
        "codes forgotten": 0,
        "keyed forms forgotten": 0,
        "answers erased": 0,
        "rounds cut": 0,
    }
    assert settled(database) == [True]
    await send(service, field)


async def test_a_round_that_fails_is_followed_by_the_next(
    service: Service,
    database: Database,
    field: Field,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    rounds = 0
    done = asyncio.Event()

    async def fail_first(service: Service, *, unswept: bool = False) -> bool:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise LookupError("something private")
        done.set()
        return await round_of_jobs(service, unswept=unswept)

    monkeypatch.setattr(jobs_module, "round_of_jobs", fail_first)
    monkeypatch.setattr(jobs_module, "PAUSE", 0.01)
    running = asyncio.create_task(keep_running(service))
    await asyncio.wait_for(done.wait(), PATIENCE)
    running.cancel()
    await asyncio.wait([running])
    assert running.cancelled()
    assert "LookupError" in caplog.text
    assert "private" not in caplog.text


async def test_every_process_keeps_its_files_and_is_told_the_day_that_is_not_over(
    service: Service, database: Database, clock: Clock
) -> None:
    with database.write() as connection:
        assert take_lease(connection, "jobs", "another process", NOON, 48 * 3600)
    for seconds, day in ((MIDNIGHT + 60, "2027-01-15"), (MIDNIGHT + 15 * 60, "2027-01-16")):
        clock.seconds = seconds
        told: asyncio.Queue[str] = asyncio.Queue()
        running = asyncio.create_task(keep_running(service, told.put))
        assert await asyncio.wait_for(told.get(), PATIENCE) == day
        running.cancel()
        await asyncio.wait([running])


async def test_only_who_holds_the_lease_does_the_jobs(
    service: Service, database: Database, field: Field, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "PAUSE", 0.01)
    await service.writer.write(field.begin(new_key(), expires_hour=NOON))
    with database.write() as connection:
        assert take_lease(connection, "jobs", "another process", NOON, 100)
    running = asyncio.create_task(keep_running(service))
    done, _ = await asyncio.wait([running], timeout=0.3)
    assert not done
    assert there(database)[0] == 1
    clock.seconds = NOON + 100  # the other is gone
    async with asyncio.timeout(PATIENCE):
        while there(database)[0]:
            await service.writer.sweep()
    running.cancel()
    await asyncio.wait([running])
