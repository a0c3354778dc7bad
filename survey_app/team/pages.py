"""The team's own pages: signing in by a link, one's account, signing out."""

from litestar import Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from msgspec import Struct

from survey_app.team.gate import session_cookie_name, viewer_of
from survey_app.team.layout import TeamPage
from survey_app.team.members import Held, held_by
from survey_app.team.permissions import WORDS
from survey_app.team.sessions import Session, sessions_of, sign_in, sign_out, sign_out_everywhere
from survey_app.team.sign_in_links import link_owner
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.cookies import read_cookie, set_cookie
from survey_app.web.london import london_day, plain_day, plain_instant
from survey_app.web.replies import page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

ANYBODY = {"audience": Audience.PUBLIC}
EVERY_MEMBER = {"audience": Audience.TEAM, "permission": ()}


class LinkPage(TeamPage, frozen=True, kw_only=True):
    """What a sign-in link shows: whom it signs in, or, with no address, that it does not."""

    email: str = ""


class HeldLine(Struct, frozen=True):
    """One permission in words."""

    words: str
    surveys: str
    until: str


class SessionLine(Struct, frozen=True):
    """One sign-in in words."""

    begun: str
    used: str
    here: bool


class AccountPage(TeamPage, frozen=True, kw_only=True):
    """What a member may do, and where they are signed in."""

    email: str
    held: tuple[HeldLine, ...]
    sessions: tuple[SessionLine, ...]


@get("/sign-in", opt=ANYBODY)
async def show_sign_in(request: AnyRequest) -> Response[bytes]:
    """How to get a link."""
    return page(request, render("team/sign_in.html", TeamPage(title="Sign in")))


@get("/sign-in/{token:str}", opt=ANYBODY)
async def show_link(request: AnyRequest, service: NamedDependency[Service], token: FromPath[str]) -> Response[bytes]:
    """A button: opening the address signs nobody in, because programs that check e-mail open addresses too."""
    owner = await service.database.read(link_owner, service.keys, token, service.now())
    if owner is None:
        return _no_good(request)
    return page(request, render("team/link.html", LinkPage(title="Sign in with this link", email=owner.email)))


@post("/sign-in/{token:str}", opt=ANYBODY)
async def begin_session(
    request: AnyRequest, service: NamedDependency[Service], token: FromPath[str]
) -> Response[bytes] | Response[None]:
    """Use the link up and begin a session under a new id."""
    sent = read_cookie(request.scope["headers"], session_cookie_name(service))
    begun = await service.writer.transaction(sign_in, service.keys, token, sent, service.now())
    if begun is None:
        return _no_good(request)
    return see_other("/team", cookies=[_cookie(service, begun)])


@post("/sign-out", opt=EVERY_MEMBER)
async def end_session(service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Response[None]:
    """Sign out here."""
    await service.writer.transaction(sign_out, service.keys, viewer.session, service.now())
    return see_other("/team/sign-in", cookies=[_ended_cookie(service)])


@post("/sign-out-everywhere", opt=EVERY_MEMBER)
async def end_all_sessions(service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Response[None]:
    """Sign out here and on every other computer."""
    await service.writer.transaction(sign_out_everywhere, service.keys, viewer.member_id, service.now())
    return see_other("/team/sign-in", cookies=[_ended_cookie(service)])


@get("/account", opt=EVERY_MEMBER)
async def show_account(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Response[bytes]:
    """What the viewer may do, and where they are signed in."""
    now = service.now()
    held = await service.database.read(held_by, viewer.member_id, now)
    sessions = await service.database.read(sessions_of, viewer.member_id, now)
    account = AccountPage(
        title="Your account",
        viewer=viewer,
        current="/team/account",
        email=viewer.email,
        held=tuple(_held_line(one) for one in held),
        sessions=tuple(_session_line(one, viewer) for one in sessions),
    )
    return page(request, render("team/account.html", account))


router = Router(
    path="/team",
    route_handlers=[show_sign_in, show_link, begin_session, end_session, end_all_sessions, show_account],
    dependencies={"viewer": Provide(viewer_of)},
)


def _no_good(request: AnyRequest) -> Response[bytes]:
    """The same words for a link that was used, has expired or never was."""
    return page(request, render("team/link.html", LinkPage(title="This link does not sign you in")), status=404)


def _held_line(held: Held) -> HeldLine:
    until = "No end" if held.expires_at is None else plain_day(london_day(held.expires_at))
    return HeldLine(WORDS[held.permission], held.survey_title or "Every survey", until)


def _session_line(session: Session, viewer: Viewer) -> SessionLine:
    here = session.id_hash == viewer.session.id_hash
    return SessionLine(plain_instant(session.begun_at), plain_instant(session.seen_at), here)


def _cookie(service: Service, session_id: str) -> Cookie:
    """No age: the browser forgets it when it closes, and the server ends it before that."""
    return set_cookie(session_cookie_name(service), session_id, secure=service.settings.secure)


def _ended_cookie(service: Service) -> Cookie:
    return set_cookie(session_cookie_name(service), "", secure=service.settings.secure, seconds=0)
