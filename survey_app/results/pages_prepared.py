"""Long files made beforehand: asked for, watched, stopped, taken away; for who asked for them alone."""

import asyncio
from collections.abc import AsyncGenerator
from functools import partial
from pathlib import Path
from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from survey_app.results.counting import Counting
from survey_app.results.feed import cursor_now
from survey_app.results.files.contexts import PreparedPage
from survey_app.results.files.converting import converted, format_named
from survey_app.results.files.forgetting import forget_prepared
from survey_app.results.files.manifest import manifest_json
from survey_app.results.files.preparing import KEPT, NO_ROOM, Preparing, Progress, Request, TooMany
from survey_app.results.finding import Found
from survey_app.results.pages_files import NAMED, answers, log_download, named, wording_of
from survey_app.results.pages_tables import name_of
from survey_app.team.pages_refused import show_refusal
from survey_app.team.viewer import Viewer
from survey_app.web.forms import read_form
from survey_app.web.refusals import Refusal
from survey_app.web.replies import download, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

BLOCK: Final = 256 * 1024
ZIP = "application/zip"

FULL = Refusal(
    503,
    "Too many files are being made just now",
    "Wait some minutes and ask again, or stop one of yours on the page of downloads.",
    {"retry-after": "300"},
)
NOT_HERE = Refusal(
    409,
    "This format cannot be made here",
    "This machine has no program for it, or it holds fewer people. Choose another format on the page of downloads.",
)
NO_SPACE = Refusal(503, "This file could not be made", NO_ROOM, {"retry-after": "300"})


@post("/surveys/{slug:str}/prepared", opt=NAMED)
async def ask_for_file(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    preparing: NamedDependency[Preparing],
    slug: FromPath[str],
) -> Response[bytes]:
    """Begin a file of all answers and lead to its page."""
    form = await read_form(request)
    known = await named(service, viewer, slug)
    stamp = (await service.database.read(cursor_now)).n
    made = await answers(service, viewer, counting, known, wording_of(form.one("values")))
    ending = form.one("format") or "csv"
    if ending != "csv" and format_named(ending, made.rows) is None:
        return show_refusal(request, NOT_HERE)
    await log_download(service, viewer, known, "answers", made.manifest.file)
    asked = Request(
        id="",
        member_id=viewer.member_id,
        survey=known.survey.slug,
        what="All answers",
        name=name_of(made.manifest, "answers", ending),
        manifest_name=name_of(made.manifest, "answers", "json"),
        chunks=made.chunk_count,
        asked_at=known.now,
        survey_id=known.survey.id,
        stamp=stamp,
    )
    try:
        through = None if ending == "csv" else partial(converted, ending, made.given(ending))
        file_id = preparing.start(asked, manifest_json(made.manifest), made.rows_for(ending), through)
    except TooMany:
        return show_refusal(request, FULL)
    except OSError:
        return show_refusal(request, NO_SPACE)
    return see_other(f"{known.address}/prepared/{file_id}")


@get("/surveys/{slug:str}/prepared/{file_id:str}", opt=NAMED)
async def show_prepared(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    preparing: NamedDependency[Preparing],
    slug: FromPath[str],
    file_id: FromPath[str],
) -> Response[bytes]:
    """How far a file is."""
    known = await named(service, viewer, slug)
    await forget_prepared(service.database, preparing)
    made = _looked(preparing, viewer, known, file_id)
    context = PreparedPage(
        title=f"{made.request.what}: {known.survey.title}",
        viewer=viewer,
        current="/team",
        address=known.address,
        file=made,
        kept_until=made.request.asked_at + KEPT,
    )
    return page(request, render("results/downloads_prepared.html", context))


@post("/surveys/{slug:str}/prepared/{file_id:str}/stop", opt=NAMED)
async def stop_file(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    preparing: NamedDependency[Preparing],
    slug: FromPath[str],
    file_id: FromPath[str],
) -> Response[bytes]:
    """Stop making a file, or take it away; nothing of it is left."""
    known = await named(service, viewer, slug)
    _looked(preparing, viewer, known, file_id)
    preparing.take_away(file_id)
    return see_other(f"{known.address}/downloads")


@get("/surveys/{slug:str}/prepared/{file_id:str}/file.zip", opt=NAMED)
async def download_prepared(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    preparing: NamedDependency[Preparing],
    slug: FromPath[str],
    file_id: FromPath[str],
) -> Response[bytes] | Stream:
    """The file in a ZIP archive, its manifest with it. That it was made is in the log, and so is each taking."""
    known = await named(service, viewer, slug)
    await forget_prepared(service.database, preparing)
    made = _looked(preparing, viewer, known, file_id)
    place = preparing.ready(file_id, viewer.member_id, known.survey.slug)
    if place is None:
        raise NotFoundException
    await log_download(service, viewer, known, "answers, made beforehand")
    return download(made.request.name.rpartition(".")[0] + ".zip", ZIP, _blocks(place))


def _looked(preparing: Preparing, viewer: Viewer, known: Found, file_id: str) -> Progress:
    """The file. Raises NotFoundException where there is none that the viewer asked for, of this survey."""
    made = preparing.look(file_id, viewer.member_id, known.survey.slug)
    if made is None:
        raise NotFoundException
    return made


async def _blocks(place: Path) -> AsyncGenerator[bytes, None]:
    """A file's content, read aside: taking it away meanwhile cuts nothing off."""
    file = await asyncio.to_thread(place.open, "rb")
    try:
        while block := await asyncio.to_thread(file.read, BLOCK):
            yield block
    finally:
        file.close()
