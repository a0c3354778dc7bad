"""The buttons [Fill with pretend answers], [Stop] and [Remove them] of a survey's page."""

import secrets
from collections.abc import Callable
from http import HTTPStatus

from litestar import Router, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from sqlalchemy import Connection

from survey_app.demo.filling import fillable
from survey_app.demo.making import Workshop
from survey_app.results.counting import Counting
from survey_app.results.finding import Found, found
from survey_app.results.pages_counting import counting_router, given
from survey_app.settings import Keys
from survey_app.surveys import pretending
from survey_app.surveys.pretending import Work, people_for
from survey_app.surveys.surveys import Survey
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.layout import TeamPage
from survey_app.team.permissions import Permission, may
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

MANAGERS = {"audience": Audience.TEAM, "permission": Permission.MANAGE}
"""Who runs the service: pretend answers change what everybody on the team sees of a survey, and add rounds to it."""

EVENTS = {"make": Event.PRETEND_FILLED, "remove": Event.PRETEND_REMOVED}


class NotFilledPage(TeamPage, frozen=True, kw_only=True):
    """Why no pretend answers were made, and where to go on."""

    words: str
    address: str


@post("/surveys/{slug:str}/pretend", opt=MANAGERS, status_code=303)
async def fill_with_pretend_answers(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    workshop: NamedDependency[Workshop],
    slug: FromPath[str],
) -> Reply:
    """Make pretend answers where nobody real has answered; the page says how far it is."""
    known = await _managed(service, viewer, slug)
    work = Work("make", secrets.token_hex(8), people_for(slug))
    try:
        begun = await service.writer.transaction(_begin, service.keys, known.survey, work, viewer.member_id, known.now)
    except LookupError:
        return _not_filled(request, viewer, known, "It has no round yet. Pretend answers need one: open a round first.")
    except ValueError:
        return _not_filled(
            request,
            viewer,
            known,
            "Somebody has answered it. Pretend answers are only for surveys without answers.",
        )
    if begun:
        await workshop.make(service, known.survey, work)
    return see_other(known.address)


@post("/surveys/{slug:str}/pretend/stop", opt=MANAGERS, status_code=303)
async def stop_making(service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]) -> Reply:
    """Make no more; those made so far are removed."""
    known = await _managed(service, viewer, slug)
    await service.writer.transaction(pretending.stop, known.survey.id, known.now)
    return see_other(known.address)


@post("/surveys/{slug:str}/pretend/remove", opt=MANAGERS, status_code=303)
async def remove_pretend_answers(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    workshop: NamedDependency[Workshop],
    slug: FromPath[str],
) -> Reply:
    """Remove all of them, with the rounds and links that were made for them."""
    known = await _managed(service, viewer, slug)
    work = Work("remove", secrets.token_hex(8))
    if await service.writer.transaction(_begin, service.keys, known.survey, work, viewer.member_id, known.now):
        await workshop.remove(service, known.survey, work)
    return see_other(known.address)


def pretend_router(counting: Callable[[], Counting], workshop: Callable[[], Workshop]) -> Router:
    """The room's routes, with the work that they begin."""
    handlers = [fill_with_pretend_answers, stop_making, remove_pretend_answers]
    return counting_router(counting, handlers, workshop=given(workshop))


async def _managed(service: Service, viewer: Viewer, slug: str) -> Found:
    """The survey. Raises NotFoundException also where the viewer does not run the service for it."""
    known = await found(service, viewer, slug)
    if not may(viewer.permissions, Permission.MANAGE, known.survey):
        raise NotFoundException
    return known


def _begin(connection: Connection, keys: Keys, survey: Survey, work: Work, member_id: int, now: int) -> bool:
    """Begin the work and log who asked for it; False while other work on this survey goes on.

    Raises LookupError or ValueError as `fillable` does, where answers are to be made.
    """
    if work.kind == "make":
        fillable(connection, survey.slug)
    if not pretending.begin(connection, survey.id, work, now):
        return False
    detail = {"survey": survey.slug} | ({"people": str(work.people)} if work.people else {})
    audit.append(connection, keys, now, member_id, EVENTS[work.kind], detail)
    return True


def _not_filled(request: AnyRequest, viewer: Viewer, known: Found, words: str) -> Reply:
    context = NotFilledPage(
        title="No pretend answers were made",
        viewer=viewer,
        current="/team",
        words=f"{known.survey.title}: {words[:1].lower()}{words[1:]}",
        address=known.address,
    )
    return page(request, render("demo/not_filled.html", context), status=HTTPStatus.CONFLICT)
