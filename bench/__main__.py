"""`make bench`: measure every row of the budget one after the other, and print the one table."""

import argparse
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from os import cpu_count
from pathlib import Path
from typing import Final

from bench.amounts import FULL, QUICK, Amounts
from bench.asking import asking_rows
from bench.counting import counting_rows, refresh_rows
from bench.grounds import Ground, on_postgres, on_sqlite
from bench.holding import holding_rows
from bench.painting import painting_rows
from bench.rows import Row, table
from bench.stalling import stalling_rows
from bench.starting import starting_rows
from bench.submitting import answering_rows
from bench.wire import wire_rows
from bench.writing import writing_rows
from survey_app.web.places import folder
from tests.clusters import running_cluster

Group = Callable[[Ground], Iterator[Row]]

ON_SQLITE: Final[tuple[Group, ...]] = (
    wire_rows,
    painting_rows,
    asking_rows,
    writing_rows,
    answering_rows,
    counting_rows,
    refresh_rows,
    holding_rows,
    starting_rows,
    stalling_rows,
)

ON_POSTGRES: Final[tuple[Group, ...]] = (writing_rows, answering_rows, refresh_rows, holding_rows, starting_rows)
"""What a database has a part in."""


def main() -> int:
    """Measure and print. The exit code is 1 when something could not be measured; a budget not met is only said."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure every row of the budget.")
    parser.add_argument("--quick", action="store_true", help="everything once and little, only to see that it runs")
    amounts = QUICK if parser.parse_args().quick else FULL
    begun = time.perf_counter()
    rows = list(_measured(amounts))
    print(f"\n{table(rows)}\n\n{_machine()}; {time.perf_counter() - begun:.0f} s in all")
    return int(any(row.figure is None and not row.note.startswith("not measured") for row in rows))


def _measured(amounts: Amounts) -> Iterator[Row]:
    # not in the temporary directory, which on some machines is memory, where a commit costs nothing
    place = folder("questionnaires").parent / "var"
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=place) as name:
        sqlite = on_sqlite(Path(name) / "sqlite", amounts)
        yield from _rows(sqlite, ON_SQLITE)
        with ExitStack() as stack:
            try:
                cluster = stack.enter_context(running_cluster(durable=True))
            except LookupError as missing:
                yield Row(name="every row of PostgreSQL", note=f"not measured: {missing}")
                return
            yield from _rows(on_postgres(Path(name) / "postgres", amounts, cluster, sqlite.constants), ON_POSTGRES)


def _rows(ground: Ground, groups: tuple[Group, ...]) -> Iterator[Row]:
    """Each group's rows; a group that breaks off is a row that says so, and the next one is measured."""
    for group in groups:
        begun = time.perf_counter()
        try:
            yield from group(ground)
        except Exception as error:  # whatever it is, the other rows are still worth having
            yield Row(
                name=f"{group.__name__} ({ground.database})", note=f"broke off: {type(error).__name__}: {error}"[:300]
            )
        print(
            f"{ground.database}: {group.__name__} in {time.perf_counter() - begun:.1f} s", file=sys.stderr, flush=True
        )


def _machine() -> str:
    return f"{cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


if __name__ == "__main__":
    sys.exit(main())
