"""One line a request: to the minute, and for residents in one form for all, so that none can be joined to answers."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

import msgspec
from litestar.types import HTTPScope, Message, Receive, Send
from msgspec import Struct

from survey_app.web.audience import Audience, audience_of
from survey_app.web.scopes import HTTPApp, is_team
from survey_app.web.withheld import Withheld, withheld_in

METHODS = frozenset({"GET", "HEAD", "POST"})


class Area(StrEnum):
    """Whose part of the service a request was for."""

    RESIDENTS = "residents"
    TEAM = "team"
    STATIC = "static"
    OTHER = "other"


class Line(Struct, frozen=True, omit_defaults=True):
    """One line of the log. Only the team's has a method, a route, which is the route's pattern and never a path, and
    what of the page was kept back to protect people."""

    minute: str
    area: Area
    status: int
    ms: float
    method: str = ""
    route: str = ""
    withheld: Withheld | None = None


def to_stdout() -> Callable[[bytes], None]:
    """What writes lines to standard output, those of requests answered together at once.

    A write takes 5 µs and gives the interpreter to another thread; a logger takes 12 more for a record that nobody
    asks for. Lines that a full disk or a reader who has gone does not take are lost, and not gathered in memory.
    """
    waiting: list[bytes] = []

    def write_all() -> None:
        lines = b"".join(waiting)
        waiting.clear()
        with suppress(OSError):
            os.write(sys.stdout.fileno(), lines)

    def write(line: bytes) -> None:
        if not waiting:
            asyncio.get_running_loop().call_soon(write_all)
        waiting.append(line)

    return write


def logged(app: HTTPApp, clock: Callable[[], float], write: Callable[[bytes], None]) -> HTTPApp:
    """The same application, which logs a line for each reply. Who left before there was one leaves no line."""

    async def answer(scope: HTTPScope, receive: Receive, send: Send) -> None:
        begun = time.perf_counter()
        method = str(scope["method"])  # the guard makes a GET of a HEAD
        status = 0

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, send_noting)
        finally:
            if status:
                line = line_for(scope, method, status, clock(), time.perf_counter() - begun)
                write(msgspec.json.encode(line) + b"\n")

    return answer


def line_for(scope: HTTPScope, method: str, status: int, utc_seconds: float, took_seconds: float) -> Line:
    """The line for a request that was answered."""
    minute = _minute_words(int(utc_seconds // 60))
    area = _area(scope)
    ms = round(took_seconds * 1000, 1)
    if area is not Area.TEAM:
        return Line(minute, area, status, ms)
    # a method that nobody knows is text of the client's
    known = method if method in METHODS else "other"
    return Line(minute, area, status, ms, known, scope.get("path_template", ""), withheld_in(scope))


@lru_cache(maxsize=2)  # the minute that is, and the one before for who began in it
def _minute_words(minute: int) -> str:
    return f"{datetime.fromtimestamp(60 * minute, UTC):%Y-%m-%dT%H:%MZ}"


def _area(scope: HTTPScope) -> Area:
    if is_team(scope["path"]):
        return Area.TEAM
    if scope["path"].startswith("/static/"):
        return Area.STATIC
    handler = scope.get("route_handler")
    if handler is not None and audience_of(handler) is Audience.RESIDENTS:
        return Area.RESIDENTS
    return Area.OTHER
