"""The overview of all surveys, and one survey: its state, who has answered, and what may be done with it."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace

from survey_app.results.access import reads_results
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.finding import EVERY_MEMBER, Found, all_found, found, why_no_figures
from survey_app.results.glances import Glance, answered_in_words, glance, next_step, nobody_yet
from survey_app.results.missing_parts import has_margins
from survey_app.results.noting import note_working
from survey_app.results.pretend_panel import Panel, panel
from survey_app.results.reports import Counted
from survey_app.results.rounds import dates_words, state_words
from survey_app.results.start_ground import ground
from survey_app.results.starting import start_here
from survey_app.results.survey_contexts import SurveyCard, SurveyPage, SurveysPage
from survey_app.results.tables import counted_tables
from survey_app.results.viewing import counted_of
from survey_app.surveys.pretending import people_for, work_on
from survey_app.team.first_steps import first_steps
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.replies import Reply, page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

AUDIENCES = {"residents": "For residents", "staff": "For staff", "everyone": "For everybody"}


@get("/", opt=EVERY_MEMBER)
async def show_surveys(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
) -> Reply:
    """The surveys that concern the viewer, each with its state, who has answered, and the one next step.

    On which day somebody answered last is a working figure: that it was read is logged first.
    """
    every = await all_found(service, viewer)
    seen = [await counting.count(each.survey.id, glance, each, viewer) for each in every]
    for known, each in zip(every, seen, strict=True):
        if each.last_day:  # only analysts are told it
            await note_working(service, viewer, replace(known, wave=each.wave))
    done = await service.database.read(first_steps, viewer.member_id)
    start = None if done.hidden else start_here(done, await ground(service, viewer, every, seen))
    context = SurveysPage(
        title="Surveys",
        viewer=viewer,
        current="/team",
        surveys=tuple(_card(known, each) for known, each in zip(every, seen, strict=True)),
        start=start if start is not None and start.steps else None,
    )
    return page(request, render("results/surveys.html", context))


@get("/surveys/{slug:str}", opt=EVERY_MEMBER)
async def show_survey(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Reply:
    """One survey: its state, and who has answered."""
    known = await found(service, viewer, slug)
    await note_working(service, viewer, known)
    seen = await counting.count(known.survey.id, glance, known, viewer)
    wave, step = seen.wave or known.wave, next_step(seen, known)
    looked_at = replace(known, wave=wave, level=known.level if seen.wave is None else seen.level)
    days = reads_results(viewer.permissions, known.survey)
    made = await counted_of(service, counting, looked_at, days=days)
    context = SurveyPage(
        title=known.survey.title,
        viewer=viewer,
        current="/team",
        address=known.address,
        state=state_words(known.waves, known.now),
        step=None if step.address == known.address else step,
        public_address=f"{service.settings.public_url}/{known.survey.slug}",
        keys_forms=may(viewer.permissions, Permission.KEY_ENTRY, known.survey),
        prints_forms=known.prints,
        dates="" if wave is None else dates_words(wave),
        working=known.level is Level.WORKING,
        who=f"{known.address}/who" if known.level is Level.WORKING and has_margins(known.survey.slug) else "",
        answered=answered_in_words(seen, known),
        pretend=made.pretend,
        panel=await _panel(service, viewer, known, seen),
        notes=_notes(known, seen, made),
        tables=counted_tables(made),
    )
    return page(request, render("results/survey.html", context))


def _notes(known: Found, seen: Glance, made: Counted) -> tuple[str, ...]:
    why = why_no_figures(known) if seen.level is None else ""
    return tuple(note for note in (nobody_yet(seen, known), made.made, made.outside, why) if note)


def _card(known: Found, seen: Glance) -> SurveyCard:
    return SurveyCard(
        title=known.survey.title,
        address=known.address,
        audience=AUDIENCES[known.survey.audience],
        state=state_words(known.waves, known.now),
        answered=answered_in_words(seen, known),
        last_day=seen.last_day,
        pretend=seen.pretend,
        step=next_step(seen, known),
    )


async def _panel(service: Service, viewer: Viewer, known: Found, seen: Glance) -> Panel | None:
    if not may(viewer.permissions, Permission.MANAGE, known.survey):
        return None
    work = await service.database.read(work_on, known.survey.id)
    return panel(work, seen.made_up, people_for(known.survey.slug), known.now, real=seen.real)
