"""A small write that changes something each time, to see whether anything can be written at all."""

from sqlalchemy import Connection, insert, update

from survey_app.tables.service import lease

NAME = "probe"


def leave_mark(connection: Connection, now: int) -> None:
    """Write when this was. A write that changes nothing would need no room on the disk. `now` is UTC seconds."""
    marked = connection.execute(update(lease).where(lease.c.name == NAME).values(until=now))
    if marked.rowcount == 0:
        connection.execute(insert(lease).values(name=NAME, holder="", until=now))
