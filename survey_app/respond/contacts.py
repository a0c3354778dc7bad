"""Contact details in the database: sealed, under a number that leads to no response, with the day on which they go."""

from collections.abc import Mapping

from msgspec import Struct
from sqlalchemy import Connection, delete, exists, func, insert, select

from survey_app.tables.respond import contact
from survey_app.tables.service import lease
from survey_app.tables.surveys import wave

DAY_SECONDS = 86_400

SETTLED = "contacts settled"
"""The name of the lease whose holder is the day (ISO) for which contact details were settled last."""


class KeptContact(Struct, frozen=True, kw_only=True):
    """One row. `id` is derived from the sender's token, so that a double click stores once; `erase_by` is ISO."""

    id: int
    wave_id: int
    sealed: bytes
    erase_by: str
    erase_after_days: int


class SealedRow(Struct, frozen=True):
    """One row as it leaves the installation: the number of its round, the day on which it goes, its box."""

    round: int
    erase_by: str
    sealed: bytes


def keep_contact(connection: Connection, new: KeptContact) -> None:
    """Store somebody's details in place of what they left before. It bears being called again."""
    connection.execute(delete(contact).where(contact.c.id == new.id))
    connection.execute(
        insert(contact).values(
            id=new.id,
            wave_id=new.wave_id,
            sealed=new.sealed,
            erase_by=new.erase_by,
            erase_after_days=new.erase_after_days,
            settled=False,
        )
    )


def drop_contact(connection: Connection, contact_id: int) -> None:
    """Delete somebody's details, whether or not they are there."""
    connection.execute(delete(contact).where(contact.c.id == contact_id))


def has_contact(connection: Connection, contact_id: int) -> bool:
    """Whether somebody's details are there."""
    return connection.execute(select(contact.c.id).where(contact.c.id == contact_id)).first() is not None


def sealed_rows(connection: Connection, survey_id: int) -> tuple[SealedRow, ...]:
    """Everything sealed of a survey, in the order of its random numbers."""
    chosen = (
        select(wave.c.number, contact.c.erase_by, contact.c.sealed)
        .join(wave, wave.c.id == contact.c.wave_id)
        .where(wave.c.survey_id == survey_id)
        .order_by(contact.c.id)
    )
    return tuple(SealedRow(*row) for row in connection.execute(chosen))


def contact_counts(connection: Connection) -> Mapping[int, int]:
    """How many people left their details, by the survey's id."""
    counted = (
        select(wave.c.survey_id, func.count().label("people"))
        .select_from(contact)
        .join(wave, wave.c.id == contact.c.wave_id)
        .group_by(wave.c.survey_id)
    )
    return {row.survey_id: int(row.people) for row in connection.execute(counted)}


def erase_contacts(connection: Connection, today: str, now: int) -> int:
    """Delete the details whose day is past, or whose round closed so many days ago; gives how many.

    `today` is ISO, `now` UTC seconds. A round may close earlier than was thought when the day was told.
    """
    told = delete(contact).where(contact.c.erase_by < today)
    over = exists().where(
        wave.c.id == contact.c.wave_id, wave.c.closes_at + contact.c.erase_after_days * DAY_SECONDS <= now
    )
    return connection.execute(told).rowcount + connection.execute(delete(contact).where(over)).rowcount


def settle_contacts(connection: Connection, today: str) -> int:
    """Once for each new day (ISO), rewrite the details of each wave that has new ones, in the order of their numbers.

    The whole wave each time: were only the new ones rewritten, `xmin` and `ctid` would tell which came on one day, and
    on a quiet day whose they are (results contract, 42). Nothing of a row says on which day it came, so the day of the
    last settling is kept apart. Gives how many were rewritten.
    """
    known = connection.execute(select(lease.c.holder).where(lease.c.name == SETTLED)).scalar()
    if known == today:
        return 0
    connection.execute(delete(lease).where(lease.c.name == SETTLED))
    connection.execute(insert(lease).values(name=SETTLED, holder=today, until=0))
    waves = select(contact.c.wave_id).where(contact.c.settled.is_(False)).distinct()
    if known is None or not (new := list(connection.execute(waves).scalars())):
        return 0
    taken = connection.execute(delete(contact).where(contact.c.wave_id.in_(new)).returning(contact))
    rows = sorted(({**row, "settled": True} for row in taken.mappings()), key=lambda row: int(row["id"]))
    connection.execute(insert(contact), rows)
    return len(rows)
