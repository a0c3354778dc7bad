"""One question by one characteristic: its page, and the form that leads there."""

from collections.abc import Sequence

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.questionnaire.languages import english_name_of
from survey_app.results.characteristics import Characteristic
from survey_app.results.coding import Coding, codings
from survey_app.results.comparable import Choice, apart, by_key, choices, refused
from survey_app.results.compared import Compared, compared
from survey_app.results.comparing import NO_TEST
from survey_app.results.contexts_crosstab import Condition, CrosstabPage
from survey_app.results.counting import Counting
from survey_app.results.crosstabs import hidden_among
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import HOW, LANGUAGE_WORDS, LINK_WORDS, link_words
from survey_app.results.figures import number_words
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.groups import UnknownFilter
from survey_app.results.hiding import note_hidden, note_refused
from survey_app.results.noting import note_working
from survey_app.results.rounds import SAMPLES, Step, dates_words
from survey_app.results.views import LANGUAGE, LINK, Filter, View, view_from
from survey_app.surveys.surveys import Survey, published_version
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import Collector, collectors_of
from survey_app.team.viewer import Viewer
from survey_app.web.replies import page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render


class Asked(Struct, frozen=True):
    """What an address asks for, of what the survey has: a question, a characteristic, and the view."""

    question: Coding
    by: Characteristic
    view: View
    codings: tuple[Coding, ...]
    declared: tuple[str, ...]
    links: tuple[Collector, ...]

    @property
    def path(self) -> str:
        """The canonical address below the survey's."""
        return f"/results/{self.question.variable.question.id}/by/{self.by.key}{self.view.query()}"


@get("/surveys/{slug:str}/results/compare", opt=EVERY_MEMBER)
async def choose_groups(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Response[bytes]:
    """Lead to the page of what was chosen; of what was not, to the first there is."""
    view = _view(request)
    known = await found(service, viewer, slug, view.round)
    query = request.query_params
    asked = await _asked(service, known, query.get("question", ""), query.get("by", ""), view, first=True)
    return see_other(f"{known.address}{asked.path}")


@get("/surveys/{slug:str}/results/{question:str}/by/{by:str}", opt=EVERY_MEMBER)
async def show_groups(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
    question: FromPath[str],
    by: FromPath[str],
) -> Response[bytes]:
    """One question by one characteristic, at the level at which the viewer reads it. Exact figures are logged first."""
    view = _view(request)
    known = await found(service, viewer, slug, view.round)
    asked = await _asked(service, known, question, by, view, first=False)
    await note_working(service, viewer, known)
    made = await _compared(service, counting, known, asked)
    note_refused(request, known.survey.slug, known.level, made.why_not)
    note_hidden(request, known.survey.slug, known.level, _hidden(asked, made))
    context = _page(viewer, known, asked, made)
    return await counting.run(lambda: page(request, render("results/crosstab.html", context)))


def _view(request: AnyRequest) -> View:
    """The view of the address, whose characteristic stands in the path."""
    return replace(view_from(request.scope["query_string"].decode("latin-1")), by="", grouped="section")


async def _asked(service: Service, known: Found, question: str, by: str, view: View, *, first: bool) -> Asked:
    """What an address asks for. Raises NotFoundException where the survey has none such, unless the first will do."""
    every, declared = await service.database.read(_codings_of, known.survey)
    links = () if known.wave is None else await service.database.read(collectors_of, known.wave.id)
    offered = choices(known.survey, every, declared, known.level or Level.GUARDED, links)
    if first:
        question = question if any(each.key == question for each in offered.questions) else offered.questions[0].key
        by = by or _first(known, every, declared, question, offered.declared)
    chosen = next((each for each in every if each.variable.question.id == question), None)
    characteristic = by_key(every, by, links)
    if chosen is None or characteristic is None or not any(each.key == question for each in offered.questions):
        raise NotFoundException
    if apart(known.survey, every, by):
        raise NotFoundException
    return Asked(chosen, characteristic, view, every, declared, links)


def _first(
    known: Found, every: Sequence[Coding], declared: Sequence[str], question: str, offered: Sequence[Choice]
) -> str:
    """The first characteristic by which the question is compared: how it was collected is always one."""
    made = (by_key(every, each.key) for each in offered)
    level = known.level or Level.GUARDED
    return next(by.key for by in made if by is not None and not refused(known.survey, declared, question, by, level))


def _codings_of(connection: Connection, survey: Survey) -> tuple[tuple[Coding, ...], tuple[str, ...]]:
    """The codings of a survey, and what its published version compares by."""
    version = published_version(connection, survey)
    declared = () if version is None else version.questionnaire.characteristics
    return codings(versions_of(connection, survey.id)), declared


async def _compared(service: Service, counting: Counting, known: Found, asked: Asked) -> Compared:
    question = asked.question.variable.question.id
    why_not = refused(known.survey, asked.declared, question, asked.by, known.level or Level.GUARDED)
    if why_not:
        return Compared(why_not=why_not)
    try:
        return await compared(service, counting, known, question, asked.by, asked.view.filters)
    except UnknownFilter:
        raise NotFoundException from None


def _hidden(asked: Asked, made: Compared) -> dict[str, str]:
    return hidden_among(made.tables, asked.by.key) | hidden_among(made.how, HOW) | hidden_among(made.worded, LANGUAGE)


def _page(viewer: Viewer, known: Found, asked: Asked, made: Compared) -> CrosstabPage:
    variable = asked.question.variable
    level = known.level or Level.GUARDED
    heading = f"{number_words(variable)}. {variable.question.label}"
    return CrosstabPage(
        title=f"Compare groups: {known.survey.title}. {heading} By: {asked.by.title}",
        viewer=viewer,
        current="/team",
        survey=known.survey.title,
        address=known.address,
        heading=heading,
        by_heading=asked.by.title,
        question=variable.question.id,
        by=asked.by.key,
        round=asked.view.round,
        filters=asked.view.filters,
        choices=choices(known.survey, asked.codings, asked.declared, level, asked.links),
        dates="" if known.wave is None else dates_words(known.wave),
        people=made.people,
        conditions=tuple(_condition(known, asked, each) for each in asked.view.filters),
        samples=(NO_TEST, *(SAMPLES[kind] for kind in sorted({link.sample_type for link in asked.links}))),
        why_not=made.why_not,
        working=known.level is Level.WORKING,
        protected=known.level is Level.GUARDED,
        pretend=made.pretend,
        back=Step("All results of this survey", f"{known.address}/results{asked.view.query()}#{variable.question.id}"),
        tables=made.tables,
        how=made.how,
        worded=made.worded,
    )


def _condition(known: Found, asked: Asked, condition: Filter) -> Condition:
    left = replace(asked, view=asked.view.without(condition))
    return Condition(_filter_words(asked, condition), f"{known.address}{left.path}")


def _filter_words(asked: Asked, condition: Filter) -> str:
    if condition.key == LANGUAGE:
        return f"“{english_name_of(condition.code)}” ({LANGUAGE_WORDS})"
    for link in asked.links:
        if condition == Filter(LINK, str(link.id)):
            return f"“{link_words(link)}” ({LINK_WORDS})"
    for coding in asked.codings:
        if coding.key == condition.key and (number := coding.numbers.get(condition.code, 0)):
            return f"“{coding.options[number - 1].label}” ({coding.variable.label})"
    return condition.code
