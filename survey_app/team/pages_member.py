"""One member, for who runs the service: permissions given and taken, a one-time link, shutting out and letting in."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.team.granting import read_grant
from survey_app.team.layout import Problem, TeamPage
from survey_app.team.members import (
    Held,
    Member,
    SurveyName,
    grant,
    held_by,
    member_by_id,
    revoke,
    survey_names,
)
from survey_app.team.pages_account import HeldLine, held_line
from survey_app.team.pages_members import MANAGERS, MEMBERS, day_of
from survey_app.team.pages_password import prove_first
from survey_app.team.passwords import has_password
from survey_app.team.permissions import WORDS, Permission
from survey_app.team.reauthentication import ask_to_prove, proved_lately
from survey_app.team.shutting_out import let_in, shut_out
from survey_app.team.sign_in_links import make_link
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

OWN_MANAGE = (
    "You cannot take this away from yourself, so that somebody is left who can. Ask a colleague who manages too."
)
OWN_WAY_IN = "You cannot shut yourself out, so that somebody is left who can. Ask a colleague who manages too."


class Choice(Struct, frozen=True):
    """One thing to choose in a form."""

    code: str
    words: str
    chosen: bool = False


class HeldRow(Struct, frozen=True):
    """A permission held, in words, and what names it in the form that takes it away."""

    line: HeldLine
    reason: str
    permission: str
    survey: str


class MemberPage(TeamPage, frozen=True, kw_only=True):
    """What one member holds, and the forms that change it. `link` is a new one-time link, shown this once."""

    current: str = MEMBERS
    email: str
    address: str
    itself: bool
    out: str
    has_password: bool
    held: tuple[HeldRow, ...]
    permissions: tuple[Choice, ...]
    surveys: tuple[Choice, ...]
    reason: str = ""
    days: str = ""
    link: str = ""


class Known(Struct, frozen=True):
    """What the database knows of a member."""

    member: Member
    held: tuple[Held, ...]
    surveys: tuple[SurveyName, ...]
    has_password: bool

    @property
    def address(self) -> str:
        """Their page."""
        return f"{MEMBERS}/{self.member.id}"


@get("/members/{number:str}", opt=MANAGERS)
async def show_member(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], number: FromPath[str]
) -> Reply:
    """What a member holds, and the forms that change it."""
    return _shown(request, _member_page(await _known(service, number), viewer))


@post("/members/{number:str}/give", opt=MANAGERS, status_code=200)
async def give_permission(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], number: FromPath[str]
) -> Reply:
    """Give a permission, or say what is missing with everything still filled in.

    What is given lasts, so it is not given at a desk that somebody left.
    """
    known, form, now = await _known(service, number), await read_form(request), service.now()
    given = read_grant(form, {survey.slug: survey.id for survey in known.surveys}, now)
    if isinstance(given, Problem):
        return _shown(request, replace(_member_page(known, viewer, form), problems=(given,)), 422)
    if not proved_lately(viewer, now):
        return await prove_first(request, service, viewer, form, known.address)
    await service.writer.transaction(grant, service.keys, known.member.id, given, now, viewer.member_id)
    return see_other(f"{known.address}#held")


@post("/members/{number:str}/take", opt=MANAGERS, status_code=200)
async def take_a_permission(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], number: FromPath[str]
) -> Reply:
    """Take a permission away. One that is not held any more is as good as taken."""
    known, form = await _known(service, number), await read_form(request)
    for held in known.held:
        if (str(held.permission), _survey_code(held)) == (form.one("permission"), form.one("survey")):
            if held.permission is Permission.MANAGE and known.member.id == viewer.member_id:
                return _refused(request, known, viewer, OWN_MANAGE)
            chosen = (known.member.id, held.permission, held.survey_id)
            await service.writer.transaction(revoke, service.keys, *chosen, service.now(), viewer.member_id)
    return see_other(f"{known.address}#held")


@post("/members/{number:str}/link", opt=MANAGERS, status_code=200)
async def make_a_link(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], number: FromPath[str]
) -> Reply:
    """Make a one-time link and show it once: it is stored by hash only.

    A link is as good as a password, so it is not made at a desk that somebody left.
    """
    known = await _known(service, number)
    if known.member.disabled_at is not None:
        raise NotFoundException
    ask_to_prove(viewer, service.now(), known.address)
    token = await service.writer.transaction(make_link, service.keys, known.member, service.now(), viewer.member_id)
    link = f"{service.settings.public_url}/team/sign-in/{token}"
    title = f"One-time link for {known.member.email}"
    return _shown(request, replace(_member_page(known, viewer), title=title, link=link))


@post("/members/{number:str}/shut-out", opt=MANAGERS, status_code=200)
async def shut_member_out(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], number: FromPath[str]
) -> Reply:
    """Shut a member out at once, on every computer."""
    known = await _known(service, number)
    if known.member.id == viewer.member_id:
        return _refused(request, known, viewer, OWN_WAY_IN)
    await service.writer.transaction(shut_out, service.keys, known.member.id, service.now(), viewer.member_id)
    return see_other(known.address)


@post("/members/{number:str}/let-in", opt=MANAGERS, status_code=200)
async def let_member_in(
    service: NamedDependency[Service], viewer: NamedDependency[Viewer], number: FromPath[str]
) -> Reply:
    """Let a member back in, with what they held: as lasting as giving it."""
    known = await _known(service, number)
    ask_to_prove(viewer, service.now(), known.address)
    await service.writer.transaction(let_in, service.keys, known.member.id, service.now(), viewer.member_id)
    return see_other(known.address)


async def _known(service: Service, number: str) -> Known:
    """The member of an address. Raises NotFoundException."""
    known = None
    if number.isascii() and number.isdigit() and len(number) <= 9:
        known = await service.database.read(_read, int(number), service.now())
    if known is None:
        raise NotFoundException
    return known


def _read(connection: Connection, member_id: int, now: int) -> Known | None:
    member = member_by_id(connection, member_id)
    if member is None:
        return None
    held, surveys = held_by(connection, member_id, now), survey_names(connection)
    return Known(member, held, surveys, has_password(connection, member_id))


def _member_page(known: Known, viewer: Viewer, form: Form | None = None) -> MemberPage:
    typed = form or Form()
    return MemberPage(
        title=known.member.email,
        viewer=viewer,
        email=known.member.email,
        address=known.address,
        itself=known.member.id == viewer.member_id,
        out=day_of(known.member.disabled_at),
        has_password=known.has_password,
        held=tuple(HeldRow(held_line(held), held.reason, held.permission, _survey_code(held)) for held in known.held),
        permissions=tuple(Choice(each, WORDS[each], each == typed.one("permission")) for each in Permission),
        surveys=tuple(Choice(each.slug, each.title, each.slug == typed.one("survey")) for each in known.surveys),
        reason=typed.one("reason"),
        days=typed.one("days"),
    )


def _survey_code(held: Held) -> str:
    return "" if held.survey_id is None else str(held.survey_id)


def _shown(request: AnyRequest, asked: MemberPage, status: int = 200) -> Reply:
    return page(request, render("team/member.html", asked), status=status)


def _refused(request: AnyRequest, known: Known, viewer: Viewer, words: str) -> Reply:
    return _shown(request, replace(_member_page(known, viewer), problems=(Problem("held", words),)), 422)
