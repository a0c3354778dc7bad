"""Asking an ASGI application directly, without a server, so that a test sees exactly what it sends."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import cast

from litestar.types import HTTPScope, Message, Receive, Send
from litestar.types.asgi_types import HTTPDisconnectEvent, HTTPRequestEvent, ReceiveMessage
from msgspec import Struct

HOST = "survey.test"

Http = Callable[[HTTPScope, Receive, Send], Awaitable[None]]


class Answer(Struct, frozen=True):
    """One response, its headers in the order sent."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, None when it was not sent."""
        values = [value for key, value in self.headers if key == name]
        assert len(values) <= 1, f"{name} was sent {len(values)} times"
        return values[0] if values else None


def scope_of(
    method: str = "GET",
    path: str = "/",
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    *,
    query: str = "",
    client: str = "192.0.2.1",
) -> HTTPScope:
    """The scope of a request to the site, whose Host is there unless given."""
    pairs = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
    if not any(name == "host" for name, _ in pairs):
        pairs.insert(0, ("host", HOST))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs],
        "client": (client, 50000),
        "server": (HOST, 80),
        "state": {},
    }
    return cast("HTTPScope", scope)


async def ask(app: Http, scope: HTTPScope | None = None, parts: Sequence[bytes] = (b"",)) -> Answer | None:
    """The answer to a request whose body comes in these parts; None when there was no answer at all."""
    sent: list[Message] = []
    ended = asyncio.Event()

    async def send(message: Message) -> None:
        sent.append(message)
        if message["type"] == "http.response.body" and not message["more_body"]:
            ended.set()

    await app(scope or scope_of(), receiving(parts, ended), send)
    return answer_of(sent)


def receiving(parts: Sequence[bytes], ended: asyncio.Event) -> Receive:
    """What a server gives for a body in these parts, and that the client left once the answer has ended."""
    waiting = list(parts)

    async def receive() -> ReceiveMessage:
        if waiting:
            message: HTTPRequestEvent = {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}
            return message
        await ended.wait()
        left: HTTPDisconnectEvent = {"type": "http.disconnect"}
        return left

    return receive


def answer_of(sent: Sequence[Message]) -> Answer | None:
    """The answer that these messages are; None for none. Asserts that they are one whole response."""
    if not sent:
        return None
    start, *bodies = sent
    assert start["type"] == "http.response.start"
    body, ended = b"", False
    for message in bodies:
        assert message["type"] == "http.response.body"
        assert not ended, "something was sent after the end"
        body, ended = body + message["body"], not message["more_body"]
    assert ended, "the answer has no end"
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
    return Answer(start["status"], headers, body)


async def answered(app: Http, scope: HTTPScope | None = None, parts: Sequence[bytes] = (b"",)) -> Answer:
    """The answer to a request that must get one."""
    answer = await ask(app, scope, parts)
    assert answer is not None
    return answer


async def hello(scope: HTTPScope, receive: Receive, send: Send) -> None:
    """An application that answers with what it was given: the method, the client and the body."""
    parts = []
    while True:
        message = await receive()
        assert message["type"] == "http.request"
        parts.append(message["body"])
        if not message["more_body"]:
            break
    client = scope["client"]
    words = f"{scope['method']} {client[0] if client else '-'} {len(parts)} part: {b''.join(parts).decode()}"
    body = words.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
