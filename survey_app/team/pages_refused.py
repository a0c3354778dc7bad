"""What people see where the gate stops them: what happened to what they sent, and what to do."""

from litestar import Response
from litestar.types import ExceptionHandlersMap

from survey_app.team.gate import ForeignForm, NotPermitted, SignedOut
from survey_app.team.layout import TeamPage
from survey_app.web.replies import page, see_other
from survey_app.web.same_origin import SAFE
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render


class RefusedPage(TeamPage, frozen=True, kw_only=True):
    """Why nothing happened, and what to do."""

    words: tuple[str, ...]
    sign_in: bool = False


def ask_to_sign_in(request: AnyRequest, _: Exception) -> Response[bytes] | Response[None]:
    """Where nobody is signed in: the sign-in page, or, where something was sent, that it was not saved."""
    if request.method in SAFE:
        return see_other("/team/sign-in")
    words = (
        "You are signed out, so what you sent was not saved.",
        "Press Back to find what you typed, and copy it. Then sign in and send it again.",
    )
    return _refused(request, RefusedPage(title="You are signed out", words=words, sign_in=True))


def say_not_permitted(request: AnyRequest, _: Exception) -> Response[bytes]:
    """Where a member lacks a permission."""
    words = ("Your permissions do not include this page.", "Ask the person who runs this service if you need it.")
    return _refused(request, RefusedPage(title="You cannot open this page", words=words))


def say_foreign_form(request: AnyRequest, _: Exception) -> Response[bytes]:
    """Where a form was made for another session: an old page, or another site's."""
    words = (
        "The page was opened before you last signed in, so what you sent was not saved.",
        "Press Back and copy what you typed. Then load the page again and send it again.",
    )
    return _refused(request, RefusedPage(title="Load the page again", words=words))


REFUSALS: ExceptionHandlersMap = {
    SignedOut: ask_to_sign_in,
    NotPermitted: say_not_permitted,
    ForeignForm: say_foreign_form,
}
"""The application's `exception_handlers` for what the gate raises."""


def _refused(request: AnyRequest, refused: RefusedPage) -> Response[bytes]:
    return page(request, render("team/refused.html", refused), status=403)
