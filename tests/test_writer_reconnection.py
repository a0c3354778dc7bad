"""The writer on PostgreSQL when its connection goes: the same group again, stored once, and nobody waits for ever."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, text

from survey_app import writer as writer_module
from survey_app.database import Database, Unreachable
from survey_app.writer import NotStored, Writer
from tests.clusters import Cluster
from tests.writes import Keep, kept, stored_kinds

pytestmark = pytest.mark.postgres

GROUP = 20


@pytest.fixture
async def writer(postgres_database: Database) -> AsyncIterator[Writer]:
    """A started writer on PostgreSQL that has a connection."""
    stored_kinds.clear()
    started = Writer(postgres_database)
    started.start()
    await started.transaction(pid)
    yield started
    await started.stop()


def pid(connection: Connection) -> int:
    """The server's process for this connection."""
    return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def end_connection(connection: Connection) -> None:
    """End a connection from the server's side, and wait until it is gone."""
    with connection.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid(connection)})


def first_time(kind: type[Keep]) -> bool:
    """Whether a kind is stored for the first time since the test began; read after its own record."""
    return sum(line.startswith(f"{kind.__name__} ") for line in stored_kinds) == 1


class LostMidway(Keep, frozen=True):
    """Loses the connection once, before its group is committed."""

    @classmethod
    def store(cls, connection: Connection, writes: Sequence[Keep]) -> Sequence[str]:  # type: ignore[override]  # a group holds one kind
        """Store, then lose the connection."""
        outcomes = super().store(connection, writes)
        if first_time(cls):
            end_connection(connection)
        return outcomes


async def test_a_connection_lost_while_idle_costs_nobody_anything(
    postgres_database: Database, postgres_server: Cluster, writer: Writer
) -> None:
    postgres_server.execute(f"SELECT pg_terminate_backend({await writer.transaction(pid)}, 10000)")
    assert await writer.write(Keep("after")) == "AFTER"
    assert kept(postgres_database) == {"after": "word"}


async def test_a_connection_lost_midway_makes_the_same_group_stored_once(
    postgres_database: Database, writer: Writer
) -> None:
    outcomes = await asyncio.gather(*(writer.write(LostMidway(f"n{number}")) for number in range(5)))
    assert outcomes == ["N0", "N1", "N2", "N3", "N4"]
    assert sorted(kept(postgres_database)) == ["n0", "n1", "n2", "n3", "n4"]
    assert len(stored_kinds) == len(set(stored_kinds)) + 1  # the group whose connection went, the very same again


async def test_while_the_database_is_away_all_are_told_after_one_patience(
    postgres_database: Database, postgres_server: Cluster, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "RECONNECT_SECONDS", (0.1, 0.1, 0.1))
    loop = asyncio.get_running_loop()
    with away(postgres_database, postgres_server):
        begun = loop.time()
        waiting = [asyncio.create_task(writer.write(Keep(f"n{number}"))) for number in range(GROUP)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} == {NotStored}
        assert loop.time() - begun < 2  # twenty patiences are six seconds
        begun = loop.time()
        with pytest.raises(NotStored):
            await writer.write(Keep("impatient"))
        assert loop.time() - begun < 0.2
        with pytest.raises(Unreachable):
            await postgres_database.read(pid)
    assert await writer.write(Keep("after")) == "AFTER"
    assert kept(postgres_database) == {"after": "word"}
    await postgres_database.close()


async def test_words_in_a_row_are_not_taken_for_a_lost_connection(writer: Writer) -> None:
    await writer.write(Keep("lost connection"))
    stored_kinds.clear()
    with pytest.raises(NotStored):
        await writer.write(Keep("lost connection"))
    assert len(stored_kinds) == 1


@contextmanager
def away(database: Database, cluster: Cluster) -> Iterator[None]:
    """A database that ends every connection and takes none."""
    name = database.writing.url.database
    cluster.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    cluster.execute(f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608  # a name of ours
    yield
    cluster.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
