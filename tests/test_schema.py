"""The migrations: the same schema as the tables on both databases, and nothing done to one they do not know."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, Connection, Inspector, Integer, MetaData, Table, func, inspect, select

from survey_app import migrating, schema
from survey_app.database import Database
from survey_app.revisions import MIGRATIONS, known_revisions
from survey_app.schema import UnknownSchema
from survey_app.tables import assisted, respond, results, service, surveys, team
from survey_app.tables.metadata import metadata
from survey_app.tables.respond import change

ROOMS = (assisted, respond, results, service, surveys, team)
RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))


@contextmanager
def reading(database: Database) -> Iterator[Connection]:
    with database.reading.connect() as connection:
        yield connection


def migrate_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def named(inspector: Inspector) -> dict[str, list[str]]:
    """The names of each table's constraints and indexes."""
    return {
        table: sorted(
            str(found["name"])
            for found in (
                inspector.get_pk_constraint(table),
                *inspector.get_foreign_keys(table),
                *inspector.get_unique_constraints(table),
                *inspector.get_indexes(table),
            )
        )
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def statements(database: Database) -> dict[str, str]:
    """What SQLite keeps of each statement that made something: WITHOUT ROWID and the order of columns show there."""
    kept = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
    with reading(database) as connection:
        return {name: " ".join(sql.split()) for name, sql in connection.exec_driver_sql(kept)}


def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    with reading(database) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_a_table_that_no_migration_makes_is_noticed(database: Database) -> None:
    more = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(more)
    Table("forgotten", more, Column("id", Integer, primary_key=True))
    with reading(database) as connection:
        found = compare_metadata(MigrationContext.configure(connection), more)
    assert [difference[0] for difference in found] == ["add_table"]


def test_constraints_and_indexes_have_the_names_that_the_tables_give(
    database: Database, empty_database: Database
) -> None:
    with empty_database.write() as connection:
        metadata.create_all(connection)
    with reading(database) as migrated, reading(empty_database) as created:
        assert named(inspect(migrated)) == named(inspect(created))


def test_on_sqlite_each_statement_is_the_same(sqlite_database: Database, tmp_path: Path) -> None:
    created = Database(f"sqlite:///{tmp_path}/created.db")
    with created.write() as connection:
        metadata.create_all(connection)
    assert statements(sqlite_database) == statements(created)
    created.close_blocking()


def test_migrating_again_changes_nothing(database: Database) -> None:
    epoch = database.read_blocking(lambda connection: connection.scalar(select(change.c.epoch)))
    migrating.migrate(database)
    assert database.read_blocking(lambda connection: connection.scalar(select(change.c.epoch))) == epoch


def test_a_new_database_counts_changes_from_nought_in_an_epoch_of_its_own(empty_database: Database) -> None:
    migrating.migrate(empty_database)
    with reading(empty_database) as connection:
        row = connection.execute(select(change)).one()
    assert (row.id, row.n) == (1, 0)
    assert re.fullmatch("[0-9a-f]{32}", row.epoch)


def test_a_migrated_database_is_known(database: Database) -> None:
    schema.check_known(database)
    assert schema.current(database) == known_revisions()[-1]


@pytest.mark.parametrize("attempt", [migrating.migrate, schema.check_known])
def test_a_database_of_a_newer_release_is_refused_and_left_alone(
    database: Database, attempt: Callable[[Database], None]
) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnknownSchema, match=r"at revision 9999; this release knows 0001.*Run the release"):
        attempt(database)
    assert schema.current(database) == "9999"


def test_a_database_that_something_else_made_is_refused(empty_database: Database) -> None:
    with empty_database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE response (id INTEGER)")
    with pytest.raises(UnknownSchema, match="not made by these migrations"):
        migrating.migrate(empty_database)


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_populated_database_of_each_released_schema_comes_up_whole(empty_database: Database, path: Path) -> None:
    rows = [line for line in path.read_text().splitlines() if line.startswith("INSERT")]
    with empty_database.write() as connection:
        migrate_to(connection, path.stem)
        for row in rows:
            connection.exec_driver_sql(row)
    migrating.migrate(empty_database)
    schema.check_known(empty_database)
    with reading(empty_database) as connection:
        for name in {row.split()[2] for row in rows}:
            expected = sum(row.startswith(f"INSERT INTO {name} ") for row in rows) + (name == "change")
            assert connection.scalar(select(func.count()).select_from(metadata.tables[name])) == expected


def test_every_released_schema_has_its_populated_database() -> None:
    released = {path.stem for path in RELEASED}
    revisions = {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("*.py")}
    assert released == revisions


def test_an_empty_database_is_not_served(empty_database: Database) -> None:
    with empty_database.write():
        pass  # SQLite makes the file
    with pytest.raises(UnknownSchema, match="not made by these migrations"):
        schema.check_known(empty_database)
