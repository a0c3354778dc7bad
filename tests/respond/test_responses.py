"""Responses: sent exactly once whoever presses how often, closed to the second, and taken back by their receipt."""

import asyncio
import json
from collections import Counter

import pytest
from sqlalchemy import Connection, select

from survey_app.database import Database
from survey_app.respond.drafts import EndDraft, draft_by_key
from survey_app.respond.responses import Sent, receipt_exists, withdraw
from survey_app.surveys.waves import GRACE, close_wave
from survey_app.tables.respond import change, profile_answer, receipt, response
from survey_app.writer import Writer
from tests.respond.fieldwork import DAY, NOON, Field, draft_count, in_the_field, new_key, save, stored_texts


def rows(connection: Connection) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(select(response)).mappings()]


def receipts(connection: Connection) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(select(receipt)).mappings()]


def stamp_now(connection: Connection) -> int:
    return int(connection.execute(select(change.c.n)).scalar_one())


async def test_sending_puts_the_draft_out_and_the_response_in(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    assert await writer.write(field.send(key, withdraw_by="2027-02-01")) is Sent.STORED
    assert draft_count(database) == 0
    (stored,) = database.read_blocking(rows)
    (kept,) = database.read_blocking(receipts)
    assert kept == {
        "code_hash": key[::-1],
        "response_id": stored["id"],
        "withdraw_by": "2027-02-01",
        "settled": False,
    }
    assert json.loads(str(stored.pop("answers"))) == {"Q1": key.hex(), "Q2": None, "Q3": ["a", "b"]}
    assert stored.pop("id") in range(2**63)
    assert stored == {
        "survey_id": field.survey_id,
        "version_id": field.version_id,
        "wave_id": field.wave_id,
        "collector_id": field.collector_id,
        "channel": "web",
        "place": "a library",
        "variant": "en",
        "help": "reader",
        "day": DAY,
        "reached": None,
        "pace": "2_to_5",
        "state": "counted",
        "demonstration": False,
        "settled": False,
        "stamp": 1,
    }


async def test_fifty_presses_at_once_send_once(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    outcomes = await asyncio.gather(*(writer.write(field.send(key)) for _ in range(50)))
    assert Counter(outcomes) == {Sent.STORED: 1, Sent.BEFORE: 49}
    assert len(stored_texts(database)) == 1


async def test_people_who_press_together_are_each_stored_once(database: Database, writer: Writer, field: Field) -> None:
    keys = [new_key() for _ in range(40)]
    await asyncio.gather(*(writer.write(field.begin(key)) for key in keys))
    outcomes = await asyncio.gather(*(writer.write(field.send(key)) for key in keys * 3))
    assert Counter(outcomes) == {Sent.STORED: 40, Sent.BEFORE: 80}
    assert sorted(json.loads(text)["Q1"] for text in stored_texts(database)) == sorted(key.hex() for key in keys)


async def test_the_responses_of_one_group_bear_one_stamp_and_stamps_only_grow(
    database: Database, writer: Writer, field: Field
) -> None:
    keys = [new_key() for _ in range(6)]
    await asyncio.gather(*(writer.write(field.begin(key)) for key in keys))
    for key in keys[:2]:
        await writer.write(field.send(key))
    await asyncio.gather(*(writer.write(field.send(key)) for key in keys[2:]))
    stamps = sorted(int(str(row["stamp"])) for row in database.read_blocking(rows))
    assert stamps[:2] == [1, 2]
    assert max(stamps) == database.read_blocking(stamp_now)


async def test_a_page_saved_meanwhile_is_never_left_out(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    assert await writer.write(save(key, 1, "from another tab"))
    assert await writer.write(field.send(key, revision=1)) is Sent.CHANGED
    found = await database.read(draft_by_key, key, NOON)
    assert found is not None
    assert found.content.fields == {"Q1": ("from another tab",)}
    assert await writer.write(field.send(key, revision=found.revision)) is Sent.STORED


@pytest.mark.parametrize("first", ["save", "send"])
async def test_a_save_and_a_send_at_once_are_never_both_acknowledged(
    database: Database, writer: Writer, field: Field, first: str
) -> None:
    keys = [new_key() for _ in range(30)]
    await asyncio.gather(*(writer.write(field.begin(key)) for key in keys))
    pairs = [(writer.write(save(key, 1, "a page")), writer.write(field.send(key))) for key in keys]
    ordered = [each for pair in pairs for each in (pair if first == "save" else reversed(pair))]
    outcomes = await asyncio.gather(*ordered)
    for saved, sent in zip(outcomes[::2], outcomes[1::2], strict=True):
        saved, sent = (saved, sent) if first == "save" else (sent, saved)
        assert (saved, sent) in {(True, Sent.CHANGED), (False, Sent.STORED)}
    assert draft_count(database) + len(stored_texts(database)) == 30


async def test_sending_what_was_deleted_says_so(writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    await writer.write(EndDraft(key=key))
    assert await writer.write(field.send(key)) is Sent.GONE


@pytest.mark.parametrize(
    ("seconds", "outcome"),
    [(-1, Sent.STORED), (0, Sent.STORED), (GRACE - 1, Sent.STORED), (GRACE, Sent.CLOSED), (GRACE + 1, Sent.CLOSED)],
)
async def test_what_was_begun_before_closing_may_be_sent_for_a_quarter_of_an_hour(
    database: Database, writer: Writer, field: Field, seconds: int, outcome: Sent
) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    with database.write() as connection:  # while the page is open: what counts is compared inside the write
        close_wave(connection, field.wave_id, NOON, "2027-01-29")
    assert await writer.write(field.send(key, now=NOON + seconds)) is outcome
    assert draft_count(database) == (outcome is Sent.CLOSED)


async def test_one_that_is_late_does_not_stop_those_in_time(database: Database, writer: Writer) -> None:
    field = in_the_field(database, closes_at=NOON)
    keys = [new_key() for _ in range(3)]
    await asyncio.gather(*(writer.write(field.begin(key)) for key in keys))
    instants = (NOON, NOON + GRACE, NOON + GRACE - 1)
    sends = [writer.write(field.send(key, now=now)) for key, now in zip(keys, instants, strict=True)]
    assert await asyncio.gather(*sends) == [Sent.STORED, Sent.CLOSED, Sent.STORED]


async def test_before_opening_nothing_is_sent(writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    assert await writer.write(field.send(key, now=0)) is Sent.CLOSED


async def test_profile_answers_stand_apart_without_a_key(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    await writer.write(field.send(key, profile={"E1": "a", "E2": ("a", "b"), "E3": None}))
    found = database.read_blocking(lambda reader: list(reader.execute(select(profile_answer)).mappings()))
    assert sorted((row["question"], row["answer"]) for row in found if row["answer"]) == [
        ("E1", '"a"'),
        ("E2", '["a","b"]'),
    ]
    assert [row["question"] for row in found if row["answer"] is None] == ["E3"]
    (stored,) = database.read_blocking(rows)
    assert not {row["id"] for row in found} & set(stored.values())


async def test_taking_back_blanks_the_response_once(database: Database, writer: Writer, field: Field) -> None:
    keys = [new_key(), new_key()]
    for key in keys:
        await writer.write(field.begin(key))
        await writer.write(field.send(key))
    assert await writer.transaction(withdraw, keys[0][::-1], DAY)
    assert not await writer.transaction(withdraw, keys[0][::-1], DAY)
    blank, stays = sorted(database.read_blocking(rows), key=lambda row: row["state"] == "counted")
    assert {name: blank[name] for name in ("state", "answers", "place", "help", "variant", "pace", "reached")} == {
        "state": "withdrawn",
        "answers": "{}",
        "place": "",
        "help": "",
        "variant": "",
        "pace": "",
        "reached": None,
    }
    assert blank["stamp"] == database.read_blocking(stamp_now) == 3  # so that results see it
    assert json.loads(str(stays["answers"]))["Q1"] == keys[1].hex()
    assert not database.read_blocking(receipt_exists, keys[0][::-1])
    assert database.read_blocking(receipt_exists, keys[1][::-1])


async def test_a_wrong_code_takes_nothing_back_and_leaves_no_mark(
    database: Database, writer: Writer, field: Field
) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    await writer.write(field.send(key))
    assert not await writer.transaction(withdraw, new_key(), DAY)
    assert database.read_blocking(stamp_now) == 1
    assert [row["state"] for row in database.read_blocking(rows)] == ["counted"]


@pytest.mark.parametrize(("today", "taken"), [("2027-01-29", True), ("2027-01-30", False)])
async def test_answers_may_be_taken_back_until_the_end_of_their_day(
    writer: Writer, field: Field, today: str, taken: bool
) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    await writer.write(field.send(key, withdraw_by="2027-01-29"))
    assert await writer.transaction(withdraw, key[::-1], today) is taken
