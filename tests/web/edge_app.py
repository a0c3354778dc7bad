"""A small application with a page of every sort, wrapped as the real one is, for the tests at the edges."""

import os
import sys
import time
import warnings
from collections.abc import AsyncGenerator, Awaitable, Callable

from litestar import Litestar, Response, get, post, route
from litestar.params import FromPath
from litestar.response import Stream
from litestar.types import ASGIApp

from survey_app.database import Database, Unreachable
from survey_app.settings import Keys, Settings
from survey_app.web.audience import Audience
from survey_app.web.errors import EXCEPTION_HANDLERS
from survey_app.web.forms import read_form
from survey_app.web.places import folder
from survey_app.web.replies import Cache, download, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.static import read_assets, static_router
from survey_app.web.templates import furnish
from survey_app.web.wrap import AnyReceive, AnyScope, AnySend, wrapped
from survey_app.writer import NotStored, Writer, WriterFull
from tests.team.council import ORGANISATION

HTML = "<!DOCTYPE html><html lang=en><title>A page</title>" + "<p>Words that repeat on a page.</p>" * 100

CHUNK = b"a,b\r\n" * 1000

RESIDENTS = {"audience": Audience.RESIDENTS}
TEAM = {"audience": Audience.TEAM}


@get("/", opt=RESIDENTS)
async def show_start(request: AnyRequest) -> Response[bytes]:
    """A page that the browser may keep."""
    return page(request, HTML, cache=Cache.PRIVATE)


@post("/", opt=RESIDENTS)
async def take_form(request: AnyRequest) -> Response[bytes]:
    """A form, and on to its number of fields."""
    form = await read_form(request)
    return see_other(f"/taken/{len(form.fields)}")


@get("/{slug:str}/{section:int}", opt=RESIDENTS)
async def show_section(request: AnyRequest, slug: FromPath[str], section: FromPath[int]) -> Response[bytes]:
    """A page whose address has two parts."""
    return page(request, f"<!DOCTYPE html><title>{section} of {len(slug)}</title>")


@post("/crash", opt=RESIDENTS)
async def crash_with_answers(request: AnyRequest) -> Response[bytes]:
    """An error that carries what was typed, as those of databases do."""
    form = await read_form(request)
    raise LookupError(form.one("answer"))


@route("/away", http_method=["GET", "POST"], opt=RESIDENTS)
async def find_nothing_to_read() -> None:
    """What happens while the database is away."""
    raise Unreachable


@post("/full", opt=RESIDENTS)
async def refuse_to_store() -> Response[bytes]:
    """What happens while too many wait."""
    raise WriterFull


@post("/broken-disk", opt=RESIDENTS)
async def fail_to_store() -> Response[bytes]:
    """What happens while the disk is full."""
    raise NotStored("OperationalError")


@get("/team", opt=TEAM)
async def show_team(request: AnyRequest) -> Response[bytes]:
    """A page of the team's."""
    return page(request, HTML)


@post("/team", opt=TEAM)
async def take_team_form(request: AnyRequest) -> Response[bytes]:
    """A form of the team's."""
    await read_form(request)
    return see_other("/team")


@get("/team/surveys/{number:int}/answers", opt=TEAM)
async def download_answers(number: FromPath[int]) -> Response[bytes] | Stream:
    """So many chunks of a file."""
    return download("answers.csv", "text/csv; charset=utf-8", chunks(number))


@get("/team/breaks", opt=TEAM)
async def download_half() -> Response[bytes] | Stream:
    """A file that cannot be finished."""
    return download("answers.csv", "text/csv; charset=utf-8", broken_chunks())


async def chunks(number: int) -> AsyncGenerator[bytes, None]:
    """The chunks, and a line that says when they were given up."""
    sent = 0
    try:
        while sent < number:
            yield CHUNK
            sent += 1
    finally:
        if sent < number:
            sys.stderr.write("the stream was given up\n")


async def broken_chunks() -> AsyncGenerator[bytes, None]:
    """One chunk, then an error that carries an answer."""
    yield CHUNK
    raise LookupError("canary-in-a-stream")


PAGES = (
    show_start, take_form, show_section, crash_with_answers, find_nothing_to_read, refuse_to_store, fail_to_store,
    show_team, take_team_form, download_answers, download_half,
)  # fmt: skip


def litestar_app() -> Litestar:
    """The application without what is around it."""
    assets = read_assets(folder("static"), ORGANISATION.accent)
    furnish(ORGANISATION, assets)
    return Litestar(
        [*PAGES, static_router(assets)],
        exception_handlers=EXCEPTION_HANDLERS,
        logging_config=None,
        openapi_config=None,
    )


def edge_app(
    public_url: str,
    database: str,
    *,
    body_seconds: float = 0.2,
    write: Callable[[bytes], None] | None = None,
    clock: Callable[[], float] = time.time,
    proxies: tuple[str, ...] = (),
) -> Callable[[AnyScope, AnyReceive, AnySend], Awaitable[None]]:
    """The application with everything around it."""
    opened = Database(database)
    service = Service(
        settings=Settings(public_url=public_url, trusted_proxies=proxies),
        keys=Keys(b"k" * 32),
        organisation=ORGANISATION,
        database=opened,
        writer=Writer(opened),
        clock=clock,
    )
    return wrapped(litestar_app(), service, body_seconds=body_seconds, write=write)


def served() -> Callable[[AnyScope, AnyReceive, AnySend], Awaitable[None]]:
    """For the server of the tests: its address and database come from the environment."""
    warnings.simplefilter("error", DeprecationWarning)
    return edge_app(os.environ["EDGE_URL"], os.environ["EDGE_DATABASE"])


def bare() -> ASGIApp:
    """The negative control: the same pages with nothing of ours around them, and none of our error pages."""
    furnish(ORGANISATION, read_assets(folder("static"), ORGANISATION.accent))
    return Litestar(list(PAGES), logging_config=None, openapi_config=None)
