"""How long people wait who answer while an analyst counts without end, in the service's own process."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import median

from bench.analyst import PATH, TARGET, TILES
from bench.grounds import RESIDENTS, Ground
from bench.members import TIMEOUT_SECONDS, Member
from bench.rows import Row
from bench.submitting import walking

CONNECTIONS = 8


def stalling_rows(ground: Ground) -> Iterator[Row]:
    """The p99 of residents' pages at 8 connections: while nobody counts, then the stored responses, then a million."""
    stored = ground.amounts.responses
    large = stored * ground.amounts.tiles
    os.environ[TILES] = str(ground.amounts.tiles)
    with ground.serving(ground.full, TARGET) as server:
        member = Member(ground.full, server.port)
        member.results()
        alone = _slowest(ground, server.port)
        with _again_and_again(member.results) as pages:
            with_pages = _slowest(ground, server.port)
        with _again_and_again(lambda: _count(server.port)) as counts:
            with_counts = _slowest(ground, server.port)
        member.close()
    for figure, size, times, what in (
        (with_pages, stored, pages, "results pages"),
        (with_counts, large, counts, "counts"),
    ):
        yield Row(
            name=f"residents' p99 at {CONNECTIONS} connections, an analyst counting {size:,} in a loop",
            unit="ms",
            figure=figure,
            limit=alone,
            limit_words="nobody counting",
            budget=50,
            note=f"{len(times)} {what} of {median(times):.0f} ms meanwhile",
        )


def _slowest(ground: Ground, port: int) -> float:
    """The p99 in milliseconds of people who answer the residents' survey page by page."""
    return walking(ground, ground.full, port, RESIDENTS, CONNECTIONS, ground.amounts.seconds).p99


@contextmanager
def _again_and_again(ask: Callable[[], object]) -> Iterator[list[float]]:
    """Ask without a pause on a thread until the end; gives the milliseconds that each took."""
    times: list[float] = []
    stopping = threading.Event()

    def run() -> None:
        while not stopping.is_set():
            begun = time.perf_counter()
            ask()
            times.append(1000 * (time.perf_counter() - begun))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield times
    finally:
        stopping.set()
        thread.join()


def _count(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    connection.request("GET", PATH)
    connection.getresponse().read()
    connection.close()
