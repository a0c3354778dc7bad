"""Signing in, by a password or a one-time link, and signing out."""

from collections.abc import Sequence
from http import HTTPStatus

from litestar import get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from survey_app.team.gate import session_cookie_name
from survey_app.team.guessing import BROWSER_SECONDS, known_browser
from survey_app.team.hashing import TooBusy
from survey_app.team.layout import Problem, TeamPage
from survey_app.team.pacing import in_words
from survey_app.team.pages_kept import kept_page
from survey_app.team.reauthentication import HOME, safe_next
from survey_app.team.sessions import sign_in, sign_out, sign_out_everywhere
from survey_app.team.sign_in_links import link_owner
from survey_app.team.signing_in import Refused, Tried, sign_in_by_password
from survey_app.team.viewer import Viewer, viewer_by_session
from survey_app.web.audience import Audience
from survey_app.web.cookies import cookie_name, read_cookie, set_cookie
from survey_app.web.forms import Form, parse_form, read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render
from survey_app.writer import NotStored, WriterFull

ANYBODY = {"audience": Audience.PUBLIC}
EVERY_MEMBER = {"audience": Audience.TEAM, "permission": ()}

WRONG = "The e-mail address or the password is wrong. Check both."
BUSY = "We could not check that just now. Wait a minute, type your password and send it again."
CHOOSE = "/team/password"


class LinkPage(TeamPage, frozen=True, kw_only=True):
    """What a sign-in link shows: whom it signs in, or, with no address, that it does not."""

    email: str = ""


class SignInPage(TeamPage, frozen=True, kw_only=True):
    """The form; `next` is where it leads, `kept` a form that was sent while signed out."""

    email: str = ""
    next: str = HOME
    kept: str = ""


@get("/sign-in", opt=ANYBODY)
async def show_sign_in(request: AnyRequest) -> Reply:
    """Address and password, and how to get a link."""
    wanted = parse_form(request.scope["query_string"]).one("next")
    return page(request, render("team/sign_in.html", SignInPage(title="Sign in", next=safe_next(wanted))))


@post("/sign-in", opt=ANYBODY, status_code=200)
async def check_password(request: AnyRequest, service: NamedDependency[Service]) -> Reply:
    """Begin a session, or say what to do: in the same words and time whether or not the address is a member's."""
    form = await read_form(request)
    asked = SignInPage(
        title="Sign in", email=form.one("email")[:254], next=safe_next(form.one("next")), kept=form.one("kept")
    )
    if problems := _left_out(form):
        return _asked_again(request, replace(asked, problems=problems))
    try:
        begun = await sign_in_by_password(service, tried(request, service, form, asked.email))
    except (TooBusy, WriterFull, NotStored):
        return _asked_again(request, replace(asked, problems=(Problem("password", BUSY),)), 503, 60)
    if isinstance(begun, Refused):
        problem, status = refused_words(begun)
        return _asked_again(request, replace(asked, problems=(problem,)), status, begun.seconds)
    cookies = [session_cookie(service, begun), _browser_cookie(service, asked.email)]
    return await led_on(request, service, begun, asked.next, asked.kept, cookies)


@get("/sign-in/{token:str}", opt=ANYBODY)
async def show_link(request: AnyRequest, service: NamedDependency[Service], token: FromPath[str]) -> Reply:
    """Buttons: opening the address signs nobody in, because programs that check e-mail open addresses too."""
    owner = await service.database.read(link_owner, service.keys, token, service.now())
    if owner is None:
        return _no_good(request)
    return page(request, render("team/link.html", LinkPage(title="Sign in with this link", email=owner.email)))


@post("/sign-in/{token:str}", opt=ANYBODY)
async def begin_session(request: AnyRequest, service: NamedDependency[Service], token: FromPath[str]) -> Reply:
    """Use the link up and begin a session under a new id."""
    form, sent = await read_form(request), read_cookie(request.scope["headers"], session_cookie_name(service))
    begun = await service.writer.transaction(sign_in, service.keys, token, sent, service.now())
    if begun is None:
        return _no_good(request)
    viewer = await service.database.read(viewer_by_session, service.keys, begun, service.now())
    cookies = [session_cookie(service, begun), *([] if viewer is None else [_browser_cookie(service, viewer.email)])]
    return see_other(CHOOSE if form.one("go") == "password" else HOME, cookies=cookies)


