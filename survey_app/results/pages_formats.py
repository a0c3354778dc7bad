"""Tables and codebooks in further formats: OpenDocument and JSON, CSVW beside each CSV, DDI beside the codebook."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Stream
from sqlalchemy import Connection

from survey_app.results.access import strict
from survey_app.results.counting import Counting
from survey_app.results.files.csvw import answers_csvw, tables_csvw
from survey_app.results.files.ddi import Study, ddi
from survey_app.results.files.described import described
from survey_app.results.files.manifest import ANSWERS_RULES
from survey_app.results.files.ods import MEDIA as ODS
from survey_app.results.files.ods import opendocument
from survey_app.results.files.tables_json import tables_json
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.pages_files import NAMED, answers, named, wording_of
from survey_app.results.pages_tables import JSON, READERS, name_of, published_view
from survey_app.results.rounds import SAMPLES, dates_words
from survey_app.surveys.versions import Version, versions_of
from survey_app.surveys.waves import collectors_of
from survey_app.team.viewer import Viewer
from survey_app.web.london import london_day
from survey_app.web.replies import download
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service

XML = "application/xml"


@get("/surveys/{slug:str}/tables.ods", opt=READERS)
async def download_opendocument(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """Every table of a view, one a sheet, as OpenDocument."""
    made = await published_view(request, service, viewer, counting, slug)
    content = await counting.run(opendocument, made.tables, made.manifest)
    return download(name_of(made.manifest, "tables", "ods"), ODS, content)


@get("/surveys/{slug:str}/figures.json", opt=READERS)
async def download_figures(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """Every table of a view with its manifest, for programs."""
    made = await published_view(request, service, viewer, counting, slug)
    content = await counting.run(tables_json, made.tables, made.manifest)
    return download(name_of(made.manifest, "figures", "json"), JSON, content)


@get("/surveys/{slug:str}/tables.csv-metadata.json", opt=READERS)
async def download_tables_metadata(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """What each column of the CSV of tables holds."""
    made = await published_view(request, service, viewer, counting, slug)
    file = name_of(made.manifest, "tables", "csv")
    return download(f"{file}-metadata.json", JSON, tables_csvw(made.manifest, file))


@get("/surveys/{slug:str}/answers.csv-metadata.json", opt=NAMED)
async def download_answers_metadata(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """What each column of the file of all answers holds, as it is now."""
    known = await named(service, viewer, slug)
    made = await answers(service, viewer, counting, known, wording_of(request.query_params.get("values", "")))
    file = name_of(made.manifest, "answers", "csv")
    content = answers_csvw(made.described(), made.manifest, file, words=made.wording.labels)
    return download(f"{file}-metadata.json", JSON, content)


@get("/surveys/{slug:str}/codebook.xml", opt=EVERY_MEMBER)
async def download_ddi(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """The codebook as DDI. It holds nobody's answer, so every member may read it."""
    known = await found(service, viewer, slug)
    versions, samples = await service.database.read(_around, known)
    columns = await counting.columns(known.survey.id)
    study = Study(
        survey=known.survey.slug,
        title=known.survey.title,
        organisation=service.organisation.name,
        contact=service.organisation.privacy_contact,
        rounds=tuple(dates_words(wave) for wave in known.waves),
        samples=samples,
        versions=tuple(each.number for each in versions),
        rules=ANSWERS_RULES,
        day=london_day(known.now),
    )
    content = await counting.run(ddi, study, described(columns.codings, strict=strict(known.survey)))
    return download(f"{known.survey.slug}-codebook-{london_day(known.now)}.xml", XML, content)


def _around(connection: Connection, known: Found) -> tuple[tuple[Version, ...], tuple[str, ...]]:
    links = (link for wave in known.waves for link in collectors_of(connection, wave.id))
    samples = tuple(SAMPLES[kind] for kind in sorted({link.sample_type for link in links}))
    return versions_of(connection, known.survey.id), samples
