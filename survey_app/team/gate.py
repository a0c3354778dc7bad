"""The gate: a route that does not say whom it is for lets nobody in, and one of the team's only who is permitted."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import TypeAlias

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from survey_app.team.kept_forms import Fields, kept_fields, kept_form
from survey_app.team.permissions import Grant, Permission, may_everywhere, may_somewhere
from survey_app.team.sessions import SEEN_SECONDS, hash_of, same_token, write_seen
from survey_app.team.viewer import Viewer, viewer_by_session
from survey_app.web.audience import Audience, audience_of
from survey_app.web.cookies import cookie_name, read_cookie
from survey_app.web.forms import read_form
from survey_app.web.same_origin import SAFE
from survey_app.web.scopes import AnyRequest, first_header
from survey_app.web.service import Service
from survey_app.writer import NotStored, WriterFull

AnyConnection = ASGIConnection[BaseRouteHandler, object, object, State]

Entry: TypeAlias = Callable[[AnyConnection, BaseRouteHandler], Awaitable[None]]
"""What lets somebody in to a route, or raises."""


class SignedOut(Exception):
    """Nobody is signed in, or the session has ended. `kept` is what was sent, for a hidden field, or empty."""

    def __init__(self, kept: str = "") -> None:
        super().__init__("nobody is signed in")
        self.kept = kept


class NotPermitted(Exception):
    """Somebody is signed in who does not hold what the route asks for."""


class ForeignForm(Exception):
    """A form came without the token of the session that sent it. `sent` are its fields, if they may be sent again."""

    def __init__(self, sent: Fields | None) -> None:
        super().__init__("a form of another session")
        self.sent = sent


def gate(service: Service) -> Entry:
    """The guard of the team's routes.

    A route of the team's says `opt={"audience": Audience.TEAM, "permission": …}`: one Permission, several of which
    one is enough, or `()` for every member. Holding it for any survey passes here: a page of one survey asks
    `permissions.may` itself and answers 404 where it is refused; what concerns the whole team says `"everywhere": True`
    and takes only who holds it for every survey. Raises SignedOut, NotPermitted or ForeignForm; what
    was sent goes with the first and the last, unless the route says `"kept": False`.
    """

    async def enter(connection: AnyConnection, handler: BaseRouteHandler) -> None:
        match audience_of(handler):
            case Audience.PUBLIC | Audience.RESIDENTS:
                return
            case Audience.TEAM:
                await _enter_team(service, connection, handler)
            case None:
                raise NotPermitted

    return enter


async def viewer_of(request: AnyRequest) -> Viewer:
    """Whom the gate let in, as the dependency `viewer`. Raises SignedOut where the gate let nobody in."""
    viewer = request.scope.get("user")
    if not isinstance(viewer, Viewer):
        raise SignedOut
    return viewer


def session_cookie_name(service: Service) -> str:
    """The cookie that holds the session's id."""
    return cookie_name("team", secure=service.settings.secure)


async def _enter_team(service: Service, connection: AnyConnection, handler: BaseRouteHandler) -> None:
    if not isinstance(connection, Request):
        raise NotPermitted
    now = service.now()
    viewer = await _signed_in(service, connection, now)
    if viewer is None:
        raise SignedOut(await _kept(service, connection, handler, now))
    connection.scope["user"] = viewer
    everywhere = handler.opt.get("everywhere") is True
    if not _permitted(viewer, handler.opt.get("permission"), may_everywhere if everywhere else may_somewhere):
        raise NotPermitted
    if connection.method not in SAFE and not await _own_form(connection, viewer):
        raise ForeignForm(kept_fields(await read_form(connection)) if _may_be_kept(handler) else None)
    if now - viewer.session.seen_at >= SEEN_SECONDS and not _by_script(connection):
        with suppress(WriterFull, NotStored):  # a page can be read while nothing can be written
            await service.writer.transaction(write_seen, viewer.session.id_hash, now)


async def _kept(service: Service, request: AnyRequest, handler: BaseRouteHandler, now: int) -> str:
    if request.method in SAFE or not _may_be_kept(handler):
        return ""
    session_id = read_cookie(request.scope["headers"], session_cookie_name(service))
    form = await read_form(request)
    return kept_form(service.keys, request.scope["path"], form, hash_of(service.keys, session_id), now)


def _may_be_kept(handler: BaseRouteHandler) -> bool:
    """A route whose forms hold people's answers says `opt={"kept": False}`."""
    return handler.opt.get("kept") is not False


async def _signed_in(service: Service, request: AnyRequest, now: int) -> Viewer | None:
    session_id = read_cookie(request.scope["headers"], session_cookie_name(service))
    if not session_id:
        return None
    return await service.database.read(viewer_by_session, service.keys, session_id, now)


async def _own_form(request: AnyRequest, viewer: Viewer) -> bool:
    form = await read_form(request)
    return same_token(viewer.form_token, form.one("form_token"))


def _by_script(request: AnyRequest) -> bool:
    """Whether a script of ours asks, as it does every minute on a page that is left open: nobody was at the desk, so
    the session ends as if the page were shut."""
    return first_header(request.scope["headers"], b"sec-fetch-dest") == b"empty"


def _permitted(viewer: Viewer, asked: object, may: Callable[[Iterable[Grant], Permission], bool]) -> bool:
    """Nothing that is not a permission, a tuple of permissions or `()` lets anybody in: a route may have forgotten."""
    wanted = (asked,) if isinstance(asked, Permission) else asked
    if not isinstance(wanted, tuple):
        return False
    return wanted == () or any(isinstance(one, Permission) and may(viewer.permissions, one) for one in wanted)
