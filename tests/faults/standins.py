"""Services that are the product but for one part: the known-bad ones that the harnesses of this folder must catch."""

import os
import sys
import time
from pathlib import Path

from survey_app.app import Routes, Served
from survey_app.database import Database
from survey_app.organisation import read_organisation
from survey_app.server import serve
from survey_app.settings import read_keys, settings_from
from survey_app.web.service import Service
from survey_app.web.wrap import wrapped
from survey_app.writer import Writer
from tests.trials import prepare


def application(database: Database, writer: Writer) -> Served:
    """The application by the settings of the environment, with a database and a writer of the test's own."""
    settings = settings_from(os.environ)
    service = Service(
        settings=settings,
        keys=read_keys(settings.keys),
        organisation=read_organisation(settings.organisation),
        database=database,
        writer=writer,
        clock=time.time,
    )
    return wrapped(Routes(service.organisation).serve(service), service)


def run(target: str) -> None:
    """Make a trial installation ready and serve it, as `survey run --port N` does."""
    prepare(settings_from(os.environ), Path("questionnaires"), int(time.time()))
    serve(target, int(sys.argv[-1]))
