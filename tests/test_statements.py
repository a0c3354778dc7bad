"""Statements that are compiled once: they do what SQLAlchemy would have done, on both databases."""

import pytest
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from survey_app.database import Database
from survey_app.statements import Statement, inserting
from survey_app.tables.team import member

READ = Statement(
    select(member.c.id, member.c.email).where(member.c.email == bindparam("email"), member.c.id > bindparam("above")),
    *("above", "email"),
)
RENAME = Statement(
    update(member).where(member.c.id == bindparam("wanted"), member.c.id < 900).values(email=bindparam("email")),
    *("wanted", "email"),
)
ROWS = ((1, "one@example.org", None), (2, "two@example.org", 7))


def test_rows_go_in_as_the_table_has_its_columns_and_come_out_by_the_names_given(database: Database) -> None:
    with database.write() as connection:
        assert inserting(member).run(connection, ROWS) == 2
        assert connection.execute(select(member).order_by(member.c.id)).all() == list(ROWS)
        assert READ.one(connection, (0, "two@example.org")) == (2, "two@example.org")
        assert READ.one(connection, (2, "two@example.org")) is None


def test_a_value_that_the_statement_has_itself_stays_in_its_place(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(member), [{"id": 1, "email": "a@example.org"}, {"id": 950, "email": "b@example.org"}])
        assert RENAME.run(connection, [(1, "c@example.org"), (950, "d@example.org")]) == 1
        found = connection.execute(select(member.c.email).order_by(member.c.id)).scalars().all()
        assert found == ["c@example.org", "b@example.org"]


def test_a_statement_of_one_value_takes_it(database: Database) -> None:
    gone = Statement(delete(member).where(member.c.email == bindparam("email")), "email")
    with database.write() as connection:
        inserting(member).run(connection, ROWS)
        assert gone.run(connection, [("one@example.org",)]) == 1


def test_what_the_database_refuses_is_told_in_sqlalchemys_words(database: Database) -> None:
    broken = Statement(select(bindparam("text").op("no such operator")(member.c.id)), "text")
    with database.write() as connection, pytest.raises(IntegrityError):
        inserting(member).run(connection, [ROWS[0], ROWS[0]])
    with pytest.raises(DBAPIError):
        database.read_blocking(broken.one, ("text",))


def test_the_same_statement_serves_one_database_after_the_other(
    sqlite_database: Database, postgres_database: Database
) -> None:
    for each in (sqlite_database, postgres_database, sqlite_database):
        assert each.read_blocking(READ.one, (0, "nobody@example.org")) is None
