"""Kinds of writes for tests of the writer: they keep a word in the table of leases."""

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import Connection, insert, select

from survey_app.database import Database
from survey_app.tables.service import lease
from survey_app.writer import NotAsGroup, Write

stored_kinds: list[str] = []
"""The kinds stored, in order: a test that looks empties it first."""


class Keep(Write[str], frozen=True):
    """Keep a word under a name; the outcome is the name in capitals. A name can be kept once."""

    order: ClassVar[int] = 2

    name: str
    word: str = "word"

    def sort_key(self) -> bytes:
        """By name."""
        return self.name.encode()

    @classmethod
    def store(cls, connection: Connection, writes: Sequence["Keep"]) -> Sequence[str]:  # type: ignore[override]  # a group holds one kind
        """Insert every word."""
        stored_kinds.append(f"{cls.__name__} {' '.join(write.name for write in writes)}")
        rows = [{"name": write.name, "holder": write.word, "until": 0} for write in writes]
        connection.execute(insert(lease), rows)
        return [write.name.upper() for write in writes]


class KeepFirst(Keep, frozen=True):
    """The same, but before every other kind."""

    order: ClassVar[int] = 0


class KeepAlone(Keep, frozen=True):
    """The same, but never as a group."""

    @classmethod
    def store(cls, connection: Connection, writes: Sequence[Keep]) -> Sequence[str]:  # type: ignore[override]  # a group holds one kind
        """Insert one word."""
        if len(writes) > 1:
            raise NotAsGroup
        return super().store(connection, writes)


def kept(database: Database) -> dict[str, str]:
    """What another connection sees: words by name."""
    return database.read_blocking(_kept)


def _kept(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(lease.c.name, lease.c.holder)).all()
    return {row.name: row.holder for row in rows}
