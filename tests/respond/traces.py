"""What of a table tells who came first: every column that people see, and those that only an administrator sees."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, Table, column, select

from survey_app.database import Database
from survey_app.tables.respond import receipt

SCORE = 5.0
"""Standard deviations of a rank correlation without any cause: one run in two million is further out."""


def everything(database: Database, table: Table) -> list[dict[str, object]]:
    """Every row with every column, the hidden ones included, as each database lays them down."""
    return database.read_blocking(_everything, table, sqlite=database.sqlite)


def _everything(connection: Connection, table: Table, *, sqlite: bool) -> list[dict[str, object]]:
    names = ["rowid"] if sqlite else ["xmin", "xmax", "ctid", "cmin", "cmax", "tableoid"]
    if sqlite and table is receipt:
        names = []  # it has no row numbers: it is kept in the order of its key
    return [dict(row) for row in connection.execute(select(table, *map(column, names))).mappings()]


def numbered(values: Sequence[object]) -> list[float]:
    """Values of any kind as numbers in their order: a place in a table (ctid) by page and row."""
    texts = [str(value) for value in values]
    if all(each.lstrip("-").isdigit() for each in texts):
        return [float(each) for each in texts]
    if all(each.startswith("(") for each in texts):
        pairs = (each.strip("()").split(",") for each in texts)
        return [int(page) * 1000.0 + int(row) for page, row in pairs]
    order = {each: place for place, each in enumerate(sorted(set(texts)))}
    return [float(order[each]) for each in texts]


def score(arrivals: Sequence[int], values: Sequence[object]) -> float:
    """How far from chance the rank correlation (Spearman) of arrival and a column is, in standard deviations."""
    first, second = (np.argsort(np.argsort(np.array(each), kind="stable")) for each in (arrivals, numbered(values)))
    if len({str(value) for value in values}) == 1:
        return 0.0
    return float(abs(np.corrcoef(first, second)[0, 1]) * np.sqrt(len(arrivals) - 1))


def telling(rows: list[dict[str, object]], arrivals: Sequence[int], known: Sequence[str]) -> set[str]:
    """The columns that tell who came first, other than those that say who it is."""
    return {name for name in rows[0] if name not in known and score(arrivals, [row[name] for row in rows]) > SCORE}
