"""The replies that a handler gives: a page, a redirection, a download, plain text."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from enum import Enum
from urllib.parse import quote

from litestar import MediaType, Response
from litestar.background_tasks import BackgroundTask
from litestar.datastructures import Cookie
from litestar.response import Stream
from litestar.types import ASGIApp, Receive, Scope, Send

from survey_app.web.coding import Coding, Ready, coding_for, compressed
from survey_app.web.cookies import cookie_header
from survey_app.web.scopes import AnyRequest


class Cache(Enum):
    """Who may keep a page, as its Cache-Control."""

    PUBLIC = "public, max-age=60"
    PRIVATE = "private, no-cache"
    NO_STORE = "no-store"


class Reply(Response[bytes]):
    """A page or a redirection as it goes out, every header encoded.

    Litestar's own response collects, merges and encodes headers anew for each reply, which took a question page as
    long as finding its draft: 30 µs of 180.
    """

    def __init__(self, status: int, fields: Mapping[str, str], body: bytes, cookies: Sequence[Cookie] = ()) -> None:
        self.status_code = status
        self.content = body
        self.fields = [(name.encode(), value.encode("latin-1")) for name, value in fields.items()]
        self.fields.append((b"content-length", b"%d" % len(body)))
        self.fields += [(b"set-cookie", cookie_header(cookie)) for cookie in cookies]

    def to_asgi_response(self, *_: object, **__: object) -> ASGIApp:  # type: ignore[override]  # nothing is left to add
        """The reply itself: what Litestar would add from its layers, no layer of ours sets."""
        return self._answer

    async def send(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": int(self.status_code or 200), "headers": self.fields})
        await send({"type": "http.response.body", "body": self.content, "more_body": False})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.send(send)


def page(
    request: AnyRequest,
    html: str | Ready,
    *,
    status: int = 200,
    cache: Cache = Cache.NO_STORE,
    policy: str = "",
    cookies: Sequence[Cookie] = (),
    headers: Mapping[str, str] | None = None,
) -> Reply:
    """A page in the smallest coding that the browser takes.

    `policy` is a whole Content-Security-Policy, for a page whose style is inline; else `headers.py` sets the usual one.
    """
    fields = {"content-type": "text/html;charset=utf-8", "cache-control": cache.value}
    if cache is Cache.PUBLIC:
        # nobody but the browser itself keeps the others, and its own codings and cookies do not vary
        fields["vary"] = "Cookie, Accept-Encoding"
    coding = coding_for(request.scope["headers"])
    if coding is not Coding.IDENTITY:
        fields["content-encoding"] = coding.value
    if policy:
        fields["content-security-policy"] = policy
    if headers is not None:
        fields |= headers
    body = html.body(coding) if isinstance(html, Ready) else compressed(html.encode(), coding)
    return Reply(status, fields, body, cookies)


def see_other(
    location: str, cookies: Sequence[Cookie] = (), headers: Mapping[str, str] | None = None, *, beside: str = ""
) -> Reply:
    """Send the browser on with 303 and no body. `location` is a path of ours, never text from a request.

    What lies beside the page at the path `beside`, which was asked for, is named from there (RFC 9110, 10.2.2): on the
    way through a survey that is a dozen bytes a page. Raises ValueError when it is no path of ours: a redirection must
    not be able to leave the service.
    """
    if not location.startswith("/") or location.startswith(("//", "/\\")) or not location.isprintable():
        raise ValueError("A redirection needs a path of ours, which starts with one slash.")
    folder, _, leaf = location.rpartition("/")
    if beside and leaf and folder == beside.rpartition("/")[0]:
        location = leaf
    fields = {"location": quote(location, safe="/?#&=%:@!$'()*+,;~-._"), **(headers or {})}
    return Reply(303, fields, b"", cookies)


def plain_text(text: str, *, status: int = 200) -> Response[str]:
    """Plain text for a machine or a terminal, kept by nobody."""
    return Response(text, status_code=status, media_type=MediaType.TEXT, headers={"cache-control": "no-store"})


def download(name: str, media_type: str, content: bytes | AsyncGenerator[bytes, None]) -> Response[bytes] | Stream:
    """A file to save, whole or in chunks as they are made, kept by nobody on the way.

    `media_type` is whole, its charset with it. `name` is chosen by us; what it has beyond ASCII is given as RFC 8187
    has it, beside a plain one (RFC 6266).
    """
    fields = {"cache-control": "no-store", "content-type": media_type, "content-disposition": _attachment(name)}
    if isinstance(content, bytes):
        return Response(content, media_type=media_type, headers=fields)
    chunks = _taking_turns(content)
    # Litestar stops asking when the client leaves, and closes nothing
    return Stream(chunks, media_type=media_type, headers=fields, background=BackgroundTask(_close, chunks))


async def _taking_turns(chunks: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """The same chunks, with room for others after each: the server's send does not wait for a client that has left,
    so without it a stream would neither notice that nor let anybody else's request in between."""
    async with aclosing(chunks):
        async for chunk in chunks:
            yield chunk
            await asyncio.sleep(0)


async def _close(chunks: AsyncGenerator[bytes, None]) -> None:
    await chunks.aclose()


def _attachment(name: str) -> str:
    if not name.isprintable() or not name.strip(". "):
        raise ValueError("A download needs a name that can be printed.")
    flat = "".join("-" if character in '/\\"%:*?<>|' else character for character in name)
    plain = flat.encode("ascii", "replace").decode().replace("?", "-")
    extended = "" if plain == flat else f"; filename*=UTF-8''{quote(flat, safe='')}"
    return f'attachment; filename="{plain}"{extended}'
