"""Charts to paste into a report, by the public rules: SVG and PNG, each standing alone."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from survey_app.results.counting import Counting
from survey_app.results.files.drawing import drawing
from survey_app.results.files.pictures import picture
from survey_app.results.files.svg import svg
from survey_app.results.files.tables import table_under
from survey_app.results.pages_tables import READERS, name_of, published_view
from survey_app.team.viewer import Viewer
from survey_app.web.replies import download
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service

FORMATS = {"svg": ("image/svg+xml", svg), "png": ("image/png", picture)}


@get("/surveys/{slug:str}/charts/{name:str}", opt=READERS)
async def download_chart(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
    name: FromPath[str],
) -> Response[bytes] | Stream:
    """The chart of one table of a view, `R05.svg` or `R05.png` by its key."""
    key, _, ending = name.rpartition(".")
    if ending not in FORMATS:
        raise NotFoundException
    made = await published_view(request, service, viewer, counting, slug)
    table = table_under(made.tables, key)
    drawn = None if table is None else drawing(table, made.manifest)
    if drawn is None:
        raise NotFoundException
    media_type, draw = FORMATS[ending]
    return download(name_of(made.manifest, key, ending), media_type, await counting.run(draw, drawn))
