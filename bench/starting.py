"""A start with a column file in its place: until the service serves, and until somebody has the first results page."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bench.columns import repeated
from bench.grounds import Ground
from bench.members import Member
from bench.processes import TRIAL
from bench.rows import Row
from survey_app.results.columns import ColumnSet
from survey_app.results.keeping import ENOUGH, ColumnFiles, folder_for


def starting_rows(ground: Ground) -> Iterator[Row]:
    """As many as are stored, then the largest. The feed has nothing more: every response is of a day that is over."""
    if ground.database == "SQLite":
        yield _trial_row(ground)
    stored = ground.loaded.columns
    for columns, budget in ((stored, 1.0), (repeated(stored, ground.amounts.tiles), 2.0)):
        with _column_file(ground, columns):
            begun = time.perf_counter()
            with ground.serving(ground.full) as server:
                member = Member(ground.full, server.port)
                member.results()
                took = time.perf_counter() - begun
                held = server.megabytes()
                member.close()
        yield Row(
            name=f"start to the first results page, {columns.block.size:,} responses in a column file",
            unit="s",
            figure=took,
            limit=server.seconds_to_start,
            limit_words="start to serving",
            budget=budget,
            database=ground.database,
            note=f"{held:.0f} MB then",
        )


def _trial_row(ground: Ground) -> Row:
    """What `make run` starts the second time: everything is there, and is only looked through."""
    with ground.serving(ground.full, TRIAL) as server:
        return Row(
            name="second start of a trial, to serving",
            unit="s",
            figure=server.seconds_to_start,
            budget=2.0,
        )


@contextmanager
def _column_file(ground: Ground, columns: ColumnSet) -> Iterator[None]:
    """The file as a service leaves it behind after a night."""
    folder = folder_for(ground.full.settings)
    with ground.full.opened() as database:
        files = ColumnFiles(database, folder)
        today = datetime.now(UTC).date().isoformat()
        files.renew(columns.survey_id, today, lambda: columns, max(columns.block.size, ENOUGH))
    try:
        yield
    finally:
        shutil.rmtree(folder)
