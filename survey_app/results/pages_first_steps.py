"""First steps: the help page with Start here, which can be put away and back, and trying a survey."""

from collections.abc import Callable

from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from survey_app.results.counting import Counting
from survey_app.results.finding import EVERY_MEMBER, all_found, found
from survey_app.results.glances import glance
from survey_app.results.pages_counting import counting_router
from survey_app.results.start_ground import ground
from survey_app.results.starting import StartHere, start_here
from survey_app.surveys.practice import PREFIX, practice_link
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.first_steps import first_steps
from survey_app.team.layout import TeamPage
from survey_app.team.permissions import Permission, may_somewhere
from survey_app.team.viewer import Viewer
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render


class HelpPage(TeamPage, frozen=True, kw_only=True):
    """The first steps, and whether the viewer runs the service and so can do what others must ask for."""

    start: StartHere
    manages: bool
    public_url: str


@get("/help", opt=EVERY_MEMBER)
async def show_help(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
) -> Reply:
    """Start here, hidden elsewhere or not, and the guide in short."""
    every = await all_found(service, viewer)
    seen = [await counting.count(each.survey.id, glance, each, viewer) for each in every]
    done = await service.database.read(first_steps, viewer.member_id)
    context = HelpPage(
        title="Help",
        viewer=viewer,
        current="/team/help",
        start=start_here(done, await ground(service, viewer, every, seen)),
        manages=may_somewhere(viewer.permissions, Permission.MANAGE),
        public_url=service.settings.public_url,
    )
    return page(request, render("results/help.html", context))


@post("/start-here/hide", opt=EVERY_MEMBER, status_code=303)
async def hide_start_here(service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Reply:
    """Put the first steps away from the overview."""
    return await _noted(service, viewer, Event.START_HERE_HIDDEN, "/team")


@post("/start-here/show", opt=EVERY_MEMBER, status_code=303)
async def show_start_here(service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Reply:
    """Put them back."""
    return await _noted(service, viewer, Event.START_HERE_SHOWN, "/team")


@post("/surveys/{slug:str}/try", opt=EVERY_MEMBER, status_code=303)
async def try_survey(service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Reply:
    """Begin practice on the survey's own pages, open to people or not, by a link of the member's own."""
    known = await found(service, viewer, slug)
    if known.survey.published_version_id is None:
        raise NotFoundException
    code = await service.writer.transaction(practice_link, known.survey.id, viewer.member_id, known.now)
    return see_other(f"/{PREFIX}{slug}/from/{code}")


def first_steps_router(counting: Callable[[], Counting]) -> Router:
    """These pages' routes, with the columns that the help page looks into."""
    return counting_router(counting, [show_help, hide_start_here, show_start_here, try_survey])


async def _noted(service: Service, viewer: Viewer, event: Event, back: str) -> Reply:
    await service.writer.transaction(audit.append, service.keys, service.now(), viewer.member_id, event)
    return see_other(back)
