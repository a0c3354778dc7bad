"""A real server on a loopback port, and requests to it byte by byte."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

CHECKOUT = Path(__file__).resolve().parents[2]

PATIENCE = 20.0
"""How long a busy machine may take over anything, in seconds, before it counts as hanging."""


class Reply(Struct, frozen=True):
    """What came back on one connection: status 0 when nothing did, headers by name, the body as sent."""

    status: int
    headers: dict[str, str]
    body: bytes


class Wire(Struct, frozen=True):
    """One running server."""

    port: int
    log_file: Path

    @property
    def host(self) -> str:
        """Its Host."""
        return f"127.0.0.1:{self.port}"

    def log(self) -> str:
        """Everything that it wrote."""
        return self.log_file.read_text()

    def logged(self, words: str) -> bool:
        """Whether it writes these words, waiting for them a while by asking it for a page again and again."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.log() and time.monotonic() < deadline:
            self.ask("GET /favicon.ico")
        return words in self.log()

    def ask(self, line: str, *headers: str, body: bytes = b"") -> Reply:
        """The reply to a well formed request; its Host and the end of the connection are there unless given."""
        lines = [f"{line} HTTP/1.1", *headers]
        names = {header.partition(":")[0].lower() for header in headers}
        lines += [] if "host" in names else [f"Host: {self.host}"]
        lines += [] if "content-length" in names or not body else [f"Content-Length: {len(body)}"]
        head = "\r\n".join([*lines, "Connection: close", "", ""])
        return self.send(head.encode("latin-1") + body)

    def send(self, request: bytes, patience: float = PATIENCE) -> Reply:
        """The reply to any bytes. Raises TimeoutError when the server does not end it in so many seconds."""
        with socket.create_connection(("127.0.0.1", self.port), patience) as connection:
            received = b""
            try:
                connection.sendall(request)
                while part := connection.recv(65536):
                    received += part
            except ConnectionError:  # it was refused before all of it was sent
                pass
        return _reply(received)

    def stalled(self, sent: bytes) -> socket.socket:
        """A connection that has sent these bytes and nothing since."""
        connection = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        connection.sendall(sent)
        return connection


@contextmanager
def running(target: str, folder: Path) -> Iterator[Wire]:
    """A server of the application that `tests.web.edge_app` makes under this name."""
    port = _free_port()
    wire = Wire(port, folder / f"{target}.log")
    environment = {
        **os.environ,
        "EDGE_URL": f"http://{wire.host}",
        "EDGE_DATABASE": f"sqlite:///{folder}/edge.db",
    }
    options = ["--interface", "asgi", "--no-ws", "--factory", "--log-level", "warning", "--port", str(port)]
    command = [sys.executable, "-m", "granian", *options, f"tests.web.edge_app:{target}"]
    with wire.log_file.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_until_it_answers(wire, process)
        yield wire
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # it has nothing to lose, and its worker must go with it
        process.wait(PATIENCE)


def read_to_end(connection: socket.socket) -> Reply:
    """The reply on a connection, until the server closes it."""
    received = b""
    while part := connection.recv(65536):
        received += part
    return _reply(received)


def _wait_until_it_answers(wire: Wire, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if wire.ask("GET /favicon.ico").status:
                return
        except OSError:
            pass
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            if time.monotonic() < deadline:
                continue
        raise RuntimeError(wire.log())


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _reply(received: bytes) -> Reply:
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        assert name not in headers, f"{name} was sent twice"
        headers[name] = value
    return Reply(_status(first.split(" ")), headers, body)


def _status(words: Sequence[str]) -> int:
    return int(words[1]) if len(words) > 1 else 0
