"""One's own account: what one may do, the password, and where one is signed in."""

from litestar import get, post
from litestar.di import NamedDependency
from msgspec import Struct

from survey_app.settings import Keys
from survey_app.team.layout import TeamPage
from survey_app.team.members import Held, held_by
from survey_app.team.pages_sign_in import EVERY_MEMBER
from survey_app.team.passwords import has_password
from survey_app.team.permissions import WORDS
from survey_app.team.sessions import PASSWORD, Session, end_one, mark_of, sessions_of
from survey_app.team.viewer import Viewer
from survey_app.web.forms import read_form
from survey_app.web.london import london_day, plain_day, plain_instant
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render


class HeldLine(Struct, frozen=True):
    """One permission in words."""

    words: str
    surveys: str
    until: str


class SessionLine(Struct, frozen=True):
    """One sign-in in words; `mark` names it to be ended."""

    begun: str
    used: str
    way: str
    here: bool
    mark: str


class AccountPage(TeamPage, frozen=True, kw_only=True):
    """What a member may do, and where they are signed in."""

    email: str
    has_password: bool
    held: tuple[HeldLine, ...]
    sessions: tuple[SessionLine, ...]


@get("/account", opt=EVERY_MEMBER)
async def show_account(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Reply:
    """What the viewer may do, and where they are signed in."""
    now = service.now()
    held = await service.database.read(held_by, viewer.member_id, now)
    sessions = await service.database.read(sessions_of, viewer.member_id, now)
    account = AccountPage(
        title="Your account",
        viewer=viewer,
        current="/team/account",
        email=viewer.email,
        has_password=await service.database.read(has_password, viewer.member_id),
        held=tuple(held_line(one) for one in held),
        sessions=tuple(_session_line(service.keys, one, viewer) for one in sessions),
    )
    return page(request, render("team/account.html", account))


@post("/sessions", opt=EVERY_MEMBER)
async def end_a_session(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Reply:
    """Sign out in one browser, this or another. One that has ended meanwhile is as good as ended now."""
    mark = (await read_form(request)).one("session")
    await service.writer.transaction(end_one, service.keys, viewer.member_id, mark, service.now())
    return see_other("/team/account#sessions")


def held_line(held: Held) -> HeldLine:
    """A permission in words, for which survey, and until when."""
    until = "No end" if held.expires_at is None else plain_day(london_day(held.expires_at))
    return HeldLine(WORDS[held.permission], held.survey_title or "Every survey", until)


def _session_line(keys: Keys, session: Session, viewer: Viewer) -> SessionLine:
    return SessionLine(
        begun=plain_instant(session.begun_at),
        used=plain_instant(session.seen_at),
        way="By password" if session.way == PASSWORD else "By a one-time link",
        here=session.id_hash == viewer.session.id_hash,
        mark=mark_of(keys, session.id_hash),
    )