@post("/sign-out", opt=EVERY_MEMBER)
async def end_session(service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Reply:
    """Sign out here."""
    await service.writer.transaction(sign_out, service.keys, viewer.session, service.now())
    return see_other("/team/sign-in", cookies=[ended_cookie(service)])


@post("/sign-out-everywhere", opt=EVERY_MEMBER)
async def end_all_sessions(service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Reply:
    """Sign out here and on every other computer."""
    await service.writer.transaction(sign_out_everywhere, service.keys, viewer.member_id, service.now())
    return see_other("/team/sign-in", cookies=[ended_cookie(service)])


async def led_on(
    request: AnyRequest, service: Service, begun: str, wanted: str, kept: str, cookies: Sequence[Cookie]
) -> Reply:
    """On to where they wanted to go, or to the form that was kept for them. `begun` is the id of the new session."""
    viewer = await service.database.read(viewer_by_session, service.keys, begun, service.now())
    html = kept_page(service, kept, viewer) if kept and viewer is not None else ""
    return page(request, html, cookies=cookies) if html else see_other(wanted, cookies=cookies)


def tried(request: AnyRequest, service: Service, form: Form, email: str) -> Tried:
    """What a form with the field `password` tries for an address."""
    client, headers = request.scope["client"], request.scope["headers"]
    return Tried(
        email=email,
        password=form.one("password"),
        network="" if client is None else client[0],
        browser=read_cookie(headers, _browser_cookie_name(service)),
        session_id=read_cookie(headers, session_cookie_name(service)),
    )


def refused_words(refused: Refused, wrong: str = WRONG) -> tuple[Problem, HTTPStatus]:
    """What to say of a password that was not taken, and with which status."""
    if not refused.seconds:
        return Problem("password", wrong), HTTPStatus.UNPROCESSABLE_ENTITY
    wait = in_words(refused.seconds)
    if refused.checked:
        words = f"{wrong} That was one of several wrong tries, so wait {wait} before the next one."
    else:
        words = f"There were several wrong tries, so this one was not checked. Wait {wait}, then try again."
    return Problem("password", f"{words} A one-time link works at once."), HTTPStatus.TOO_MANY_REQUESTS


def session_cookie(service: Service, session_id: str) -> Cookie:
    """No age: the browser forgets it when it closes, and the server ends it before that."""
    return set_cookie(session_cookie_name(service), session_id, secure=service.settings.secure)


def ended_cookie(service: Service) -> Cookie:
    """The same, taken away."""
    return set_cookie(session_cookie_name(service), "", secure=service.settings.secure, seconds=0)


def _asked_again(request: AnyRequest, asked: SignInPage, status: int = 422, seconds: int = 0) -> Reply:
    headers = {"retry-after": str(seconds)} if seconds else {}
    return page(request, render("team/sign_in.html", asked), status=status, headers=headers)


def _left_out(form: Form) -> tuple[Problem, ...]:
    wanted = {"email": "Enter your e-mail address.", "password": "Enter your password."}
    return tuple(Problem(key, words) for key, words in wanted.items() if not form.one(key).strip())


def _no_good(request: AnyRequest) -> Reply:
    """The same words for a link that was used, has expired or never was."""
    return page(request, render("team/link.html", LinkPage(title="This link does not sign you in")), status=404)


def _browser_cookie(service: Service, email: str) -> Cookie:
    value = known_browser(service.keys, email)
    return set_cookie(_browser_cookie_name(service), value, secure=service.settings.secure, seconds=BROWSER_SECONDS)


def _browser_cookie_name(service: Service) -> str:
    return cookie_name("team-browser", secure=service.settings.secure)
