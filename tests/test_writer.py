"""The writer: groups in one transaction, an outcome for each waiter after its commit, and nothing twice or lost."""

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from survey_app import database as database_module
from survey_app import writer as writer_module
from survey_app.database import Database
from survey_app.writer import NotStored, Write, Writer, WriterFull
from tests.faults.hasty import HastyWriter
from tests.writes import Keep, KeepAlone, KeepFirst, kept, stored_kinds

PATIENCE = 20.0
"""Seconds after which something that should happen has not."""


async def together(writer: Writer, writes: Sequence[Write[str]]) -> list[str | BaseException]:
    """The outcomes of writes that wait together, because the writer is busy until all of them do."""
    busy, go_on = threading.Event(), threading.Event()
    holding = asyncio.create_task(writer.transaction(hold, busy, go_on))
    await asyncio.to_thread(busy.wait, PATIENCE)
    waiting = [asyncio.create_task(writer.write(write)) for write in writes]
    asyncio.get_running_loop().call_soon(go_on.set)  # after each of them has begun to wait
    await holding
    return await asyncio.gather(*waiting, return_exceptions=True)


def hold(_: Connection, busy: threading.Event, go_on: threading.Event) -> None:
    """Keep the writer busy until told to go on."""
    busy.set()
    assert go_on.wait(PATIENCE)


def counted(database: Database) -> list[str]:
    """A list that grows by one with each transaction of the writer."""
    begun: list[str] = []

    def note(_: Connection) -> None:
        begun.append("begin")

    event.listen(database.writing, "begin", note)
    return begun


async def test_a_write_is_stored_and_gives_its_outcome(database: Database, writer: Writer) -> None:
    assert await writer.write(Keep("one")) == "ONE"
    assert kept(database) == {"one": "word"}


async def test_writes_that_wait_together_are_one_transaction(database: Database, writer: Writer) -> None:
    begun = counted(database)
    names = [f"n{number:03d}" for number in range(100)]
    outcomes = await together(writer, [Keep(name) for name in reversed(names)])
    assert outcomes == [name.upper() for name in reversed(names)]
    assert len(begun) == 2  # the one that held the writer, and the group
    assert sorted(kept(database)) == names


async def test_no_group_is_larger_than_the_limit(database: Database, writer: Writer) -> None:
    begun = counted(database)
    outcomes = await together(writer, [Keep(f"n{number}") for number in range(writer_module.GROUP + 1)])
    assert len(set(outcomes)) == writer_module.GROUP + 1
    assert len(begun) == 3


async def test_kinds_are_stored_in_their_order_and_sorted_by_key(writer: Writer) -> None:
    stored_kinds.clear()
    await together(writer, [Keep("b"), KeepFirst("z"), Keep("a"), KeepFirst("y")])
    assert stored_kinds == ["KeepFirst y z", "Keep a b"]


async def test_one_bad_write_fails_alone(database: Database, writer: Writer) -> None:
    await writer.write(Keep("there", "before"))
    first, bad, last = await together(writer, [Keep("first"), Keep("there", "again"), Keep("last")])
    assert (first, last) == ("FIRST", "LAST")
    assert isinstance(bad, NotStored)
    assert kept(database) == {"there": "before", "first": "word", "last": "word"}


async def test_a_bad_write_among_many_is_found_by_halves(database: Database, writer: Writer) -> None:
    await writer.write(Keep("n100", "before"))
    begun = counted(database)
    outcomes = await together(writer, [Keep(f"n{number:03d}") for number in range(200)])
    assert [place for place, each in enumerate(outcomes) if isinstance(each, NotStored)] == [100]
    assert len(kept(database)) == 200
    assert len(begun) <= 18  # the one that held the writer, all of them, and two for each time they are halved


async def test_two_of_the_same_key_in_one_group_are_told_apart(database: Database, writer: Writer) -> None:
    first, second = await together(writer, [Keep("same", "first"), Keep("same", "second")])
    assert first == "SAME"
    assert isinstance(second, NotStored)
    assert kept(database) == {"same": "first"}


async def test_a_kind_that_asks_for_it_is_tried_one_by_one(database: Database, writer: Writer) -> None:
    assert await together(writer, [KeepAlone("a"), KeepAlone("b"), Keep("c")]) == ["A", "B", "C"]
    assert sorted(kept(database)) == ["a", "b", "c"]


async def test_a_waiter_is_answered_after_its_commit(database: Database, writer: Writer) -> None:
    assert await unseen_when_answered(database, writer) == 0


async def test_a_writer_that_answers_before_is_found_out(database: Database) -> None:
    hasty = HastyWriter(database)
    hasty.start()
    assert await unseen_when_answered(database, hasty) == 5
    await hasty.stop()


async def unseen_when_answered(database: Database, writer: Writer) -> int:
    """How many of five writes another connection does not see at the moment in which they are answered."""
    unseen = 0
    for number in range(5):
        await writer.write(Keep(f"n{number}"))
        unseen += f"n{number}" not in await database.read(_names)
    return unseen


def _names(connection: Connection) -> set[str]:
    return set(connection.execute(text("SELECT name FROM lease")).scalars())


