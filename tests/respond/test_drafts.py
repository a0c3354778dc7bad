"""Drafts: everything typed is kept, a save names what it changes, and what has expired is gone."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from survey_app.database import Database
from survey_app.respond.drafts import EndDraft, StoredDraft, _decoder, _encoder, delete_expired, draft_by_key
from survey_app.respond.journey import Draft
from survey_app.tables.respond import draft
from survey_app.writer import Writer
from tests.respond.fieldwork import LATER, NOON, Field, draft_count, new_key, save

TYPED = Draft(
    sections={"only": "refused"},
    fields={"Q1": ("héllo\r\n\t\u0627\u0631\u062f\u0648 🎈 <b>&amp;",), "Q2": ("a", "b")},
    reviewed=True,
    begun_minute=30_000_000,
)


async def read(database: Database, key: bytes, now: int = NOON) -> StoredDraft:
    found = await database.read(draft_by_key, key, now)
    assert found is not None
    return found


async def test_a_draft_comes_back_as_it_was_typed(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key, TYPED))
    assert await read(database, key) == StoredDraft(
        key, field.wave_id, field.version_id, field.collector_id, "en", False, TYPED, 1, LATER
    )


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9),
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"))).map(tuple),
    ),
    st.dictionaries(st.text(max_size=9), st.sampled_from(["passed", "skipped", "refused"])),
    st.booleans(),
)
def test_anything_typed_is_encoded_without_loss(
    fields: dict[str, tuple[str, ...]], sections: dict[str, str], reviewed: bool
) -> None:
    typed = Draft(sections=sections, fields=fields, reviewed=reviewed)  # type: ignore[arg-type]  # the three states
    assert _decoder.decode(_encoder.encode(typed).decode()) == typed


async def test_beginning_twice_under_one_key_changes_nothing(database: Database, writer: Writer, field: Field) -> None:
    key, other = new_key(), new_key()
    await writer.write(field.begin(key, TYPED))
    await asyncio.gather(*(writer.write(field.begin(each)) for each in (key, other, key)))
    assert (await read(database, key)).content == TYPED
    assert draft_count(database) == 2


async def test_a_save_counts_the_revision_on(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    assert await writer.write(save(key, 1, "first"))
    assert await writer.write(save(key, 2, "second"))
    found = await read(database, key)
    assert (found.revision, found.content.fields) == (3, {"Q1": ("second",)})


async def test_a_save_of_an_older_revision_is_refused(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    assert await writer.write(save(key, 1, "first"))
    assert not await writer.write(save(key, 1, "from another tab"))
    assert (await read(database, key)).content.fields == {"Q1": ("first",)}


async def test_of_many_saves_at_once_one_wins_for_each_draft(database: Database, writer: Writer, field: Field) -> None:
    keys = [new_key() for _ in range(10)]
    await asyncio.gather(*(writer.write(field.begin(key)) for key in keys))
    attempts = [(key, number) for number in range(5) for key in keys]
    outcomes = await asyncio.gather(*(writer.write(save(key, 1, str(number))) for key, number in attempts))
    won = {key: number for (key, number), outcome in zip(attempts, outcomes, strict=True) if outcome}
    assert len(won) == sum(outcomes) == 10
    for key in keys:
        assert (await read(database, key)).content.fields == {"Q1": (str(won[key]),)}


async def test_saving_into_no_draft_is_refused(writer: Writer, field: Field) -> None:
    assert field.wave_id
    assert not await writer.write(save(new_key(), 1, "too late"))


async def test_an_ended_draft_is_gone_and_may_be_ended_again(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key))
    await writer.write(EndDraft(key=key))
    await writer.write(EndDraft(key=key))
    assert draft_count(database) == 0


async def test_a_draft_lives_until_its_hour(database: Database, writer: Writer, field: Field) -> None:
    key = new_key()
    await writer.write(field.begin(key, expires_hour=NOON))
    assert await database.read(draft_by_key, key, NOON - 1) is not None
    assert await database.read(draft_by_key, key, NOON) is None


async def test_expired_drafts_are_deleted_so_many_at_a_time(database: Database, writer: Writer, field: Field) -> None:
    await asyncio.gather(*(writer.write(field.begin(new_key(), expires_hour=NOON)) for _ in range(5)))
    lives = new_key()
    await writer.write(field.begin(lives, expires_hour=NOON + 3600))
    assert [await writer.transaction(delete_expired, NOON, 3) for _ in range(3)] == [3, 2, 0]
    assert database.read_blocking(_keys) == [lives]


async def test_a_great_many_drafts_expire_at_once(database: Database, field: Field) -> None:
    many = 70_000  # more than either database takes as values of one statement
    ids = {"wave_id": field.wave_id, "version_id": field.version_id, "collector_id": field.collector_id}
    row = {**ids, "variant": "en", "shared": False, "content": "{}", "revision": 1, "expires_hour": NOON}
    with database.write() as connection:
        connection.execute(draft.insert(), [{**row, "key": number.to_bytes(32)} for number in range(many)])
    with database.write() as connection:
        assert delete_expired(connection, NOON, many) == many


def _keys(connection: Connection) -> list[bytes]:
    return list(connection.execute(select(draft.c.key)).scalars())
