"""Everything that stands between the server and Litestar, in its order."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias, cast

from litestar import Litestar
from litestar.types import HTTPScope, LifeSpanReceive, LifeSpanScope, LifeSpanSend, Receive, Scope, Send

from survey_app.web.client import client_address
from survey_app.web.crashes import contained
from survey_app.web.guard import BODY_SECONDS, guarded
from survey_app.web.headers import with_headers
from survey_app.web.log import logged, to_stdout
from survey_app.web.same_origin import same_origin
from survey_app.web.service import Service
from survey_app.web.site import site_of
from survey_app.web.straight import straightened

AnyScope: TypeAlias = Scope | LifeSpanScope
AnyReceive: TypeAlias = Receive | LifeSpanReceive
AnySend: TypeAlias = Send | LifeSpanSend


def wrapped(
    app: Litestar,
    service: Service,
    *,
    body_seconds: float = BODY_SECONDS,
    write: Callable[[bytes], None] | None = None,
) -> Callable[[AnyScope, AnyReceive, AnySend], Awaitable[None]]:
    """The application that the server runs.

    A request passes, in this order: the log, so that nothing is answered without a line; the headers, which refusals
    and crashes need too; what contains a crash; the guard; the check that a post is from our page.
    Raises ValueError when the settings name no usable public address or a proxy that is no address.
    """
    site = site_of(service.settings.public_url)
    address = client_address(service.settings.trusted_proxies)
    contents = contained(guarded(same_origin(straightened(app), site.origin), site, address, body_seconds=body_seconds))
    answer = logged(with_headers(contents, secure=site.secure), service.clock, write or to_stdout())

    async def enter(scope: AnyScope, receive: AnyReceive, send: AnySend) -> None:
        match scope["type"]:
            case "http":
                await answer(cast("HTTPScope", scope), cast("Receive", receive), cast("Send", send))
            case "lifespan":
                await app(scope, receive, send)
            case _:  # no page of ours opens a WebSocket
                await cast("Send", send)({"type": "websocket.close", "code": 1000, "reason": None})

    return enter
