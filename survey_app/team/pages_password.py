"""Choosing a password, and proving with it again who one is."""

from http import HTTPStatus

from litestar import get, post
from litestar.di import NamedDependency
from msgspec.structs import replace

from survey_app.team.audit import Event
from survey_app.team.gate import SignedOut
from survey_app.team.hashing import HASHING, TooBusy
from survey_app.team.kept_forms import kept_form
from survey_app.team.layout import Problem, TeamPage
from survey_app.team.pages_sign_in import EVERY_MEMBER, led_on, refused_words, session_cookie, tried
from survey_app.team.password_rules import RULE, problem_with
from survey_app.team.passwords import has_password, set_password
from survey_app.team.reauthentication import proved_lately, safe_next
from survey_app.team.sessions import LINK
from survey_app.team.signing_in import Refused, sign_in_by_password
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, parse_form, read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

WRONG = "That is not your password. Check it."
BUSY = "We could not do that just now. Wait a minute, type your password and send it again."


class PasswordPage(TeamPage, frozen=True, kw_only=True):
    """The form for a new password. `needs_current` asks for the old one; `needs_link` says that only a link helps."""

    current: str = "/team/account"
    rule: str = RULE
    has_password: bool
    needs_current: bool
    needs_link: bool


class ProvePage(TeamPage, frozen=True, kw_only=True):
    """The password again, before `next`, or before a form that is `kept`; who has none is told how to get one."""

    next: str
    has_password: bool
    kept: str = ""


@get("/password", opt=EVERY_MEMBER)
async def show_password(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Reply:
    """Choose a password, or change it."""
    return page(request, render("team/password.html", await _password_page(service, viewer)))


@post("/password", opt=EVERY_MEMBER)
async def choose_password(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Reply:
    """Store the new password and end every other session."""
    form, asked = await read_form(request), await _password_page(service, viewer)
    if asked.needs_link:
        return page(request, render("team/password.html", asked), status=403)
    if words := problem_with(form.one("new_password"), _names(service, viewer)):
        return _asked_again(request, asked, (Problem("new_password", words), HTTPStatus.UNPROCESSABLE_ENTITY))
    try:
        refused = await _current_refused(request, service, viewer, form) if asked.needs_current else None
        if refused is not None:
            return _asked_again(request, asked, refused)
        hashed = await HASHING.hashed(form.one("new_password"))
    except TooBusy:
        return _asked_again(request, asked, (Problem("new_password", BUSY), HTTPStatus.SERVICE_UNAVAILABLE))
    begun = await service.writer.transaction(set_password, service.keys, viewer.member_id, hashed, service.now())
    if begun is None:
        raise SignedOut
    return see_other("/team/account#password", cookies=[session_cookie(service, begun)])


@get("/prove", opt=EVERY_MEMBER)
async def show_prove(request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Reply:
    """Ask for the password again, unless that was lately."""
    wanted = safe_next(parse_form(request.scope["query_string"]).one("next"))
    if proved_lately(viewer, service.now()):
        return see_other(wanted)
    return page(request, render("team/prove.html", await _prove_page(service, viewer, wanted)))


@post("/prove", opt=EVERY_MEMBER)
async def prove(request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Reply:
    """Begin the session anew, under a new id, and go on to what was wanted."""
    form = await read_form(request)
    asked = await _prove_page(service, viewer, safe_next(form.one("next")), form.one("kept"))
    try:
        begun = await sign_in_by_password(service, tried(request, service, form, viewer.email), Event.IDENTITY_PROVED)
    except TooBusy:
        refused: tuple[Problem, int] = (Problem("password", BUSY), 503)
    else:
        if isinstance(begun, str):
            return await led_on(request, service, begun, asked.next, asked.kept, [session_cookie(service, begun)])
        refused = refused_words(begun, WRONG)
    problem, status = refused
    return page(request, render("team/prove.html", replace(asked, problems=(problem,))), status=status)


async def prove_first(request: AnyRequest, service: Service, viewer: Viewer, form: Form, wanted: str) -> Reply:
    """Ask who they are before a form is taken, which the page keeps for them."""
    kept = kept_form(service.keys, request.scope["path"], form, viewer.session.id_hash, service.now())
    asked = await _prove_page(service, viewer, wanted, kept)
    return page(request, render("team/prove.html", asked), status=403)


async def _password_page(service: Service, viewer: Viewer) -> PasswordPage:
    """A link opened lately is as good as the password of now; without either, nobody sets one at a stranger's desk."""
    known = await service.database.read(has_password, viewer.member_id)
    lately = viewer.session.way == LINK and proved_lately(viewer, service.now())
    return PasswordPage(
        title="Change your password" if known else "Choose a password",
        viewer=viewer,
        has_password=known,
        needs_current=known and not lately,
        needs_link=not known and not lately,
    )


async def _prove_page(service: Service, viewer: Viewer, wanted: str, kept: str = "") -> ProvePage:
    known = await service.database.read(has_password, viewer.member_id)
    title = "Type your password again" if known else "Open a new link first"
    return ProvePage(title=title, viewer=viewer, next=wanted, has_password=known, kept=kept)


async def _current_refused(
    request: AnyRequest, service: Service, viewer: Viewer, form: Form
) -> tuple[Problem, HTTPStatus] | None:
    """Why the password of now was not taken. Where it was, it began a session that the change ends with all others."""
    begun = await sign_in_by_password(service, tried(request, service, form, viewer.email), Event.IDENTITY_PROVED)
    return refused_words(begun, WRONG) if isinstance(begun, Refused) else None


def _names(service: Service, viewer: Viewer) -> tuple[str, ...]:
    """What a password may not be made of: the organisation's own names and the member's address."""
    known = service.organisation
    return known.name, known.short_name, known.area, known.service, known.strategy, viewer.email


def _asked_again(request: AnyRequest, asked: PasswordPage, refused: tuple[Problem, int]) -> Reply:
    problem, status = refused
    return page(request, render("team/password.html", replace(asked, problems=(problem,))), status=status)
