"""A process holds one column set for each survey, as the database is at each request, on both databases."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from survey_app.database import Database
from survey_app.results.columns import ColumnSet
from survey_app.results.counting import Counting
from tests.results.sample import Fieldwork, open_survey, store

pytestmark = pytest.mark.anyio


@pytest.fixture
def fieldwork(database: Database) -> Fieldwork:
    """The sample survey, open."""
    with database.write() as connection:
        return open_survey(connection)


def size(columns: ColumnSet) -> int:
    return columns.block.size


async def test_each_request_counts_what_is_stored_by_then(database: Database, fieldwork: Fieldwork) -> None:
    counting = Counting(database)
    for expected in range(3):
        assert await counting.count(fieldwork.survey.id, size) == expected
        with database.write() as connection:
            store(connection, fieldwork, [{"Q1": "daily"}])
    await counting.close()


async def test_many_at_once_share_one_set(database: Database, fieldwork: Fieldwork) -> None:
    counting = Counting(database)
    with database.write() as connection:
        store(connection, fieldwork, [{"Q1": "daily"}] * 50)
    sets = await asyncio.gather(*(counting.columns(fieldwork.survey.id) for _ in range(8)))
    assert {id(each) for each in sets} == {id(sets[0])}
    assert size(sets[0]) == 50
    await counting.close()


async def test_a_file_is_made_chunk_by_chunk_on_the_lane(sqlite_database: Database) -> None:
    counting, threads = Counting(sqlite_database), set()

    def chunks() -> Iterator[bytes]:
        for chunk in (b"a", b"b", b"c"):
            threads.add(threading.current_thread().name)
            yield chunk

    assert [chunk async for chunk in counting.stream(chunks())] == [b"a", b"b", b"c"]
    assert all(name.startswith("results") for name in threads)
    await counting.close()
