"""Settling: each finished day's rows are written anew in the order of their random keys, so that no order stays."""

import secrets
from collections.abc import Mapping, Sequence

from sqlalchemy import Column, ColumnElement, Connection, Table, bindparam, delete, insert, select, update

from survey_app.respond.responses import next_stamp
from survey_app.tables.respond import change, profile_answer, receipt, response
from survey_app.tables.surveys import wave


def settle(connection: Connection, today: str) -> int:
    """Rewrite the responses of days before today (ISO), their receipts, and the profile answers, in one transaction.

    One stamp and one transaction for all, in key order: neither `stamp`, `xmin`, `ctid` nor `rowid` tells afterwards
    who came first (results contract, 42). Gives how many responses were rewritten.
    """
    finished = (response.c.settled.is_(False), response.c.day < today)
    rows = _rows(connection, response, response.c.id, *finished)
    if not rows:
        return 0
    receipts = _rows(
        connection,
        receipt,
        receipt.c.code_hash,
        receipt.c.settled.is_(False),
        receipt.c.response_id.in_(select(response.c.id).where(*finished)),
    )
    profile = _rows(connection, profile_answer, profile_answer.c.id, profile_answer.c.settled.is_(False))
    stamp = next_stamp(connection)
    connection.execute(delete(response).where(*finished))
    _insert(connection, response, [{**row, "stamp": stamp} for row in rows])
    _rewrite(connection, receipt, receipt.c.code_hash, receipts)
    _rewrite(connection, profile_answer, profile_answer.c.id, profile)
    return len(rows)


def _rows(
    connection: Connection, table: Table, key: Column[bytes] | Column[int], *conditions: ColumnElement[bool]
) -> list[dict[str, object]]:
    return [dict(row) for row in connection.execute(select(table).where(*conditions).order_by(key)).mappings()]


def _rewrite(
    connection: Connection, table: Table, key: Column[bytes] | Column[int], rows: Sequence[Mapping[str, object]]
) -> None:
    if rows:
        connection.execute(delete(table).where(key.in_([row[key.name] for row in rows])))
        _insert(connection, table, rows)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    connection.execute(insert(table), [{**row, "settled": True} for row in rows])


def forget_receipts(connection: Connection, today: str) -> int:
    """Destroy the receipts whose withdrawal day is past, and draw the ids of their responses anew.

    `today` is ISO. Afterwards no code finds a response (results contract, 41). A new epoch makes every reader of the
    change feed load again, because ids changed. Gives how many receipts were destroyed.
    """
    past = receipt.c.response_id.in_(
        select(response.c.id).join(wave, wave.c.id == response.c.wave_id).where(wave.c.withdraw_by < today)
    )
    ids = list(connection.execute(select(receipt.c.response_id).where(past)).scalars())
    if not ids:
        return 0
    connection.execute(delete(receipt).where(past))
    connection.execute(
        update(response).where(response.c.id == bindparam("old")).values(id=bindparam("new")),
        [{"old": old, "new": secrets.randbits(63)} for old in sorted(ids)],
    )
    connection.execute(update(change).values(epoch=secrets.token_hex(16)))
    return len(ids)
