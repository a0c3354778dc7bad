"""Signed-in sessions: random ids that only the server makes, stored by hash, with an idle and an absolute end."""

import hmac
import secrets

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, not_, select, update

from survey_app.settings import Keys
from survey_app.tables.team import member, session
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.sign_in_links import use_link

LINK, PASSWORD = "link", "password"
"""The ways in which a session begins."""

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 8 * 60 * 60
SEEN_SECONDS = 60
"""A session's last use is written at most this often: a page of the team's costs no write."""

AHEAD_SECONDS = 120
"""How far the clock of another process may be ahead. A session from further in the future has ended: otherwise
putting a clock right would lengthen what was begun while it was wrong."""


class Session(Struct, frozen=True):
    """One sign-in of a member, in UTC seconds. `id_hash` is what is stored of its id; `way` is how it began."""

    id_hash: bytes
    member_id: int
    email: str
    begun_at: int
    seen_at: int
    way: str


def sign_in(connection: Connection, keys: Keys, token: str, replaced: str, now: int) -> str | None:
    """Use a sign-in link up and begin a session under a new id, which is given; None when the link is no good.

    `replaced` is the session id that the browser sent, or empty: it is ended if it is one, and never taken over.
    """
    owner = use_link(connection, keys, token, now)
    if owner is None:
        return None
    return begin(connection, keys, owner.id, LINK, replaced, now)


def begin(
    connection: Connection,
    keys: Keys,
    member_id: int,
    way: str,
    replaced: str,
    now: int,
    event: Event = Event.SIGNED_IN,
) -> str:
    """Begin a session of somebody who has just proved who they are, under a new id, which is given.

    `replaced` is the session id that the browser sent, or empty: it is ended if it is one, and never taken over.
    """
    connection.execute(delete(session).where(session.c.id_hash == hash_of(keys, replaced)))
    forget_ended_sessions(connection, now)
    session_id = secrets.token_urlsafe(32)
    connection.execute(
        insert(session).values(
            id_hash=hash_of(keys, session_id), member_id=member_id, begun_at=now, seen_at=now, way=way
        )
    )
    audit.append(connection, keys, now, member_id, event, {"by": way})
    return session_id


def session_by_id(connection: Connection, keys: Keys, session_id: str, now: int) -> Session | None:
    """The session of that id, unless it has ended or its member was shut out."""
    found = _sessions(connection, session.c.id_hash == hash_of(keys, session_id), now)
    return found[0] if found else None


def sessions_of(connection: Connection, member_id: int, now: int) -> tuple[Session, ...]:
    """The sessions that a member has now, the newest first."""
    return _sessions(connection, session.c.member_id == member_id, now)


def write_seen(connection: Connection, id_hash: bytes, now: int) -> None:
    """Note that a session was used just now. One that ended meanwhile stays ended."""
    connection.execute(update(session).where(session.c.id_hash == id_hash, _lasting(now)).values(seen_at=now))


def sign_out(connection: Connection, keys: Keys, ended: Session, now: int) -> None:
    """End one session."""
    if connection.execute(delete(session).where(session.c.id_hash == ended.id_hash)).rowcount:
        audit.append(connection, keys, now, ended.member_id, Event.SIGNED_OUT)


def sign_out_everywhere(connection: Connection, keys: Keys, member_id: int, now: int) -> int:
    """End every session of a member and say how many there were."""
    ended = end_all(connection, member_id)
    audit.append(connection, keys, now, member_id, Event.SIGNED_OUT_EVERYWHERE, {"sessions": str(ended)})
    return ended


def end_one(connection: Connection, keys: Keys, member_id: int, mark: str, now: int) -> bool:
    """End one of a member's own sessions, named by its mark (see `mark_of`). False when there is none."""
    for id_hash in connection.execute(select(session.c.id_hash).where(session.c.member_id == member_id)).scalars():
        if same_token(mark_of(keys, id_hash), mark):
            connection.execute(delete(session).where(session.c.id_hash == id_hash))
            audit.append(connection, keys, now, member_id, Event.SESSION_ENDED, {"sessions": "1"})
            return True
    return False


def end_all(connection: Connection, member_id: int) -> int:
    """End every session of a member, without an entry in the log: the caller's says why."""
    return connection.execute(delete(session).where(session.c.member_id == member_id)).rowcount


def forget_ended_sessions(connection: Connection, now: int) -> int:
    """Delete the sessions that have ended by themselves and say how many there were."""
    return connection.execute(delete(session).where(not_(_lasting(now)))).rowcount


def hash_of(keys: Keys, session_id: str) -> bytes:
    """What is stored of a session's id."""
    return keys.mac("session", session_id.encode("utf-8", "surrogatepass"))


def form_token(keys: Keys, id_hash: bytes, member_id: int) -> str:
    """The token that every form of this session carries: of use with this session only, and it gives no id away.

    It names the member too, so that it can be told whose a form was when its session is long gone.
    """
    return keys.mac("form token", id_hash, str(member_id).encode()).hex()


def mark_of(keys: Keys, id_hash: bytes) -> str:
    """What names a session in a page: it gives away neither the id nor what is stored of it."""
    return keys.mac("session mark", id_hash).hex()[:32]


def same_token(expected: str, given: str) -> bool:
    """Whether a form's token is the right one, in a time that tells nothing."""
    return hmac.compare_digest(expected.encode(), given.encode())


def _lasting(now: int) -> ColumnElement[bool]:
    return and_(
        session.c.seen_at > now - IDLE_SECONDS,
        session.c.begun_at > now - LONGEST_SECONDS,
        session.c.begun_at <= now + AHEAD_SECONDS,
    )


def _sessions(connection: Connection, chosen: ColumnElement[bool], now: int) -> tuple[Session, ...]:
    columns = (session.c.id_hash, session.c.member_id, member.c.email, session.c.begun_at, session.c.seen_at)
    rows = connection.execute(
        select(*columns, func.coalesce(session.c.way, LINK))
        .join_from(session, member)
        .where(chosen, _lasting(now), member.c.disabled_at.is_(None))
        .order_by(session.c.begun_at.desc(), session.c.id_hash)
    )
    return tuple(Session(*row) for row in rows)
