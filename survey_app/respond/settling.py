"""Settling: each finished day's rows are written anew in the order of their random keys, so that no order stays."""

import secrets
from collections.abc import Mapping

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    select,
    update,
)

from survey_app.respond.responses import next_stamp, past_receipts
from survey_app.tables.assisted import late_response
from survey_app.tables.respond import change, profile_answer, receipt, response


def settle(connection: Connection, today: str) -> int:
    """Rewrite the responses of days before today (ISO) and their receipts, in one transaction.

    One stamp and one transaction for all, in key order: neither `stamp`, `xmin`, `ctid` nor `rowid` tells afterwards
    who came first (results contract, 42). Gives how many responses were rewritten. The profile answers are settled
    first, in a transaction before this one, so that an end between the two makes both be done again.
    """
    finished = _finished(today)
    if not _is_any(connection, finished):
        return 0
    stamp = next_stamp(connection)  # first: until the end nobody else sends, takes back or settles
    theirs = and_(receipt.c.settled.is_(False), receipt.c.response_id.in_(select(response.c.id).where(finished)))
    _rewrite(connection, receipt, theirs, "code_hash", {})
    settled = _rewrite(connection, response, finished, "id", {"stamp": stamp})
    connection.execute(delete(late_response).where(late_response.c.day < today))
    return settled


def settle_profiles(connection: Connection, today: str) -> int:
    """Rewrite the profile answers of each wave that has new ones, once responses of days before today (ISO) wait.

    The whole wave each time, with new ids: were only the new ones rewritten, `xmin` and `ctid` would tell which answers
    came on one day, and on a quiet day whose they are (results contract, 30). Gives how many were rewritten.
    """
    if not _is_any(connection, _finished(today)):
        return 0
    next_stamp(connection)  # its row lock: no more can come while these are rewritten
    waves = select(profile_answer.c.wave_id).where(profile_answer.c.settled.is_(False)).distinct()
    theirs = profile_answer.c.wave_id.in_(list(connection.execute(waves).scalars()))
    rows = [dict(row) for row in connection.execute(select(profile_answer).where(theirs)).mappings()]
    connection.execute(delete(profile_answer).where(theirs))
    renewed = [{**row, "id": secrets.randbits(63), "settled": True} for row in rows]
    if renewed:
        connection.execute(insert(profile_answer), sorted(renewed, key=lambda row: row["id"]))
    return len(renewed)


def forget_receipts(connection: Connection, today: str, most: int) -> int:
    """Destroy receipts whose wave's withdrawal day is past, at most so many, and draw their responses' ids anew.

    `today` is ISO. Afterwards no code finds a response (results contract, 41). A new epoch makes every reader of the
    change feed load again, because ids changed. Gives how many receipts were destroyed.
    """
    past = past_receipts(today).limit(most).subquery()
    if not _is_any(connection, receipt.c.code_hash.in_(select(past.c.code_hash))):
        return 0
    connection.execute(update(change).values(epoch=secrets.token_hex(16)))  # first, for its row lock, as in settling
    gone = delete(receipt).where(receipt.c.code_hash.in_(select(past.c.code_hash))).returning(receipt.c.response_id)
    ids = sorted(connection.execute(gone).scalars())
    connection.execute(
        update(response).where(response.c.id == bindparam("old")).values(id=bindparam("new")),
        [{"old": old, "new": secrets.randbits(63)} for old in ids],
    )
    return len(ids)


def _finished(today: str) -> ColumnElement[bool]:
    """Responses of days before today. A paper form's day is that of its stamp, so one keyed or corrected today waits
    for the others of today: settled by itself it would stand out."""
    late = select(late_response.c.response_id).where(late_response.c.day >= today)
    return and_(response.c.settled.is_(False), response.c.day < today, response.c.id.not_in(late))


def _is_any(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return bool(connection.execute(select(exists().where(condition))).scalar_one())


def _rewrite(
    connection: Connection, table: Table, condition: ColumnElement[bool], key: str, renewed: Mapping[str, object]
) -> int:
    """Delete the rows and insert them again, settled, in the order of their key."""
    rows = [dict(row) for row in connection.execute(select(table).where(condition).order_by(table.c[key])).mappings()]
    connection.execute(delete(table).where(condition))
    if rows:
        connection.execute(insert(table), [{**row, **renewed, "settled": True} for row in rows])
    return len(rows)
