"""Members of the team and the permissions that each holds."""

import re

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select

from survey_app.settings import Keys
from survey_app.tables.surveys import survey
from survey_app.tables.team import member, permission
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.permissions import Grant, Permission, checked

PART = r"[^@\s<>\"\x00-\x1f\x7f]+"
EMAIL = re.compile(rf"{PART}@{PART}\.{PART}")


class NotAnEmail(ValueError):
    """What was given is not an e-mail address; its words say so."""


class Member(Struct, frozen=True):
    """One person of the team. `disabled_at` is when they were shut out, in UTC seconds, or None."""

    id: int
    email: str
    disabled_at: int | None


class SurveyName(Struct, frozen=True):
    """A survey as far as permissions name it."""

    id: int
    slug: str
    title: str


class Held(Struct, frozen=True):
    """One permission as its holder reads it: the survey and its title, or None for every survey."""

    permission: Permission
    survey_id: int | None
    survey_title: str | None
    reason: str
    expires_at: int | None


def add_member(connection: Connection, keys: Keys, email: str, now: int, by: int | None = None) -> Member:
    """Add somebody to the team, or find them when they are in it already: an address is one member, in any case.

    `by` is the member who does it, here and below, and None is a command. Raises NotAnEmail.
    """
    address = _address(email)
    known = member_by_email(connection, address)
    if known is not None:
        return known
    added = connection.execute(insert(member).values(email=address).returning(*member.c)).one()
    audit.append(connection, keys, now, by, Event.MEMBER_ADDED, {"member": str(added.id)})
    return _member(added)


def member_by_email(connection: Connection, email: str) -> Member | None:
    """The member with that address, in any case, or None."""
    row = connection.execute(select(member).where(member.c.email == email.strip().lower())).one_or_none()
    return None if row is None else _member(row)


def survey_names(connection: Connection) -> tuple[SurveyName, ...]:
    """Every survey's number, short address and title, by title: for who gives permissions and may see none of them."""
    rows = connection.execute(select(survey.c.id, survey.c.slug, survey.c.title).order_by(survey.c.title))
    return tuple(SurveyName(*row) for row in rows)


def member_by_id(connection: Connection, member_id: int) -> Member | None:
    """The member of that number, or None."""
    row = connection.execute(select(member).where(member.c.id == member_id)).one_or_none()
    return None if row is None else _member(row)


def all_members(connection: Connection) -> tuple[Member, ...]:
    """Everybody in the team, those who were shut out too, by address."""
    return tuple(_member(row) for row in connection.execute(select(member).order_by(member.c.email)))


def grant(connection: Connection, keys: Keys, member_id: int, given: Grant, now: int, by: int | None = None) -> Grant:
    """Give a member a permission, in place of the same one given before for the same survey.

    Raises NotGrantable (see `permissions.checked`).
    """
    given = checked(given, now)
    if given in permissions_of(connection, member_id, now):
        return given
    _take(connection, member_id, given.permission, given.survey_id)
    connection.execute(
        insert(permission).values(
            member_id=member_id,
            name=str(given.permission),
            survey_id=given.survey_id,
            reason=given.reason,
            expires_at=given.expires_at,
        )
    )
    detail = {**_detail(member_id, given.permission, given.survey_id), "reason": given.reason}
    audit.append(connection, keys, now, by, Event.PERMISSION_GRANTED, detail)
    return given


def revoke(
    connection: Connection,
    keys: Keys,
    member_id: int,
    name: Permission,
    survey_id: int | None,
    now: int,
    by: int | None = None,
) -> bool:
    """Take a permission away, as it was given: for that survey, or for every survey (None). False if not held."""
    if not _take(connection, member_id, name, survey_id):
        return False
    audit.append(connection, keys, now, by, Event.PERMISSION_TAKEN, _detail(member_id, name, survey_id))
    return True


def permissions_of(connection: Connection, member_id: int, now: int) -> frozenset[Grant]:
    """The permissions that a member holds now."""
    columns = (permission.c.name, permission.c.survey_id, permission.c.reason, permission.c.expires_at)
    rows = connection.execute(select(*columns).where(*_held_by(member_id, now)))
    return frozenset(Grant(Permission(name), *rest) for name, *rest in rows)


def held_by(connection: Connection, member_id: int, now: int) -> tuple[Held, ...]:
    """The same with the surveys' titles, for the member to read."""
    columns = (permission.c.name, permission.c.survey_id, survey.c.title, permission.c.reason, permission.c.expires_at)
    rows = connection.execute(
        select(*columns)
        .outerjoin_from(permission, survey)
        .where(*_held_by(member_id, now))
        .order_by(permission.c.name, survey.c.title)
    )
    return tuple(Held(Permission(name), *rest) for name, *rest in rows)


def _held_by(member_id: int, now: int) -> tuple[ColumnElement[bool], ...]:
    lasting = or_(permission.c.expires_at.is_(None), permission.c.expires_at > now)
    return permission.c.member_id == member_id, lasting


def _take(connection: Connection, member_id: int, name: Permission, survey_id: int | None) -> bool:
    same = permission.c.survey_id.is_(None) if survey_id is None else permission.c.survey_id == survey_id
    chosen = (permission.c.member_id == member_id, permission.c.name == str(name), same)
    return connection.execute(delete(permission).where(*chosen)).rowcount > 0


def _detail(member_id: int, name: Permission, survey_id: int | None) -> dict[str, str]:
    return {"member": str(member_id), "permission": str(name), "survey": "" if survey_id is None else str(survey_id)}


def _address(email: str) -> str:
    address = email.strip().lower()
    if len(address) > 254 or EMAIL.fullmatch(address) is None:
        raise NotAnEmail(f"'{email}' is not an e-mail address. Give one like name@council.gov.uk.")
    return address


def _member(row: Row[int, str, int | None]) -> Member:
    return Member(*row)
