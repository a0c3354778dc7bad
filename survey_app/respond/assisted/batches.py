"""Batches in the database: what is chosen once for a pile of forms, and how far it is."""

import secrets

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from survey_app.respond.assisted.ways import Way
from survey_app.settings import Keys
from survey_app.surveys.waves import KEYED, add_collector, collectors_of, expect_paper
from survey_app.tables.assisted import batch, sheet
from survey_app.tables.surveys import collector
from survey_app.team import audit
from survey_app.team.audit import Event

LISTED = 100
"""Batches of one survey listed at most, the newest first."""


class NewBatch(Struct, frozen=True, kw_only=True):
    """What somebody chose for a pile of forms. `run` is the code of a print run, or empty; days are ISO."""

    survey_id: int
    wave_id: int
    version_id: int
    variant: str
    way: Way
    place: str
    day: str
    run: str
    member_id: int
    today: str


class Batch(Struct, frozen=True):
    """A batch as it is stored; days are ISO, London's."""

    id: int
    survey_id: int
    wave_id: int
    version_id: int
    collector_id: int
    variant: str
    way: Way
    place: str
    day: str
    member_id: int
    begun_on: str
    ended_on: str | None
    settled_on: str | None
    forms: int
    flagged: int
    uncounted: int
    rest: bool


def begin_batch(connection: Connection, keys: Keys, new: NewBatch, now: int) -> int:
    """Begin a batch and give its number. Its round waits for paper from now on, where it did not yet."""
    if new.way is Way.PAPER:
        expect_paper(connection, new.wave_id)
    values = {
        "survey_id": new.survey_id,
        "wave_id": new.wave_id,
        "version_id": new.version_id,
        "collector_id": _collector(connection, new),
        "variant": new.variant,
        "way": new.way.value,
        "place": new.place,
        "day": new.day,
        "member_id": new.member_id,
        "begun_on": new.today,
    }
    made = insert(batch).values(**values, forms=0, flagged=0, uncounted=0, rest=False)
    batch_id: int = connection.execute(made.returning(batch.c.id)).scalar_one()
    note(connection, keys, now, new.member_id, Event.BATCH_BEGUN, batch_id, new.survey_id)
    return batch_id


def batches_of(connection: Connection, survey_id: int) -> tuple[Batch, ...]:
    """The newest batches of a survey, the newest first."""
    chosen = select(batch).where(batch.c.survey_id == survey_id).order_by(batch.c.id.desc()).limit(LISTED)
    return tuple(_batch(row) for row in connection.execute(chosen))


def batch_by_id(connection: Connection, batch_id: int) -> Batch | None:
    """One batch, or None."""
    row = connection.execute(select(batch).where(batch.c.id == batch_id)).one_or_none()
    return None if row is None else _batch(row)


def locked(connection: Connection, batch_id: int) -> Batch | None:
    """The same, which nobody else changes until this transaction ends."""
    row = connection.execute(select(batch).where(batch.c.id == batch_id).with_for_update()).one_or_none()
    return None if row is None else _batch(row)


def link_code(connection: Connection, collector_id: int) -> str:
    """The code of the link by which a batch's answers come."""
    code: str = connection.execute(select(collector.c.code).where(collector.c.id == collector_id)).scalar_one()
    return code


def shut_link(connection: Connection, collector_id: int) -> None:
    """Let nobody start by a batch's link any more. What came by it keeps it."""
    shut = f"{KEYED}{secrets.token_hex(8)}"
    began = collector.c.id == collector_id
    connection.execute(update(collector).where(began, collector.c.public_computer.is_(True)).values(code=shut))


def close_books(connection: Connection, batch_id: int, today: str) -> None:
    """Delete every sheet of a batch: from now on nothing links a form, an account and a response."""
    connection.execute(delete(sheet).where(sheet.c.batch_id == batch_id))
    connection.execute(update(batch).where(batch.c.id == batch_id).values(settled_on=today))


def note(
    connection: Connection, keys: Keys, now: int, member_id: int, event: Event, batch_id: int, survey_id: int
) -> None:
    """Write in the audit log what somebody did with a batch; never an answer."""
    audit.append(connection, keys, now, member_id, event, {"survey": str(survey_id), "batch": str(batch_id)})


def _collector(connection: Connection, new: NewBatch) -> int:
    """The link that a batch's responses came by: for paper its print run's, or one for each place; else one of its own,
    which only the batch's page tells."""
    for link in collectors_of(connection, new.wave_id) if new.way is Way.PAPER else ():
        own = link.code.startswith(KEYED) and (link.channel, link.place) == (new.way.value, new.place)
        if link.code == new.run or (own and not new.run):
            return link.id
    begins = KEYED if new.way is Way.PAPER else f"{new.way}-"
    return add_collector(
        connection,
        new.wave_id,
        code=f"{begins}{secrets.token_hex(8)}",
        channel=new.way.value,
        place=new.place,
        public_computer=new.way is not Way.PAPER,
    ).id


def batches_over(wave_ids: Select[int]) -> Select[int]:
    """The batches of these rounds that are not settled."""
    return select(batch.c.id).where(batch.c.wave_id.in_(wave_ids), batch.c.settled_on.is_(None))


def _batch(row: Row[*tuple[object, ...]]) -> Batch:
    values = row._asdict()
    return Batch(**{**values, "way": Way(values["way"])})
