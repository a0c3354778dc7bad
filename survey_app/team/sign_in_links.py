"""Sign-in links: made on the server or by a colleague, good once and for half an hour, stored by hash only."""

import secrets

from sqlalchemy import Connection, delete, insert, select

from survey_app.settings import Keys
from survey_app.tables.team import member, sign_in_link
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.members import Member

LINK_SECONDS = 30 * 60


def make_link(connection: Connection, keys: Keys, owner: Member, now: int, by: int | None = None) -> str:
    """Make a link's token for a member, 256 random bits that are written nowhere else.

    `by` is the member who makes it, None for a command.
    """
    forget_expired_links(connection, now)
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(sign_in_link).values(token_hash=_hash(keys, token), member_id=owner.id, expires_at=now + LINK_SECONDS)
    )
    audit.append(connection, keys, now, by, Event.LINK_MADE, {"member": str(owner.id)})
    return token


def link_owner(connection: Connection, keys: Keys, token: str, now: int) -> Member | None:
    """Whom a link would sign in, without using it up; None for one unknown, used, expired or of a member shut out."""
    row = connection.execute(
        select(member)
        .join_from(member, sign_in_link)
        .where(
            sign_in_link.c.token_hash == _hash(keys, token),
            sign_in_link.c.expires_at > now,
            member.c.disabled_at.is_(None),
        )
    ).one_or_none()
    return None if row is None else Member(*row)


def use_link(connection: Connection, keys: Keys, token: str, now: int) -> Member | None:
    """Use a link up and give its owner, or None. Of two uses at once one deletes the row and wins."""
    owner = link_owner(connection, keys, token, now)
    used = connection.execute(delete(sign_in_link).where(sign_in_link.c.token_hash == _hash(keys, token)))
    return owner if used.rowcount else None


def forget_links_of(connection: Connection, member_id: int) -> int:
    """Delete the links of one member and say how many there were."""
    return connection.execute(delete(sign_in_link).where(sign_in_link.c.member_id == member_id)).rowcount


def forget_expired_links(connection: Connection, now: int) -> int:
    """Delete the links whose time has passed and say how many there were."""
    return connection.execute(delete(sign_in_link).where(sign_in_link.c.expires_at <= now)).rowcount


def _hash(keys: Keys, token: str) -> bytes:
    return keys.mac("sign-in link", token.encode("utf-8", "surrogatepass"))
