"""Second keying in the database: which forms of a batch are keyed again, blind and by a colleague, and settled."""

import math
import secrets
from collections.abc import Mapping

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, select, update

from survey_app.questionnaire.conditions import Value
from survey_app.respond.assisted.agreements import add_agreement, whole_agreement
from survey_app.respond.assisted.batches import Batch, close_books, locked, shut_link
from survey_app.respond.assisted.differences import Agreement, enough
from survey_app.respond.assisted.late import settle_late
from survey_app.respond.responses import correct_response, next_stamp
from survey_app.tables.assisted import batch, sheet

SHARE = 0.1
"""The part of a batch that is keyed twice, at least one form (interaction contract, 27; issue of assisted entry)."""

_typed = msgspec.json.Decoder(dict[str, str])


class Settled(Struct, frozen=True):
    """What a form says once its two keyings are settled; None where an answer ends the survey, so nothing is kept."""

    answers: Mapping[str, Value] | None
    help: str


class Sheet(Struct, frozen=True):
    """One form of a batch: who keyed it, what was keyed, and the same of the second keying, None before it."""

    number: int
    member_id: int
    typed: dict[str, str]
    second_member_id: int | None
    second_typed: dict[str, str] | None
    settled: bool


def end_batch(connection: Connection, batch_id: int, today: str) -> bool:
    """End a batch and draw the forms that are keyed again. False where it was ended before. With nothing to key again
    it is settled at once."""
    next_stamp(connection)  # first, as every change beside responses: no form is stored meanwhile
    owner = locked(connection, batch_id)
    if owner is None or owner.ended_on is not None:
        return False
    connection.execute(update(batch).where(batch.c.id == batch_id).values(ended_on=today))
    shut_link(connection, owner.collector_id)
    kept = select(sheet.c.number).where(sheet.c.batch_id == batch_id, sheet.c.response_id.is_not(None))
    numbers = list(connection.execute(kept).scalars())
    drawn = secrets.SystemRandom().sample(numbers, sample_size(len(numbers)))
    connection.execute(update(sheet).where(sheet.c.batch_id == batch_id, sheet.c.number.in_(drawn)).values(chosen=True))
    if not drawn:
        close_books(connection, batch_id, today)
    return True


def sample_size(forms: int) -> int:
    """How many forms of so many are keyed twice."""
    return math.ceil(forms * SHARE)


def chosen_sheets(connection: Connection, batch_id: int) -> tuple[Sheet, ...]:
    """The forms of a batch that are keyed twice, by number."""
    rows = connection.execute(
        select(*_COLUMNS).where(sheet.c.batch_id == batch_id, sheet.c.chosen.is_(True)).order_by(sheet.c.number)
    )
    return tuple(_sheet(row) for row in rows)


def chosen_sheet(connection: Connection, batch_id: int, number: int) -> Sheet | None:
    """One of them, or None."""
    theirs = (sheet.c.batch_id == batch_id, sheet.c.number == number, sheet.c.chosen.is_(True))
    row = connection.execute(select(*_COLUMNS).where(*theirs)).one_or_none()
    return None if row is None else _sheet(row)


def store_second(
    connection: Connection,
    batch_id: int,
    number: int,
    member_id: int,
    typed: Mapping[str, str],
    found: Agreement,
    today: str,
) -> bool:
    """Store a second keying and how far it agreed. False where the form waits for none, or for another member's."""
    next_stamp(connection)
    owner = locked(connection, batch_id)
    theirs = (sheet.c.batch_id == batch_id, sheet.c.number == number, sheet.c.chosen.is_(True))
    waits = (sheet.c.second_member_id.is_(None), sheet.c.member_id != member_id)
    stored = connection.execute(
        update(sheet)
        .where(*theirs, *waits)
        .values(
            second_member_id=member_id,
            second_typed=msgspec.json.encode(typed).decode(),
            settled=found.agreed,
        )
    )
    if owner is None or stored.rowcount != 1:
        return False
    add_agreement(connection, batch_id, found)
    _finish_where_done(connection, owner, today)
    return True


def settle_sheet(connection: Connection, batch_id: int, number: int, settled: Settled, today: str) -> bool:
    """Put the settled answers of a form into its response. False where there was nothing to settle any more."""
    stamp = next_stamp(connection)
    owner = locked(connection, batch_id)
    theirs = (sheet.c.batch_id == batch_id, sheet.c.number == number)
    waits = (sheet.c.second_typed.is_not(None), sheet.c.settled.is_(False))
    found = connection.execute(
        update(sheet).where(*theirs, *waits).values(settled=True).returning(sheet.c.response_id)
    ).scalar()
    if owner is None or found is None:
        return False
    settle_late(connection, found, today)
    correct_response(connection, found, settled.answers, settled.help, stamp)
    _finish_where_done(connection, owner, today)
    return True


def key_rest(connection: Connection, batch_id: int, today: str) -> bool:
    """Have every other form of a batch keyed again too. False where that is so already, or the batch is settled."""
    next_stamp(connection)
    owner = locked(connection, batch_id)
    if owner is None or owner.ended_on is None or owner.settled_on is not None or owner.rest:
        return False
    connection.execute(update(batch).where(batch.c.id == batch_id).values(rest=True))
    others = (sheet.c.batch_id == batch_id, sheet.c.response_id.is_not(None))
    connection.execute(update(sheet).where(*others).values(chosen=True))
    _finish_where_done(connection, msgspec.structs.replace(owner, rest=True), today)
    return True


def finish_batch(connection: Connection, batch_id: int, today: str) -> bool:
    """Settle a batch as it is, all forms that were drawn being settled. False where one still waits."""
    next_stamp(connection)
    owner = locked(connection, batch_id)
    if owner is None or owner.ended_on is None or owner.settled_on is not None or _waiting(connection, batch_id):
        return False
    close_books(connection, batch_id, today)
    return True


def _finish_where_done(connection: Connection, owner: Batch, today: str) -> None:
    """Settle a batch once nothing of it waits, unless the two keyings agreed too seldom and the rest can be keyed."""
    if _waiting(connection, owner.id):
        return
    if owner.rest or enough(whole_agreement(connection, owner.id)) or not _others(connection, owner.id):
        close_books(connection, owner.id, today)


def _waiting(connection: Connection, batch_id: int) -> bool:
    theirs = (sheet.c.batch_id == batch_id, sheet.c.chosen.is_(True), sheet.c.settled.is_(False))
    return connection.execute(select(sheet.c.number).where(*theirs).limit(1)).first() is not None


def _others(connection: Connection, batch_id: int) -> bool:
    """Whether a batch has forms that were keyed once alone."""
    theirs = (sheet.c.batch_id == batch_id, sheet.c.chosen.is_(False), sheet.c.response_id.is_not(None))
    return connection.execute(select(sheet.c.number).where(*theirs).limit(1)).first() is not None


_COLUMNS = (
    sheet.c.number,
    sheet.c.member_id,
    sheet.c.typed,
    sheet.c.second_member_id,
    sheet.c.second_typed,
    sheet.c.settled,
)


def _sheet(row: Row[int, int, str, int | None, str | None, bool]) -> Sheet:
    second = None if row.second_typed is None else _typed.decode(row.second_typed)
    return Sheet(row.number, row.member_id, _typed.decode(row.typed), row.second_member_id, second, row.settled)
