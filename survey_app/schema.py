"""The schema of a database: whether it is the one that this release knows, told by the names of the migrations."""

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from survey_app.database import Database
from survey_app.revisions import known_revisions


class UnknownSchema(Exception):
    """The database has a schema that this release does not know: it says which, and what to do."""


def current(database: Database) -> str | None:
    """The revision that a database stands at, or None when no migration ever ran."""
    return database.read_blocking(revision_of)


def check_known(database: Database) -> None:
    """Raise UnknownSchema unless the database can be read and has the schema that this release knows.

    Alembic is not asked: it is 12 MB and a seventh of a start.
    """
    try:
        revision = current(database)
    except OperationalError as error:
        words = "The database cannot be opened. Check SOUNDINGS_DATABASE, or make it: survey migrate"
        raise UnknownSchema(words) from error
    refuse_unknown(revision)
    if revision != known_revisions()[-1]:
        newest = known_revisions()[-1]
        raise UnknownSchema(f"The database is at revision {revision}, this release needs {newest}: survey migrate")


def refuse_unknown(revision: str | None) -> None:
    """Raise UnknownSchema unless this release has the migration that made a revision."""
    known = known_revisions()
    if revision not in known:
        stands = f"is at revision {revision}" if revision else "was not made by these migrations"
        raise UnknownSchema(
            f"The database {stands}; this release knows {', '.join(known)}. "
            "Run the release that made it, or restore the backup taken before it."
        )


def revision_of(connection: Connection) -> str | None:
    """The revision that Alembic wrote down, or None."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision
