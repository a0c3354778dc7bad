"""A service that acknowledges before it commits: `python -m tests.faults.hasty run --port N`."""

import os
import threading
from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError

from survey_app.app import Served
from survey_app.database import Database
from survey_app.settings import settings_from
from survey_app.writer import Writer, _Job, _store_all
from tests.faults.standins import application, run

SLOW_DISK_SECONDS = 0.15
"""How long after the acknowledgement its commit comes, as on a slow disk."""


class HastyWriter(Writer):
    """Answers its waiters, and only then commits; when that fails, nobody waits for it any more."""

    def _in_transaction(self, group: Sequence[_Job]) -> list[object]:
        outcomes: list[object] = []
        try:
            with self._database.lock.held(), self._connected().begin():
                outcomes = _store_all(self._connected(), group)
                self._finish(group, outcomes)
                threading.Event().wait(SLOW_DISK_SECONDS)
        except DBAPIError:
            if not outcomes:
                raise
            self._disconnect()
        return outcomes


def served() -> Served:
    """The application with that writer."""
    database = Database(settings_from(os.environ).database)
    return application(database, HastyWriter(database))


if __name__ == "__main__":
    run("tests.faults.hasty:served")
