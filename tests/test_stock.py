"""The PostgreSQL database that one test after the other is given: nothing of the last is in it."""

from collections.abc import Callable

import psycopg
import pytest
from psycopg import Connection, sql

from tests.clusters import Cluster
from tests.stock import TABLES, TEMPLATE, Row, Stock

pytestmark = pytest.mark.postgres

ADD_SURVEY = "INSERT INTO survey (slug, title, audience) VALUES ('one', 'One', 'residents') RETURNING id"


@pytest.fixture
def stock(postgres_server: Cluster) -> Stock:
    """One of the test's own."""
    return Stock(postgres_server)


def contents(address: str) -> dict[str, list[Row]]:
    """Every row of every table."""
    with psycopg.connect(address) as connection:
        tables = [str(table) for (table,) in connection.execute(TABLES).fetchall()]
        return {
            table: connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))).fetchall()
            for table in tables
        }


def added(address: str) -> Row | None:
    """The number that the next survey is given; it stays."""
    with psycopg.connect(address) as connection:
        return connection.execute(ADD_SURVEY).fetchone()


def written_and_gone(connection: Connection) -> None:
    connection.execute(ADD_SURVEY)
    connection.execute("DELETE FROM survey")


def changed(connection: Connection) -> None:
    connection.execute("UPDATE change SET n = n + 1")
    connection.execute("DELETE FROM alembic_version")


@pytest.mark.parametrize("use", [written_and_gone, changed, lambda connection: connection.execute(ADD_SURVEY)])
def test_what_a_test_wrote_is_gone_and_the_database_is_the_same(
    stock: Stock, postgres_server: Cluster, use: Callable[[Connection], object]
) -> None:
    address = stock.address()
    with psycopg.connect(address) as connection:
        use(connection)
    assert stock.address() == address
    assert contents(address) == contents(postgres_server.address(TEMPLATE))
    assert added(address) == (1,)


def test_what_an_open_transaction_holds_is_let_go(stock: Stock) -> None:
    with psycopg.connect(stock.address()) as left_open:
        left_open.execute(ADD_SURVEY)
        assert added(stock.address()) == (1,)
        with pytest.raises(psycopg.OperationalError):
            left_open.execute("SELECT 1")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE made (n integer)",
        "DROP TABLE breakdown",
        "ALTER TABLE survey ADD COLUMN colour text",
        "ALTER TABLE survey ADD CHECK (slug <> 'x')",
        "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "DO 'BEGIN EXECUTE format($$ALTER DATABASE %I SET synchronous_commit = off$$, current_database()); END'",
    ],
)
def test_a_database_whose_shape_was_changed_is_not_given_again(stock: Stock, statement: str) -> None:
    address = stock.address()
    with psycopg.connect(address) as connection:
        connection.execute(statement.encode())
    assert stock.address() != address


def test_a_database_that_takes_no_connections_is_not_given_again(stock: Stock, postgres_server: Cluster) -> None:
    address = stock.address()
    name = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
    postgres_server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    assert stock.address() != address
