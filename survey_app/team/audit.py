"""The audit log: what members did, in a chain under the server's key in which any change but one is found.

Each entry's chain value is an HMAC over the one before and the entry itself (`h_n = HMAC(k, h_n-1 || entry)`), so an
edit, a deletion, an insertion or a swap breaks it. Cutting off the newest entries leaves a shorter log that is whole:
only a copy of the newest chain value, kept elsewhere, tells. Entries are ordered by sequence: clocks change.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeAlias

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, true

from survey_app.settings import Keys
from survey_app.tables.team import audit

FIRST = bytes(32)
"""What stands before the first entry."""

CHUNK = 500
"""Entries read at once, so that a long log neither fills the memory nor holds a read open."""

Entry: TypeAlias = Row[int, int, int | None, str, str, bytes]
"""One row of the log."""


class Event(StrEnum):
    """What can be written in the log. Details never hold an answer or a secret."""

    MEMBER_ADDED = "member added"
    MEMBER_SHUT_OUT = "member shut out"
    MEMBER_LET_IN = "member let back in"
    PERMISSION_GRANTED = "permission granted"
    PERMISSION_TAKEN = "permission taken away"
    LINK_MADE = "link made"
    SIGNED_IN = "signed in"
    SIGN_IN_PAUSED = "sign-in paused"
    IDENTITY_PROVED = "proved again who they are"
    PASSWORD_SET = "password set"  # noqa: S105  # what happened, not a password
    SESSION_ENDED = "one session ended"
    SIGNED_OUT = "signed out"
    SIGNED_OUT_EVERYWHERE = "signed out everywhere"
    WORKING_FIGURES_READ = "working figures read"
    ANSWERS_DOWNLOADED = "answers downloaded"
    CONTACTS_EXPORTED = "sealed contact details exported"
    SURVEY_TRIED = "survey tried"
    PRETEND_FILLED = "pretend answers made"
    PRETEND_REMOVED = "pretend answers removed"
    PRETEND_RESULTS_READ = "pretend results read"
    BATCH_BEGUN = "batch of forms begun"
    BATCH_ENDED = "batch of forms ended"
    FORM_SETTLED = "form keyed twice settled"
    BATCH_REPEATED = "rest of a batch to be keyed again"
    BATCH_SETTLED = "batch of forms settled"
    TARGET_SET = "target of a round set"
    POSTER_MADE = "poster made"
    START_HERE_HIDDEN = "start here hidden"
    START_HERE_SHOWN = "start here shown"


def append(
    connection: Connection,
    keys: Keys,
    at: int,
    member_id: int | None,
    event: Event,
    detail: dict[str, str] | None = None,
) -> int:
    """Write one entry and give its sequence. `at` in UTC seconds; no member means a command on the server."""
    in_turn(connection)
    last = connection.execute(select(audit.c.sequence, audit.c.chain).order_by(audit.c.sequence.desc()).limit(1))
    sequence, before = last.one_or_none() or (0, FIRST)
    text = msgspec.json.encode(detail or {}, order="sorted").decode()
    chain = _chain(keys, before, sequence + 1, at, member_id, event, text)
    connection.execute(
        insert(audit).values(
            sequence=sequence + 1, at=at, member_id=member_id, event=str(event), detail=text, chain=chain
        )
    )
    return int(sequence) + 1


def in_turn(connection: Connection) -> None:
    """Make writers of other processes wait until this transaction ends, by holding the first entry.

    That matters on PostgreSQL; SQLite has one writer anyway.
    """
    connection.execute(select(audit.c.sequence).where(audit.c.sequence == 1).with_for_update()).all()


def verify(connection: Connection, keys: Keys) -> int | None:
    """The sequence of the first entry that is missing or not as it was written, or None when the log is whole."""
    before, expected = FIRST, 1
    while rows := _next_entries(connection, expected):
        for sequence, at, member_id, event, detail, chain in rows:
            if sequence != expected or chain != _chain(keys, before, sequence, at, member_id, event, detail):
                return expected
            before, expected = chain, expected + 1
    return None


def length(connection: Connection) -> int:
    """How many entries the log has."""
    return int(connection.execute(select(func.count()).select_from(audit)).scalar_one())


def newest_entries(connection: Connection, before: int | None, most: int) -> Sequence[Entry]:
    """At most so many entries, the newest first; those before a sequence, or the newest of all (None)."""
    chosen = true() if before is None else audit.c.sequence < before
    return connection.execute(select(audit).where(chosen).order_by(audit.c.sequence.desc()).limit(most)).all()


def _next_entries(connection: Connection, expected: int) -> Sequence[Entry]:
    after = audit.c.sequence >= expected if expected > 1 else true()  # nothing may hide below the first
    return connection.execute(select(audit).where(after).order_by(audit.c.sequence).limit(CHUNK)).all()


def _chain(keys: Keys, before: bytes, sequence: int, at: int, member_id: int | None, event: str, detail: str) -> bytes:
    entry = msgspec.json.encode([sequence, at, member_id, event, detail])
    return keys.mac("audit log", before, entry)
