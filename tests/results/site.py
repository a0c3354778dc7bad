"""The team's pages with results as browsers meet them, two surveys, and members who may see more or less of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from litestar import Litestar
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler
from litestar.testing import TestClient
from msgspec import Struct
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.results.counting import Counting
from survey_app.results.files.preparing import Preparing
from survey_app.results.pages import results_router
from survey_app.results.pages_downloads import downloads_router
from survey_app.settings import Keys, Settings
from survey_app.surveys.waves import GRACE
from survey_app.team.gate import AnyConnection, Entry, gate
from survey_app.team.members import Member, add_member, grant
from survey_app.team.pages import router
from survey_app.team.pages_refused import REFUSALS
from survey_app.team.permissions import Grant, Permission
from survey_app.web.errors import EXCEPTION_HANDLERS
from survey_app.web.places import folder
from survey_app.web.service import Service
from survey_app.web.static import read_assets
from survey_app.web.templates import furnish
from survey_app.web.withheld import waiting
from survey_app.writer import Writer
from tests.results.sample import DAY, FIRST, NOON, Fieldwork, open_survey
from tests.team.council import ORGANISATION
from tests.team.site import Browser, Clock, Site

CLOSES = NOON + DAY
MONTH = NOON + 30 * DAY
"""When rounds close that are open for longer."""

OVER = CLOSES + GRACE
"""From this instant the rounds stand still."""

KEYS = Keys(bytes(range(32)))


class Cast(Struct, frozen=True):
    """Who may see what: an analyst, a viewer, one named for both surveys' answers, one who only runs the service, and
    one whom nobody let in."""

    analyst: Member
    viewer: Member
    named: Member
    administrator: Member
    outsider: Member


class Place(Struct, frozen=True):
    """The running pages with a residents' and a staff survey, both open for a day."""

    site: Site
    cast: Cast
    residents: Fieldwork
    staff: Fieldwork
    files: Path
    """Where files are made beforehand."""

    @property
    def database(self) -> Database:
        """Where everything is stored."""
        return self.site.service.database

    def as_(self, member: Member) -> Browser:
        """A browser in which a member is signed in."""
        return self.site.signed_in(member)

    def read(self, member: Member, path: str) -> httpx.Response:
        """What a member is shown at an address."""
        return self.as_(member).get(path)

    def wait_until(self, instant: int) -> None:
        """Let time pass."""
        self.site.clock.seconds = float(instant)


@contextmanager
def running_place(database: Database, margins: Path = Path("none")) -> Iterator[Place]:
    """The application, started, at the instant at which the rounds begin. `margins` are the plans of weights."""
    with database.write() as connection:
        residents = open_survey(connection, closes_at=CLOSES)
        staff = open_survey(connection, replace(FIRST, audience="staff", title="Your work"), "staff", CLOSES)
        held = {
            "analyst": (Grant(Permission.SEE_WORKING),),
            "viewer": (Grant(Permission.SEE_GUARDED),),
            "named": tuple(
                Grant(Permission.MICRODATA, each.survey.id, reason="The yearly report") for each in (residents, staff)
            ),
            "administrator": (Grant(Permission.MANAGE),),
            "outsider": (),
        }
        members = {name: add_member(connection, KEYS, f"{name}@council.test", NOON) for name in held}
        for name, grants in held.items():
            for each in grants:
                grant(connection, KEYS, members[name].id, each, NOON)
    with TemporaryDirectory() as files, _running(database, Path(files), margins) as site:
        yield Place(site, Cast(**members), residents, staff, Path(files))


@contextmanager
def _running(database: Database, files: Path, margins: Path) -> Iterator[Site]:
    clock = Clock()
    clock.seconds = float(NOON)
    service = Service(
        settings=Settings(public_url="http://surveys.test", margins=margins),
        keys=KEYS,
        organisation=ORGANISATION,
        database=database,
        writer=Writer(database),
        clock=clock,
    )
    counting = Counting(database)
    furnish(ORGANISATION, read_assets(folder("static"), ORGANISATION.accent))
    RUNNING.append(Parts(service, gate(service), counting, Preparing(files, counting)))
    with TestClient(_application(), base_url="http://surveys.test") as client:
        client.follow_redirects = False
        yield Site(service, clock, client)
    RUNNING.pop()


class Parts(Struct, frozen=True):
    """What the application of one test is made of."""

    service: Service
    entry: Entry
    counting: Counting
    preparing: Preparing


RUNNING: list[Parts] = []
"""Those of the test that runs, last: one application serves them all, because making one takes 0.1 s."""


@lru_cache(maxsize=1)
def _application() -> Litestar:
    async def give_service() -> Service:
        return RUNNING[-1].service

    def counting() -> Counting:
        return RUNNING[-1].counting

    async def enter(connection: AnyConnection, handler: BaseRouteHandler) -> None:
        await RUNNING[-1].entry(connection, handler)

    async def start(app: Litestar) -> None:
        waiting(app).clear()
        RUNNING[-1].service.writer.start()

    async def stop() -> None:
        parts = RUNNING[-1]
        await parts.preparing.close()
        await parts.counting.close()
        await parts.service.writer.stop()
        await parts.service.database.close()

    return Litestar(
        [router, results_router(counting), downloads_router(counting, lambda: RUNNING[-1].preparing)],
        guards=[enter],
        exception_handlers={**EXCEPTION_HANDLERS, **REFUSALS},
        dependencies={"service": Provide(give_service)},
        openapi_config=None,
        on_startup=[start],
        on_shutdown=[stop],
    )
