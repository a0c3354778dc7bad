"""Files of answers, for those named for the survey (results contract, 26 and 38): each download is logged first."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from survey_app.results.access import strict
from survey_app.results.columns import ColumnSet
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.files.answers import counted_rows, text_file
from survey_app.results.files.codebook import codebook
from survey_app.results.files.fields import CODES, LABELS, Wording
from survey_app.results.files.manifest import manifest_json
from survey_app.results.files.named import Answers, answers_of
from survey_app.results.files.typed import typed_keys
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.pages_tables import CSV, JSON, name_of
from survey_app.results.pretend import is_pretend, marked
from survey_app.results.rows import CHUNK, texts_under
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import Wave
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.permissions import Permission, may
from survey_app.team.reauthentication import ask_to_prove
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.london import london_day
from survey_app.web.replies import download
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service

NAMED = {"audience": Audience.TEAM, "permission": Permission.MICRODATA}


@get("/surveys/{slug:str}/answers.csv", opt=NAMED)
async def download_answers(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """All answers, one row a person, as codes or, with `values=words`, as the words that people chose."""
    known = await named(service, viewer, slug)
    made = await answers(service, viewer, counting, known, wording_of(request.query_params.get("values", "")))
    await log_download(service, viewer, known, "answers", made.manifest.file)
    return download(name_of(made.manifest, "answers", "csv"), CSV, counting.stream(made.chunks()))


@get("/surveys/{slug:str}/answers.json", opt=NAMED)
async def download_answers_manifest(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """The manifest of the file of all answers as it is now."""
    known = await named(service, viewer, slug)
    made = await answers(service, viewer, counting, known, wording_of(request.query_params.get("values", "")))
    return download(name_of(made.manifest, "answers", "json"), JSON, manifest_json(made.manifest))


@get("/surveys/{slug:str}/text/{name:str}", opt=NAMED)
async def download_text(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
    name: FromPath[str],
) -> Response[bytes] | Stream:
    """What people typed under one key, `R21.csv`, in an order of its own and with nothing beside it."""
    known = await named(service, viewer, slug)
    columns = await counting.columns(known.survey.id)
    key = name.removesuffix(".csv")
    words = typed_in(columns, known).get(key)
    if words is None or not name.endswith(".csv"):
        raise NotFoundException
    await log_download(service, viewer, known, key)
    rows = counted_rows(columns, {wave.id: wave.number for wave in readable(known)})
    chunks = text_file(
        f"{words} (pretend answers)" if is_pretend(columns) else words,
        columns.facts.ids[rows],
        CHUNK,
        lambda ids: service.database.read_blocking(texts_under, ids, key),
    )
    file = marked(f"{known.survey.slug}-{key}-{london_day(known.now)}", columns)
    return download(f"{file}.csv", CSV, counting.stream(chunks))


@get("/surveys/{slug:str}/codebook.csv", opt=EVERY_MEMBER)
async def download_codebook(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """What each code of the file of all answers means. It holds nobody's answer, so every member may read it."""
    known = await found(service, viewer, slug)
    versions = await service.database.read(versions_of, known.survey.id)
    columns = await counting.columns(known.survey.id)
    equality = known.survey.audience != "staff"
    content = await counting.run(codebook, columns.codings, versions, equality=equality)
    return download(f"{known.survey.slug}-codebook-{london_day(known.now)}.csv", CSV, content)


def readable(known: Found) -> tuple[Wave, ...]:
    """The rounds whose answers may be downloaded: of staff, and of staff among others, only closed ones."""
    begun = tuple(wave for wave in known.waves if wave.opens_at <= known.now)
    return tuple(wave for wave in begun if wave.closed_at(known.now)) if strict(known.survey) else begun


def typed_in(columns: ColumnSet, known: Found) -> dict[str, str]:
    """The keys of typed text that stand with the answers: staff's equality part does not."""
    return typed_keys(columns.codings, equality=known.survey.audience != "staff")


def wording_of(values: str) -> Wording:
    """Codes, unless words were asked for."""
    return LABELS if values == "words" else CODES


async def named(service: Service, viewer: Viewer, slug: str) -> Found:
    """The survey, for who is named for it and proved lately who they are: the one door to single people's answers.

    Raises NotFoundException also where the viewer is not named for it, or where no round is over; NotProved.
    """
    known = await found(service, viewer, slug)
    if not may(viewer.permissions, Permission.MICRODATA, known.survey) or not readable(known):
        raise NotFoundException
    ask_to_prove(viewer, known.now, f"{known.address}/downloads")
    return known


async def answers(service: Service, viewer: Viewer, counting: Counting, known: Found, wording: Wording) -> Answers:
    """All answers that may be downloaded; what became of the others exactly for who reads working figures."""
    exact = may(viewer.permissions, Permission.SEE_WORKING, known.survey)
    level = Level.WORKING if exact else Level.GUARDED
    return await answers_of(service, counting, known, readable(known), wording, level)


async def log_download(service: Service, viewer: Viewer, known: Found, file: str, mark: str = "") -> None:
    """Write into the audit log who takes which file, before it begins."""
    detail = {"survey": known.survey.slug, "file": file} | ({"mark": mark} if mark else {})
    await service.writer.transaction(
        audit.append, service.keys, known.now, viewer.member_id, Event.ANSWERS_DOWNLOADED, detail
    )
