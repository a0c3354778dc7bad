"""Files of answers, for those named for the survey (results contract, 26 and 38): each download is logged first."""

from collections.abc import Iterable

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream
from sqlalchemy import Connection

from survey_app.results.access import strict
from survey_app.results.columns import ColumnSet
from survey_app.results.counting import Counting
from survey_app.results.csv_files import answers_file, counted_rows, text_file
from survey_app.results.finding import Found, found
from survey_app.results.pretend import is_pretend, marked
from survey_app.results.rounds import Step
from survey_app.results.rows import CHUNK, texts_under
from survey_app.results.typed import typed_keys
from survey_app.surveys.surveys import published_version
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.london import london_day
from survey_app.web.replies import download
from survey_app.web.service import Service

NAMED = {"audience": Audience.TEAM, "permission": Permission.MICRODATA}
CSV = "text/csv; charset=utf-8"


@get("/surveys/{slug:str}/answers.csv", opt=NAMED)
async def download_answers(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """All answers, one row a person."""
    known = await _named(service, viewer, slug)
    waves = {wave.id: wave.number for wave in readable(known)}
    links = await service.database.read(_links, list(waves))
    version = await service.database.read(published_version, known.survey)
    characteristics = () if version is None else version.questionnaire.characteristics
    columns = await counting.columns(known.survey.id)
    await _log(service, viewer, known, "answers")
    chunks = answers_file(columns, waves, links, characteristics, strict=strict(known.survey))
    return download(_name(known, columns, "answers"), CSV, counting.stream(chunks))


@get("/surveys/{slug:str}/text/{name:str}", opt=NAMED)
async def download_text(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
    name: FromPath[str],
) -> Response[bytes] | Stream:
    """What people typed under one key, `R21.csv`, in an order of its own and with nothing beside it."""
    known = await _named(service, viewer, slug)
    columns = await counting.columns(known.survey.id)
    key = name.removesuffix(".csv")
    words = typed_in(columns, known).get(key)
    if words is None or not name.endswith(".csv"):
        raise NotFoundException
    await _log(service, viewer, known, key)
    rows = counted_rows(columns, {wave.id: wave.number for wave in readable(known)})
    chunks = text_file(
        f"{words} (pretend answers)" if is_pretend(columns) else words,
        columns.facts.ids[rows],
        CHUNK,
        lambda ids: service.database.read_blocking(texts_under, ids, key),
    )
    return download(_name(known, columns, key), CSV, counting.stream(chunks))


def downloads(columns: ColumnSet, known: Found, viewer: Viewer) -> tuple[Step, ...]:
    """The files that the viewer may have, with their addresses; none for who is not named or before there are any."""
    if not may(viewer.permissions, Permission.MICRODATA, known.survey) or not readable(known):
        return ()
    texts = typed_in(columns, known).items()
    return (
        Step("All answers, one row a person", f"{known.address}/answers.csv"),
        *(Step(words, f"{known.address}/text/{key}.csv") for key, words in texts),
    )


def readable(known: Found) -> tuple[Wave, ...]:
    """The rounds whose answers may be downloaded: of staff, and of staff among others, only closed ones."""
    begun = tuple(wave for wave in known.waves if wave.opens_at <= known.now)
    return tuple(wave for wave in begun if wave.closed_at(known.now)) if strict(known.survey) else begun


def typed_in(columns: ColumnSet, known: Found) -> dict[str, str]:
    """The keys of typed text that stand with the answers: staff's equality part does not."""
    return typed_keys(columns.codings, equality=known.survey.audience != "staff")


async def _named(service: Service, viewer: Viewer, slug: str) -> Found:
    """The survey. Raises NotFoundException also where the viewer is not named for it, or where no round is over."""
    known = await found(service, viewer, slug)
    if not may(viewer.permissions, Permission.MICRODATA, known.survey) or not readable(known):
        raise NotFoundException
    return known


async def _log(service: Service, viewer: Viewer, known: Found, file: str) -> None:
    detail = {"survey": known.survey.slug, "file": file}
    await service.writer.transaction(
        audit.append, service.keys, known.now, viewer.member_id, Event.ANSWERS_DOWNLOADED, detail
    )


def _links(connection: Connection, wave_ids: Iterable[int]) -> dict[int, str]:
    return {link.id: link.code for wave_id in wave_ids for link in collectors_of(connection, wave_id)}


def _name(known: Found, columns: ColumnSet, file: str) -> str:
    return f"{marked(f'{known.survey.slug}-{file}-{london_day(known.now)}', columns)}.csv"
