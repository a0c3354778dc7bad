"""Reading a request's raw scope, without building objects that a page does not need."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeAlias

from litestar import Request
from litestar.datastructures import State
from litestar.types import HTTPScope, Receive, Send

AnyRequest: TypeAlias = Request[object, object, State]
"""A request as our handlers take it: nothing of Litestar's session, user or state is used."""

HTTPApp: TypeAlias = Callable[[HTTPScope, Receive, Send], Awaitable[None]]
"""An ASGI application, or a wrapper around one, that is only ever given HTTP requests."""

TEAM = "/team"
"""The path under which all of the team's pages are."""

Headers: TypeAlias = Iterable[tuple[bytes, bytes]]
"""Header names in lower case and values, as ASGI has them."""


def first_header(headers: Headers, name: bytes) -> bytes:
    """The first value of a header, its name in lower case; empty when there is none."""
    for key, value in headers:
        if key == name:
            return value
    return b""


def every_header(headers: Headers, name: bytes) -> list[bytes]:
    """All values of a header, its name in lower case."""
    return [value for key, value in headers if key == name]


def is_team(path: str) -> bool:
    """Whether a path is one of the team's pages, however many slashes the router would forgive."""
    return f"{path.lstrip('/')}/".startswith("team/")
