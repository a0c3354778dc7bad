"""How the figures of one question were worked out: a page beside each, at the level at which the viewer reads it."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec.structs import replace

from survey_app.results.contexts_worked_out import WorkedOutPage
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.filtering import ONE_GROUP
from survey_app.results.finding import EVERY_MEMBER, found
from survey_app.results.groups import UnknownFilter
from survey_app.results.hiding import note_refused
from survey_app.results.noting import note_working
from survey_app.results.rounds import dates_words
from survey_app.results.viewing import results_of
from survey_app.results.views import view_from
from survey_app.results.working_out import worked_out
from survey_app.team.viewer import Viewer
from survey_app.web.replies import page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render


@get("/surveys/{slug:str}/results/{question:str}/worked-out", opt=EVERY_MEMBER)
async def show_worked_out(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
    question: FromPath[str],
) -> Response[bytes]:
    """Where every number of a question comes from. Working figures are logged first."""
    view = replace(view_from(request.url.query), by="")
    known = await found(service, viewer, slug, view.round)
    if view.filters and known.level is not Level.WORKING:
        note_refused(request, known.survey.slug, known.level, ONE_GROUP)
        raise NotFoundException
    await note_working(service, viewer, known)
    try:
        made = await results_of(service, counting, known, view)
    except UnknownFilter:
        raise NotFoundException from None
    chosen = next((each for each in (*made.questions, *made.profile) if each.id == question), None)
    if chosen is None:
        raise NotFoundException
    context = WorkedOutPage(
        title=f"How this was worked out: {chosen.number}. {chosen.title}",
        viewer=viewer,
        current="/team",
        address=known.address,
        back=f"{known.address}/results{view.query()}#{chosen.id}",
        dates="" if known.wave is None else dates_words(known.wave),
        pretend=made.pretend,
        working=known.level is Level.WORKING,
        made=worked_out(made, chosen, view, known.level or Level.GUARDED),
    )
    return page(request, render("results/worked_out.html", context))
