"""What the commands for members and the log do; printing is the command line's part."""

from collections.abc import Iterable

from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.team.audit import length, verify
from survey_app.team.members import Member, add_member, grant, member_by_email, revoke
from survey_app.team.permissions import Grant, Permission
from survey_app.team.shutting_out import let_in, shut_out
from survey_app.team.sign_in_links import make_link


class NoSuchMember(ValueError):
    """Nobody in the team has that address, or they were shut out; its words say what to do."""


def add_member_with(database: Database, keys: Keys, email: str, grants: Iterable[Grant], now: int) -> Member:
    """Add somebody, or find them, and give them these permissions as well, all in one transaction.

    Raises NotAnEmail or NotGrantable; then nothing was stored.
    """
    with database.write() as connection:
        added = add_member(connection, keys, email, now)
        for given in grants:
            grant(connection, keys, added.id, given, now)
        return added


def sign_in_link(database: Database, keys: Keys, public_url: str, email: str, now: int) -> str:
    """Make the whole address of a sign-in link, to be shown once: it is stored by hash only.

    Raises NoSuchMember.
    """
    with database.write() as connection:
        owner = member_by_email(connection, email)
        if owner is None or owner.disabled_at is not None:
            raise NoSuchMember(f"Nobody signs in as '{email}'. Add them first: survey add-member {email}")
        return f"{public_url}/team/sign-in/{make_link(connection, keys, owner, now)}"


def take_permission(
    database: Database, keys: Keys, email: str, name: Permission, survey_id: int | None, now: int
) -> bool:
    """Take a permission away, as it was given: for that survey, or for every survey. False if it was not held.

    Raises NoSuchMember.
    """
    with database.write() as connection:
        return revoke(connection, keys, _known(connection, email).id, name, survey_id, now)


def shut_member_out(database: Database, keys: Keys, email: str, now: int) -> bool:
    """Shut a member out. False if they were out. Raises NoSuchMember."""
    with database.write() as connection:
        return shut_out(connection, keys, _known(connection, email).id, now)


def let_member_in(database: Database, keys: Keys, email: str, now: int) -> bool:
    """Let a member back in. False if they were not out. Raises NoSuchMember."""
    with database.write() as connection:
        return let_in(connection, keys, _known(connection, email).id, now)


def verify_log(connection: Connection, keys: Keys) -> tuple[int, int | None]:
    """How many entries the log has, and the first that is missing or not as it was written, or None."""
    return length(connection), verify(connection, keys)


def _known(connection: Connection, email: str) -> Member:
    known = member_by_email(connection, email)
    if known is None:
        raise NoSuchMember(f"Nobody in the team has the address '{email}'. Check its spelling.")
    return known
