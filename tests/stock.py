"""A migrated PostgreSQL database that tests use one after the other: a copy for each would take 0.1 s of its server."""

from itertools import count

import psycopg
from psycopg import Connection, sql

from tests.clusters import Cluster

Row = tuple[object, ...]

TEMPLATE = "migrated"

_numbers = count(1)

TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"

SHAPE = """
SELECT md5(concat_ws(';',
    (SELECT string_agg(concat_ws(' ', attrelid, attname, atttypid, attnotnull), ',' ORDER BY attrelid, attnum)
     FROM pg_attribute WHERE attrelid >= 16384),
    (SELECT string_agg(oid::text, ',' ORDER BY oid) FROM pg_constraint WHERE oid >= 16384),
    (SELECT string_agg(oid::text, ',' ORDER BY oid) FROM pg_trigger WHERE oid >= 16384),
    (SELECT string_agg(oid::text, ',' ORDER BY oid) FROM pg_proc WHERE oid >= 16384),
    (SELECT string_agg(setconfig::text, ',') FROM pg_db_role_setting JOIN pg_database ON setdatabase = pg_database.oid
     WHERE datname = current_database())))
"""
"""Changes with whatever a test does to tables, columns, constraints, triggers, functions and settings; 16384 is the
first number of an object that is not PostgreSQL's own."""

END_OTHERS = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database()"
"""And their transactions with them, which would be in the way."""

USED_SEQUENCES = "SELECT setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences"


class Stock:
    """Hands out one database, again as it was at first: the same where a test left its shape alone, else another."""

    def __init__(self, cluster: Cluster) -> None:
        """`cluster` has the database to copy, TEMPLATE."""
        self._cluster = cluster
        self._name = ""
        with psycopg.connect(cluster.address(TEMPLATE)) as connection:
            self._shape = _shape(connection)
            rows = {table: _rows(connection, table) for (table,) in connection.execute(TABLES).fetchall()}
        self._filled = {table: found for table, found in rows.items() if found}
        self._any_rows = sql.SQL(" UNION ALL ").join(_if_any(table) for table in rows if table not in self._filled)

    def address(self) -> str:
        """The address of the database, as fresh as a copy, that is no other test's until this is asked again."""
        if not self._name or not self._is_restored():
            if self._name:
                self._cluster.execute(f"DROP DATABASE {self._name} WITH (FORCE)")
            self._name = f"test_{next(_numbers)}"
            self._cluster.execute(f"CREATE DATABASE {self._name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        return self._cluster.address(self._name)

    def _is_restored(self) -> bool:
        try:
            with psycopg.connect(self._cluster.address(self._name)) as connection:
                connection.execute(f"{END_OTHERS} AND pid <> pg_backend_pid()")
                if _shape(connection) != self._shape:
                    return False
                self._restore(connection)
        except psycopg.OperationalError:  # a test shut it
            return False
        return True

    def _restore(self, connection: Connection[Row]) -> None:
        touched = [str(table) for (table,) in connection.execute(self._any_rows).fetchall()]
        touched += [table for table, rows in self._filled.items() if _rows(connection, table) != rows]
        if touched:
            connection.execute("SET session_replication_role = replica")  # rows come back in any order
            connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, touched))))
        for table, rows in self._filled.items():
            for row in rows if _rows(connection, table) != rows else ():
                places = sql.SQL(", ").join([sql.Placeholder()] * len(row))
                connection.execute(sql.SQL("INSERT INTO {} VALUES ({})").format(sql.Identifier(table), places), row)
        connection.execute(f"{USED_SEQUENCES} WHERE last_value IS NOT NULL")
        connection.execute("SELECT pg_stat_reset()")


def _shape(connection: Connection[Row]) -> object:
    return connection.execute(SHAPE).fetchall()


def _if_any(table: str) -> sql.Composed:
    return sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(table, sql.Identifier(table))


def _rows(connection: Connection[Row], table: str) -> list[Row]:
    return connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))).fetchall()
