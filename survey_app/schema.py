"""The schema of a database: brought up to date by the migrations, and refused where they do not know it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import OperationalError

from survey_app.database import Database
from survey_app.tables.metadata import metadata

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"

MIGRATING = 7_301_884_215
"""The PostgreSQL advisory lock under which one process migrates; any number that nothing else here locks."""


class UnknownSchema(Exception):
    """The database has a schema that this release does not know: it says which, and what to do."""


def migrate(database: Database) -> None:
    """Bring a database to this release's schema, in one transaction, one process at a time.

    Raises UnknownSchema, changing nothing, when a newer release or another program made the schema.
    """
    with database.write() as connection:
        if not database.sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        if not _is_empty(connection):
            _refuse_unknown(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current(database: Database) -> str | None:
    """The revision that a database stands at, or None when no migration ever ran."""
    return database.read_blocking(_revision)


def check_known(database: Database) -> None:
    """Raise UnknownSchema unless the database can be read and has the schema that this release knows."""
    try:
        revision = current(database)
    except OperationalError as error:
        words = "The database cannot be opened. Check SOUNDINGS_DATABASE, or make it: survey migrate"
        raise UnknownSchema(words) from error
    _refuse(revision)
    if revision != _newest():
        raise UnknownSchema(f"The database is at revision {revision}, this release needs {_newest()}. Migrate it.")


def _refuse_unknown(connection: Connection) -> None:
    _refuse(_revision(connection))


def _refuse(revision: str | None) -> None:
    known = [script.revision for script in _scripts().walk_revisions()]
    if revision not in known:
        stands = f"is at revision {revision}" if revision else "was not made by these migrations"
        raise UnknownSchema(
            f"The database {stands}; this release knows {', '.join(reversed(known))}. "
            "Run the release that made it, or restore the backup taken before it."
        )


def _is_empty(connection: Connection) -> bool:
    present = set(inspect(connection).get_table_names())
    return not present & {*metadata.tables, "alembic_version"}


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str:
    return _scripts().get_current_head() or ""


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
