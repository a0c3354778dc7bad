"""Views of results that a member saved under a name: an address, the member's own or shown to the survey's team."""

from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, or_, select, update

from survey_app.tables.exploring import saved_view
from survey_app.tables.team import member

MOST_VIEWS: Final = 100
"""That one member may keep of one survey."""

LONGEST_NAME: Final = 100


class SavedView(Struct, frozen=True):
    """One view. `address` is a path below the survey's with its query; `owner` the address of who saved it."""

    id: int
    name: str
    address: str
    shared: bool
    member_id: int
    owner: str


def views_for(connection: Connection, survey_id: int, member_id: int) -> tuple[SavedView, ...]:
    """What a member has saved of a survey, and what others share, by name."""
    columns = (saved_view.c.id, saved_view.c.name, saved_view.c.address, saved_view.c.shared, saved_view.c.member_id)
    seen = or_(saved_view.c.member_id == member_id, saved_view.c.shared.is_(True))
    rows = connection.execute(
        select(*columns, member.c.email)
        .join(member, member.c.id == saved_view.c.member_id)
        .where(saved_view.c.survey_id == survey_id, seen)
        .order_by(saved_view.c.name, saved_view.c.id)
    )
    return tuple(SavedView(*row) for row in rows)


def save_view(connection: Connection, survey_id: int, member_id: int, name: str, address: str, *, shared: bool) -> bool:
    """Save a view under a name, in place of the member's own one of that name. False where there are too many."""
    own = (saved_view.c.survey_id == survey_id, saved_view.c.member_id == member_id)
    values = {"address": address, "shared": shared}
    if connection.execute(update(saved_view).where(*own, saved_view.c.name == name).values(values)).rowcount:
        return True
    if len(connection.execute(select(saved_view.c.id).where(*own)).all()) >= MOST_VIEWS:
        return False
    connection.execute(insert(saved_view).values(survey_id=survey_id, member_id=member_id, name=name, **values))
    return True


def rename_view(connection: Connection, view_id: int, member_id: int, name: str, *, shared: bool) -> bool:
    """Give a member's own view another name, and say whether it is shared. False where another has the name."""
    own = connection.execute(
        select(saved_view.c.survey_id).where(saved_view.c.id == view_id, saved_view.c.member_id == member_id)
    ).one_or_none()
    if own is None:
        return True
    named = select(saved_view.c.id).where(
        saved_view.c.survey_id == own.survey_id, saved_view.c.member_id == member_id, saved_view.c.name == name
    )
    other = connection.execute(named).scalar_one_or_none()
    if other not in {None, view_id}:
        return False
    connection.execute(update(saved_view).where(saved_view.c.id == view_id).values(name=name, shared=shared))
    return True


def delete_view(connection: Connection, view_id: int, member_id: int) -> None:
    """Delete a member's own view; one that is not there, or another's, is left as it is."""
    connection.execute(delete(saved_view).where(saved_view.c.id == view_id, saved_view.c.member_id == member_id))
