"""Saved views of a survey's results: saving one, the list, changing and deleting one's own."""

import re
from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from survey_app.results.access import reads_results
from survey_app.results.finding import EVERY_MEMBER, Found, found
from survey_app.results.saved_views import (
    LONGEST_NAME,
    MOST_VIEWS,
    SavedView,
    delete_view,
    rename_view,
    save_view,
    views_for,
)
from survey_app.results.views import view_from
from survey_app.team.layout import Problem, TeamPage
from survey_app.team.viewer import Viewer
from survey_app.web.forms import Form, read_form
from survey_app.web.replies import page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.service import Service
from survey_app.web.templates import render

NAME_WRONG: Final = f"Type a name of 1 to {LONGEST_NAME} characters."
TAKEN: Final = "You have another view of this name. Choose another name."
TOO_MANY: Final = f"You have {MOST_VIEWS} views of this survey. Delete one first."

_PATH: Final = re.compile(r"/results(/banner|/over-time|/how-collected|/[A-Za-z0-9_.-]{1,64}/by/[A-Za-z0-9_.-]{1,64})?")


class ViewsPage(TeamPage, frozen=True, kw_only=True):
    """The views that a member sees. `unsaved` is the address of one that was not saved, with what was `typed`."""

    address: str
    views: tuple[SavedView, ...]
    unsaved: str = ""
    typed: str = ""
    typed_shared: bool = False


@get("/surveys/{slug:str}/views", opt=EVERY_MEMBER)
async def show_views(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Response[bytes]:
    """The member's own views, and those that others share."""
    return await _listed(request, service, viewer, await _known(service, viewer, slug))


@post("/surveys/{slug:str}/views", opt=EVERY_MEMBER, status_code=200)
async def keep_view(
    request: AnyRequest, service: NamedDependency[Service], viewer: NamedDependency[Viewer], slug: FromPath[str]
) -> Response[bytes]:
    """Save a view under a name, in place of the member's own one of that name."""
    known, form = await _known(service, viewer, slug), await read_form(request)
    address = canonical(form.one("address"))
    if address is None:
        raise NotFoundException
    name = _name(form)
    if not name:
        return await _listed(request, service, viewer, known, NAME_WRONG, form)
    chosen = (known.survey.id, viewer.member_id, name, address)
    if not await service.writer.transaction(save_view, *chosen, shared=_shared(form)):
        return await _listed(request, service, viewer, known, TOO_MANY, form)
    return see_other(f"{known.address}/views")


@post("/surveys/{slug:str}/views/{number:int}/change", opt=EVERY_MEMBER, status_code=200)
async def change_view(
    request: AnyRequest,
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    number: FromPath[int],
) -> Response[bytes]:
    """Give one's own view another name, and share it or not."""
    known, form = await _known(service, viewer, slug), await read_form(request)
    _own(await _seen(service, viewer, known), viewer, number)
    name = _name(form)
    if not name:
        return await _listed(request, service, viewer, known, NAME_WRONG)
    if not await service.writer.transaction(rename_view, number, viewer.member_id, name, shared=_shared(form)):
        return await _listed(request, service, viewer, known, TAKEN)
    return see_other(f"{known.address}/views")


@post("/surveys/{slug:str}/views/{number:int}/delete", opt=EVERY_MEMBER, status_code=303)
async def remove_view(
    service: NamedDependency[Service],
    viewer: NamedDependency[Viewer],
    slug: FromPath[str],
    number: FromPath[int],
) -> Response[bytes]:
    """Delete one's own view."""
    known = await _known(service, viewer, slug)
    _own(await _seen(service, viewer, known), viewer, number)
    await service.writer.transaction(delete_view, number, viewer.member_id)
    return see_other(f"{known.address}/views")


def canonical(address: str) -> str | None:
    """The address of a view below its survey's, with nothing but the view in it; None where it leads elsewhere."""
    path, _, query = address.partition("?")
    return f"{path}{view_from(query).query()}" if _PATH.fullmatch(path) else None


async def _known(service: Service, viewer: Viewer, slug: str) -> Found:
    """The survey. Raises NotFoundException where the viewer reads no results of it."""
    known = await found(service, viewer, slug)
    if not reads_results(viewer.permissions, known.survey):
        raise NotFoundException
    return known


async def _seen(service: Service, viewer: Viewer, known: Found) -> tuple[SavedView, ...]:
    return await service.database.read(views_for, known.survey.id, viewer.member_id)


def _own(views: tuple[SavedView, ...], viewer: Viewer, number: int) -> None:
    """Raises NotFoundException where a view is not the member's own: another's is not told from none."""
    if not any(each.id == number and each.member_id == viewer.member_id for each in views):
        raise NotFoundException


def _name(form: Form) -> str:
    """The name typed, on one line; empty where it cannot be one."""
    name = " ".join(form.one("name").split())
    return name if len(name) <= LONGEST_NAME and name.isprintable() else ""


def _shared(form: Form) -> bool:
    return form.one("shared") == "yes"


async def _listed(
    request: AnyRequest, service: Service, viewer: Viewer, known: Found, wrong: str = "", form: Form | None = None
) -> Response[bytes]:
    context = ViewsPage(
        title=f"Saved views: {known.survey.title}",
        viewer=viewer,
        current="/team",
        problems=(Problem("name", wrong),) if wrong else (),
        address=known.address,
        views=await _seen(service, viewer, known),
        unsaved="" if form is None else canonical(form.one("address")) or "",
        typed="" if form is None else form.one("name"),
        typed_shared=form is not None and _shared(form),
    )
    return page(request, render("results/views.html", context), status=422 if wrong else 200)
