"""Straight routes: the same replies and the same errors as Litestar's own way, without it."""

import pytest
from litestar import Litestar, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.types import HTTPScope, Receive, Scope, Send

from survey_app.web.audience import Audience, Undeclared, declared
from survey_app.web.errors import EXCEPTION_HANDLERS
from survey_app.web.forms import BadForm
from survey_app.web.replies import Reply, page, see_other
from survey_app.web.scopes import AnyRequest
from survey_app.web.straight import STRAIGHT, straightened
from tests.web.asgi import Answer, answered, scope_of

PAGES = "/straight/{name:str}"


@get(PAGES, opt=STRAIGHT)
async def show_page(request: AnyRequest) -> Reply:
    """Shows a page, or fails as the path says."""
    match request.scope["path_params"]["name"]:
        case "gone":
            raise NotFoundException
        case "broken":
            raise BadForm("Words of ours.", 413)
        case "crashed":
            raise ZeroDivisionError
        case name:
            return page(request, f"<p>{name}")


@post(PAGES, opt=STRAIGHT, status_code=200)
async def take_page(request: AnyRequest) -> Reply:
    """Takes a form."""
    return see_other("/straight/next")


@get("/round/{name:str}")
async def show_round(name: FromPath[str]) -> str:
    """Takes Litestar's own way."""
    return name


APP = Litestar([show_page, take_page, show_round], exception_handlers=EXCEPTION_HANDLERS, openapi_config=None)


async def asked(path: str, method: str = "GET") -> Answer:
    return await answered(straightened(APP), scope_of(method=method, path=path))


@pytest.mark.parametrize("name", ["one", "gone", "broken", "crashed"])
async def test_a_straight_route_answers_as_litestar_would(name: str) -> None:
    path = f"/straight/{name}"
    straight, round_about = await asked(path), await answered(APP, scope_of(path=path))
    assert (straight.status, straight.headers, straight.body) == (
        round_about.status,
        round_about.headers,
        round_about.body,
    )


async def test_a_straight_route_is_called_without_litestar() -> None:
    called = []

    class Watched(Litestar):
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # type: ignore[override]  # the lifespan is not called here
            called.append(scope["path"])
            await super().__call__(scope, receive, send)

    app = straightened(Watched([show_page, show_round], openapi_config=None))
    await answered(app, scope_of(path="/straight/one"))
    assert called == []
    assert (await answered(app, scope_of(path="/round/one"))).status == 200
    assert called == ["/round/one"]


async def test_each_method_has_its_own_handler() -> None:
    assert (await asked("/straight/one", "POST")).header("location") == "/straight/next"


@pytest.mark.parametrize(("path", "method", "status"), [("/nowhere", "GET", 404), ("/round/one", "POST", 405)])
async def test_what_has_no_route_is_refused_by_litestar(path: str, method: str, status: int) -> None:
    assert (await asked(path, method)).status == status


async def test_the_log_finds_a_straight_routes_handler() -> None:
    scope: HTTPScope = scope_of(path="/straight/one")
    await answered(straightened(APP), scope)
    assert scope["route_handler"].fn is show_page.fn


async def gate(_: object, __: object) -> None:
    """Stands before the team's routes."""


@get("/guarded", opt={"audience": Audience.RESIDENTS, **STRAIGHT}, guards=[gate])
async def show_guarded(request: AnyRequest) -> Reply:
    """Is behind a guard that nobody would call."""
    return see_other("/")


@get("/team/page", opt={"audience": Audience.TEAM, **STRAIGHT})
async def show_members(request: AnyRequest) -> Reply:
    """Is the team's."""
    return see_other("/")


@pytest.mark.parametrize("handler", [show_guarded, show_members])
def test_a_straight_route_that_would_lead_round_a_guard_stops_the_start(handler: object) -> None:
    with pytest.raises(Undeclared, match="round every guard"):
        declared(Litestar([handler], openapi_config=None), gate)  # type: ignore[list-item]  # it is a handler
