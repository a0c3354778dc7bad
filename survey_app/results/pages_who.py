"""Who has answered, beside the Census, and how many answers a round is to have (results contract, 46)."""

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, PermissionDeniedException
from litestar.params import FromPath
from sqlalchemy import Connection

from survey_app.results.coding import codings
from survey_app.results.contexts_who import WhoPage
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.missing_parts import Census, census_of
from survey_app.results.noting import note_working
from survey_app.results.rounds import dates_words, figures_words
from survey_app.results.views import View, view_from
from survey_app.results.weighting.plan import FaultyPlan
from survey_app.results.who import Who, who_answered
from survey_app.surveys.targets import MOST, set_target, target_of
from survey_app.surveys.versions import versions_of
from survey_app.team.layout import Problem
from survey_app.team.viewer import Viewer
from survey_app.web.forms import read_form
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

ADDRESS = "/surveys/{slug:str}/who"

NOT_A_NUMBER = f"Type how many answers you want in digits, such as 3000, or leave it empty. The most is {MOST:,}."


@get(ADDRESS, opt=EVERY_MEMBER)
async def show_who(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """Who has answered a round, beside the Census. Exact figures are logged first."""
    view = View(view_from(request.scope["query_string"].decode("latin-1")).round)
    known = await _known(service, viewer, slug, view.round)
    return await _page(request, service, viewer, counting, known)


@post(ADDRESS, opt=EVERY_MEMBER, status_code=200)
async def say_target(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Reply:
    """Keep how many answers the round is to have."""
    form = await read_form(request)
    known = await _known(service, viewer, slug, form.one("round"))
    typed = form.one("target").replace(",", "").replace(" ", "")
    if known.wave is None:
        raise NotFoundException
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(MOST)) and int(typed) <= MOST):
        wrong = Problem("target", NOT_A_NUMBER)
        return await _page(request, service, viewer, counting, known, wrong, form.one("target"))
    who, people = viewer.member_id, int(typed or 0)
    await service.writer.transaction(set_target, service.keys, known.now, who, slug, known.wave.id, people)
    return see_other(f"{known.address}/who{View(form.one('round')).query()}")


async def _known(service: Service, viewer: Viewer, slug: str, number: str) -> Found:
    """The survey and round, for who reads exact figures (contract, 46: editors and analysts only)."""
    known = await found(service, viewer, slug, number)
    if known.level is not Level.WORKING or known.wave is None:
        raise PermissionDeniedException
    return known


async def _page(
    request: AnyRequest,
    service: Service,
    viewer: Viewer,
    counting: Counting,
    known: Found,
    wrong: Problem | None = None,
    typed: str = "",
) -> Reply:
    if known.wave is None:
        raise NotFoundException
    census, target = await service.database.read(_census, known, known.wave.id)
    if census is None:
        raise NotFoundException
    why_not = census if isinstance(census, str) else ""
    await note_working(service, viewer, known)
    areas = service.organisation.lists.get("districts", ())
    made = (
        Who(people=0, outside=0, pretend="")
        if isinstance(census, str)
        else await counting.count(known.survey.id, who_answered, known.wave.id, census, areas, target)
    )
    context = WhoPage(
        title=f"Who has answered: {known.survey.title}",
        viewer=viewer,
        current="/team",
        problems=() if wrong is None else (wrong,),
        address=known.address,
        round=str(known.wave.number),
        dates=dates_words(known.wave),
        people=figures_words(made.people),
        source="" if isinstance(census, str) else census.source,
        population="" if isinstance(census, str) else census.population,
        why_not=why_not,
        target=typed or (str(target) if target else ""),
        targeted=target > 0,
        made=made,
    )
    html = await counting.run(render, "results/who.html", context)
    return page(request, html, status=200 if wrong is None else 422)


def _census(connection: Connection, known: Found, wave_id: int) -> tuple[Census | str | None, int]:
    """What answers are held against, why they cannot be, or None where no margins are kept; and the target."""
    every = codings(versions_of(connection, known.survey.id))
    try:
        return census_of(known.survey.slug, every), target_of(connection, wave_id)
    except FaultyPlan as fault:
        return f"The margins of this survey cannot be used: {fault}.", 0
