"""The service with all responses in it: starting, memory, the whole results page, and the download of all answers."""

import csv
import io
import subprocess
import sys
import time
from collections.abc import Iterator

from msgspec import Struct

from bench.counting import engine
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


def holding_rows(ground: Ground) -> Iterator[Row]:
    """Starting, the first results page after it and the next ones, the memory then, and all answers as a file."""
    with ground.serving(ground.full) as server:
        before = server.megabytes()
        member = Member(ground.full, server.port)
        first = _once(member)
        later = milliseconds(member.results, ground.amounts.repeats)
        after = server.megabytes()
        file = _downloaded(member, server)
        member.close()
    yield from _page_rows(ground, server.seconds_to_start, first, later)
    yield from _memory_rows(ground, before, after, file.peak)
    yield _file_row(ground, file)


def _page_rows(ground: Ground, start: float, first: float, later: float) -> Iterator[Row]:
    yield Row(
        name=f"start to serving, {_words(ground)}",
        unit="s",
        figure=start,
        limit=_imports(),
        limit_words="importing the application",
        budget=1,
        database=ground.database,
    )
    yield Row(
        name=f"results page, the first after a start, {_words(ground)}",
        unit="ms",
        figure=first,
        database=ground.database,
    )
    yield Row(
        name=f"results page, all counts, {_words(ground)}",
        unit="ms",
        figure=later,
        limit=milliseconds(lambda: engine(ground.loaded, every=True), ground.amounts.repeats),
        limit_words="the engine alone",
        budget=50,
        database=ground.database,
    )


def _memory_rows(ground: Ground, before: float, after: float, peak: float) -> Iterator[Row]:
    for name, figure, budget in (("loaded", after, 120), ("while all answers are sent", peak, 150)):
        yield Row(
            name=f"memory, {_words(ground)} {name}",
            unit="MB",
            figure=figure,
            limit=before,
            limit_words="just started",
            budget=budget,
            database=ground.database,
        )


def _file_row(ground: Ground, file: Download) -> Row:
    return Row(
        name=f"all answers as CSV, {_words(ground)}",
        unit="s",
        figure=file.seconds,
        limit=_written_again(file.content),
        limit_words="csv module, same rows",
        budget=3,
        database=ground.database,
        note=f"{len(file.content) / 1e6:.0f} MB, first bytes after {file.first_seconds:.2f} s",
    )


def _words(ground: Ground) -> str:
    return f"{ground.amounts.responses:,} responses"


def _once(member: Member) -> float:
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
