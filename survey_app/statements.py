"""Statements that are run again and again: compiled once for each database, and handed to its driver as they stand."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import TypeAlias

from sqlalchemy import Connection, Executable, Table, bindparam, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

Values: TypeAlias = tuple[object, ...]
"""The values of one row, in the order in which the statement's names were given. Each is as the driver takes it."""


class Statement:
    """A Core statement and the names of its parameters, in the order in which each row gives their values.

    What SQLAlchemy does for each execution of a Core statement takes three times as long as SQLite itself takes to
    begin or save a draft: compiled here, it is done once. Values are not converted on their way: none of ours need it.
    """

    def __init__(self, statement: Executable, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._compiled: dict[str, tuple[str, Callable[[Values], Values], Values]] = {}

    def run(self, connection: Connection, rows: Sequence[Values]) -> int:
        """Run it for each row; gives how many rows of the table it touched."""
        sql, ordered, constants = self._for(connection.dialect)
        return connection.exec_driver_sql(sql, [ordered(row + constants) for row in rows]).rowcount

    def one(self, connection: Connection, values: Values) -> Values | None:
        """The one row that it finds, or None."""
        rows = self.all(connection, values)
        return rows[0] if rows else None

    def all(self, connection: Connection, values: Values) -> Sequence[Values]:
        """Every row that it finds, as the driver gives it. For reading only: it may be asked twice."""
        sql, ordered, constants = self._for(connection.dialect)
        given = ordered(values + constants)
        try:
            cursor = connection.connection.cursor()
            cursor.execute(sql, given)
            rows: Sequence[Values] = cursor.fetchall()
            cursor.close()
        except connection.dialect.loaded_dbapi.Error:  # asked again, so that it is told in SQLAlchemy's words
            return [tuple(row) for row in connection.exec_driver_sql(sql, given)]
        return rows

    def _for(self, dialect: Dialect) -> tuple[str, Callable[[Values], Values], Values]:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = self._compile(dialect)
        return known

    def _compile(self, dialect: Dialect) -> tuple[str, Callable[[Values], Values], Values]:
        if not isinstance(self._statement, ClauseElement) or not isinstance(dialect, DefaultDialect):
            raise TypeError("only statements of SQLAlchemy's Core can be compiled, for its own databases")
        positional = type(dialect)(paramstyle="qmark" if dialect.name == "sqlite" else "format")
        compiled = self._statement.compile(dialect=positional)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError("only statements that take values can be compiled")
        names = list(compiled.positiontup or ())
        constant = [name for name in dict.fromkeys(names) if name not in self._names]
        places = [(*self._names, *constant).index(name) for name in names]
        constants = tuple(compiled.params[name] for name in constant)
        return str(compiled), itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],), constants


def inserting(table: Table) -> Statement:
    """What inserts whole rows: the values of a row stand in the order of the table's columns."""
    values = {column.name: bindparam(column.name, type_=column.type) for column in table.c}
    return Statement(insert(table).values(values), *values)
