"""The permission table of the guide, printed from the rules themselves (results contract, 26)."""

from msgspec import Struct

from survey_app.team.permissions import MICRODATA_DAYS, Grant, NotGrantable, Permission, checked, may

HOLDERS = {
    Permission.SEE_GUARDED: "viewers, editors",
    Permission.SEE_WORKING: "analysts",
    Permission.MICRODATA: "a named person",
    Permission.MANAGE: "administrators",
    Permission.KEY_ENTRY: "assistants",
}

ALLOWS = {
    Permission.SEE_GUARDED: "results in which small groups are hidden",
    Permission.SEE_WORKING: "exact figures as answers come in, not to be shared; each reading is written down",
    Permission.MICRODATA: "all answers, one row a person; the password is asked for again, each download written down",
    Permission.MANAGE: "the service; for every survey, also its members and what happened; no answers",
    Permission.KEY_ENTRY: "keying in paper forms, seeing only the one being keyed",
}


class AnySurvey(Struct, frozen=True):
    """A survey that is answered by some audience."""

    id: int
    audience: str


RESIDENTS, STAFF = AnySurvey(1, "residents"), AnySurvey(2, "staff")


def permission_table() -> str:
    """The table in Markdown, a line for each permission."""
    lines = [
        "| permission | who | what it allows | residents' surveys | staff's surveys | how it is given |",
        "|---|---|---|---|---|---|",
    ]
    for each in Permission:
        cells = (f"`{each}`", HOLDERS[each], ALLOWS[each], _works(each, RESIDENTS), _works(each, STAFF), _given(each))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _works(permission: Permission, survey: AnySurvey) -> str:
    """Whether somebody holding it for this survey may use it there, as the rule itself says."""
    return "yes" if may({Grant(permission, survey.id)}, permission, survey) else "no"


def _given(permission: Permission) -> str:
    """What the rule asks of who gives it."""
    try:
        checked(Grant(permission), now=0)
    except NotGrantable:
        return f"for one survey, with a reason, for {MICRODATA_DAYS} days at most"
    return "for one survey or every survey, with or without an end"
