"""The stored log of what was refused or hidden: which table, by which rule, on which day, never of how many."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple
from sqlalchemy import Connection, and_, delete, exists, insert, literal, select, true

from survey_app.tables.results import withholding
from survey_app.web.withheld import Kept

KEPT_DAYS: Final = 366
"""After so many days an entry is forgotten."""


class Withholding(Struct, frozen=True, order=True):
    """One entry: on this day (ISO) something of a table was kept back."""

    day: str
    kept: Kept


def keep(connection: Connection, found: Iterable[Withholding]) -> None:
    """Store what is not in the log yet, and forget what is too old."""
    newest = ""
    for each in sorted(found):
        values = (each.day, *astuple(each.kept))
        columns = withholding.c
        named = (columns.day, columns.survey, columns.what, columns.rule, columns.level)
        known = exists().where(and_(*(column == value for column, value in zip(named, values, strict=True))))
        row = select(*(literal(value) for value in values)).where(~known)
        connection.execute(insert(withholding).from_select(named, row))
        newest = each.day
    if newest:
        oldest = (date.fromisoformat(newest) - timedelta(days=KEPT_DAYS)).isoformat()
        connection.execute(delete(withholding).where(withholding.c.day < oldest))


def newest(connection: Connection, before: str | None, most: int) -> Sequence[Withholding]:
    """The entries of the newest days, or of those before a day: whole days, until there are so many entries."""
    chosen = true() if before is None else withholding.c.day < before
    order = (
        withholding.c.day.desc(),
        withholding.c.survey,
        withholding.c.what,
        withholding.c.rule,
        withholding.c.level,
    )
    found = connection.execute(select(withholding).where(chosen).order_by(*order).limit(most)).all()
    if len(found) == most:
        last = withholding.c.day == found[-1].day
        found = [
            *(row for row in found if row.day != found[-1].day),
            *connection.execute(select(withholding).where(last).order_by(*order)).all(),
        ]
    return [Withholding(row.day, Kept(row.survey, row.what, row.rule, row.level)) for row in found]
