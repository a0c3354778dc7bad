"""Sheets in the database: each form stored exactly once, as a response and as what was keyed until that is settled."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from survey_app.respond.assisted.batches import batches_over, close_books, locked
from survey_app.respond.assisted.late import settle_late
from survey_app.respond.assisted.ways import FORGOTTEN
from survey_app.respond.responses import NewResponse, add_response, next_stamp
from survey_app.tables.assisted import batch, sheet
from survey_app.tables.surveys import wave
from survey_app.web.london import london_day


class NewSheet(Struct, frozen=True, kw_only=True):
    """One form as it was keyed. `mark` is what its page carried; `response` is None where nothing of it is kept;
    `flagged` is whether it has answers off the route. `today` is ISO."""

    batch_id: int
    mark: str
    member_id: int
    typed: Mapping[str, str]
    response: NewResponse | None
    flagged: bool
    today: str


def store_sheet(connection: Connection, new: NewSheet) -> int | None:
    """Store a form and give its number in the batch: the same one however often it is sent. None where the batch was
    ended meanwhile, so that nothing was stored."""
    stamp = next_stamp(connection)  # first, as every change of responses: no two can deadlock
    owner = locked(connection, new.batch_id)
    before = select(sheet.c.number).where(sheet.c.batch_id == new.batch_id, sheet.c.mark == new.mark)
    number = connection.execute(before).scalar()
    if number is not None or owner is None or owner.ended_on is not None:
        return number
    response_id = None if new.response is None else add_response(connection, new.response, stamp)
    if response_id is not None:
        settle_late(connection, response_id, new.today)
    connection.execute(
        update(batch)
        .where(batch.c.id == new.batch_id)
        .values(
            forms=owner.forms + 1,
            flagged=owner.flagged + new.flagged,
            uncounted=owner.uncounted + (response_id is None),
        )
    )
    connection.execute(
        insert(sheet).values(
            batch_id=new.batch_id,
            number=owner.forms + 1,
            mark=new.mark,
            member_id=new.member_id,
            response_id=response_id,
            typed=msgspec.json.encode(new.typed if response_id is not None else {}).decode(),
            chosen=False,
            settled=False,
        )
    )
    return owner.forms + 1


def forget_sheets(connection: Connection, now: int, most: int) -> int:
    """Delete what is known of single forms of rounds that closed 30 days ago, at most so many batches at once. Gives
    how many batches there were. `now` is UTC seconds."""
    over = select(wave.c.id).where(wave.c.closes_at <= now - FORGOTTEN)
    found = list(connection.execute(batches_over(over).limit(most)).scalars())
    for batch_id in found:
        close_books(connection, batch_id, london_day(now))
        ended = update(batch).where(batch.c.id == batch_id, batch.c.ended_on.is_(None))
        connection.execute(ended.values(ended_on=london_day(now)))
    return len(found)
