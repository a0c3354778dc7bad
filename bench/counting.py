"""Counting: all counts, filtered, crossed, and one new response made visible, against histograms of the same bytes."""

import time
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray
from sqlalchemy import Connection

from bench.columns import Loaded, octets, repeated
from bench.filling import store_responses
from bench.grounds import RESIDENTS, Ground
from bench.rows import Row
from bench.timing import milliseconds
from survey_app.database import Database
from survey_app.results.characteristics import Characteristic
from survey_app.results.coding import Coded, Coding
from survey_app.results.columns import ColumnSet, refresh
from survey_app.results.crossing import CrossTally, characteristic, split, tally_of
from survey_app.results.feed import StoredResponse, changed_since, cursor_now
from survey_app.results.groups import chose
from survey_app.results.overview import population
from survey_app.results.tabulate import rows_where, tabulate
from survey_app.results.views import Filter

SAME_BYTES = "np.bincount of the same bytes"


def counting_rows(ground: Ground) -> Iterator[Row]:
    """The engine at the size of the full site and at the largest."""
    repeats = ground.amounts.repeats
    small, large = ground.loaded, _largest(ground)
    yield _all_counts(small, f"all counts, {_size(small)} responses, engine", 6, repeats, every=True)
    yield _all_counts(large, f"all counts, {_size(large)} x 40 questions, engine", 100, repeats)
    yield from _filtered(large, repeats)
    yield _banner(large, repeats)


def refresh_rows(ground: Ground) -> Iterator[Row]:
    """One new response, from stored to visible, beside as many as the largest counts have."""
    with ground.full.opened() as database:
        yield _refreshed(ground, database, _largest(ground))


def _largest(ground: Ground) -> Loaded:
    return Loaded(repeated(ground.loaded.columns, ground.amounts.tiles), ground.loaded.survey)


def engine(loaded: Loaded, *, every: bool = False) -> None:
    """Count every question, or the first forty, for the whole population of the round."""
    _count(loaded.pairs if every else loaded.forty, population(loaded.columns, loaded.survey.wave.id))


def _count(pairs: Sequence[tuple[Coding, Coded]], people: NDArray[np.bool_]) -> None:
    rows = rows_where(people)
    for coding, column in pairs:
        tabulate(coding, column, rows)


def _size(loaded: Loaded) -> str:
    return f"{loaded.columns.block.size:,}"


def _all_counts(loaded: Loaded, name: str, budget: float, repeats: int, *, every: bool = False) -> Row:
    pairs = loaded.pairs if every else loaded.forty
    return Row(
        name=name,
        unit="ms",
        figure=milliseconds(lambda: engine(loaded, every=every), repeats),
        limit=milliseconds(lambda: _histograms([column for _, column in pairs]), repeats),
        limit_words=SAME_BYTES,
        budget=budget,
    )


def _filtered(loaded: Loaded, repeats: int) -> Iterator[Row]:
    """People who chose one of a third of the options of a characteristic: all forty, then one crossed with it."""
    coding, column = loaded.forty[-1]
    (by, by_column), size = loaded.by, _size(loaded)
    kept = np.flatnonzero(_chosen(loaded))
    pairs = _pairs(column, by_column)
    yield Row(
        name=f"filtered counts, {size} x 40 questions, engine",
        unit="ms",
        figure=milliseconds(lambda: _count(loaded.forty, _chosen(loaded)), repeats),
        limit=milliseconds(lambda: _histograms([some for _, some in loaded.forty], kept), repeats),
        limit_words=f"{SAME_BYTES}, rows given",
        budget=25,
    )
    groups = characteristic(by)
    yield Row(
        name=f"filtered cross-tab, {size}, engine",
        unit="ms",
        figure=milliseconds(
            lambda: tally_of(loaded.columns, coding, split(loaded.columns, groups, _chosen(loaded))), repeats
        ),
        limit=milliseconds(lambda: np.bincount(pairs[kept]), repeats),
        limit_words="np.bincount of ready pairs, rows given",
        budget=5,
    )


def _banner(loaded: Loaded, repeats: int) -> Row:
    by, by_column = loaded.by
    pairs = _pairs(loaded.forty[-1][1], by_column)
    return Row(
        name=f"banner of 40 tables, {_size(loaded)}, engine",
        unit="ms",
        figure=milliseconds(lambda: _crossed(loaded, characteristic(by)), repeats),
        limit=milliseconds(lambda: [np.bincount(pairs) for _ in loaded.forty], repeats),
        limit_words="np.bincount of ready pairs, 40 times",
        budget=140,
    )


def _crossed(loaded: Loaded, by: Characteristic) -> list[CrossTally]:
    parts = split(loaded.columns, by, population(loaded.columns, loaded.survey.wave.id))
    return [tally_of(loaded.columns, coding, parts) for coding, _ in loaded.forty]


def _refreshed(ground: Ground, database: Database, loaded: Loaded) -> Row:
    """New responses one by one, each read into the columns; against reading its row alone."""
    held = replace(loaded.columns, cursor=database.read_blocking(cursor_now))
    times: list[float] = []
    limits: list[float] = []
    for _ in range(ground.amounts.repeats + 1):
        store_responses(database, loaded.survey, ground.people[RESIDENTS], 1)
        limits.append(milliseconds(partial(database.read_blocking, _row_alone, held), 1))
        begun = time.perf_counter()
        held = database.read_blocking(refresh, held, held.survey_id)
        times.append(1000 * (time.perf_counter() - begun))
    return Row(
        name=f"one new response visible, at {_size(loaded)}",
        unit="ms",
        figure=median(times[1:]),  # the first moves the arrays to where there is room at their end
        limit=median(limits[1:]),
        limit_words="reading its row alone",
        budget=2,
        database=ground.database,
        note=f"slowest {max(times[1:]):.1f} ms",
    )


def _row_alone(connection: Connection, held: ColumnSet) -> list[list[StoredResponse]]:
    return list(changed_since(connection, held.survey_id, held.cursor.n, cursor_now(connection).n))


def _chosen(loaded: Loaded) -> NDArray[np.bool_]:
    """Who is in the population and chose one of the first third of the options of the characteristic."""
    by, _ = loaded.by
    some = [Filter(by.key, option.code) for option in by.options[: max(len(by.options) // 3, 1)]]
    fitting = np.logical_or.reduce([chose(loaded.columns, each) for each in some])
    kept: NDArray[np.bool_] = population(loaded.columns, loaded.survey.wave.id) & fitting
    return kept


def _pairs(column: Coded, by_column: Coded) -> NDArray[np.int32]:
    """One number for each pair of codes, ready to be counted."""
    return np.maximum(column.codes, 0).astype(np.int32) * np.int32(64) + np.maximum(by_column.codes, 0)


def _histograms(columns: list[Coded], kept: NDArray[np.intp] | None = None) -> None:
    for column in columns:
        for each in octets(column):
            np.bincount(each if kept is None else each[kept], minlength=256)
