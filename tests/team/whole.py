"""The whole application as it is served, without what stands before it, and every route of it that is for members."""

from collections.abc import Iterator
from contextlib import contextmanager

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from msgspec import Struct

from survey_app.app import Routes
from survey_app.database import Database
from survey_app.settings import Keys, Settings
from survey_app.web.audience import Audience, audience_of
from survey_app.web.service import Service
from survey_app.writer import Writer
from tests.team.council import ORGANISATION
from tests.team.site import Clock, Site


class Whole(Struct, frozen=True):
    """The application, and where browsers meet it."""

    app: Litestar
    site: Site


@contextmanager
def running_whole(database: Database, keys: Keys) -> Iterator[Whole]:
    """The whole application, started."""
    clock = Clock()
    service = Service(
        settings=Settings(public_url="http://surveys.test"),
        keys=keys,
        organisation=ORGANISATION,
        database=database,
        writer=Writer(database),
        clock=clock,
    )
    app = Routes(service.organisation).serve(service)
    with TestClient(app, base_url="http://surveys.test", raise_server_exceptions=False) as client:
        client.follow_redirects = False
        yield Whole(app, Site(service, clock, client))


def members_routes(app: Litestar) -> Iterator[tuple[str, HTTPRoute, HTTPRouteHandler]]:
    """Each method and route that is for members, with what answers it."""
    for route in (each for each in app.routes if isinstance(each, HTTPRoute)):
        for handler in route.route_handlers:
            if audience_of(handler) is Audience.TEAM:
                for method in sorted({"GET", "POST"} & set(handler.http_methods)):
                    yield method, route, handler
