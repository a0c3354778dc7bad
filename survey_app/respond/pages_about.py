"""Privacy and accessibility: what is kept, for how long, by whom, and how to complain."""

from litestar import Router, get
from litestar.di import NamedDependency
from msgspec import Struct

from survey_app.respond.room import Room
from survey_app.web.audience import Audience
from survey_app.web.replies import Cache, Reply, page
from survey_app.web.scopes import AnyRequest
from survey_app.web.templates import render


class AboutPage(Struct, frozen=True, kw_only=True):
    """A page about the service itself."""

    title: str


@get("/privacy")
async def show_privacy(request: AnyRequest, room: NamedDependency[Room]) -> Reply:
    """What is kept of people's answers."""
    html = room.ready.get("privacy", lambda: render("respond/privacy.html", AboutPage(title="Privacy")))
    return page(request, html, cache=Cache.PUBLIC)


@get("/accessibility")
async def show_accessibility(request: AnyRequest, room: NamedDependency[Room]) -> Reply:
    """The accessibility statement."""
    html = room.ready.get(
        "accessibility", lambda: render("respond/accessibility.html", AboutPage(title="Accessibility statement"))
    )
    return page(request, html, cache=Cache.PUBLIC)


about_router = Router("/", route_handlers=[show_privacy, show_accessibility], opt={"audience": Audience.RESIDENTS})
