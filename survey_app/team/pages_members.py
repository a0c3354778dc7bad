"""The members of the team, for who runs the service: who they are, what each may do, and adding one."""

from litestar import get, post
from litestar.di import NamedDependency
from msgspec import Struct
from sqlalchemy import Connection

from survey_app.team.layout import Problem, TeamPage
from survey_app.team.members import Member, NotAnEmail, add_member, all_members, held_by
from survey_app.team.pages_account import HeldLine, held_line
from survey_app.team.permissions import Permission
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.forms import read_form
from survey_app.web.london import london_day, plain_day
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

MANAGERS = {"audience": Audience.TEAM, "permission": Permission.MANAGE, "everywhere": True}

MEMBERS = "/team/members"


class MemberLine(Struct, frozen=True):
    """One member in the list; `out` is the day on which they were shut out, or empty."""

    email: str
    address: str
    held: tuple[HeldLine, ...]
    out: str


class MembersPage(TeamPage, frozen=True, kw_only=True):
    """Everybody, and the form for one more."""

    members: tuple[MemberLine, ...]
    email: str = ""


@get("/members", opt=MANAGERS)
async def show_members(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Reply:
    """Everybody in the team."""
    return page(request, render("team/members.html", await _members_page(service, viewer)))


@post("/members", opt=MANAGERS, status_code=200)
async def add_a_member(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Reply:
    """Add a colleague, who holds nothing yet, and go on to giving permissions; or to the one who is in already."""
    email = (await read_form(request)).one("email")
    try:
        added = await service.writer.transaction(add_member, service.keys, email, service.now(), viewer.member_id)
    except NotAnEmail as refused:
        problem = (Problem("email", str(refused)),)
        html = render("team/members.html", await _members_page(service, viewer, email, problem))
        return page(request, html, status=422)
    return see_other(f"{MEMBERS}/{added.id}")


async def _members_page(
    service: Service, viewer: Viewer, email: str = "", problems: tuple[Problem, ...] = ()
) -> MembersPage:
    found = await service.database.read(_with_permissions, service.now())
    lines = tuple(
        MemberLine(member.email, f"{MEMBERS}/{member.id}", held, day_of(member.disabled_at)) for member, held in found
    )
    return MembersPage(title="Members", viewer=viewer, current=MEMBERS, members=lines, email=email, problems=problems)


def day_of(disabled_at: int | None) -> str:
    """The day on which somebody was shut out, in words, or an empty text."""
    return "" if disabled_at is None else plain_day(london_day(disabled_at))


def _with_permissions(connection: Connection, now: int) -> list[tuple[Member, tuple[HeldLine, ...]]]:
    return [
        (member, tuple(held_line(held) for held in held_by(connection, member.id, now)))
        for member in all_members(connection)
    ]
