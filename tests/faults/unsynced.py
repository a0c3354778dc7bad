"""A service whose commits are not on the disk when it answers: `python -m tests.faults.unsynced run --port N`."""

import os

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from survey_app.app import Served
from survey_app.database import Database
from survey_app.settings import settings_from
from survey_app.writer import Writer
from tests.faults.standins import application, run


def served() -> Served:
    """The application on a database that leaves writing to the system, as SQLite does unless told otherwise."""
    database = Database(settings_from(os.environ).database)
    event.listen(database.writing, "connect", leave_it_to_the_system)
    return application(database, Writer(database))


def leave_it_to_the_system(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Take back what the product sets."""
    connection.cursor().execute("PRAGMA synchronous = NORMAL")


if __name__ == "__main__":
    run("tests.faults.unsynced:served")
