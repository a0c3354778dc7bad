"""Receipts in the database: answers taken back by one, and for some minutes that they were."""

import enum

from sqlalchemy import Connection, delete, insert, select

from survey_app.respond.responses import withdraw
from survey_app.tables.service import lease

REMEMBERED_SECONDS = 10 * 60
"""How long a second press of the button is told the same as the first."""

BACK = "back "
"""How the names of these leases begin. The receipt itself is destroyed, so what is remembered leads to no response."""


class TakenBack(enum.Enum):
    """What became of a code."""

    NOW = "now"
    BEFORE = "before"
    """These answers were taken back a moment ago: a double click, or a reply that was lost."""
    UNKNOWN = "unknown"


def take_back(connection: Connection, code_hash: bytes, today: str, now: int) -> TakenBack:
    """Blank the response that a receipt leads to, destroy the receipt, and remember for some minutes that it was there.

    `today` is ISO, `now` UTC seconds. It bears being called again after a lost commit.
    """
    name = _name(code_hash)
    if withdraw(connection, code_hash, today):
        connection.execute(delete(lease).where(lease.c.name == name))
        connection.execute(insert(lease).values(name=name, holder="", until=now + REMEMBERED_SECONDS))
        return TakenBack.NOW
    before = connection.execute(select(lease.c.name).where(lease.c.name == name, lease.c.until > now)).first()
    return TakenBack.UNKNOWN if before is None else TakenBack.BEFORE


def forget_taken_back(connection: Connection, now: int) -> int:
    """Forget what was taken back some minutes ago; gives how many. `now` is UTC seconds."""
    return connection.execute(delete(lease).where(lease.c.name.startswith(BACK), lease.c.until <= now)).rowcount


def _name(code_hash: bytes) -> str:
    """A name that fits its column: 96 bits of an HMAC under a key outside the database."""
    return f"{BACK}{code_hash[:12].hex()}"
