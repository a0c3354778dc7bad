"""The application: every room's routes, the team's behind one gate, and the parts that start and stop with it."""

import asyncio
import gc
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler
from msgspec import Struct

from survey_app.database import Database
from survey_app.demo.making import Workshop
from survey_app.demo.pages_pretend import pretend_router
from survey_app.jobs import keep_running
from survey_app.organisation import Organisation, read_organisation
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
from survey_app.team.gate import AnyConnection, Entry, gate
from survey_app.team.pages import router as team_router
from survey_app.team.pages_refused import REFUSALS
from survey_app.web.audience import declared
from survey_app.web.errors import EXCEPTION_HANDLERS
from survey_app.web.headers import inline_style_policy
from survey_app.web.health import Probe, health_router
from survey_app.web.limits import Tries
from survey_app.web.london import london_day
from survey_app.web.places import folder
from survey_app.web.service import Service
from survey_app.web.static import Assets, read_assets, static_router
from survey_app.web.templates import furnish
from survey_app.web.turns import PATIENCE, Patience, Turns
from survey_app.web.withheld import waiting
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


class Parts(Struct, frozen=True):
    """What one running service is made of, by what its routes ask for."""

    service: Service
    entry: Entry
    room: Room
    counting: Counting
    preparing: Preparing
    workshop: Workshop
    probe: Probe


class Routes:
    """Every room's routes, the team's behind their gate.

    They serve one service at a time, and another one after it has ended: making them takes half of an application's
    start. What they are made of is copied by Litestar, so that all of it looks here for the parts of the service.
    """

    parts: Parts

    def __init__(self, organisation: Organisation) -> None:
        """Raises Undeclared when a route does not say whom it is for."""
        self._organisation = organisation
        self._assets = read_assets(folder("static"), organisation.accent)

        async def enter(connection: AnyConnection, handler: BaseRouteHandler) -> None:
            await self.parts.entry(connection, handler)

        self.app = _routes(self, self._assets, enter)
        declared(self.app, enter)

    def serve(self, service: Service) -> Litestar:
        """The application of a service of their organisation."""
        furnish(self._organisation, self._assets)
        waiting(self.app).clear()
        counting = Counting(service.database, folder_for(service.settings))
        self.parts = Parts(
            service=service,
            entry=gate(service),
            room=_room(service, inline_style_policy(self._assets.style_hash("start.css"))),
            counting=counting,
            preparing=Preparing(private_folder(service.keys, service.settings.database), counting),
            workshop=Workshop(counting),
            probe=Probe(),
        )
        return self.app


def application(
    settings: Settings, clock: Callable[[], float], patience: Patience = PATIENCE, routes: Routes | None = None
) -> Served:
    """The application by these settings. `clock` gives UTC seconds; by `patience` requests wait for their turn;
    `routes` are those of one that has ended.

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
        patience=patience,
    )
    return wrapped((routes or Routes(service.organisation)).serve(service), service)


def _routes(made: Routes, assets: Assets, enter: Entry) -> Litestar:
    """Litestar copies a route's handler for each guard of each request, so what is for everybody has none."""

    def room() -> Room:
        return made.parts.room

    async def give_service() -> Service:
        return made.parts.service

    async def give_room() -> Room:
        return made.parts.room

    return Litestar(
        route_handlers=[
            static_router(assets),
            health_router(lambda: made.parts.probe),
            Router("/", route_handlers=_team_routers(made), guards=[enter]),
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
        lifespan=[_running(made)],
        openapi_config=None,
        logging_config=None,
    )


def _team_routers(made: Routes) -> list[Router]:
    def counting() -> Counting:
        return made.parts.counting

    return [
        team_router,
        results_router(counting),
        downloads_router(counting, lambda: made.parts.preparing),
        first_steps_router(counting),
        pretend_router(counting, lambda: made.parts.workshop),
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
        turns=Turns(Tries({"code": CODE_TRIES, "survey": SURVEY_TRIES}), service.patience),
        areas=read_areas(service.settings.areas),
    )


def _running(made: Routes) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def run(app: Litestar) -> AsyncIterator[None]:
        service, counting, preparing = made.parts.service, made.parts.counting, made.parts.preparing
        hidings = HidingLog()

        async def look_after_files(day: str) -> None:
            await hidings.store(app, service.writer, london_day(service.now()))
            preparing.sweep(service.now())
            await forget_prepared(service.database, preparing)
            await counting.keep_files(day)

        service.writer.start()
        jobs = asyncio.create_task(keep_running(service, look_after_files))
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
