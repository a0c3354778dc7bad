"""Finding drafts: whoever asks together is answered from one read, each with their own."""

import asyncio
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import Connection

from survey_app.database import Database, Unreachable
from survey_app.respond.drafts import BeginDraft
from survey_app.respond.finding import Drafts
from tests.respond.fieldwork import LATER, NOON, in_the_field, new_key

P = ParamSpec("P")
T = TypeVar("T")


class Counted(Database):
    """A database that counts its reads."""

    reads = 0

    async def read(self, select: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Count it, then read."""
        self.reads += 1
        return await super().read(select, *args, **kwargs)


def begun(database: Database, count: int) -> list[bytes]:
    """The keys of so many new drafts."""
    field, keys = in_the_field(database), [new_key() for _ in range(count)]
    with database.write() as connection:
        BeginDraft.store(connection, [field.begin(key) for key in keys])
    return keys


async def test_each_is_given_the_draft_that_they_asked_for(database: Database) -> None:
    drafts, keys = Drafts(database), begun(database, 3)
    found = await asyncio.gather(*(drafts.at(key, NOON) for key in keys))
    assert [each and each.key for each in found] == keys


async def test_what_is_not_there_or_has_expired_is_nobodys(database: Database) -> None:
    drafts, [key] = Drafts(database), begun(database, 1)
    asked = ((new_key(), NOON), (key, LATER), (key, LATER - 1))
    unknown, expired, known = await asyncio.gather(*(drafts.at(*each) for each in asked))
    assert (unknown, expired, known is None) == (None, None, False)


@pytest.mark.postgres
async def test_drafts_asked_for_in_one_turn_are_one_read_on_postgresql(postgres_address: str) -> None:
    database = Counted(postgres_address)
    drafts, keys = Drafts(database), begun(database, 5)
    await asyncio.gather(*(drafts.at(key, NOON) for key in keys))
    assert database.reads == 1
    await drafts.at(keys[0], NOON)
    assert database.reads == 2
    await database.close()


async def test_one_who_leaves_takes_nobodys_draft_along(database: Database) -> None:
    drafts, keys = Drafts(database), begun(database, 2)
    leaving, staying = (asyncio.create_task(drafts.at(key, NOON)) for key in keys)
    await asyncio.wait((leaving, staying), timeout=0)  # both have asked
    leaving.cancel()
    found = await staying
    assert found is not None
    assert found.key == keys[1]


async def test_everybody_is_told_that_the_database_is_away() -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/nowhere")
    drafts = Drafts(database)
    told = await asyncio.gather(*(drafts.at(new_key(), NOON) for _ in range(3)), return_exceptions=True)
    assert [type(each) for each in told] == [Unreachable] * 3
    await database.close()
