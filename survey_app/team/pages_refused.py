"""What people see where something stops them on a page of the team's: what happened to what they sent, what to do."""

from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from survey_app.database import Unreachable
from survey_app.team.gate import ForeignForm, NotPermitted, SignedOut
from survey_app.team.kept_forms import Fields
from survey_app.team.layout import TeamPage
from survey_app.team.pages_kept import SendAgainPage
from survey_app.team.reauthentication import HOME, PROVE, NotProved, safe_next, with_next
from survey_app.team.viewer import Viewer
from survey_app.web.errors import show_bad_form, show_crash, show_http_error, show_not_stored, show_unreachable
from survey_app.web.forms import BadForm
from survey_app.web.refusals import Refusal, refusal
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.same_origin import SAFE
from survey_app.web.scopes import AnyRequest, is_team
from survey_app.web.templates import render
from survey_app.web.tongues import ENGLISH
from survey_app.writer import NotStored, WriterFull

SIGN_IN = "/team/sign-in"


class RefusedPage(TeamPage, frozen=True, kw_only=True):
    """Why nothing happened, and what to do."""

    words: tuple[str, ...]
    sign_in: bool = False


class SignedOutPage(TeamPage, frozen=True, kw_only=True):
    """The sign-in form again, with what was sent in a hidden field."""

    email: str = ""
    next: str = HOME
    kept: str


def ask_to_sign_in(request: AnyRequest, signed_out: SignedOut) -> Reply:
    """Where nobody is signed in: the sign-in page, and where something was sent, that it is kept until then."""
    if request.method in SAFE:
        return see_other(with_next(SIGN_IN, _address(request)))
    if signed_out.kept:
        html = render("team/signed_out.html", SignedOutPage(title="You are signed out", kept=signed_out.kept))
        return page(request, html, status=403)
    words = (
        "You are signed out, so what you sent was not saved.",
        "Press Back to find what you typed, and copy it. Then sign in and send it again.",
    )
    return _refused(request, RefusedPage(title="You are signed out", words=words, sign_in=True))


def ask_to_prove(_: AnyRequest, not_proved: NotProved) -> Reply:
    """Where the viewer must say again who they are."""
    return see_other(with_next(PROVE, not_proved.page))


def say_not_permitted(request: AnyRequest, _: Exception) -> Reply:
    """Where a member lacks a permission."""
    words = ("Your permissions do not include this page.", "Ask the person who runs this service if you need it.")
    return _refused(request, RefusedPage(title="You cannot open this page", words=words, viewer=_viewer(request)))


def say_foreign_form(request: AnyRequest, foreign: ForeignForm) -> Reply:
    """Where a form was made for another session: an old page. Another site's was refused before it came here."""
    viewer = _viewer(request)
    if foreign.sent is not None and viewer is not None:
        return page(request, _send_again(request, foreign.sent, viewer), status=403)
    words = (
        "The page was opened before you last signed in, so what you sent was not saved.",
        "Press Back and copy what you typed. Then load the page again and send it again.",
    )
    return _refused(request, RefusedPage(title="Load the page again", words=words, viewer=viewer))


def show_error(request: AnyRequest, error: Exception) -> Reply:
    """What any other page is answered, in the team's frame where it is one of the team's."""
    plain = _plain(request, error)
    if not is_team(request.scope["path"]):
        return plain
    status = int(plain.status_code or 500)
    known = refusal(status)
    words = error.words if isinstance(error, BadForm) else known.words
    headers = {name.decode(): value.decode() for name, value in plain.fields if name in {b"allow", b"retry-after"}}
    return show_refusal(request, Refusal(status, known.title, words, headers))


def show_refusal(request: AnyRequest, refused: Refusal) -> Reply:
    """A refusal as a page of the team's."""
    title, words = ENGLISH.say(refused.title), ENGLISH.say(refused.words)
    shown = RefusedPage(title=title, words=(words,), viewer=_viewer(request))
    return page(request, render("team/refused.html", shown), status=refused.status, headers=refused.headers)


REFUSALS: ExceptionHandlersMap = {
    SignedOut: ask_to_sign_in,
    NotPermitted: say_not_permitted,
    ForeignForm: say_foreign_form,
    NotProved: ask_to_prove,
    HTTPException: show_error,
    BadForm: show_error,
    WriterFull: show_error,
    NotStored: show_error,
    Unreachable: show_error,
    Exception: show_error,
}
"""The application's `exception_handlers` for what the gate raises, and for all others in the frame that fits."""


def _plain(request: AnyRequest, error: Exception) -> Reply:
    match error:
        case HTTPException():
            return show_http_error(request, error)
        case BadForm():
            return show_bad_form(request, error)
        case WriterFull() | NotStored():
            return show_not_stored(request, error)
        case Unreachable():
            return show_unreachable(request, error)
        case _:
            return show_crash(request, error)


def _send_again(request: AnyRequest, sent: Fields, viewer: Viewer) -> str:
    words = "The page was opened before you last signed in, so what you sent was not saved yet."
    return render(
        "team/send_again.html",
        SendAgainPage(title="Send it again", viewer=viewer, address=request.scope["path"], fields=sent, words=words),
    )


def _refused(request: AnyRequest, refused: RefusedPage) -> Reply:
    return page(request, render("team/refused.html", refused), status=403)


def _viewer(request: AnyRequest) -> Viewer | None:
    """Whom the gate knew before it stopped them."""
    viewer = request.scope.get("user")
    return viewer if isinstance(viewer, Viewer) else None


def _address(request: AnyRequest) -> str:
    query = request.scope["query_string"].decode("latin-1")
    return safe_next(f"{request.scope['path']}?{query}" if query else request.scope["path"])
