"""Every route of the team's in the real application: nobody enters signed out, and nobody without its permission."""

from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.types.internal_types import PathParameterDefinition
from msgspec import Struct

from survey_app.database import Database
from survey_app.settings import Keys
from survey_app.team.permissions import Permission
from tests.team.cast import NOON, Cast
from tests.team.site import Browser, Site
from tests.team.whole import members_routes, running_whole


class TeamRoute(Struct, frozen=True):
    """One route with a member's number, a survey and so on in its places, and what it asks for."""

    method: str
    path: str
    permission: Permission | tuple[Permission, ...]
    everywhere: bool


class Team(Struct, frozen=True):
    """The whole application, and its team's routes."""

    site: Site
    routes: tuple[TeamRoute, ...]


@pytest.fixture
def whole(sqlite_database: Database, keys: Keys, sqlite_cast: Cast) -> Iterator[Team]:
    """The application as it is served, with a cast of members."""
    with running_whole(sqlite_database, keys) as started:
        yield Team(started.site, tuple(team_routes(started.app)))


def team_routes(app: Litestar) -> Iterator[TeamRoute]:
    """Each route that is for members."""
    for method, route, handler in members_routes(app):
        path = "".join(f"/{part if isinstance(part, str) else _place(part)}" for part in route.path_components)
        permission = handler.opt.get("permission")
        assert isinstance(permission, Permission | tuple), path
        yield TeamRoute(method, path, permission, handler.opt.get("everywhere") is True)


def _place(part: PathParameterDefinition) -> str:
    return "1" if part.type is int else "x"


def asked(browser: Browser, route: TeamRoute, token: str = "") -> int:
    """The status of the reply."""
    if route.method == "GET":
        return browser.get(route.path).status_code
    return browser.post(route.path, form_token=token).status_code


def test_there_are_routes_and_each_says_what_it_asks_for(whole: Team) -> None:
    assert len(whole.routes) > 25
    assert any(each.everywhere for each in whole.routes)


def test_nobody_enters_who_is_signed_out(whole: Team) -> None:
    for route in whole.routes:
        status = asked(whole.site.browser(), route)
        assert (route, status) == (route, 303 if route.method == "GET" else 403)


def test_nobody_enters_by_a_session_that_was_never_begun(whole: Team) -> None:
    for route in whole.routes:
        browser = whole.site.browser()
        browser.cookies = {"team": "planted"}
        assert asked(browser, route) == (303 if route.method == "GET" else 403)


@pytest.mark.parametrize("who", ["administrator", "analyst", "viewer", "outsider"])
def test_who_lacks_its_permission_is_refused_at_every_route(whole: Team, sqlite_cast: Cast, who: str) -> None:
    held = {
        "administrator": {Permission.MANAGE},
        "analyst": {Permission.SEE_GUARDED, Permission.SEE_WORKING},
        "viewer": {Permission.SEE_GUARDED},
        "outsider": set(),
    }[who]
    refused = 0
    browser = whole.site.signed_in(getattr(sqlite_cast, who))
    token = browser.form_token()
    for route in whole.routes:
        wanted = {route.permission} if isinstance(route.permission, Permission) else set(route.permission)
        if wanted and not wanted & held:
            assert (route, asked(browser, route, token)) == (route, 403)
            refused += 1
    assert refused > 5


def test_a_form_of_no_session_changes_nothing_at_any_route(whole: Team, sqlite_cast: Cast) -> None:
    browser = whole.site.signed_in(sqlite_cast.administrator)
    before = whole.site.entries()
    for route in whole.routes:
        if route.method == "POST":
            assert (route, asked(browser, route, "0" * 64)) == (route, 403)
    assert whole.site.entries() == before
    assert whole.site.service.now() == NOON
