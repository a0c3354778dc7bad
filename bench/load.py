"""The load, in a process of its own: some connections, each asking again as soon as it is answered.

`python -m bench.load` reads plans from standard input and writes the outcome of each to standard output, so that what
the client costs is never counted as the service's.
"""

import asyncio
import re
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from functools import cache
from typing import IO, TypeAlias, cast

import msgspec
import uvloop
from msgspec import Struct

from bench.journeys import Reply, Told, Walker, journey

GRACE_SECONDS = 60.0
"""How much longer than its plan a load may take before it is ended."""

SIZE_BYTES = 8
"""Before each message stands its size."""

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)

Script: TypeAlias = Generator[bytes, Reply, None]


class Same(Struct, frozen=True, tag=True):
    """One request again and again."""

    request: bytes
    count: int


class Listed(Struct, frozen=True, tag=True):
    """Each of these requests once, in this order, by whichever connection is free."""

    requests: list[bytes]


class Journeys(Struct, frozen=True, tag=True):
    """Whole surveys, one person after the other on each connection, in turn and again from the first."""

    walkers: list[Walker]


class Plan(Struct, frozen=True, kw_only=True):
    """What a load does. It ends when its work is done, and at the latest after so many seconds."""

    port: int
    connections: int
    work: Same | Listed | Journeys
    seconds: float = 120.0


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a load. Latencies are milliseconds from the first byte sent to the last received."""

    seconds: float
    requests: int
    replies: dict[str, int]
    """How often each status came, with where a redirection led."""
    finished: int
    """Surveys answered to the end."""
    p50: float
    p99: float
    faults: list[str]

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return self.requests / self.seconds


def load(plan: Plan) -> Outcome:
    """Let a second process do this.

    Raises RuntimeError when a reply was not what the plan expects, TimeoutExpired when it does not end.
    """
    client = _client()
    assert client.stdin is not None
    assert client.stdout is not None
    _put(client.stdin, msgspec.msgpack.encode(plan))
    if not select.select([client.stdout], [], [], plan.seconds + GRACE_SECONDS)[0]:
        client.kill()
        raise subprocess.TimeoutExpired(client.args, plan.seconds + GRACE_SECONDS)
    outcome = msgspec.msgpack.decode(_next(client.stdout), type=Outcome)
    if outcome.faults:
        raise RuntimeError(f"{len(outcome.faults)} faults under load, the first: {outcome.faults[0]}")
    return outcome


@cache
def _client() -> subprocess.Popen[bytes]:
    """Started once, as starting takes longer than many a plan; it ends with whoever gives it plans."""
    return subprocess.Popen([sys.executable, "-m", "bench.load"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _put(file: IO[bytes], message: bytes) -> None:
    file.write(len(message).to_bytes(SIZE_BYTES, "big") + message)
    file.flush()


def _next(file: IO[bytes]) -> bytes:
    """The next message; empty at the end."""
    return file.read(int.from_bytes(file.read(SIZE_BYTES), "big"))


class _Tally:
    """What all connections met together."""

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.replies: Counter[bytes] = Counter()
        self.faults: list[str] = []
        self.told = Told()


class _Connection(asyncio.Protocol):
    """One kept connection, which a script drives: it gives a request and is given the reply."""

    def __init__(self, script: Script, tally: _Tally, until: float) -> None:
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._script = script
        self._tally = tally
        self._until = until
        self._waiting = bytearray()
        self._asked_at = 0.0
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the first."""
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's own, which does not say that it is one
        self._ask(None)

    def data_received(self, data: bytes) -> None:
        """Take what came; when a reply is whole, ask the next."""
        self._waiting += data
        end = self._waiting.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._waiting[:end])
        length = LENGTH.search(head)
        size = end + 4 + (int(length[1]) if length else 0)
        if len(self._waiting) < size:
            return
        self._waiting.clear()
        self._tally.latencies.append(time.perf_counter() - self._asked_at)
        self._ask(Reply(head))

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up is a fault; our own end is not."""
        if not self.ended.done():
            self._tally.faults.append(f"the server hung up: {exc}")
            self.ended.set_result(None)

    def _ask(self, reply: Reply | None) -> None:
        if reply is not None:
            self._tally.replies[reply.said] += 1
        assert self._transport is not None
        try:
            request = next(self._script) if reply is None else self._script.send(reply)
        except StopIteration:
            request = b""
        except Exception as fault:  # whatever it is, the load is told of it and ends
            self._tally.faults.append(f"{type(fault).__name__}: {fault}")
            request = b""
        if not request or time.perf_counter() > self._until:
            self.ended.set_result(None)
            self._transport.close()
            return
        self._asked_at = time.perf_counter()
        self._transport.write(request)


def _scripts(plan: Plan, told: Told) -> Iterable[Script]:
    match plan.work:
        case Same(request, count):
            left: Iterator[bytes] = (request for _ in range(count))
            return (_each(left) for _ in range(plan.connections))
        case Listed(requests):
            listed = iter(requests)
            return (_each(listed) for _ in range(plan.connections))
        case Journeys(walkers):
            return (journey(plan.port, walkers[n :: plan.connections], told) for n in range(plan.connections))


def _each(requests: Iterator[bytes]) -> Script:
    for request in requests:
        reply = yield request
        if reply.status >= 400:
            raise LookupError(f"{request.partition(b' HTTP')[0]!r} was answered {reply.said!r}")


async def _run(plan: Plan) -> Outcome:
    tally, begun = _Tally(), time.perf_counter()
    connections = [_Connection(script, tally, begun + plan.seconds) for script in _scripts(plan, tally.told)]
    for connection in connections:
        await _connect(connection, plan.port)
    await asyncio.wait_for(asyncio.gather(*(each.ended for each in connections)), plan.seconds + GRACE_SECONDS / 2)
    seconds = time.perf_counter() - begun
    latencies = sorted(tally.latencies)
    return Outcome(
        seconds=seconds,
        requests=len(latencies),
        replies={said.decode("latin-1"): count for said, count in tally.replies.items()},
        finished=tally.told.finished,
        p50=_percentile(latencies, 0.50),
        p99=_percentile(latencies, 0.99),
        faults=tally.faults[:5],
    )


async def _connect(connection: _Connection, port: int) -> None:
    await asyncio.get_running_loop().create_connection(lambda: connection, "127.0.0.1", port)


def _percentile(ordered: list[float], share: float) -> float:
    return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def main() -> None:
    """Do each plan that standard input holds."""
    while message := _next(sys.stdin.buffer):
        outcome = uvloop.run(_run(msgspec.msgpack.decode(message, type=Plan)))
        _put(sys.stdout.buffer, msgspec.msgpack.encode(outcome))


if __name__ == "__main__":
    main()
