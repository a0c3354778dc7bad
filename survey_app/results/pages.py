"""The results room's pages: the list of surveys, one survey, and the results of one round."""

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from survey_app.results.access import reads_results, strict
from survey_app.results.contexts import ResultsPage, SurveyCard, SurveyPage, SurveysPage
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.finding import Found, all_found, found
from survey_app.results.lane import LaneFull
from survey_app.results.pages_files import download_answers, download_text, downloads
from survey_app.results.reports import Counted, Results, counted, results
from survey_app.results.rounds import (
    SAMPLES,
    Step,
    answered_words,
    dates_words,
    next_step,
    state_words,
    why_not_yet,
)
from survey_app.results.rows import profile_of
from survey_app.results.tables import counted_tables, ways_table
from survey_app.surveys.waves import collectors_of
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.gate import viewer_of
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.errors import refused_page
from survey_app.web.refusals import Refusal
from survey_app.web.replies import page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

AUDIENCES = {"residents": "For residents", "staff": "For staff", "everyone": "For everybody"}

EVERY_MEMBER = {"audience": Audience.TEAM, "permission": ()}
"""Which survey, and what of it, each page asks itself: a survey that does not concern the viewer is not found."""

BUSY = Refusal(
    503, "Too many people are reading results just now", "Wait a few seconds and load the page again.", {"retry-after": "5"}
)


@get("/", opt=EVERY_MEMBER)
async def show_surveys(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Response[bytes]:
    """The surveys that concern the viewer, each with its state and the one next step."""
    every = await all_found(service, viewer)
    context = SurveysPage(
        title="Surveys", viewer=viewer, current="/team", surveys=tuple(_card(each) for each in every)
    )
    return page(request, render("results/surveys.html", context))


@get("/surveys/{slug:str}", opt=EVERY_MEMBER)
async def show_survey(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """One survey: its state and who has answered."""
    known = await found(service, viewer, slug)
    made = Counted(0, "")
    if known.wave is not None:
        days = reads_results(viewer.permissions, known.survey)
        made = await counting.count(known.survey.id, counted, known.wave.id, known.level, days=days)
    context = _survey_page(service, viewer, known, made)
    return page(request, render("results/survey.html", context))


@get("/surveys/{slug:str}/results", opt=EVERY_MEMBER)
async def show_results(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """The results of one round, at the level at which the viewer may read them; working figures are logged first."""
    known = await found(service, viewer, slug, request.query_params.get("round", ""))
    if known.level is Level.WORKING:
        await _log_working(service, viewer, known)
    made = await _results(service, counting, known)
    context = await _results_page(service, viewer, known, made)
    return await counting.run(lambda: page(request, render("results/results.html", context)))
