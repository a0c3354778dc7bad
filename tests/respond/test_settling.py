"""Settling: after the night nothing in the database tells who came first, or joins what stands apart.

What is looked for is looked for in the unsettled tables too, where it must be found.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest
from sqlalchemy import Table, select

from survey_app.database import Database
from survey_app.respond import settling
from survey_app.respond.responses import receipt_exists, withdraw
from survey_app.respond.settling import forget_receipts, settle, settle_profiles
from survey_app.surveys.waves import close_wave
from survey_app.tables.respond import change, profile_answer, receipt, response
from survey_app.writer import Writer
from tests.respond.fieldwork import DAY, NEXT_DAY, Field, in_the_field, new_key
from tests.respond.traces import everything, numbered, telling

PEOPLE = 150


async def send_one_by_one(writer: Writer, field: Field, count: int, day: str = DAY) -> list[bytes]:
    """People who send one after another, each with two profile answers; gives their keys in that order."""
    keys = [new_key() for _ in range(count)]
    for key in keys:
        await writer.write(field.begin(key))
        await writer.write(field.send(key, day=day, profile={"E1": key.hex(), "E2": None}))
    return keys


def in_order(rows: list[dict[str, object]], keys: Sequence[bytes]) -> tuple[list[dict[str, object]], list[int]]:
    """Responses with the places of their people in the order of arrival."""
    places = {key.hex(): place for place, key in enumerate(keys)}
    found = [(row, next((place for name, place in places.items() if name in str(row)), None)) for row in rows]
    return [row for row, place in found if place is not None], [place for _, place in found if place is not None]


async def test_nothing_of_a_settled_response_tells_its_order(database: Database, writer: Writer, field: Field) -> None:
    keys = await send_one_by_one(writer, field, PEOPLE)
    before = telling(*in_order(everything(database, response), keys), known=["answers"])
    assert before == ({"stamp"} if database.sqlite else {"stamp", "xmin", "ctid"})
    assert await writer.transaction(settle, NEXT_DAY) == PEOPLE
    rows = everything(database, response)
    assert telling(*in_order(rows, keys), known=["answers"]) == set()
    alike = {"stamp", "settled"} if database.sqlite else {"stamp", "settled", "xmin", "xmax"}
    assert all(len({str(row[name]) for row in rows}) == 1 for name in alike)
    if not database.sqlite:
        assert sorted(rows, key=lambda row: int(str(row["id"]))) == sorted(
            rows, key=lambda row: numbered([row["ctid"]])[0]
        )


async def test_nothing_of_a_settled_receipt_tells_its_order(database: Database, writer: Writer, field: Field) -> None:
    keys = await send_one_by_one(writer, field, PEOPLE)
    places = {str(key[::-1]): place for place, key in enumerate(keys)}
    for settled in (False, True):
        if settled:
            await writer.transaction(settle, NEXT_DAY)
        rows = everything(database, receipt)
        arrivals = [places[str(row["code_hash"])] for row in rows]
        found = telling(rows, arrivals, known=["code_hash", "response_id"])
        assert found == (set() if settled or database.sqlite else {"xmin", "ctid"})
        assert {row["settled"] for row in rows} == {settled}


async def test_nothing_of_settled_profile_answers_tells_whose_they_are(
    database: Database, writer: Writer, field: Field
) -> None:
    await send_one_by_one(writer, field, PEOPLE)
    together = _joined(database)
    assert together == ([] if database.sqlite else [PEOPLE])
    await writer.transaction(settle_profiles, NEXT_DAY)
    await writer.transaction(settle, NEXT_DAY)
    assert _joined(database) == []
    await send_one_by_one(writer, field, 1, NEXT_DAY)  # a quiet day: one person
    if not database.sqlite:
        assert _joined(database) == [1]
    before = {row["id"] for row in everything(database, profile_answer)}
    await writer.transaction(settle_profiles, "2027-01-17")
    await writer.transaction(settle, "2027-01-17")
    rows = everything(database, profile_answer)
    assert _joined(database) == []
    assert len(rows) == 2 * (PEOPLE + 1)
    assert not before & {row["id"] for row in rows}
    if not database.sqlite:
        assert len({row["xmin"] for row in rows}) == 1  # nor which came on that day


def _joined(database: Database) -> list[int]:
    """How many responses share their transaction with profile answers, as long as not everything does."""
    if database.sqlite:
        return []
    profiles = everything(database, profile_answer)
    ours = {row["xmin"] for row in profiles}
    joined = [row for row in everything(database, response) if row["xmin"] in ours]
    return [len(joined)] if joined else []


async def test_every_row_is_there_after_settling_but_for_its_order(
    database: Database, writer: Writer, field: Field
) -> None:
    await send_one_by_one(writer, field, 20)

    def facts(table: Table) -> list[str]:
        hidden = {"stamp", "settled", "rowid", "xmin", "xmax", "ctid", "cmin", "cmax"}
        hidden |= {"id"} if table is profile_answer else set()
        rows = everything(database, table)
        return sorted(str({name: value for name, value in row.items() if name not in hidden}) for row in rows)

    tables = (response, receipt, profile_answer)
    before = [facts(table) for table in tables]
    await writer.transaction(settle_profiles, NEXT_DAY)
    await writer.transaction(settle, NEXT_DAY)
    assert [facts(table) for table in tables] == before


async def test_the_running_day_is_left_alone(database: Database, writer: Writer, field: Field) -> None:
    await send_one_by_one(writer, field, 3)
    assert await writer.transaction(settle, DAY) == 0
    assert await writer.transaction(settle_profiles, DAY) == 0
    assert {row["settled"] for row in everything(database, response)} == {False}
    await send_one_by_one(writer, field, 2, NEXT_DAY)
    assert await writer.transaction(settle, NEXT_DAY) == 3
    assert sorted(str(row["settled"]) for row in everything(database, response)) == ["False"] * 2 + ["True"] * 3


async def test_settling_again_does_nothing(database: Database, writer: Writer, field: Field) -> None:
    await send_one_by_one(writer, field, 3)
    assert await writer.transaction(settle, NEXT_DAY) == 3
    before = everything(database, response), stamp_now(database)
    assert await writer.transaction(settle, NEXT_DAY) == 0
    assert (everything(database, response), stamp_now(database)) == before


async def test_results_see_what_was_settled(database: Database, writer: Writer, field: Field) -> None:
    await send_one_by_one(writer, field, 3)
    before = stamp_now(database)
    await writer.transaction(settle, NEXT_DAY)
    assert {row["stamp"] for row in everything(database, response)} == {before + 1} == {stamp_now(database)}


async def test_a_settled_response_may_still_be_taken_back(database: Database, writer: Writer, field: Field) -> None:
    keys = await send_one_by_one(writer, field, 2)
    await writer.transaction(settle, NEXT_DAY)
    assert await writer.transaction(withdraw, keys[0][::-1], NEXT_DAY)
    assert sorted(str(row["state"]) for row in everything(database, response)) == ["counted", "withdrawn"]


async def test_receipts_are_destroyed_after_their_day_and_ids_drawn_anew(
    database: Database, writer: Writer, field: Field
) -> None:
    keys = await send_one_by_one(writer, field, 20)
    await writer.transaction(settle, NEXT_DAY)
    with database.write() as connection:
        close_wave(connection, field.wave_id, 0, "2027-01-29")
    before = {str(row["id"]): row["answers"] for row in everything(database, response)}
    epoch = epoch_now(database)
    assert await writer.transaction(forget_receipts, "2027-01-29", 1000) == 0
    assert epoch_now(database) == epoch
    assert [await writer.transaction(forget_receipts, "2027-01-30", 15) for _ in range(3)] == [15, 5, 0]
    after = {str(row["id"]): row["answers"] for row in everything(database, response)}
    assert sorted(map(str, before.values())) == sorted(map(str, after.values()))
    assert not set(before) & set(after)
    assert everything(database, receipt) == []
    assert epoch_now(database) != epoch  # so that whoever read the old ids reads everything again
    assert not database.read_blocking(receipt_exists, keys[0][::-1])
    assert not await writer.transaction(withdraw, keys[0][::-1], "2027-01-30")


async def test_the_receipts_of_a_wave_without_an_end_are_kept(writer: Writer, field: Field) -> None:
    await send_one_by_one(writer, field, 1)
    assert await writer.transaction(forget_receipts, "2999-01-01", 1000) == 0


@pytest.mark.postgres
async def test_what_comes_while_another_process_settles_is_not_lost(
    postgres_database: Database, postgres_address: str
) -> None:
    assert await harm_of_settling_meanwhile(postgres_database, postgres_address) == 0


@pytest.mark.postgres
async def test_a_settling_that_keeps_nobody_out_is_found_out(
    postgres_database: Database, postgres_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "next_stamp", lambda _: 1)
    assert await harm_of_settling_meanwhile(postgres_database, postgres_address) > 0


async def harm_of_settling_meanwhile(database: Database, address: str) -> int:
    """Responses lost, or there again though taken back, while another process settles over and over."""
    field = in_the_field(database)
    writer, other = Writer(database), Writer(Database(address))
    writer.start()
    other.start()
    keys = await send_one_by_one(writer, field, 40)
    at_work = [
        asyncio.create_task(send_one_by_one(writer, field, 60)),
        *(asyncio.create_task(writer.transaction(withdraw, key[::-1], DAY)) for key in keys),
    ]
    while not all(task.done() for task in at_work):
        await other.transaction(settle, NEXT_DAY)
    await asyncio.gather(*at_work)
    states = Counter(str(row["state"]) for row in everything(database, response))
    await writer.stop()
    await other.stop()
    return abs(60 - states["counted"]) + abs(40 - states["withdrawn"])


def stamp_now(database: Database) -> int:
    return database.read_blocking(lambda connection: int(connection.execute(select(change.c.n)).scalar_one()))


def epoch_now(database: Database) -> str:
    return database.read_blocking(lambda connection: str(connection.execute(select(change.c.epoch)).scalar_one()))
