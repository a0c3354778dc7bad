"""Who takes part in the team's tests, and when and where they begin."""

from msgspec import Struct

from survey_app.team.members import Member

NOON = 1_780_000_000
"""The instant at which every test begins, in UTC seconds."""

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

RESIDENTS_SURVEY = 1
STAFF_SURVEY = 2


class Cast(Struct, frozen=True):
    """An administrator, an analyst, a viewer, and an outsider: a member who holds nothing."""

    administrator: Member
    analyst: Member
    viewer: Member
    outsider: Member
