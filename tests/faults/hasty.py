"""A service that acknowledges before it commits: the known-bad one that the harnesses of this folder must catch."""

import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces, Loops

from survey_app.app import Served, routes
from survey_app.commands import prepare
from survey_app.database import Database
from survey_app.organisation import read_organisation
from survey_app.settings import read_keys, settings_from
from survey_app.web.service import Service
from survey_app.web.wrap import wrapped
from survey_app.writer import Writer, _Job, _store_all

SLOW_DISK_SECONDS = 0.03
"""How long after the acknowledgement its commit comes, as on a slow disk."""


class HastyWriter(Writer):
    """Answers its waiters, and only then commits."""

    def _in_transaction(self, group: Sequence[_Job]) -> list[object]:
        with self._database.lock.held(), self._connected().begin():
            outcomes = _store_all(self._connected(), group)
            self._finish(group, outcomes)
            threading.Event().wait(SLOW_DISK_SECONDS)
        return outcomes


def served() -> Served:
    """The application by the settings of the environment, as the server runs it but for its writer."""
    settings = settings_from(os.environ)
    database = Database(settings.database)
    service = Service(
        settings=settings,
        keys=read_keys(settings.keys),
        organisation=read_organisation(settings.organisation),
        database=database,
        writer=HastyWriter(database),
        clock=time.time,
    )
    return wrapped(routes(service), service)


def main() -> None:
    """Make a trial installation ready and serve it as the command does: `python -m tests.faults.hasty run --port N`."""
    prepare(settings_from(os.environ), Path("questionnaires"), int(time.time()))
    Granian(
        "tests.faults.hasty:served",
        address="127.0.0.1",
        port=int(sys.argv[-1]),
        interface=Interfaces.ASGI,
        factory=True,
        loop=Loops.uvloop,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    main()
