"""Members' passwords as stored: read to check one, and set, which ends every session that was open."""

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from survey_app.settings import Keys
from survey_app.tables.team import member, password
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.sessions import PASSWORD, begin, end_all
from survey_app.team.sign_in_links import forget_links_of


class Credentials(Struct, frozen=True):
    """A member who may sign in by a password, and the hash that is stored of it."""

    member_id: int
    hash: str


def credentials(connection: Connection, email: str) -> Credentials | None:
    """Those of an address, in any case; None for one unknown, shut out or without a password."""
    row = connection.execute(
        select(password.c.member_id, password.c.hash)
        .join_from(password, member)
        .where(member.c.email == email.strip().lower(), member.c.disabled_at.is_(None))
    ).one_or_none()
    return None if row is None else Credentials(*row)


def has_password(connection: Connection, member_id: int) -> bool:
    """Whether a member has set a password."""
    return connection.execute(select(password.c.set_at).where(password.c.member_id == member_id)).first() is not None


def set_password(connection: Connection, keys: Keys, member_id: int, hashed: str, now: int) -> str | None:
    """Store a member's new password, end all their sessions and links, and begin one new session, whose id is given.

    None where they were shut out while it was hashed: then the password of now stays, for when they are let back in.
    """
    if connection.execute(select(member.c.id).where(*_allowed(member_id))).first() is None:
        return None
    changed = connection.execute(delete(password).where(password.c.member_id == member_id)).rowcount
    connection.execute(insert(password).values(member_id=member_id, hash=hashed, set_at=now))
    ended = end_all(connection, member_id)
    forget_links_of(connection, member_id)
    detail = {"first": "no" if changed else "yes", "sessions": str(max(0, ended - 1))}
    audit.append(connection, keys, now, member_id, Event.PASSWORD_SET, detail)
    return begin(connection, keys, member_id, PASSWORD, "", now)


def keep_hash(connection: Connection, checked: Credentials, fresh: str) -> bool:
    """Put a hash of the same password, made with today's parameters, in the place of the one that was checked.

    False where it is no longer the one stored: the password was changed, or the member shut out, meanwhile.
    """
    allowed = select(member.c.id).where(*_allowed(checked.member_id)).exists()
    same = (password.c.member_id == checked.member_id, password.c.hash == checked.hash, allowed)
    return connection.execute(update(password).where(*same).values(hash=fresh)).rowcount == 1


def _allowed(member_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """A member who was not shut out."""
    return member.c.id == member_id, member.c.disabled_at.is_(None)
