"""Audiences: a route that does not say whom it is for stops the start."""

import pytest
from litestar import Litestar, Router, asgi, get, post
from litestar.types import Receive, Scope, Send

from survey_app.web.audience import Audience, Undeclared, audience_of, declared


@get("/open", opt={"audience": Audience.PUBLIC})
async def show_open() -> None:
    """Says that it is for everybody."""


@get("/silent")
async def show_silent() -> None:
    """Says nothing."""


@post("/silent")
async def take_silent() -> None:
    """Says nothing either."""


@get("/wrong", opt={"audience": "public"})
async def show_wrong() -> None:
    """Says something that is no audience."""


@get("/members", opt={"audience": Audience.TEAM})
async def show_misplaced() -> None:
    """Is the team's, outside the team's addresses."""


@get("/members", opt={"audience": Audience.TEAM})
async def show_members() -> None:
    """Is the team's."""


@get("/team/q9", opt={"audience": Audience.RESIDENTS})
async def show_astray() -> None:
    """Is residents', among the team's addresses."""


@asgi("/mounted", copy_scope=True)
async def mount_silent(scope: Scope, receive: Receive, send: Send) -> None:
    """Says nothing, outside Litestar's own handlers."""


async def gate(_: object, __: object) -> None:
    """Stands before the team's routes."""


def app(*handlers: object) -> Litestar:
    return Litestar(list(handlers), logging_config=None, openapi_config=None)  # type: ignore[arg-type]  # each a handler


def test_an_application_whose_routes_all_say_so_starts() -> None:
    declared(app(show_open), gate)


def test_every_route_that_does_not_is_named() -> None:
    with pytest.raises(Undeclared) as stopped:
        declared(app(show_open, show_silent, take_silent, show_wrong, mount_silent), gate)
    message = str(stopped.value)
    for name in ("/silent (", "show_silent", "take_silent", "/wrong (", "mount_silent"):
        assert name in message
    assert "show_open" not in message


@pytest.mark.parametrize("handler", [show_misplaced, show_astray])
def test_a_route_on_the_wrong_side_of_the_teams_address_is_named(handler: object) -> None:
    with pytest.raises(Undeclared, match=r"/team"):
        declared(app(handler), gate)


def test_a_route_of_the_teams_that_is_not_behind_the_gate_is_named() -> None:
    declared(app(Router("/team", route_handlers=[show_members], guards=[gate])), gate)
    with pytest.raises(Undeclared, match=r"show_members.*behind the gate"):
        declared(app(Router("/team", route_handlers=[show_members])), gate)


def test_a_room_may_say_it_for_all_its_routes() -> None:
    room = Router("/", route_handlers=[show_silent], opt={"audience": Audience.RESIDENTS})
    whole = app(room)
    declared(whole, gate)
    (route,) = whole.routes
    assert audience_of(route.route_handlers[0]) is Audience.RESIDENTS  # type: ignore[union-attr]  # an HTTP route


def test_an_address_that_nobody_declared_an_options_handler_for_is_no_fault() -> None:
    """Litestar adds one to each path; the guard refuses the method before it."""
    assert any("OPTIONS" in route.methods for route in app(show_open).routes)
