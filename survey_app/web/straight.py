"""The routes on which nearly all requests come: routed by Litestar, called without what it does besides."""

from collections.abc import Mapping

from litestar import Litestar, Request
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler
from litestar.types import HTTPScope, Receive, Send

from survey_app.web.replies import Reply
from survey_app.web.scopes import AnyRequest, HTTPApp

STRAIGHT: Mapping[str, object] = {"straight": True}
"""What a route says for itself, `opt=STRAIGHT`, whose handler takes the request alone and gives a Reply."""


def straightened(app: Litestar) -> HTTPApp:
    """The same application, whose straight routes are called as soon as they are found.

    Finding parameters that a handler has not, a stack of what it has not opened and a response of Litestar's own took
    a first page as long as everything of ours: 25 µs. Which route it is, and what answers an error, stays Litestar's;
    what it finds no route for is its to refuse.
    """

    async def answer(scope: HTTPScope, receive: Receive, send: Send) -> None:
        try:
            found = app.asgi_router.handle_routing(path=scope["path"], method=scope["method"])
        except HTTPException:
            found = None
        if found is None or not is_straight(found[1]):
            await app(scope, receive, send)
            return
        scope["route_handler"], scope["path_params"] = found[1], found[3]
        reply = await _reply(found[1], Request(scope, receive, send))
        await reply.send(send)

    return answer


def is_straight(handler: BaseRouteHandler) -> bool:
    """Whether a route is called straight."""
    return bool(handler.opt.get("straight"))


async def _reply(handler: BaseRouteHandler, request: AnyRequest) -> Reply:
    """The handler's reply, or what the application's own handler of its error gives."""
    try:
        reply: Reply = await handler.fn(request)
    except Exception as error:  # whatever it is, the application has a page for it
        known = handler.resolve_exception_handlers()
        answer = next((known[kind] for kind in type(error).__mro__ if kind in known), None)
        refused = None if answer is None else answer(request, error)
        if not isinstance(refused, Reply):
            raise
        return refused
    return reply
