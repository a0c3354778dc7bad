"""The banner of a round, every question by one characteristic, and the form that filters by any answers."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.results.bannering import Banner, banner_of
from survey_app.results.characteristics import Characteristic
from survey_app.results.coding import Coding, codings
from survey_app.results.comparable import Choices, apart, by_key, choices
from survey_app.results.comparing import NO_TEST
from survey_app.results.contexts_banner import BannerPage, FilterPage
from survey_app.results.counting import Counting
from survey_app.results.crosstabs import hidden_among
from survey_app.results.declared import declared_headlines
from survey_app.results.disclosure import Level
from survey_app.results.facts_crossed import HOW
from survey_app.results.filtering import ONE_GROUP, choosers, conditions, every_chooser
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.groups import UnknownFilter
from survey_app.results.hiding import note_hidden, note_refused
from survey_app.results.noting import note_working
from survey_app.results.rounds import dates_words
from survey_app.results.views import View, view_from
from survey_app.surveys.surveys import Survey, published_version
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import Collector, collectors_of
from survey_app.team.pages_refused import show_refusal
from survey_app.team.viewer import Viewer
from survey_app.web.refusals import Refusal
from survey_app.web.replies import page
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render


@get("/surveys/{slug:str}/results/banner", opt=EVERY_MEMBER)
async def show_banner(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes]:
    """Every question by one characteristic, at the level at which the viewer reads it. Exact figures are logged."""
    view = replace(view_from(request.scope["query_string"].decode("latin-1")), grouped="section")
    known = await found(service, viewer, slug, view.round)
    every, declared = await service.database.read(_codings_of, known.survey)
    links = () if known.wave is None else await service.database.read(collectors_of, known.wave.id)
    offered = choices(known.survey, every, declared, known.level or Level.GUARDED, links)
    by = _characteristic(known, every, view, offered, links)
    await note_working(service, viewer, known)
    rules = await service.database.read(declared_headlines, known.survey)
    try:
        made = await banner_of(service, counting, known, by, declared, view.filters, rules)
    except UnknownFilter:
        raise NotFoundException from None
    note_refused(request, known.survey.slug, known.level, made.why_not)
    note_hidden(request, known.survey.slug, known.level, hidden_among(made.tables, by.key))
    context = await _page(service, viewer, known, view, by, offered, made)
    return await counting.run(lambda: page(request, render("results/banner.html", context)))


@get("/surveys/{slug:str}/results/filter", opt=EVERY_MEMBER)
async def show_filter(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Response[bytes]:
    """Every answer to every question, to be put together, for those who read exact figures."""
    view = view_from(request.scope["query_string"].decode("latin-1"))
    known = await found(service, viewer, slug, view.round)
    version = await service.database.read(published_version, known.survey)
    if version is None:
        raise NotFoundException
    if known.level is not Level.WORKING:
        note_refused(request, known.survey.slug, known.level, ONE_GROUP)
        return show_refusal(request, Refusal(403, "This view is not shown", ONE_GROUP))
    context = FilterPage(
        title=f"Choose whom to show: {known.survey.title}",
        viewer=viewer,
        current="/team",
        address=known.address,
        round=view.round,
        grouped=view.grouped,
        choosers=every_chooser(version.questionnaire, view),
    )
    return page(request, render("results/filter.html", context))


def _characteristic(
    known: Found, every: tuple[Coding, ...], view: View, offered: Choices, links: tuple[Collector, ...]
) -> Characteristic:
    """What the columns are. Without any, the first that the survey names; raises NotFoundException for others."""
    named = {each.key for each in (*offered.declared, *offered.others)}
    by = by_key(every, view.by or offered.declared[0].key, links)
    if by is None or by.key not in named or apart(known.survey, every, by.key):
        raise NotFoundException
    return by


def _codings_of(connection: Connection, survey: Survey) -> tuple[tuple[Coding, ...], tuple[str, ...]]:
    version = published_version(connection, survey)
    declared = () if version is None else version.questionnaire.characteristics
    return codings(versions_of(connection, survey.id)), declared


async def _page(
    service: Service,
    viewer: Viewer,
    known: Found,
    view: View,
    by: Characteristic,
    offered: Choices,
    made: Banner,
) -> BannerPage:
    version = await service.database.read(published_version, known.survey)
    lists = () if version is None else choosers(version.questionnaire, view)
    files = bool(made.tables) and known.wave is not None and known.wave.closed_at(known.now)
    declared = {HOW, *(each.key for each in offered.declared)}
    return BannerPage(
        title=f"Every question by one group: {known.survey.title}. By: {by.title}",
        viewer=viewer,
        current="/team",
        survey=known.survey.title,
        address=known.address,
        by=by.key,
        by_title=by.title,
        round=view.round,
        filters=view.filters,
        conditions=conditions(view, lists),
        choices=offered,
        dates="" if known.wave is None else dates_words(known.wave),
        note=NO_TEST,
        working=known.level is Level.WORKING,
        files=replace(view, filters=()).query() if files and by.key in declared else "",
        save=f"/results/banner{replace(view, by=by.key).query()}",
        made=made,
    )
