"""Headlines over rounds, and signing that words which changed mean the same."""

from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from survey_app.results.access import reads_results
from survey_app.results.comparing import NO_TEST
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.filtering import ONE_GROUP, Condition, choosers, conditions
from survey_app.results.finding import EVERY_MEMBER, Found, found, why_no_figures
from survey_app.results.groups import UnknownFilter
from survey_app.results.headlines import hidden_headlines
from survey_app.results.hiding import note_hidden, note_refused
from survey_app.results.noting import note_working
from survey_app.results.past import Round, around, rounds_of
from survey_app.results.pretend import pretend_words
from survey_app.results.same_meanings import sign_meaning
from survey_app.results.trends import MOST_ROUNDS, Trends, trends
from survey_app.results.views import View, view_from
from survey_app.surveys.surveys import published_version
from survey_app.team.layout import Problem, TeamPage
from survey_app.team.pages_refused import show_refusal
from survey_app.team.viewer import Viewer
from survey_app.web.forms import read_form
from survey_app.web.refusals import Refusal
from survey_app.web.replies import page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

NO_REASON: Final = "Say in 1 to 300 characters why the words mean the same."
LONGEST: Final = 300


class TrendsPage(TeamPage, frozen=True, kw_only=True):
    """Every headline over rounds. `why_not` says why there are none, else empty; `signs` is whether the viewer may
    sign that words mean the same."""

    survey: str
    address: str
    note: str
    working: bool
    pretend: str
    why_not: str
    conditions: tuple[Condition, ...]
    made: Trends
    save: str
    signs: bool


@get("/surveys/{slug:str}/results/over-time", opt=EVERY_MEMBER)
async def show_trends(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """Headlines over rounds, at the level at which the viewer reads them. Exact figures are logged first."""
    query = view_from(request.scope["query_string"].decode("latin-1"))
    return await _shown(request, service, viewer, counting, slug, View(filters=query.filters))


@post("/surveys/{slug:str}/results/over-time/sign", opt=EVERY_MEMBER, status_code=200)
async def sign_words(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """Sign, with a reason, that the words of a question mean what those of the version before did."""
    known, form = await found(service, viewer, slug), await read_form(request)
    if not reads_results(viewer.permissions, known.survey):
        raise NotFoundException
    reason, version = " ".join(form.one("reason").split()), form.one("version")
    if not 0 < len(reason) <= LONGEST:
        wrong = (Problem("reason", NO_REASON),)
        return await _shown(request, service, viewer, counting, slug, View(), wrong)
    rounds = await _rounds(service, counting, known, View())
    changed = (int(version) if version.isascii() and version.isdigit() else 0, form.one("question"))
    made = await _trends(service, known, rounds)
    if not any((each.version, each.question) == changed for each in made.unsigned):
        raise NotFoundException
    survey = (known.survey.id, known.survey.slug)
    chosen = (service.keys, survey, changed, reason, known.now, viewer.member_id)
    await service.writer.transaction(sign_meaning, *chosen)
    return see_other(f"{known.address}/results/over-time")


async def _shown(
    request: AnyRequest,
    service: Service,
    viewer: Viewer,
    counting: Counting,
    slug: str,
    view: View,
    problems: tuple[Problem, ...] = (),
) -> Response[bytes]:
    known = await found(service, viewer, slug)
    if view.filters and known.level is not Level.WORKING:
        note_refused(request, known.survey.slug, known.level, ONE_GROUP)
        return show_refusal(request, Refusal(403, "This view is not shown", ONE_GROUP))
    await note_working(service, viewer, known)
    rounds = await _rounds(service, counting, known, view)
    for each in rounds:
        note_hidden(request, known.survey.slug, known.level, hidden_headlines(each.headlines))
    version = await service.database.read(published_version, known.survey)
    context = TrendsPage(
        title=f"Headline figures over time: {known.survey.title}",
        viewer=viewer,
        current="/team",
        problems=problems,
        survey=known.survey.title,
        address=known.address,
        note=NO_TEST,
        working=known.level is Level.WORKING,
        pretend=await counting.count(known.survey.id, pretend_words) if rounds else "",
        why_not=why_no_figures(known) or ("" if rounds else "No round has figures to show yet."),
        conditions=() if version is None else conditions(view, choosers(version.questionnaire, view)),
        made=await _trends(service, known, rounds),
        save=f"/results/over-time{view.query()}",
        signs=reads_results(viewer.permissions, known.survey),
    )
    status = 422 if problems else 200
    return await counting.run(lambda: page(request, render("results/trends.html", context), status=status))


async def _rounds(service: Service, counting: Counting, known: Found, view: View) -> tuple[Round, ...]:
    """The rounds that have begun, oldest first. Raises NotFoundException where no question has a filter's answer."""
    waves = tuple(wave for wave in known.waves if wave.opens_at <= known.now)[-MOST_ROUNDS:]
    surrounding = await around(service, known, waves)
    try:
        return await rounds_of(service, counting, known, waves, surrounding, view.filters)
    except UnknownFilter:
        raise NotFoundException from None


async def _trends(service: Service, known: Found, rounds: tuple[Round, ...]) -> Trends:
    surrounding = await around(service, known, ())
    return trends(rounds, surrounding.signed)
