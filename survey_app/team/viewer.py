"""The viewer: the signed-in member that a page of the team's is for."""

from msgspec import Struct
from sqlalchemy import Connection

from survey_app.settings import Keys
from survey_app.team.members import permissions_of
from survey_app.team.permissions import Grant
from survey_app.team.sessions import Session, form_token, session_by_id


class Viewer(Struct, frozen=True):
    """Who is signed in, by which session, and the permissions held at this request."""

    member_id: int
    email: str
    permissions: frozenset[Grant]
    session: Session
    form_token: str


def viewer_by_session(connection: Connection, keys: Keys, session_id: str, now: int) -> Viewer | None:
    """The viewer whose session has that id, or None when it has ended. Permissions are read anew each time."""
    found = session_by_id(connection, keys, session_id, now)
    if found is None:
        return None
    permissions = permissions_of(connection, found.member_id, now)
    return Viewer(found.member_id, found.email, permissions, found, form_token(keys, found.id_hash, found.member_id))