async def test_too_many_waiters_are_refused_and_the_others_stored(
    database: Database, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "WAITERS", 3)
    outcomes = await together(writer, [Keep(f"n{number}") for number in range(5)])
    assert outcomes[:3] == ["N0", "N1", "N2"]
    assert [type(outcome) for outcome in outcomes[3:]] == [WriterFull, WriterFull]
    assert sorted(kept(database)) == ["n0", "n1", "n2"]


async def test_stopping_stores_what_waits_and_refuses_more(database: Database) -> None:
    writer = Writer(database)
    writer.start()
    busy, go_on = threading.Event(), threading.Event()
    holding = asyncio.create_task(writer.transaction(hold, busy, go_on))
    await asyncio.to_thread(busy.wait, PATIENCE)
    waiting = [asyncio.create_task(writer.write(Keep(f"n{number}"))) for number in range(300)]
    stopping = asyncio.create_task(writer.stop())
    asyncio.get_running_loop().call_soon(go_on.set)
    await stopping
    assert len(await asyncio.gather(*waiting, holding)) == 301
    assert len(kept(database)) == 300
    with pytest.raises(WriterFull):
        await writer.write(Keep("late"))


async def test_a_waiter_who_leaves_is_stored_all_the_same(database: Database, writer: Writer) -> None:
    leaves = asyncio.create_task(writer.write(Keep("leaves")))
    asyncio.get_running_loop().call_soon(leaves.cancel)
    with pytest.raises(asyncio.CancelledError):
        await leaves
    assert await writer.write(Keep("stays")) == "STAYS"
    assert sorted(kept(database)) == ["leaves", "stays"]


def test_a_loop_that_ended_before_it_handed_over_holds_nobody_up(sqlite_database: Database) -> None:
    writer = Writer(sqlite_database)
    writer.start()
    ended = asyncio.new_event_loop()
    left = writer.write(Keep("left"))

    async def begin() -> None:
        left.send(None)
        asyncio.get_running_loop().stop()  # before what it was told to call soon

    async def go_on() -> str:
        stored = await asyncio.wait_for(writer.write(Keep("after")), PATIENCE)
        await writer.stop()
        return stored

    task = ended.create_task(begin())
    ended.run_forever()
    ended.close()
    left.close()
    assert task.done()
    assert asyncio.run(go_on()) == "AFTER"
    assert sorted(kept(sqlite_database)) == ["after", "left"]


async def test_a_transaction_gives_what_its_function_gives(database: Database, writer: Writer) -> None:
    def change(connection: Connection, name: str, *, word: str) -> str:
        return Keep.store(connection, [Keep(name, word)])[0]

    assert await writer.transaction(change, "one", word="kept") == "ONE"
    assert kept(database) == {"one": "kept"}


async def test_a_transaction_that_raises_stores_nothing(database: Database, writer: Writer) -> None:
    def change(connection: Connection) -> None:
        Keep.store(connection, [Keep("half")])
        raise LookupError("no such thing")

    with pytest.raises(LookupError, match="no such thing"):
        await writer.transaction(change)
    assert kept(database) == {}
    assert await writer.write(Keep("after")) == "AFTER"


async def test_a_transaction_that_the_database_refuses_was_not_stored(database: Database, writer: Writer) -> None:
    def change(connection: Connection) -> None:
        Keep.store(connection, [Keep("same"), Keep("same")])

    with pytest.raises(NotStored):
        await writer.transaction(change)
    assert kept(database) == {}


async def test_a_slow_transaction_is_named_in_the_log(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(writer_module, "SLOW_SECONDS", 0.0)
    await writer.transaction(_names)
    assert "a team's transaction took" in caplog.text


async def test_what_was_typed_is_in_no_error(writer: Writer) -> None:
    await writer.write(Keep("same"))
    with pytest.raises(NotStored) as refused:
        await writer.write(Keep("same", "something private"))
    assert "private" not in f"{refused.value} {refused.value.__cause__}"


async def test_while_another_program_holds_sqlite_the_writer_waits(sqlite_database: Database, tmp_path: Path) -> None:
    writer = Writer(sqlite_database)
    writer.start()
    with closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as stranger:
        stranger.execute("BEGIN EXCLUSIVE")
        waiting = asyncio.create_task(writer.write(Keep("patient")))
        done, _ = await asyncio.wait([waiting], timeout=0.3)
        assert not done
        stranger.execute("COMMIT")
    assert await waiting == "PATIENT"
    await writer.stop()


async def test_while_another_program_holds_sqlite_for_long_all_are_told_at_once(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_MS", 200)
    writer = Writer(sqlite_database)
    writer.start()
    loop = asyncio.get_running_loop()
    with closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as stranger:
        stranger.execute("BEGIN EXCLUSIVE")
        begun = loop.time()
        waiting = [asyncio.create_task(writer.write(Keep(f"n{number}"))) for number in range(20)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        took = loop.time() - begun
        stranger.execute("COMMIT")
    assert {type(outcome) for outcome in outcomes} == {NotStored}
    assert took < 2  # once or twice 0.2 seconds, not twenty times
    assert await writer.write(Keep("after")) == "AFTER"
    await writer.stop()
