"""What the commands for members do; printing is the command line's part."""

from collections.abc import Iterable

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.team.members import Member, add_member, grant, member_by_email
from survey_app.team.permissions import Grant
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
