"""The first look at a request: what is not meant for us, or could hold the service up, goes no further."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from litestar.types import HTTPScope, Message, Receive, Send

from survey_app.questionnaire.phrases import phrase
from survey_app.web.bodies import BodyBroken, BodyTooLarge, BodyTooSlow, read_body, replaying
from survey_app.web.forms import BODY
from survey_app.web.refusals import Refusal, refusal, send_refusal
from survey_app.web.scopes import Headers, HTTPApp, every_header
from survey_app.web.site import Site

METHODS = ("GET", "HEAD", "POST")
HEADER_COUNT = 100
HEADER_BYTES = 16 * 1024
TARGET_BYTES = 2048
PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9][A-Za-z0-9._-]*)+")
"""An address that a browser cannot take for one on another host."""
BODY_SECONDS = 5.0


def guarded(
    app: HTTPApp, site: Site, client_address: Callable[[Headers, str], str], *, body_seconds: float = BODY_SECONDS
) -> HTTPApp:
    """The same application, reached only by requests that are whole, small, in time and meant for this site.

    It gets its body in one message, a GET for a HEAD, and the client's own address.
    """

    async def answer(scope: HTTPScope, receive: Receive, send: Send) -> None:
        refused = refused_by_head(scope, site)
        if refused is not None:
            await send_refusal(send, refused, scope["path"])
            return
        peer = scope["client"]
        if peer is not None:
            scope["client"] = (client_address(scope["headers"], peer[0]), peer[1])
        match scope["method"]:
            case "POST":
                await _answer_post(app, body_seconds, scope, receive, send)
            case "HEAD":
                scope["method"] = "GET"  # Litestar knows no HEAD
                await app(scope, replaying(b"", receive, ended=True), _without_body(send))
            case _:
                await app(scope, replaying(b"", receive), send)

    return answer


def refused_by_head(scope: HTTPScope, site: Site) -> Refusal | None:
    """Why a request is refused before its body is looked at, None when it is not."""
    headers = list(scope["headers"])
    if len(headers) > HEADER_COUNT or sum(len(name) + len(value) for name, value in headers) > HEADER_BYTES:
        return refusal(431)
    hosts = every_header(headers, b"host")
    if len(hosts) != 1:
        return refusal(400)
    if hosts[0].decode("latin-1").lower() != site.host:
        return Refusal(
            421,
            phrase("This is not the address of this service"),
            phrase("Its address is {address}", address=site.url),
        )
    if scope["method"] not in METHODS:
        known = refusal(405)
        return Refusal(known.status, known.title, known.words, {"allow": ", ".join(METHODS)})
    return _refused_by_target(scope)


def _refused_by_target(scope: HTTPScope) -> Refusal | None:
    path, query = scope["path"], scope["query_string"]
    if len(path) > TARGET_BYTES or len(query) > TARGET_BYTES:
        return refusal(414)
    # the server puts U+FFFD where a path is not UTF-8; the router would take //team for /team
    if "\0" in path or "\ufffd" in path or "//" in path or not path.startswith("/"):
        return refusal(404)
    # the router would take /team/ for /team, where an address within the page would lead elsewhere
    if path.endswith("/") and path != "/":
        return _without_slash(scope)
    if query and not _is_text(unquote_to_bytes(query)):
        return refusal(400)
    return None


def _without_slash(scope: HTTPScope) -> Refusal:
    """Where somebody typed or copied one slash too many: the same address without it. A form is not sent on."""
    path = scope["path"].removesuffix("/")
    if scope["method"] == "POST" or PLAIN_PATH.fullmatch(path) is None:
        return refusal(404)
    return Refusal(
        303,
        phrase("This page is at another address"),
        phrase("Its address is {address}", address=path),
        {"location": path},
    )


def _is_text(value: bytes) -> bool:
    try:
        return "\0" not in value.decode()
    except UnicodeDecodeError:
        return False


async def _answer_post(app: HTTPApp, body_seconds: float, scope: HTTPScope, receive: Receive, send: Send) -> None:
    try:
        body = await read_body(scope, receive, body_seconds)
    except BodyTooLarge:
        await send_refusal(send, refusal(413), scope["path"])
    except BodyTooSlow:
        await send_refusal(send, refusal(408), scope["path"])
    except BodyBroken:
        await send_refusal(send, refusal(400), scope["path"])
    else:
        scope.setdefault("state", {})[BODY] = body
        await app(scope, replaying(body, receive), send)


def _without_body(send: Send) -> Send:
    """A send that passes a reply's head, with the length that a GET would have, ends it there and drops the rest."""

    async def send_head(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return send_head
