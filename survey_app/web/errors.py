"""What Litestar answers when a handler does not: plain pages with the right status."""

from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from survey_app.database import Unreachable
from survey_app.web.crashes import log_crash
from survey_app.web.forms import BadForm
from survey_app.web.refusals import NOT_SHOWN, Refusal, refusal, refusal_html
from survey_app.web.replies import Reply, page
from survey_app.web.scopes import AnyRequest
from survey_app.writer import NotStored, WriterFull


def refused_page(request: AnyRequest, refused: Refusal) -> Reply:
    """The page of a refusal, as a handler's reply."""
    return page(request, refusal_html(refused, request.scope["path"]), status=refused.status, headers=refused.headers)


def show_http_error(request: AnyRequest, error: HTTPException) -> Reply:
    """A page for an error that has a status. Litestar's own words are for developers, so they are not shown."""
    known = refusal(error.status_code)
    if known.status >= 500 and known.status != 503:
        log_crash(error)
    if known.status == 405:
        known = Refusal(known.status, known.title, known.words, {"allow": _allowed(error)})
    return refused_page(request, known)


def show_bad_form(request: AnyRequest, error: BadForm) -> Reply:
    """A page for a form that could not be read."""
    return refused_page(request, Refusal(error.status, refusal(error.status).title, error.words))


def show_not_stored(request: AnyRequest, error: WriterFull | NotStored) -> Reply:
    """A page for what a handler could not store and did not answer with the filled form itself."""
    if isinstance(error, NotStored):
        log_crash(error)
    return refused_page(request, refusal(503))


def show_unreachable(request: AnyRequest, error: Unreachable) -> Reply:
    """A page for what could not be read because the database is away for a moment."""
    log_crash(error)
    return refused_page(request, refusal(503) if request.method == "POST" else NOT_SHOWN)


def show_crash(request: AnyRequest, error: Exception) -> Reply:
    """A page for an error that nobody expected."""
    log_crash(error)
    return refused_page(request, refusal(500))


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    HTTPException: show_http_error,
    BadForm: show_bad_form,
    WriterFull: show_not_stored,
    NotStored: show_not_stored,
    Unreachable: show_unreachable,
    Exception: show_crash,
}
"""For `Litestar(exception_handlers=…)`."""


def _allowed(error: HTTPException) -> str:
    """The methods of a path, as the guard lets them through: HEAD wherever GET is, never OPTIONS."""
    named = (error.headers or {}).get("allow", "")
    methods = {method for part in named.split(",") if (method := part.strip()) and method != "OPTIONS"}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
