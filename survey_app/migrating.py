"""Migrating: a database brought to this release's schema, by commands only."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, inspect, select

from survey_app.database import Database
from survey_app.revisions import MIGRATIONS
from survey_app.schema import refuse_unknown, revision_of
from survey_app.tables.metadata import metadata

MIGRATING = 7_301_884_215
"""The PostgreSQL advisory lock under which one process migrates; any number that nothing else here locks."""


def migrate(database: Database) -> None:
    """Bring a database to this release's schema, in one transaction, one process at a time.

    Raises UnknownSchema, changing nothing, when a newer release or another program made the schema.
    """
    with database.write() as connection:
        if not database.sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        if not _is_empty(connection):
            refuse_unknown(revision_of(connection))
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_empty(connection: Connection) -> bool:
    present = set(inspect(connection).get_table_names())
    return not present & {*metadata.tables, "alembic_version"}
