"""The results room's pages: the list of surveys, one survey, and the results of one round."""

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from survey_app.results.access import reads_results, strict
from survey_app.results.columns import ColumnSet
from survey_app.results.contexts import ResultsPage, SurveyCard, SurveyPage, SurveysPage
from survey_app.results.counting import Counting
from survey_app.results.disclosure import FLOOR, Level
from survey_app.results.finding import Found, all_found, found
from survey_app.results.lane import LaneFull
from survey_app.results.pages_files import download_answers, download_text, downloads
from survey_app.results.reports import Counted, Results, counted, results
from survey_app.results.rounds import SAMPLES, Step, answered_words, dates_words, next_step, state_words, why_not_yet
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
    503,
    "Too many people are reading results just now",
    "Wait a few seconds and load the page again.",
    {"retry-after": "5"},
)


@get("/", opt=EVERY_MEMBER)
async def show_surveys(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer]
) -> Response[bytes]:
    """The surveys that concern the viewer, each with its state and the one next step."""
    every = await all_found(service, viewer)
    context = SurveysPage(title="Surveys", viewer=viewer, current="/team", surveys=tuple(_card(each) for each in every))
    return page(request, render("results/surveys.html", context))


@get("/surveys/{slug:str}", opt=EVERY_MEMBER)
async def show_survey(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """One survey: its state, who has answered, and the files for those who are named for it."""
    known = await found(service, viewer, slug)
    if known.level is Level.WORKING:
        await _log_working(service, viewer, known)
    made, files = await counting.count(known.survey.id, _survey, known, viewer)
    wave, step = known.wave, next_step(known.survey, known.waves, known.level, known.now)
    context = SurveyPage(
        title=known.survey.title,
        viewer=viewer,
        current="/team",
        address=known.address,
        state=state_words(known.waves, known.now),
        step=None if step.address == known.address else step,
        public_address=f"{service.settings.public_url}/{known.survey.slug}",
        dates="" if wave is None else dates_words(wave),
        working=known.level is Level.WORKING,
        answered="" if wave is None else answered_words(made.people),
        pretend=made.pretend,
        notes=tuple(note for note in (made.outside, _why_not(known)) if note),
        tables=counted_tables(made),
        downloads=files,
    )
    return page(request, render("results/survey.html", context))


@get("/surveys/{slug:str}/results", opt=EVERY_MEMBER)
async def show_results(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """The results of one round, at the level at which the viewer reads them. Working figures are logged first."""
    known = await found(service, viewer, slug, request.query_params.get("round", ""))
    if known.level is Level.WORKING:
        await _log_working(service, viewer, known)
    made = await _results(service, counting, known)
    context = await _results_page(service, viewer, known, made)
    return await counting.run(lambda: page(request, render("results/results.html", context)))


def results_router(counting: Counting) -> Router:
    """The room's routes, with the columns that they count."""

    async def give_counting() -> Counting:
        return counting

    return Router(
        path="/team",
        route_handlers=[show_surveys, show_survey, show_results, download_answers, download_text],
        dependencies={"viewer": Provide(viewer_of), "counting": Provide(give_counting)},
        exception_handlers={LaneFull: say_busy},
    )


def say_busy(request: AnyRequest, _: Exception) -> Response[bytes]:
    """The page where too much is being counted at once."""
    return refused_page(request, BUSY)


def _card(known: Found) -> SurveyCard:
    return SurveyCard(
        title=known.survey.title,
        address=known.address,
        audience=AUDIENCES[known.survey.audience],
        state=state_words(known.waves, known.now),
        step=next_step(known.survey, known.waves, known.level, known.now),
    )


def _survey(columns: ColumnSet, known: Found, viewer: Viewer) -> tuple[Counted, tuple[Step, ...]]:
    files = downloads(columns, known, viewer)
    if known.wave is None:
        return Counted(0, ""), files
    days = reads_results(viewer.permissions, known.survey)
    return counted(columns, known.wave.id, known.level, days=days), files


def _why_not(known: Found) -> str:
    if known.wave is None:
        return "No answers yet."
    return "" if known.level is not None else why_not_yet(known.wave, known.now)


async def _log_working(service: Service, viewer: Viewer, known: Found) -> None:
    detail = {"survey": known.survey.slug, "round": "" if known.wave is None else str(known.wave.number)}
    await service.writer.transaction(
        audit.append, service.keys, known.now, viewer.member_id, Event.WORKING_FIGURES_READ, detail
    )


async def _results(service: Service, counting: Counting, known: Found) -> Results:
    """The figures, or where the viewer reads none the number of people alone."""
    survey = known.survey
    if known.wave is None:
        return Results(0, "")
    if known.level is None:
        made = await counting.count(survey.id, counted, known.wave.id, None, days=False)
        return Results(made.people, made.outside, pretend=made.pretend)
    profile = await service.database.read(profile_of, known.wave.id) if survey.audience == "staff" else None
    return await counting.count(survey.id, results, known.wave.id, known.level, profile, strict=strict(survey))


async def _results_page(service: Service, viewer: Viewer, known: Found, made: Results) -> ResultsPage:
    links = () if known.wave is None else await service.database.read(collectors_of, known.wave.id)
    few = known.level is not None and made.people > 0 and not made.questions
    return ResultsPage(
        title=f"Results: {known.survey.title}",
        viewer=viewer,
        current="/team",
        address=known.address,
        dates="" if known.wave is None else dates_words(known.wave),
        rounds=tuple(
            Step(f"Round {wave.number}", f"{known.address}/results?round={wave.number}")
            for wave in known.waves
            if wave.opens_at <= known.now and wave != known.wave
        ),
        answered=answered_words(made.people) if made.people else "No answers yet",
        pretend=made.pretend,
        samples=tuple(SAMPLES[kind] for kind in sorted({link.sample_type for link in links})),
        notes=(made.outside,) if made.outside else (),
        why_not=f"Results show from {FLOOR} people." if few else _why_not(known),
        working=known.level is Level.WORKING,
        protected=known.level is Level.GUARDED,
        ways=ways_table(made.ways) if made.ways else None,
        questions=made.questions,
        profile=made.profile,
    )
