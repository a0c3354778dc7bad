"""Health: a write that changes something, not more often than needed, and at once again after one that failed."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from survey_app import writer as writer_module
from survey_app.database import Database
from survey_app.settings import Keys, Settings
from survey_app.tables.service import lease
from survey_app.web.health import PROBE_SECONDS, Probe
from survey_app.web.service import Service
from survey_app.writer import Writer
from tests.team.council import ORGANISATION

FULL = "CREATE TRIGGER full BEFORE {} ON lease BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"


class Clock:
    """UTC seconds that go on by one each time they are asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> float:
        """The next second."""
        self.asked += 1
        return 1_800_000_000.0 + self.asked


@pytest.fixture
async def service(database: Database) -> AsyncIterator[Service]:
    """The parts of a running service."""
    parts = Service(
        settings=Settings(),
        keys=Keys(bytes(32)),
        organisation=ORGANISATION,
        database=database,
        writer=Writer(database),
        clock=Clock(),
    )
    parts.writer.start()
    yield parts
    await parts.writer.stop()


def marks(database: Database) -> list[int]:
    return database.read_blocking(lambda reading: list(reading.execute(select(lease.c.until)).scalars()))


async def test_asking_often_writes_once_in_ten_seconds(service: Service) -> None:
    probe = Probe()
    assert [await probe.can_write(service, now) for now in (0.0, 1.0, PROBE_SECONDS - 0.1)] == [True] * 3
    (first,) = marks(service.database)
    assert await probe.can_write(service, PROBE_SECONDS)
    (second,) = marks(service.database)
    assert second > first


@pytest.mark.parametrize("statement", ["INSERT", "UPDATE"])
async def test_a_disk_that_takes_nothing_is_told_and_so_is_at_once_that_it_does_again(
    sqlite_database: Database, statement: str
) -> None:
    writer = Writer(sqlite_database)
    service = Service(
        settings=Settings(),
        keys=Keys(bytes(32)),
        organisation=ORGANISATION,
        database=sqlite_database,
        writer=writer,
        clock=Clock(),
    )
    writer.start()
    probe = Probe()
    if statement == "UPDATE":
        assert await probe.can_write(service, 0.0)
    with sqlite_database.write() as connection:
        connection.exec_driver_sql(FULL.format(statement))
    assert [await probe.can_write(service, now) for now in (20.0, 20.5)] == [False, False]
    with sqlite_database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")
    assert await probe.can_write(service, 21.0)
    await writer.stop()


async def test_a_flood_of_questions_is_one_for_the_writer(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "WAITERS", 2)  # of more than these one would be refused
    probe = Probe()
    for now in (0.0, 1.0, PROBE_SECONDS):
        assert all(await asyncio.gather(*(probe.can_write(service, now) for _ in range(50))))


async def test_who_asks_and_leaves_takes_the_answer_from_nobody(service: Service) -> None:
    probe = Probe()
    leaves, stays = (asyncio.create_task(probe.can_write(service, 0.0)) for _ in range(2))
    asyncio.get_running_loop().call_soon(leaves.cancel)
    assert await stays


async def test_a_writer_that_takes_nothing_more_is_told_between_two_writes(service: Service) -> None:
    probe = Probe()
    assert await probe.can_write(service, 0.0)
    await service.writer.stop()
    assert not await probe.can_write(service, 1.0)
