"""Settling: each finished day's rows are written anew in the order of their random keys, so that no order stays."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, insert, select

from survey_app.respond.responses import next_stamp
from survey_app.tables.respond import profile_answer, receipt, response


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
