"""Who each route is for: every route says so, or the service does not start."""

from enum import Enum

from litestar import Litestar
from litestar.handlers import BaseRouteHandler
from litestar.routes import ASGIRoute, HTTPRoute, WebSocketRoute
from litestar.types import Guard

from survey_app.web.scopes import TEAM, is_team
from survey_app.web.straight import is_straight


class Audience(Enum):
    """Who may use a route, and so which headers, log line and checks it gets."""

    PUBLIC = "public"
    RESIDENTS = "residents"
    TEAM = "team"


class Undeclared(Exception):
    """Some routes do not say whom they are for; the message lists them."""


def declared(app: Litestar, gate: Guard) -> None:
    """Check that every route says whom it is for, and that the team's are behind the gate and where the stricter
    checks look for them.

    Raises Undeclared with a line for each route that does not.
    """
    faults = sorted({fault for path, handler in _handlers(app) if (fault := _fault(path, handler, gate))})
    if faults:
        raise Undeclared("\n".join(["These routes do not declare whom they are for:", *faults]))


def audience_of(handler: BaseRouteHandler) -> Audience | None:
    """Whom a route's handler is for, None when it does not say."""
    audience = handler.opt.get("audience")
    return audience if isinstance(audience, Audience) else None


def _handlers(app: Litestar) -> list[tuple[str, BaseRouteHandler]]:
    found: list[tuple[str, BaseRouteHandler]] = []
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            found += [(route.path, handler) for handler in route.route_handlers if not _made_by_litestar(handler)]
        elif isinstance(route, ASGIRoute | WebSocketRoute):
            found.append((route.path, route.route_handler))
    return found


def _made_by_litestar(handler: BaseRouteHandler) -> bool:
    """Litestar adds an OPTIONS handler to every path; the guard never lets one through."""
    return getattr(handler, "http_methods", None) == {"OPTIONS"}


def _fault(path: str, handler: BaseRouteHandler, gate: Guard) -> str:
    audience = audience_of(handler)
    place = f"{path} ({handler.handler_name})"
    if audience is None:
        return f'{place}: add opt={{"audience": Audience.PUBLIC, RESIDENTS or TEAM}}.'
    if audience is Audience.TEAM and not is_team(path):
        return f"{place}: move it under {TEAM}, where cross-site posts and scripts are held to the team's rules."
    if is_straight(handler) and (audience is Audience.TEAM or handler.resolve_guards()):
        return f"{place}: do not make it straight, which leads round every guard."
    if audience is Audience.TEAM and gate not in handler.resolve_guards():
        return f"{place}: put it among the team's routes in app.py, which are behind the gate."
    if audience is Audience.RESIDENTS and is_team(path):
        return f"{place}: a residents' page cannot be under {TEAM}."
    return ""
