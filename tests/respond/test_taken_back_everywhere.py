"""Taken back, an answer is gone from the files too: what was typed is searched for in every byte beside the database.

The search finds it before, and it finds it in a copy whose database does not overwrite what it deletes.
"""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from survey_app.database import Database
from survey_app.respond.receipts import TakenBack, take_back
from survey_app.respond.settling import settle, settle_profiles
from survey_app.tables.respond import response
from survey_app.writer import Writer
from tests.respond.fieldwork import DAY, NEXT_DAY, NOON, Field, in_the_field, new_key, save
from tests.respond.traces import everything

TYPED = "my landlord reads my post"
DELETE = "DELETE FROM response WHERE answers LIKE '%landlord%'"


@pytest.fixture
async def writer(database: Database) -> AsyncIterator[Writer]:
    """A started writer."""
    started = Writer(database)
    started.start()
    yield started
    await started.stop()


def places(folder: Path, text: str = TYPED) -> list[str]:
    """The files below a folder in which these words stand."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sorted(file.name for file in files if text.encode() in file.read_bytes())


async def sent(writer: Writer, field: Field, text: str) -> bytes:
    """Somebody types these words, saves them as a draft and sends them; gives their key."""
    key = new_key()
    await writer.write(field.begin(key))
    await writer.write(save(key, 1, text))
    await writer.write(field.send(key, revision=2, text=text))
    return key


async def settled_and_swept(writer: Writer) -> None:
    """What the service's jobs do in the night, and after it."""
    await writer.transaction(settle_profiles, NEXT_DAY)
    await writer.transaction(settle, NEXT_DAY)
    assert await writer.sweep()


@pytest.mark.parametrize("settled", [False, True], ids=["on the same day", "after the night"])
async def test_no_file_holds_what_was_typed(sqlite_database: Database, tmp_path: Path, *, settled: bool) -> None:
    writer = Writer(sqlite_database)
    writer.start()
    field = in_the_field(sqlite_database)
    for number in range(40):
        await sent(writer, field, f"another answer, number {number}")
    key = await sent(writer, field, TYPED)
    if settled:
        await settled_and_swept(writer)
    assert places(tmp_path) != []
    assert await writer.transaction(take_back, key[::-1], DAY, NOON) is TakenBack.NOW
    await settled_and_swept(writer)
    assert places(tmp_path) == []
    assert places(tmp_path, "another answer, number 7") == ["test.db"]
    await writer.stop()


async def test_a_database_that_overwrites_nothing_is_found_out(sqlite_database: Database, tmp_path: Path) -> None:
    writer = Writer(sqlite_database)
    writer.start()
    field = in_the_field(sqlite_database)
    for text in ("an answer before", TYPED, "an answer after"):
        await sent(writer, field, text)
    assert await writer.sweep()
    await writer.stop()
    careless = tmp_path / "careless"
    careless.mkdir()
    shutil.copyfile(tmp_path / "test.db", careless / "copy.db")
    with closing(sqlite3.connect(careless / "copy.db")) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(DELETE)
        connection.commit()
    assert places(careless) == ["copy.db"]


async def test_the_row_is_blank_on_both_databases_and_no_dead_copy_of_it_stays(
    database: Database, writer: Writer
) -> None:
    field = in_the_field(database)
    key = await sent(writer, field, TYPED)
    await sent(writer, field, "somebody else")
    assert TYPED in str(everything(database, response))
    assert await writer.transaction(take_back, key[::-1], DAY, NOON) is TakenBack.NOW
    await settled_and_swept(writer)
    rows = everything(database, response)
    assert TYPED not in str(rows)
    assert "somebody else" in str(rows)
    (blank,) = [row for row in rows if row["state"] == "withdrawn"]
    kept = ("answers", "place", "help", "variant", "pace", "reached")
    assert [blank[name] for name in kept] == ["{}", "", "", "", "", None]
