"""What a member has done of the first steps, as the audit log has it: nothing is kept for it beside the log."""

from msgspec import Struct
from sqlalchemy import Connection, func, select

from survey_app.tables.team import audit
from survey_app.team.audit import Event

EVENTS = (
    Event.SURVEY_TRIED,
    Event.PRETEND_RESULTS_READ,
    Event.POSTER_MADE,
    Event.MEMBER_ADDED,
    Event.START_HERE_HIDDEN,
    Event.START_HERE_SHOWN,
)


class FirstSteps(Struct, frozen=True):
    """Which steps a member has taken, and whether they have put the list of them away."""

    tried: bool = False
    read: bool = False
    postered: bool = False
    invited: bool = False
    hidden: bool = False


def first_steps(connection: Connection, member_id: int) -> FirstSteps:
    """The first steps of one member."""
    rows = connection.execute(
        select(audit.c.event, func.max(audit.c.sequence).label("newest"))
        .where(audit.c.member_id == member_id, audit.c.event.in_([str(each) for each in EVENTS]))
        .group_by(audit.c.event)
    )
    newest = {row.event: int(row.newest) for row in rows}
    return FirstSteps(
        tried=Event.SURVEY_TRIED in newest,
        read=Event.PRETEND_RESULTS_READ in newest,
        postered=Event.POSTER_MADE in newest,
        invited=Event.MEMBER_ADDED in newest,
        hidden=newest.get(Event.START_HERE_HIDDEN, 0) > newest.get(Event.START_HERE_SHOWN, 0),
    )
