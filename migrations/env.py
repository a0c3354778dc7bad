"""Runs migrations on the connection that `survey_app.migrating` gives, or for Alembic's command on the settings'."""

import os

from alembic import context
from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.settings import settings_from
from survey_app.tables import assisted, exploring, respond, results, service, surveys, team
from survey_app.tables.metadata import metadata

ROOMS = (assisted, exploring, respond, results, service, surveys, team)
"""Every module of tables, imported so that `metadata` holds them all when Alembic compares."""


def run(connection: Connection) -> None:
    """Run what was asked in the transaction that is already begun."""
    context.configure(connection=connection, target_metadata=metadata, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(settings_from(os.environ).database)
    with database.write() as connection:
        run(connection)
    database.close_blocking()
