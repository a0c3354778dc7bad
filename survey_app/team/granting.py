"""A form that gives a permission, read: the permission, or what is wrong with it and where."""

from collections.abc import Mapping

from survey_app.team.layout import Problem
from survey_app.team.permissions import DAY, MICRODATA_DAYS, Grant, NotGrantable, Permission, checked
from survey_app.web.forms import Form

LONGEST_DAYS = 3650
LONGEST_REASON = 500

CHOOSE_PERMISSION = "Choose what they may do."
CHOOSE_SURVEY = "Choose a survey from the list, or “Every survey”."
DAYS = f"Enter a whole number of days between 1 and {LONGEST_DAYS}, or leave it empty."
ANSWERS_DAYS = (
    f"All answers are given for {MICRODATA_DAYS} days at most. Enter a number between 1 and {MICRODATA_DAYS}."
)
REASON = f"Shorten the reason to {LONGEST_REASON} characters."


def read_grant(form: Form, surveys: Mapping[str, int], now: int) -> Grant | Problem:
    """The permission that a form asks to give. `surveys` are numbers by short address; `now` is UTC seconds."""
    permission = next((each for each in Permission if each == form.one("permission")), None)
    slug, reason = form.one("survey"), " ".join(form.one("reason").split())
    if permission is None:
        return Problem("permission", CHOOSE_PERMISSION)
    if slug and slug not in surveys:
        return Problem("survey", CHOOSE_SURVEY)
    if len(reason) > LONGEST_REASON:
        return Problem("reason", REASON)
    days = read_days(form.one("days"))
    if days is None:
        return Problem("days", DAYS)
    if permission is Permission.MICRODATA and days > MICRODATA_DAYS:
        return Problem("days", ANSWERS_DAYS)
    return _checked(Grant(permission, surveys.get(slug), reason, now + days * DAY if days else None), now)


def read_days(typed: str) -> int | None:
    """A number of days, 0 for no end, None for what is neither."""
    text = typed.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return None
    return int(text) if 1 <= int(text) <= LONGEST_DAYS else None


def _checked(grant: Grant, now: int) -> Grant | Problem:
    try:
        return checked(grant, now)
    except NotGrantable as refused:
        return Problem("survey" if grant.survey_id is None else "reason", str(refused))
