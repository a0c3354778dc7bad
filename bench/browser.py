"""What a phone's browser sends: the bytes of its requests, with the headers that a real one has."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

HEADERS = (
    "connection: keep-alive",
    "upgrade-insecure-requests: 1",
    "user-agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
    "accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "sec-fetch-site: same-origin",
    "sec-fetch-mode: navigate",
    "sec-fetch-user: ?1",
    "sec-fetch-dest: document",
    "accept-encoding: gzip, deflate, br",
    "accept-language: en-GB,en;q=0.9",
)


def opening(port: int, target: str, cookie: str = "") -> bytes:
    """A GET. `cookie` is the whole header's value."""
    return _head("GET", port, target, cookie)


def sending(port: int, target: str, body: bytes, cookie: str = "") -> bytes:
    """A POST of a form."""
    length = ("content-type: application/x-www-form-urlencoded", f"content-length: {len(body)}")
    return _head("POST", port, target, cookie, (f"origin: http://127.0.0.1:{port}", *length)) + body


def form(fields: Mapping[str, Iterable[str]], mark: str) -> bytes:
    """A form's fields with the draft's mark, as a body."""
    pairs = [("m", mark), *((name, value) for name, values in fields.items() for value in values)]
    return urlencode(pairs).encode()


def _head(method: str, port: int, target: str, cookie: str, more: Iterable[str] = ()) -> bytes:
    cookies = (f"cookie: {cookie}",) if cookie else ()
    lines = (f"{method} {target} HTTP/1.1", f"host: 127.0.0.1:{port}", *HEADERS, *more, *cookies, "", "")
    return "\r\n".join(lines).encode("latin-1")
