"""Two ways to the service: a kept connection whose every byte is counted, and straight into the application."""

import asyncio
import socket
import threading
import zlib
from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import brotli  # type: ignore[import-untyped]  # it ships no types

from survey_app.app import Routes, application
from survey_app.organisation import read_organisation
from survey_app.respond.sealing import make_pair
from survey_app.settings import Settings
from survey_app.web.turns import Patience
from tests.respond.client import Wire
from tests.web.asgi import HOST, Http, answered, scope_of

T = TypeVar("T")


class Connection:
    """HTTP/1.1 over one kept connection to the real service."""

    def __init__(self, port: int) -> None:
        self._host = f"127.0.0.1:{port}"
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self._socket.makefile("rb")

    def __call__(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Wire:
        """The response to a request."""
        lines = [f"{method} {target} HTTP/1.1", f"host: {self._host}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        return _read(self._file)

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._socket.close()


SPARE: list[Routes] = []
"""Those of applications that have ended, for the next: making them takes 0.1 s."""


class Waits:
    """Time that passes by being waited for alone: what was waited for, in seconds, without any waiting."""

    def __init__(self) -> None:
        self.now = 0.0
        self.all: list[float] = []
        self.stands = False
        """Whether no time passes, as if everybody came at once."""

    async def pass_over(self, seconds: float) -> None:
        """Be at the end of a wait at once."""
        self.all.append(seconds)
        self.now += 0 if self.stands else seconds


CONTACT_KEYS = make_pair()
"""By which contact details are sealed in these tests, and opened."""


class Inside:
    """The application inside the test's process, on a clock of the test's own, on an event loop of its own thread."""

    def __init__(
        self, database: str, folder: Path, clock: Callable[[], float], *, draft_wordings: bool = False
    ) -> None:
        settings = Settings(
            database=database,
            public_url=f"http://{HOST}",
            keys=folder / "keys",
            areas=folder / "areas",
            draft_wordings=draft_wordings,
            contact_key=CONTACT_KEYS.public,
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="inside", daemon=True)
        self._thread.start()
        self.waits = Waits()
        patience = Patience(lambda: self.waits.now, self.waits.pass_over)
        self._routes = SPARE.pop() if SPARE else Routes(read_organisation(settings.organisation))
        self._app = application(settings, clock, patience, self._routes)
        self._stop = asyncio.Event()
        self._begun = threading.Event()
        self._life = asyncio.run_coroutine_threadsafe(self._live(), self._loop)
        assert self._begun.wait(60), "the application did not start"

    def __call__(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Wire:
        """The response to a request."""
        path, _, query = target.partition("?")
        scope = scope_of(method, path, headers, query=query)
        answer = self.run(answered(cast("Http", self._app), scope, (body,)))
        coding = answer.header("content-encoding") or ""
        return Wire(
            status=answer.status,
            headers=tuple(answer.headers),
            body=_decoded(answer.body, coding),
            size=len(answer.body),
        )

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Wait for something on the application's event loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(60)

    def close(self) -> None:
        """Shut the application down in order."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._life.result(60)
        SPARE.append(self._routes)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _live(self) -> None:
        """The server's side of the lifespan protocol."""
        asked = 0

        async def receive() -> dict[str, str]:
            nonlocal asked
            asked += 1
            if asked == 1:
                return {"type": "lifespan.startup"}
            await self._stop.wait()
            return {"type": "lifespan.shutdown"}

        async def send(message: Mapping[str, str]) -> None:
            assert not message["type"].endswith("failed"), message
            self._begun.set()

        live = cast("Callable[..., Coroutine[Any, Any, None]]", self._app)
        await live({"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}}, receive, send)


def _read(file: BinaryIO) -> Wire:
    """One response off a connection (RFC 9112, 6 and 7.1)."""
    head = [file.readline()]
    while head[-1] not in {b"\r\n", b""}:
        head.append(file.readline())
    pairs = [line.decode("latin-1").strip().partition(": ") for line in head[1:-1]]
    headers = tuple((name.lower(), value) for name, _, value in pairs)
    named = dict(headers)
    if named.get("transfer-encoding") == "chunked":
        chunks = list(_chunks(file))
        body, size = b"".join(chunks), sum(len(f"{len(chunk):x}") + 4 + len(chunk) for chunk in chunks)
    else:
        body = file.read(int(named.get("content-length", "0")))
        size = len(body)
    return Wire(
        status=int(head[0].split()[1]),
        headers=headers,
        body=_decoded(body, named.get("content-encoding", "")),
        size=sum(map(len, head)) + size,
    )


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """The chunks of a body, the empty one at its end too."""
    chunk = b"-"
    while chunk:
        chunk = file.read(int(file.readline(), 16))
        yield chunk
        file.readline()


def _decoded(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return cast("bytes", brotli.decompress(body))
    return zlib.decompress(body, wbits=31) if coding == "gzip" else body
