"""A round's figures in one document by the public rules: a page to print, and a Word report."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream
from msgspec.structs import replace

from survey_app.results.composing import APART
from survey_app.results.counting import Counting
from survey_app.results.files.contexts import ReportPage
from survey_app.results.files.manifest import Manifest
from survey_app.results.files.published import EVERYBODY, NotPublished, Published
from survey_app.results.files.report import report
from survey_app.results.files.reporting import MEDIA, word, words_here
from survey_app.results.files.sheets import said
from survey_app.results.ordering import Part, parts
from survey_app.results.pages_tables import READERS, name_of, published_view
from survey_app.results.reports import Results
from survey_app.results.tables import ways_table
from survey_app.team.viewer import Viewer
from survey_app.web.replies import download, page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

WHOLE = "A report is of everybody who answered a round. Take groups away as a workbook."


@get("/surveys/{slug:str}/report", opt=READERS)
async def show_report(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """Every figure of a round on one page."""
    made = await published_view(request, service, viewer, counting, slug)
    figures, manifest = _whole(made), made.manifest
    address = f"/team/surveys/{slug}"
    context = ReportPage(
        title=f"Report: {manifest.title}",
        viewer=viewer,
        current="/team",
        address=address,
        dates="; ".join(manifest.rounds),
        manifest=manifest,
        ways=ways_table(figures.ways) if figures.ways else None,
        parts=_parts(figures),
        said=tuple(said(manifest)),
        word=f"{address}/report.docx{manifest.view}" if words_here() else "",
        source=_source(manifest),
    )
    return page(request, await counting.run(render, "results/report.html", context))


@get("/surveys/{slug:str}/report.docx", opt=READERS)
async def download_report(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Stream:
    """The same as a Word document; not found where this machine cannot make one."""
    if not words_here():
        raise NotFoundException
    made = await published_view(request, service, viewer, counting, slug)
    _whole(made)
    document = await counting.run(report, made.tables, made.manifest)
    return download(name_of(made.manifest, "report", "docx"), MEDIA, await word(document))


def _whole(made: Published) -> Results:
    """The figures of everybody. Raises NotPublished for tables by groups."""
    if made.figures is None:
        raise NotPublished(WHOLE)
    return made.figures


def _parts(made: Results) -> tuple[Part, ...]:
    profile = (Part("Who answered", made.profile, intro=APART),) if made.profile else ()
    return tuple(replace(each, also=()) for each in (*parts(made.questions, "section"), *profile))


def _source(made: Manifest) -> str:
    whole = "" if made.showing == EVERYBODY else f" {made.showing}."
    return f"Source: {made.organisation}, {made.title}. {'; '.join(made.rounds)}.{whole} File {made.file}."
