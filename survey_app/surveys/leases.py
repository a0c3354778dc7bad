"""Leases: which process does the jobs now, so that several application nodes do not all do them."""

from sqlalchemy import Connection, insert, or_, select, update

from survey_app.tables.service import lease


def take_lease(connection: Connection, name: str, holder: str, now: int, seconds: int) -> bool:
    """Take or renew a lease; False while another holds it. `now` is UTC seconds."""
    if connection.execute(select(lease.c.name).where(lease.c.name == name)).first() is None:
        connection.execute(insert(lease).values(name=name, holder=holder, until=now + seconds))
        return True
    taken = connection.execute(
        update(lease)
        .where(lease.c.name == name, or_(lease.c.holder == holder, lease.c.until <= now))
        .values(holder=holder, until=now + seconds)
    )
    return taken.rowcount == 1
