"""Who may see what: permissions are a set, not a ladder, and each can be held for one survey (results contract, 26)."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

MICRODATA_DAYS = 90
"""For how long, at most, a named member may take all answers of a survey (results contract, 26)."""

DAY = 24 * 60 * 60


class Permission(StrEnum):
    """One thing that a member may do. None includes another: who runs the service sees no answers by that."""

    SEE_GUARDED = "see_guarded"
    SEE_WORKING = "see_working"
    MICRODATA = "microdata"
    MANAGE = "manage"
    KEY_ENTRY = "key_entry"


PRINTING = (Permission.MANAGE, Permission.KEY_ENTRY)
"""Either of these lets somebody print forms and posters."""

WORDS = {
    Permission.SEE_GUARDED: "Read results in which small groups are hidden",
    Permission.SEE_WORKING: "Read the exact results of residents' surveys as answers come in",
    Permission.MICRODATA: "Download all answers, one row a person",
    Permission.MANAGE: "Run the service and look after its members",
    Permission.KEY_ENTRY: "Key in answers from paper forms",
}
"""What each permission is called on screen."""


class AnySurvey(Protocol):
    """What the rules need to know of a survey."""

    @property
    def id(self) -> int:
        """Its number in the database."""
        raise NotImplementedError

    @property
    def audience(self) -> str:
        """Who answers it: residents, staff or everyone."""
        raise NotImplementedError


class Grant(Struct, frozen=True):
    """One permission as a member holds it.

    `survey_id` None is every survey; `expires_at` is in UTC seconds, None is never.
    """

    permission: Permission
    survey_id: int | None = None
    reason: str = ""
    expires_at: int | None = None


class NotGrantable(ValueError):
    """A permission cannot be given like this; its words say what to do."""


def permission_named(name: str) -> Permission:
    """The permission of that name.

    Raises NotGrantable naming all of them when there is none.
    """
    try:
        return Permission(name)
    except ValueError:
        known = ", ".join(Permission)
        raise NotGrantable(f"'{name}' is not a permission. Use one of {known}.") from None


def checked(grant: Grant, now: int) -> Grant:
    """The same grant with its end set where it must have one.

    Raises NotGrantable when all answers are asked for without a survey or a reason, or for longer than 90 days,
    or when the end has passed.
    """
    if grant.expires_at is not None and grant.expires_at <= now:
        raise NotGrantable("The end of this permission has passed. Choose a later one.")
    if grant.permission is not Permission.MICRODATA:
        return grant
    if grant.survey_id is None:
        raise NotGrantable("All answers are given for one survey at a time. Say which survey.")
    if not grant.reason.strip():
        raise NotGrantable("All answers are given for a stated reason. Say what they are needed for.")
    latest = now + MICRODATA_DAYS * DAY
    if grant.expires_at is not None and grant.expires_at > latest:
        raise NotGrantable(f"All answers are given for {MICRODATA_DAYS} days at most. Choose an earlier end.")
    return Grant(grant.permission, grant.survey_id, grant.reason, grant.expires_at or latest)


def may(held: Iterable[Grant], permission: Permission, survey: AnySurvey) -> bool:
    """Whether somebody holding these unexpired grants may do this in this survey.

    Only surveys of residents have a working view: one answered by staff, alone or among others, is always guarded.
    All answers are never held for every survey at once.
    """
    if permission is Permission.SEE_WORKING and survey.audience != "residents":
        return False
    surveys = {survey.id} if permission is Permission.MICRODATA else {survey.id, None}
    return any(grant.permission is permission and grant.survey_id in surveys for grant in held)


def may_print(held: Iterable[Grant], survey: AnySurvey) -> bool:
    """Whether somebody may print a survey's forms and posters: who runs it, and who keys in its forms."""
    grants = tuple(held)
    return any(may(grants, each, survey) for each in PRINTING)


def may_somewhere(held: Iterable[Grant], permission: Permission) -> bool:
    """Whether they may do this in at least one survey: enough for a list or a menu, never for a survey itself."""
    return any(grant.permission is permission for grant in held)


def may_everywhere(held: Iterable[Grant], permission: Permission) -> bool:
    """Whether they may do this for every survey at once: what concerns the whole team asks for no less."""
    return any(grant.permission is permission and grant.survey_id is None for grant in held)
