"""The results of one round: the page, and the number of people alone, by which it tells that there are more."""

from urllib.parse import parse_qsl

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec.structs import replace
from sqlalchemy import Connection

from survey_app.results.beside import with_others
from survey_app.results.composing import Asked, results_page
from survey_app.results.counting import Counting
from survey_app.results.disclosure import Level
from survey_app.results.figures import hidden_in
from survey_app.results.filtering import ONE_GROUP, UNKNOWN
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.first_reading import note_first_reading
from survey_app.results.headlines import hidden_headlines
from survey_app.results.hiding import note_hidden, note_refused
from survey_app.results.noting import note_working
from survey_app.results.overview import last_answered
from survey_app.results.pages_files import readable
from survey_app.results.reports import Results
from survey_app.results.rounds import results_from
from survey_app.results.tallies import people_in
from survey_app.results.viewing import results_of
from survey_app.results.views import View, view_from
from survey_app.surveys.surveys import published_version
from survey_app.surveys.waves import Wave, collectors_of
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.replies import page, plain_text, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render


@get("/surveys/{slug:str}/results", opt=EVERY_MEMBER)
async def show_results(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[bytes] | Response[None]:
    """The results of one round, at the level at which the viewer reads them. Working figures are logged first.

    A form's query is led to the canonical one, so that the address bar holds the view and nothing else.
    """
    asked = await _asked(service, viewer, slug, request.url.query)
    if parse_qsl(request.url.query, keep_blank_values=True) != parse_qsl(asked.view.query().removeprefix("?")):
        return see_other(f"{asked.known.address}/results{asked.view.query()}")
    if not asked.refused:
        await note_working(service, viewer, asked.known)
    made = Results(0, "") if asked.refused else await results_of(service, counting, asked.known, asked.view)
    if not made.people and not made.of:
        asked = replace(asked, earlier=await _earlier(counting, asked.known))
    asked = await with_others(service, counting, asked, made)
    _note_withheld(request, asked, made)
    await note_first_reading(service, viewer, asked.known, made)
    return await counting.run(_drawn, request, service, viewer, asked, made)


@get("/surveys/{slug:str}/results/people", opt=EVERY_MEMBER)
async def show_people(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    counting: NamedDependency[Counting],
    slug: FromPath[str],
) -> Response[str]:
    """How many people the page's figures would be of if it were loaded now, as the viewer may know it: one number."""
    asked = await _asked(service, viewer, slug, request.url.query)
    known = asked.known
    if asked.refused:
        _note_withheld(request, asked, Results(0, ""))
        return plain_text(asked.refused, status=_status(asked))
    if known.level is Level.WORKING and known.wave is not None:
        if asked.view.filters:  # by and by these numbers are a table
            await note_working(service, viewer, known)
        return plain_text(str(await counting.count(known.survey.id, people_in, known.wave.id, asked.view.filters)))
    made = await results_of(service, counting, known)
    return plain_text(str(made.people))


async def _earlier(counting: Counting, known: Found) -> Wave | None:
    """The newest round before the one looked at that somebody has answered."""
    number = 0 if known.wave is None else known.wave.number
    before = {each.id: each for each in known.waves if each.number < number}
    found = await counting.count(known.survey.id, last_answered, tuple(before)) if before else None
    return None if found is None else before[found]


async def _asked(service: Service, viewer: Viewer, slug: str, query: str) -> Asked:
    view = replace(view_from(query), by="")
    known = await found(service, viewer, slug, view.round)
    return await service.database.read(_read, known, view)


def _read(connection: Connection, known: Found, view: View) -> Asked:
    working = known.level is Level.WORKING
    links = () if known.wave is None else collectors_of(connection, known.wave.id)
    version = published_version(connection, known.survey)
    quadrants = () if version is None else version.questionnaire.quadrants
    return Asked(known, view, version if working else None, links, quadrants=quadrants)


def _drawn(request: AnyRequest, service: Service, viewer: Viewer, asked: Asked, made: Results) -> Response[bytes]:
    ambitions = service.organisation.lists.get("ambitions", ())
    context = results_page(asked, made, viewer, ambitions, _texts(viewer, asked.known, made))
    return page(request, render("results/results.html", context), status=_status(asked))


def _note_withheld(request: AnyRequest, asked: Asked, made: Results) -> None:
    """Note in the log what the page does not show, and by which rule."""
    known = asked.known
    not_yet = (
        ""
        if known.wave is None or made.questions or not made.people
        else made.why or results_from(known.wave, known.now)
    )
    note_refused(request, known.survey.slug, known.level, asked.refused or (not_yet if known.level else ""))
    hidden = hidden_in((*made.questions, *made.profile)) | hidden_headlines(made.headlines)
    note_hidden(request, known.survey.slug, known.level, hidden)


def _status(asked: Asked) -> int:
    """A view that nobody may read is refused, one that nothing answers to is not found."""
    return {ONE_GROUP: 403, UNKNOWN: 404}.get(asked.refused, 200)


def _texts(viewer: Viewer, known: Found, made: Results) -> dict[str, str]:
    """Where those who are named for the survey find what was typed, by question."""
    if not may(viewer.permissions, Permission.MICRODATA, known.survey) or not readable(known):
        return {}
    typed = (each for each in made.questions if each.text)
    return {each.id: f"{known.address}/text/{each.id}.csv" for each in typed}
