"""The team's pages as a browser meets them, with probes behind the gate and a clock that the test sets."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import httpx
from litestar import Litestar, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.handlers import BaseRouteHandler
from litestar.testing import TestClient
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec import Struct
from sqlalchemy import select

from survey_app.database import Database
from survey_app.settings import Keys, Settings
from survey_app.tables.team import audit
from survey_app.team.commands import sign_in_link
from survey_app.team.gate import AnyConnection, gate, viewer_of
from survey_app.team.hashing import bytes_of
from survey_app.team.members import Member
from survey_app.team.pages import router
from survey_app.team.pages_refused import REFUSALS
from survey_app.team.passwords import set_password
from survey_app.team.permissions import Permission
from survey_app.team.reauthentication import ask_to_prove
from survey_app.team.viewer import Viewer
from survey_app.web.audience import Audience
from survey_app.web.forms import read_form
from survey_app.web.places import folder
from survey_app.web.replies import plain_text
from survey_app.web.scopes import AnyRequest, first_header
from survey_app.web.service import Service
from survey_app.web.static import read_assets
from survey_app.web.templates import furnish
from survey_app.writer import Writer
from tests.team.cast import NOON
from tests.team.council import ORGANISATION
from tests.team.light import LIGHT, cheap_passwords

CHOSEN = "violin puddle hedgehog"
"""What members of these tests choose, where they choose one."""


class Clock:
    """The time, in UTC seconds, as the test sets it."""

    def __init__(self) -> None:
        self.seconds = float(NOON)

    def __call__(self) -> float:
        """The time now."""
        return self.seconds


class Browser:
    """A browser that keeps cookies of its own and follows no redirection, in a network."""

    def __init__(self, client: TestClient[Litestar], network: str = "") -> None:
        self._client = client
        self._network = network
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> httpx.Response:
        """Open an address."""
        return self._kept(self._client.get(path, headers=self._headers()))

    def fetch(self, path: str) -> httpx.Response:
        """What a script of the page that is open does by itself."""
        return self._kept(self._client.get(path, headers={**self._headers(), b"sec-fetch-dest": b"empty"}))

    def post(self, path: str, /, **fields: str | list[str]) -> httpx.Response:
        """Send a form; a field may have several values."""
        return self._kept(self._client.post(path, data=fields, headers=self._headers()))

    def sign_in(self, link: str) -> None:
        """Open a link and press its button."""
        assert self.get(link).status_code == 200
        assert self.post(link).headers["location"] == "/team"

    def try_password(self, email: str, password: str, **more: str) -> httpx.Response:
        """Send the sign-in form."""
        return self.post("/team/sign-in", email=email, password=password, **more)

    def press(self, path: str, **fields: str | list[str]) -> httpx.Response:
        """Send a form with this session's token."""
        return self.post(path, form_token=self.form_token(), **fields)

    def form_token(self) -> str:
        """The token of the forms that this browser is shown."""
        return form_token_in(self.get("/team/account").text)

    def _headers(self) -> dict[bytes, bytes]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {b"x-test-network": self._network.encode(), **({b"cookie": cookie.encode()} if cookie else {})}

    def _kept(self, response: httpx.Response) -> httpx.Response:
        self._client.cookies.clear()
        for header in response.headers.get_list("set-cookie"):
            name, _, rest = header.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return response


class Site(Struct, frozen=True):
    """The running application, and the clock that it goes by."""

    service: Service
    clock: Clock
    client: TestClient[Litestar]

    def browser(self, network: str = "") -> Browser:
        """A browser that has not been here."""
        return Browser(self.client, network)

    def link(self, member: Member) -> str:
        """The path of a new sign-in link, as the command makes it."""
        service = self.service
        return sign_in_link(service.database, service.keys, "", member.email, service.now())

    def set_password(self, member: Member, password: str = CHOSEN) -> None:
        """Let a member have chosen a password."""
        with self.service.database.write() as connection:
            keys, now = self.service.keys, self.service.now()
            set_password(connection, keys, member.id, LIGHT.hash(bytes_of(password)), now)

    def entries(self) -> list[tuple[int | None, str, str]]:
        """The audit log's members, events and details, oldest first."""
        columns = (audit.c.member_id, audit.c.event, audit.c.detail)
        with self.service.database.write() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(select(*columns).order_by(audit.c.sequence))]

    def events(self) -> list[str]:
        """The audit log's events, oldest first."""
        with self.service.database.write() as connection:
            return list(connection.execute(select(audit.c.event).order_by(audit.c.sequence)).scalars())

    def signed_in(self, member: Member) -> Browser:
        """A browser in which a member has signed in."""
        browser = self.browser()
        browser.sign_in(self.link(member))
        return browser


