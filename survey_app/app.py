"""The application: every room's routes, the team's behind one gate, and the parts that start and stop with it."""

import asyncio
import gc
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import partial

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.types import Guard

from survey_app.database import Database
from survey_app.demo.pages_pretend import pretend_router
from survey_app.jobs import keep_running
from survey_app.organisation import read_organisation
from survey_app.questionnaire.areas import read_areas
from survey_app.respond.assisted.pages import keying_router
from survey_app.respond.code_tries import CODE_TRIES, SURVEY_TRIES
from survey_app.respond.finding import Drafts
from survey_app.respond.fragments import ClearingPages, Fragments, ReadyPages
from survey_app.respond.pages_about import about_router
from survey_app.respond.pages_after import after_router
from survey_app.respond.pages_check import check_router
from survey_app.respond.pages_code import code_router
from survey_app.respond.pages_contact import contact_router
from survey_app.respond.pages_news import news_router
from survey_app.respond.pages_receipt import receipt_router
from survey_app.respond.pages_section import section_router
from survey_app.respond.pages_start import start_router
from survey_app.respond.paper.pages import paper_router
from survey_app.respond.posters.pages import posters_router
from survey_app.respond.room import Room
from survey_app.results.counting import Counting
from survey_app.results.files.forgetting import forget_prepared
from survey_app.results.files.preparing import Preparing, private_folder
from survey_app.results.keeping import folder_for
from survey_app.results.pages import results_router
from survey_app.results.pages_downloads import downloads_router
from survey_app.results.pages_first_steps import first_steps_router
from survey_app.results.pages_withheld import HidingLog
from survey_app.schema import UnknownSchema, check_known
from survey_app.settings import Settings, read_keys, settings_from
from survey_app.surveys.directory import Directory
from survey_app.team.gate import gate
from survey_app.team.pages import router as team_router
from survey_app.team.pages_refused import REFUSALS
from survey_app.web.audience import declared
from survey_app.web.errors import EXCEPTION_HANDLERS
from survey_app.web.headers import inline_style_policy
from survey_app.web.health import health_router
from survey_app.web.limits import Tries
from survey_app.web.london import london_day
from survey_app.web.places import folder
from survey_app.web.service import Service
from survey_app.web.static import read_assets, static_router
from survey_app.web.templates import furnish
from survey_app.web.wrap import AnyReceive, AnyScope, AnySend, wrapped
from survey_app.writer import NotStored, Writer, WriterFull

Served = Callable[[AnyScope, AnyReceive, AnySend], Awaitable[None]]


def served() -> Served:
    """The application as the server runs it, by the settings of the environment."""
    try:
        app = application(settings_from(os.environ), time.time)
    except UnknownSchema as refused:
        sys.stderr.write(f"{refused}\n")
        raise SystemExit(1) from None
    gc.freeze()  # what stands now stands until the end: looking through it again and again took a tenth of each page
    gc.set_threshold(10_000, 20, 50)
    gc.enable()
    return app


def application(settings: Settings, clock: Callable[[], float]) -> Served:
    """The application by these settings. `clock` gives UTC seconds.

    Raises UnknownSchema when the database is not of this release, Undeclared when a route names no audience.
    """
    database = Database(settings.database)
    check_known(database)
    service = Service(
        settings=settings,
        keys=read_keys(settings.keys),
        organisation=read_organisation(settings.organisation),
        database=database,
        writer=Writer(database),
        clock=clock,
    )
    entry = gate(service)
    app = routes(service, entry)
    declared(app, entry)
    return wrapped(app, service)


def routes(service: Service, entry: Guard) -> Litestar:
    """Every room's routes, the team's behind their gate. One that does not say whom it is for stops the start.

    Litestar copies a route's handler for each guard of each request, so what is for everybody has none.
    """
    assets = read_assets(folder("static"), service.organisation.accent)
    furnish(service.organisation, assets)
    room = _room(service, inline_style_policy(assets.style_hash("start.css")))
    counting = Counting(service.database, folder_for(service.settings))
    preparing = Preparing(private_folder(service.keys, service.settings.database), counting)

    async def give_service() -> Service:
        return service

    async def give_room() -> Room:
        return room

    return Litestar(
        route_handlers=[
            static_router(assets),
            health_router(),
            Router("/", route_handlers=_team_routers(counting, preparing), guards=[entry]),
            about_router,
            start_router(room),
            check_router(room),
            after_router,
            receipt_router,
            code_router,
            contact_router,
            news_router,
            section_router(room),
        ],
        dependencies={"service": Provide(give_service), "room": Provide(give_room)},
        exception_handlers={**EXCEPTION_HANDLERS, **REFUSALS},
        lifespan=[_running(service, counting, preparing)],
        openapi_config=None,
        logging_config=None,
    )


def _team_routers(counting: Counting, preparing: Preparing) -> list[Router]:
    return [
        team_router,
        results_router(counting),
        downloads_router(counting, preparing),
        first_steps_router(counting),
        pretend_router(counting),
        keying_router,
        paper_router,
        posters_router,
    ]


def _room(service: Service, style_policy: str) -> Room:
    return Room(
        service=service,
        directory=Directory(service.database),
        drafts=Drafts(service.database),
        fragments=Fragments(),
        ready=ReadyPages(),
        clearing=ClearingPages(),
        style_policy=style_policy,
        tries=Tries({"code": CODE_TRIES, "survey": SURVEY_TRIES}),
        areas=read_areas(service.settings.areas),
    )


def _running(
    service: Service, counting: Counting, preparing: Preparing
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    hidings = HidingLog()

    async def look_after(app: Litestar, day: str) -> None:
        await hidings.store(app, service.writer, london_day(service.now()))
        preparing.sweep(service.now())
        await forget_prepared(service.database, preparing)
        await counting.keep_files(day)

    @asynccontextmanager
    async def run(app: Litestar) -> AsyncIterator[None]:
        service.writer.start()
        jobs = asyncio.create_task(keep_running(service, partial(look_after, app)))
        yield
        jobs.cancel()
        with suppress(asyncio.CancelledError):
            await jobs
        with suppress(NotStored, WriterFull):
            await hidings.store(app, service.writer, london_day(service.now()))
        await preparing.close()
        await counting.close()
        await service.writer.stop()
        await service.database.close()

    return run
