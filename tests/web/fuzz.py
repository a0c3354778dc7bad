"""Requests that no browser sends, the same ones every time."""

import random
from collections.abc import Iterator

METHODS = (b"GET", b"POST", b"HEAD", b"PUT", b"OPTIONS", b"TRACE", b"get", b"", b"P\xc3\x96ST", b"GET" * 50)

PATHS = (
    b"/", b"/residents/3", b"/residents/x", b"/team", b"//team", b"/team/surveys/2/answers", b"/static/a.css",
    b"/crash", b"/%00", b"/%ff", b"/%", b"/%2e%2e/%2e%2e/etc/passwd", b"/../..", b"/a\x00b", b"/\xff", b"*",
    b"http://evil.test/", b"/?a=%00", b"/?%ff=%", b"/" + b"a" * 3000, b"/999999999999999999999999/9", b"/a/-0",
    b"/a/\xd9\xa3", b"/a/1_0", b"/a/%F0%9F%98%80", b"/;a=b", b"/#x", b"/\\", b"",
)  # fmt: skip

HEADERS = (
    b"Host: {host}", b"Host: evil.test", b"Host:", b"host: {host}", b"Content-Length: 5", b"Content-Length: -1",
    b"Content-Length: 99999999999999999999", b"Content-Length: 5, 5", b"Transfer-Encoding: chunked",
    b"Transfer-Encoding: gzip, chunked", b"Transfer-Encoding: x", b"Expect: 100-continue", b"Expect: x",
    b"Content-Type: application/x-www-form-urlencoded", b"Content-Type: multipart/form-data; boundary=x",
    b"Content-Type: multipart/form-data", b"Content-Type: application/json", b"Content-Type: \xff;;;=",
    b"Cookie: draft=\xff\xfe; =; ;;a", b'Cookie: draft="\\303\\050"', b"Cookie: " + b"a=b; " * 900,
    b"Accept-Encoding: br;q=x", b"Accept-Encoding: \xff", b"Sec-Fetch-Site: cross-site", b"Sec-Fetch-Site: same-origin",
    b"Origin: null", b"X-Forwarded-For: \xff, ::::", b"X-Forwarded-Host: evil.test", b"X: " + b"y" * 20000,
    b" folded", b"no colon",
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==",
    b"Range: bytes=0-", b"If-None-Match: *", b"Connection: close", b"X: \x00",
)  # fmt: skip

BODIES = (
    b"", b"a=1", b"a=1&a=2&b", b"answer=typed", b"a=%ff", b"a=%", b"a=%00", b"\xff\xfe\x00", b"&" * 500, b"a" * 70000,
    b"5\r\na=1&b\r\n0\r\n\r\n", b"zz\r\n", b"ffffffffffffffff\r\na",
    b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--x--",
    b'{"a":"\\ud800"}', b"[" * 5000, b"GET / HTTP/1.1\r\n\r\n",
)  # fmt: skip


def odd_requests(host: bytes, times: int, seed: int) -> Iterator[bytes]:
    """So many requests, most with a part out of order, some with bytes changed. Each asks to end the connection."""
    chance = random.Random(seed)  # noqa: S311  # a fixed seed is the point
    for _ in range(times):
        head, body = _odd_request(host, chance)
        # a server rightly waits for more where the end of a head is damaged
        yield (_damaged(head, chance) if chance.random() < 0.15 else head) + b"\r\nConnection: close\r\n\r\n" + body


def _odd_request(host: bytes, chance: random.Random) -> tuple[bytes, bytes]:
    method = chance.choice(METHODS if chance.random() < 0.2 else METHODS[:2])
    headers = [b"Host: " + host] if chance.random() < 0.95 else []
    headers += [header.replace(b"{host}", host) for header in chance.sample(HEADERS, chance.randrange(3))]
    body = chance.choice(BODIES) if method == b"POST" else b""
    if method == b"POST" and chance.random() < 0.9:
        headers.append(b"Content-Length: %d" % len(body))
    if body and chance.random() < 0.8:
        headers.append(b"Content-Type: application/x-www-form-urlencoded")
    version = chance.choice([b"HTTP/1.1"] * 20 + [b"HTTP/1.0", b"HTTP/2.0", b""])
    return b"\r\n".join([b" ".join([method, chance.choice(PATHS), version]), *headers]), body


def _damaged(head: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(head)
    for _ in range(chance.randrange(1, 6)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)
