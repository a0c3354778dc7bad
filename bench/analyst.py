"""The service with an analyst's counts of a million responses in its own process, on a lane of the same kind."""

import os
from typing import cast

from litestar.types import HTTPScope, Send

from bench.columns import repeated
from bench.grounds import RESIDENTS
from bench.sites import fieldwork
from survey_app import app
from survey_app.database import Database
from survey_app.results.columns import refresh
from survey_app.results.disclosure import Level
from survey_app.results.lane import Lane
from survey_app.results.reports import results
from survey_app.settings import settings_from
from survey_app.web.wrap import AnyReceive, AnyScope, AnySend

TARGET = "bench.analyst:served"
PATH = "/bench/count"
TILES = "BENCH_TILES"
"""The variable that says how often the stored responses are repeated for the counts."""


def served() -> app.Served:
    """The application as it is served, with one more address, which counts everything once."""
    database = Database(settings_from(os.environ).database)
    survey = fieldwork(database, RESIDENTS)
    columns = repeated(database.read_blocking(refresh, None, survey.survey.id), int(os.environ.get(TILES, "1")))
    database.close_blocking()
    lane, real = Lane(), app.served()

    async def answer(scope: AnyScope, receive: AnyReceive, send: AnySend) -> None:
        if scope["type"] != "lifespan" and cast("HTTPScope", scope)["path"] == PATH:
            await lane.run(results, columns, survey.wave.id, Level.WORKING, strict=False)
            await _counted(cast("Send", send))
        else:
            await real(scope, receive, send)

    return answer


async def _counted(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
