"""Drafts in the database: begun, saved page by page, ended."""

from collections.abc import Sequence
from typing import ClassVar, TypeAlias, cast

import msgspec
from msgspec import Struct
from sqlalchemy import ARRAY, Connection, and_, any_, bindparam, delete, exists, insert, select, update

from survey_app.respond.journey import Draft
from survey_app.statements import Statement
from survey_app.tables.respond import draft
from survey_app.writer import NotAsGroup, Write

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Draft)


class StoredDraft(Struct, frozen=True):
    """One draft as it is stored. `revision` counts its saves; a save must name the one that it changes."""

    key: bytes
    wave_id: int
    version_id: int
    collector_id: int
    variant: str
    shared: bool
    content: Draft
    revision: int
    expires_hour: int


Row: TypeAlias = tuple[bytes, int, int, int, str, bool, str, int, int]
"""One row as the driver gives it, in the order of StoredDraft."""

_columns = select(*(draft.c[name] for name in StoredDraft.__struct_fields__))
_select = Statement(
    _columns.where(draft.c.key == bindparam("wanted"), draft.c.expires_hour > bindparam("now")), "wanted", "now"
)
_select_each = Statement(
    _columns.where(draft.c.key == any_(bindparam("wanted", type_=ARRAY(draft.c.key.type)))), "wanted"
)
_new = tuple(bindparam(column.name, type_=column.type) for column in draft.c)
_insert = Statement(
    insert(draft).from_select(
        list(draft.c.keys()),
        select(*_new).where(~exists().where(draft.c.key == bindparam("key", type_=draft.c.key.type))),
    ),
    *draft.c.keys(),
)
_update = Statement(
    update(draft)
    .where(and_(draft.c.key == bindparam("wanted"), draft.c.revision == bindparam("revision_before")))
    .values(
        content=bindparam("content"),
        variant=bindparam("variant"),
        expires_hour=bindparam("expires_hour"),
        revision=draft.c.revision + 1,
    ),
    *("wanted", "revision_before", "content", "variant", "expires_hour"),
)
_delete = delete(draft).where(draft.c.key == bindparam("wanted"))


def draft_by_key(connection: Connection, key: bytes, now: int) -> StoredDraft | None:
    """One draft, or None when there is none or it has expired. `now` is UTC seconds."""
    row = _select.one(connection, (key, now))
    return None if row is None else decoded(cast("Row", row))


def rows_by_key(connection: Connection, keys: Sequence[bytes]) -> dict[bytes, Row]:
    """Those of these drafts that are there, expired or not. For PostgreSQL, which takes the keys as one value."""
    return {row[0]: row for row in cast("Sequence[Row]", _select_each.all(connection, (list(keys),)))}


def decoded(row: Row) -> StoredDraft:
    """A row as a draft."""
    key, wave_id, version_id, collector_id, variant, shared, content, revision, expires = row
    typed = _decoder.decode(content)
    return StoredDraft(key, wave_id, version_id, collector_id, variant, bool(shared), typed, revision, expires)


class BeginDraft(Write[None], frozen=True, kw_only=True):
    """Begin a draft under a new key; one that is there already is the same, after a lost connection."""

    order: ClassVar[int] = 2

    key: bytes
    wave_id: int
    version_id: int
    collector_id: int
    variant: str
    shared: bool
    content: Draft
    expires_hour: int

    def sort_key(self) -> bytes:
        """Drafts are stored in the order of their keys."""
        return self.key

    @classmethod
    def store(cls, connection: Connection, writes: Sequence["BeginDraft"]) -> Sequence[None]:  # type: ignore[override]  # a group holds one kind
        """Insert every draft that is not there."""
        _insert.run(
            connection,
            [
                (
                    write.key,
                    write.wave_id,
                    write.version_id,
                    write.collector_id,
                    write.variant,
                    write.shared,
                    _encoder.encode(write.content).decode(),
                    1,
                    write.expires_hour,
                )
                for write in writes
            ],
        )
        return [None] * len(writes)


class SaveDraft(Write[bool], frozen=True, kw_only=True):
    """Save one page into a draft. The outcome is False when another save came between, or the draft is gone."""

    order: ClassVar[int] = 3

    key: bytes
    revision: int
    variant: str
    content: Draft
    expires_hour: int

    def sort_key(self) -> bytes:
        """Drafts are stored in the order of their keys."""
        return self.key

    @classmethod
    def store(cls, connection: Connection, writes: Sequence["SaveDraft"]) -> Sequence[bool]:  # type: ignore[override]  # a group holds one kind
        """Update every draft that still is at its revision."""
        saved = _update.run(
            connection,
            [
                (
                    write.key,
                    write.revision,
                    _encoder.encode(write.content).decode(),
                    write.variant,
                    write.expires_hour,
                )
                for write in writes
            ],
        )
        if saved == len(writes):
            return [True] * len(writes)
        if len(writes) > 1:
            raise NotAsGroup
        return [False]


class EndDraft(Write[None], frozen=True, kw_only=True):
    """Delete a draft, whether or not it is still there."""

    order: ClassVar[int] = 4

    key: bytes

    def sort_key(self) -> bytes:
        """Drafts are stored in the order of their keys."""
        return self.key

    @classmethod
    def store(cls, connection: Connection, writes: Sequence["EndDraft"]) -> Sequence[None]:  # type: ignore[override]  # a group holds one kind
        """Delete every draft."""
        connection.execute(_delete, [{"wanted": write.key} for write in writes])
        return [None] * len(writes)


def delete_expired(connection: Connection, now: int, most: int) -> int:
    """Delete drafts whose hour has come, at most so many; gives how many. `now` is UTC seconds."""
    keys = select(draft.c.key).where(draft.c.expires_hour <= now).limit(most)
    return connection.execute(delete(draft).where(draft.c.key.in_(keys))).rowcount
