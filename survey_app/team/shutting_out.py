"""Shutting a member out of the team, and letting them back in: at once, on every computer."""

from sqlalchemy import Connection, update

from survey_app.settings import Keys
from survey_app.tables.team import member
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.sessions import end_all
from survey_app.team.sign_in_links import forget_links_of


def shut_out(connection: Connection, keys: Keys, member_id: int, now: int, by: int | None = None) -> bool:
    """Shut a member out: their sessions and links end with it. `by` None is a command. False if they were out."""
    chosen = (member.c.id == member_id, member.c.disabled_at.is_(None))
    if not connection.execute(update(member).where(*chosen).values(disabled_at=now)).rowcount:
        return False
    ended = end_all(connection, member_id)
    forget_links_of(connection, member_id)
    audit.append(connection, keys, now, by, Event.MEMBER_SHUT_OUT, {"member": str(member_id), "sessions": str(ended)})
    return True


def let_in(connection: Connection, keys: Keys, member_id: int, now: int, by: int | None = None) -> bool:
    """Let a member back in, with the permissions that they held. False if they were not out."""
    chosen = (member.c.id == member_id, member.c.disabled_at.is_not(None))
    if not connection.execute(update(member).where(*chosen).values(disabled_at=None)).rowcount:
        return False
    audit.append(connection, keys, now, by, Event.MEMBER_LET_IN, {"member": str(member_id)})
    return True
