"""Reading a request's body before anything else sees it, in bounded space and time, and handing it on whole."""

import asyncio

from litestar.types import HTTPScope, Receive
from litestar.types.asgi_types import HTTPDisconnectEvent, HTTPReceiveMessage, ReceiveMessage

from survey_app.web.forms import BODY_BYTES
from survey_app.web.scopes import every_header

POURED_AWAY = 1024 * 1024
"""Of a body that is too large, how much is read before the refusal: a browser still sending never sees the answer."""


class BodyTooLarge(Exception):
    """The body is over its limit."""


class BodyTooSlow(Exception):
    """The body was not there in time."""


class BodyBroken(Exception):
    """Its length is said twice, its chunks cannot be read, or the client left: the server tells these alike."""


async def read_body(scope: HTTPScope, receive: Receive, seconds: float) -> bytes:
    """The whole body, at most 64 KiB, within so many seconds in all.

    Raises BodyTooLarge, BodyTooSlow or BodyBroken.
    """
    length = _declared_length(scope)
    if length is not None and length > POURED_AWAY:
        raise BodyTooLarge
    try:
        async with asyncio.timeout(seconds):
            return await _read(receive, length)
    except TimeoutError:
        raise BodyTooSlow from None


def replaying(body: bytes, receive: Receive, *, ended: bool = False) -> Receive:
    """A receive that gives a body already read as one message, then what the server gives.

    `ended` says at once after the body that the client left, which stops a stream that nobody will be sent.
    """
    given = False

    async def replay() -> ReceiveMessage:
        nonlocal given
        if not given:
            given = True
            message: HTTPReceiveMessage = {"type": "http.request", "body": body, "more_body": False}
            return message
        if ended:
            left: HTTPDisconnectEvent = {"type": "http.disconnect"}
            return left
        return await receive()

    return replay


async def _read(receive: Receive, length: int | None) -> bytes:
    parts: list[bytes] = []
    size = 0
    while length is None or size < length:
        message = await receive()
        if message["type"] != "http.request":
            raise BodyBroken
        size += len(message["body"])
        if size <= BODY_BYTES:
            parts.append(message["body"])
        elif size > POURED_AWAY:
            raise BodyTooLarge
        if not message["more_body"]:
            break
    if size > BODY_BYTES:
        raise BodyTooLarge
    return b"".join(parts)


def _declared_length(scope: HTTPScope) -> int | None:
    lengths = every_header(scope["headers"], b"content-length")
    if not lengths:
        return None
    # a length beside chunks is how requests are smuggled past a proxy
    if (
        len(lengths) > 1
        or every_header(scope["headers"], b"transfer-encoding")
        or not lengths[0].isdigit()
        or len(lengths[0]) > 18
    ):
        raise BodyBroken
    return int(lengths[0])
