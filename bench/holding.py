"""The service with all responses in it: starting, memory, the whole results page, and the download of all answers."""

import csv
import io
import subprocess
import sys
import time
from collections.abc import Iterator

from msgspec import Struct

from bench.grounds import Ground
from bench.members import Member
from bench.processes import Server
from bench.rows import Row
from bench.timing import milliseconds

SAMPLE_SECONDS = 0.1
"""How often memory is read while a file comes."""

WRITTEN_SHARE = 10
"""One in so many rows is written by the csv module, for what writing all of them would take."""


class Download(Struct, frozen=True):
    """One download: seconds, the most memory of the service meanwhile in MB, and what came."""

    seconds: float
    first_seconds: float
    peak: float
    content: bytes


def page_rows(ground: Ground) -> Iterator[Row]:
    """Starting, the first results page after it, the next ones, and the memory then."""
    words = f"{ground.amounts.responses:,} responses"
    with ground.serving(ground.empty) as server:
        empty_start, empty_memory = server.seconds_to_start, server.megabytes()
    with ground.serving(ground.full) as server:
        member = Member(ground.full, server.port)
        first = milliseconds_once(member)
        later = milliseconds(member.results, ground.amounts.repeats)
        memory = server.megabytes()
        member.close()
    yield Row(
        name=f"start to serving, {words}",
        unit="s",
        figure=server.seconds_to_start,
        limit=_imports(),
        limit_words="importing the application",
        budget=1,
        database=ground.database,
        note=f"{empty_start:.2f} s with none",
    )
    yield Row(name=f"first results page after a start, {words}", unit="ms", figure=first, database=ground.database)
    yield Row(name=f"results page, all counts, {words}", unit="ms", figure=later, budget=50, database=ground.database)
    yield Row(
        name=f"memory, {words} loaded",
        unit="MB",
        figure=memory,
        limit=empty_memory,
        limit_words="with none",
        budget=120,
        database=ground.database,
    )


def file_rows(ground: Ground) -> Iterator[Row]:
    """All answers as CSV: how long, and the most memory of the service meanwhile."""
    words = f"{ground.amounts.responses:,} responses"
    with ground.serving(ground.full) as server:
        member = Member(ground.full, server.port)
        member.results()  # the columns are there, as whoever downloads has looked at them
        file = _downloaded(member, server)
        member.close()
    yield Row(
        name=f"all answers as CSV, {words}",
        unit="s",
        figure=file.seconds,
        limit=_written_again(file.content),
        limit_words="csv module, same rows",
        budget=3,
        note=f"{len(file.content) / 1e6:.0f} MB, first bytes after {file.first_seconds:.2f} s",
    )
    yield Row(name=f"memory while it streams, {words}", unit="MB", figure=file.peak, budget=150)


def milliseconds_once(member: Member) -> float:
    """How long one results page takes now."""
    begun = time.perf_counter()
    member.results()
    return 1000 * (time.perf_counter() - begun)


def _downloaded(member: Member, server: Server) -> Download:
    begun = time.perf_counter()
    first = sampled = 0.0
    peak = server.megabytes()
    pieces: list[bytes] = []
    for piece in member.answers():
        pieces.append(piece)
        now = time.perf_counter()
        first = first or now - begun
        if now - sampled > SAMPLE_SECONDS:
            peak, sampled = max(peak, server.megabytes()), now
    return Download(time.perf_counter() - begun, first, peak, b"".join(pieces))


def _written_again(content: bytes) -> float:
    """Seconds in which the csv module writes the same rows, from strings that are ready."""
    lines = content.decode("utf-8-sig").splitlines()
    some = list(csv.reader(lines[: max(len(lines) // WRITTEN_SHARE, 2)]))
    took = milliseconds(lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_ALL).writerows(some), 3)
    return took / 1000 * len(lines) / len(some)


def _imports() -> float:
    """Seconds in which a fresh Python has imported the application."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import survey_app.app"], check=True)
    return time.perf_counter() - begun
