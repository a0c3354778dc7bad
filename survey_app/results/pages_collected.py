"""Which answers depend on how they were collected: every question of a round on one page."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from survey_app.results.collected import collected
from survey_app.results.comparing import NO_TEST
from survey_app.results.contexts_crosstab import CollectedPage
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.finding import EVERY_MEMBER, found
from survey_app.results.hiding import note_refused
from survey_app.results.noting import note_working
from survey_app.results.rounds import dates_words
from survey_app.results.views import View, view_from
from survey_app.team.viewer import Viewer
from survey_app.web.replies import page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

TITLE = "How it was collected"


@get("/surveys/{slug:str}/results/how-collected", opt=EVERY_MEMBER)
async def show_collected(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """Every question of a round, by whether a way of answering stands out. Exact figures are logged first."""
    view = View(view_from(request.scope["query_string"].decode("latin-1")).round)
    known = await found(service, viewer, slug, view.round)
    await note_working(service, viewer, known)
    made = await collected(service, counting, known)
    note_refused(request, known.survey.slug, known.level, made.why_not)
    context = CollectedPage(
        title=f"{TITLE}: {known.survey.title}",
        viewer=viewer,
        current="/team",
        address=known.address,
        query=view.query(),
        dates="" if known.wave is None else dates_words(known.wave),
        working=known.level is Level.WORKING,
        pretend=made.pretend,
        people=made.people,
        why_not=made.why_not,
        note=NO_TEST,
        made=made,
    )
    return await counting.run(lambda: page(request, render("results/collected.html", context)))