def form_token_in(page: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


@get("/working", opt={"audience": Audience.TEAM, "permission": Permission.SEE_WORKING})
async def show_working(viewer: NamedDependency[Viewer]) -> Response[str]:
    """Only for those who see working figures."""
    return plain_text(f"working figures for {viewer.email}")


@get("/either", opt={"audience": Audience.TEAM, "permission": (Permission.SEE_GUARDED, Permission.SEE_WORKING)})
async def show_either() -> Response[str]:
    """For those who hold one of two permissions."""
    return plain_text("guarded or working figures")


@get("/forgot-permission", opt={"audience": Audience.TEAM})
async def show_without_permission() -> Response[str]:
    """A route of the team's that forgot to ask for anything."""
    return plain_text("for nobody")


@get("/forgot-audience")
async def show_without_audience() -> Response[str]:
    """A route that forgot to say whom it is for."""
    return plain_text("for nobody")


@post("/change", opt={"audience": Audience.TEAM, "permission": Permission.MANAGE})
async def change_something(viewer: NamedDependency[Viewer]) -> Response[str]:
    """Changes something in the name of an administrator."""
    return plain_text(f"changed by {viewer.email}")


@post("/echo", opt={"audience": Audience.TEAM, "permission": ()})
async def echo(request: AnyRequest) -> Response[str]:
    """What came, but for the token."""
    form = await read_form(request)
    return plain_text(repr({name: values for name, values in form.fields.items() if name != "form_token"}))


@post("/keyed", opt={"audience": Audience.TEAM, "permission": (), "kept": False})
async def key_answers() -> Response[str]:
    """A form that holds somebody's answers."""
    return plain_text("keyed")


@get("/file", opt={"audience": Audience.TEAM, "permission": ()})
async def download_file(service: NamedDependency[Service], viewer: NamedDependency[Viewer]) -> Response[str]:
    """Only for who proved lately who they are."""
    ask_to_prove(viewer, service.now(), "/team/account")
    return plain_text("answers")


@get("/broken", opt={"audience": Audience.TEAM, "permission": ()})
async def break_down() -> Response[str]:
    """Fails as nobody expected."""
    raise LookupError("somebody's answer")


class FromNetwork:
    """Gives a request the network that its browser says it is in, as the guard does by the proxies' headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on."""
        network = first_header(scope["headers"], b"x-test-network").decode()
        if network:
            scope["client"] = (network, 40000)
        await self._app(scope, receive, send)


PROBES = [
    echo,
    key_answers,
    download_file,
    break_down,
    show_working,
    show_either,
    show_without_permission,
    show_without_audience,
    change_something,
]


@contextmanager
def running_site(database: Database, keys: Keys, public_url: str) -> Iterator[Site]:
    """The application, started."""
    clock = Clock()
    writer = Writer(database)
    service = Service(
        settings=Settings(public_url=public_url),
        keys=keys,
        organisation=ORGANISATION,
        database=database,
        writer=writer,
        clock=clock,
    )

    furnish(ORGANISATION, read_assets(folder("static"), ORGANISATION.accent))
    SERVED.append(service)
    with cheap_passwords(), TestClient(_application(), base_url=public_url) as client:
        client.follow_redirects = False
        yield Site(service, clock, client)
    SERVED.remove(service)


SERVED: list[Service] = []
"""The service of the test that runs, last: one application serves them all, because making one takes 0.1 s."""


@lru_cache(maxsize=1)
def _application() -> Litestar:
    async def give_service() -> Service:
        return SERVED[-1]

    async def enter(connection: AnyConnection, handler: BaseRouteHandler) -> None:
        await gate(SERVED[-1])(connection, handler)

    async def start() -> None:
        SERVED[-1].writer.start()

    async def stop() -> None:
        await SERVED[-1].writer.stop()
        await SERVED[-1].database.close()

    return Litestar(
        [router, Router("/team", route_handlers=PROBES, dependencies={"viewer": Provide(viewer_of)})],
        guards=[enter],
        exception_handlers=REFUSALS,
        middleware=[FromNetwork],
        dependencies={"service": Provide(give_service)},
        openapi_config=None,
        on_startup=[start],
        on_shutdown=[stop],
    )
