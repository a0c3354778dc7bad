"""Tables to take away, by the public rules: a workbook, CSV of all or one, and the manifest that belongs to them."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from survey_app.results.access import reads_results
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.files.manifest import Manifest, manifest_json
from survey_app.results.files.published import Published, published
from survey_app.results.files.tables import table_under
from survey_app.results.files.tables_csv import tables_csv
from survey_app.results.files.xlsx import workbook
from survey_app.results.finding import found
from survey_app.results.hiding import note_hidden, note_refused
from survey_app.results.views import view_from
from survey_app.team.pages_refused import show_refusal
from survey_app.team.permissions import Permission
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.refusals import Refusal
from survey_app.web.replies import download
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service

READERS = {"audience": Audience.TEAM, "permission": (Permission.SEE_GUARDED, Permission.SEE_WORKING)}

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
JSON = "application/json"


@get("/surveys/{slug:str}/tables.xlsx", opt=READERS)
async def download_workbook(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """Every table of a view, one a sheet."""
    made = await published_view(request, service, viewer, counting, slug)
    content = await counting.run(workbook, made.tables, made.manifest)
    return download(name_of(made.manifest, "tables", "xlsx"), XLSX, content)


@get("/surveys/{slug:str}/tables.csv", opt=READERS)
async def download_tables(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """Every table of a view in one long one."""
    made = await published_view(request, service, viewer, counting, slug)
    content = await counting.run(tables_csv, made.tables, made.manifest)
    return download(name_of(made.manifest, "tables", "csv"), CSV, content)


@get("/surveys/{slug:str}/tables.json", opt=READERS)
async def download_manifest(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """The manifest of every file of tables and of every picture of a view: all have one mark."""
    made = await published_view(request, service, viewer, counting, slug)
    return download(name_of(made.manifest, "tables", "json"), JSON, manifest_json(made.manifest))


@get("/surveys/{slug:str}/tables/{name:str}", opt=READERS)
async def download_table(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
    name: FromPath[str],
) -> Response[bytes] | Stream:
    """One table of a view, `R05.csv` by its key."""
    made = await published_view(request, service, viewer, counting, slug)
    table = table_under(made.tables, name.removesuffix(".csv"))
    if table is None or not name.endswith(".csv"):
        raise NotFoundException
    return download(name_of(made.manifest, table.key, "csv"), CSV, tables_csv((table,), made.manifest))


async def published_view(
    request: AnyRequest, service: Service, viewer: Viewer, counting: Counting, slug: str
) -> Published:
    """What may be taken away of the view that an address names.

    Raises NotFoundException where the viewer reads no results of the survey, or the view names what is not there.
    """
    view = view_from(request.url.query)
    known = await found(service, viewer, slug, view.round)
    if not reads_results(viewer.permissions, known.survey):
        raise NotFoundException
    made = await published(service, counting, known, view)
    note_hidden(request, known.survey.slug, Level.PUBLIC, made.hidden)
    return made


def say_not_published(request: AnyRequest, refused: Exception) -> Response[bytes]:
    """The page where there is nothing to take away."""
    note_refused(request, str(request.path_params["slug"]), Level.PUBLIC, str(refused))
    return show_refusal(request, Refusal(409, "These figures cannot be taken away", str(refused)))


def name_of(made: Manifest, what: str, ending: str) -> str:
    """A file's name: survey, what is in it, the day, the mark that its manifest has too, and whether it is pretend."""
    pretend = "-pretend" if made.pretend else ""
    return f"{made.survey}-{what}-{made.made_at[:10]}-{made.file}{pretend}.{ending}"
