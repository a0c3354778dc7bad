"""What a server can do at all: the same number of bytes every time, through our wrappers and framework, or straight."""

import os
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from litestar import Litestar, get

from survey_app.app import Served
from survey_app.database import Database
from survey_app.organisation import read_organisation
from survey_app.settings import read_keys, settings_from
from survey_app.web.audience import Audience
from survey_app.web.replies import Reply
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.straight import STRAIGHT
from survey_app.web.wrap import wrapped
from survey_app.writer import Writer

WRAPPED = "bench.constant:served"
BARE = "bench.constant:bare"
BODY = b"x" * 2000
"""About as many bytes as a page of ours has, compressed."""

FIELDS = {
    "cache-control": "public, max-age=60",
    "vary": "Cookie, Accept-Encoding",
    "content-encoding": "identity",
    "content-type": "text/html;charset=utf-8",
}

Send: TypeAlias = Callable[[Mapping[str, object]], Awaitable[None]]
Receive: TypeAlias = Callable[[], Awaitable[Mapping[str, object]]]


def served() -> Served:
    """One handler that always answers the same, behind everything that stands before a resident's page."""

    @get("/", opt={"audience": Audience.RESIDENTS, **STRAIGHT})
    async def show_constant(request: AnyRequest) -> Reply:
        return Reply(200, FIELDS, BODY)

    settings = settings_from(os.environ)
    database = Database(settings.database)
    service = Service(
        settings=settings,
        keys=read_keys(settings.keys),
        organisation=read_organisation(settings.organisation),
        database=database,
        writer=Writer(database),
        clock=time.time,
    )
    return wrapped(Litestar(route_handlers=[show_constant], openapi_config=None), service)


def bare() -> Callable[[Mapping[str, object], Receive, Send], Awaitable[None]]:
    """The same bytes from the server alone."""
    fields = {**FIELDS, "content-length": str(len(BODY))}
    headers = [(name.encode(), value.encode()) for name, value in fields.items()]

    async def answer(scope: Mapping[str, object], receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": BODY, "more_body": False})
            return
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await send({"type": "lifespan.shutdown.complete"})

    return answer
