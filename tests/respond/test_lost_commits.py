"""A commit whose acknowledgement is lost with the connection: the same writes again, and nothing is there twice."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import TypeVar

import psycopg
import pytest
from sqlalchemy import Connection, text

from survey_app.database import Database
from survey_app.respond.drafts import BeginDraft, EndDraft, SaveDraft, draft_by_key
from survey_app.respond.responses import SendResponse, Sent
from survey_app.writer import Write, Writer
from tests.respond.fieldwork import NOON, draft_count, in_the_field, new_key, save, stored_texts

pytestmark = pytest.mark.postgres

Outcome = TypeVar("Outcome")


@pytest.fixture
async def writer(postgres_database: Database) -> AsyncIterator[Writer]:
    """A started writer on PostgreSQL."""
    started = Writer(postgres_database)
    started.start()
    yield started
    await started.stop()


@pytest.fixture
def losing(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[Write[Outcome]]], list[int]]:
    """Makes a kind of write lose its connection once, right after the commit; gives a list of its attempts."""

    def lose(kind: type[Write[Outcome]]) -> list[int]:
        store, attempts = kind.store, list[int]()

        def store_and_lose(connection: Connection, writes: Sequence[Write[Outcome]]) -> Sequence[Outcome]:
            outcomes = store(connection, writes)
            attempts.append(len(writes))
            if len(attempts) == 1:
                commit_and_end(connection)
            return outcomes

        monkeypatch.setattr(kind, "store", store_and_lose)
        return attempts

    return lose


def commit_and_end(connection: Connection) -> None:
    """Commit, and end the connection from the server's side before anybody hears of it."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    process = raw.info.backend_pid
    raw.commit()
    raw.execute("SELECT 1")  # a transaction again, so that the writer's own commit is sent, and fails
    with connection.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": process})


async def test_a_draft_is_begun_once(
    postgres_database: Database, writer: Writer, losing: Callable[[type[Write[None]]], list[int]]
) -> None:
    attempts = losing(BeginDraft)
    await writer.write(in_the_field(postgres_database).begin(new_key()))
    assert attempts == [1, 1]
    assert draft_count(postgres_database) == 1


async def test_a_page_is_saved_once_and_its_waiter_told_to_look_again(
    postgres_database: Database, writer: Writer, losing: Callable[[type[Write[bool]]], list[int]]
) -> None:
    attempts, key = losing(SaveDraft), new_key()
    await writer.write(in_the_field(postgres_database).begin(key))
    assert not await writer.write(save(key, 1, "typed"))
    found = await postgres_database.read(draft_by_key, key, NOON)
    assert found is not None
    assert (found.revision, found.content.fields) == (2, {"Q1": ("typed",)})
    assert attempts == [1, 1]
    assert await writer.write(save(key, 2, "typed"))
    await postgres_database.close()


async def test_answers_are_sent_once_and_their_reply_is_the_same(
    postgres_database: Database, writer: Writer, losing: Callable[[type[Write[Sent]]], list[int]]
) -> None:
    attempts, key = losing(SendResponse), new_key()
    field = in_the_field(postgres_database)
    await writer.write(field.begin(key))
    assert await writer.write(field.send(key)) is Sent.BEFORE
    assert attempts == [1, 1]
    assert len(stored_texts(postgres_database)) == 1


async def test_a_draft_is_ended_once(
    postgres_database: Database, writer: Writer, losing: Callable[[type[Write[None]]], list[int]]
) -> None:
    attempts, key = losing(EndDraft), new_key()
    await writer.write(in_the_field(postgres_database).begin(key))
    await writer.write(EndDraft(key=key))
    assert attempts == [1, 1]
    assert draft_count(postgres_database) == 0
