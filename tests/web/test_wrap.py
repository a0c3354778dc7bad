"""What stands around Litestar, as one: start and end pass through, WebSockets do not, requests meet everything."""

import json
from pathlib import Path
from typing import cast

import pytest
from litestar.testing import TestClient
from litestar.types import Message, Receive
from litestar.types.asgi_types import WebSocketScope

from survey_app.web.scopes import HTTPApp
from survey_app.web.wrap import AnyScope
from tests.web.asgi import HOST, answered, scope_of
from tests.web.edge_app import edge_app
from tests.web.test_headers import HSTS, RESIDENT


def around(folder: Path, written: list[bytes], public_url: str = f"http://{HOST}", *proxies: str) -> HTTPApp:
    app = edge_app(public_url, f"sqlite:///{folder}/edge.db", write=written.append, clock=lambda: 0.0, proxies=proxies)
    return cast("HTTPApp", app)


async def test_a_refusal_has_the_headers_and_its_line(tmp_path: Path) -> None:
    written: list[bytes] = []
    answer = await answered(around(tmp_path, written), scope_of(headers={"host": "evil.test"}))
    assert answer.status == 421
    assert {name: answer.header(name) for name in RESIDENT} == RESIDENT
    (line,) = written
    assert json.loads(line)["minute"] == "1970-01-01T00:00Z"
    assert json.loads(line)["status"] == 421


async def test_a_crash_has_the_headers_and_its_line(tmp_path: Path) -> None:
    written: list[bytes] = []
    scope = scope_of("POST", "/crash", {"content-type": "application/x-www-form-urlencoded"})
    answer = await answered(around(tmp_path, written), scope)
    assert answer.status == 500
    assert {name: answer.header(name) for name in RESIDENT} == RESIDENT
    assert json.loads(written[0])["area"] == "residents"


async def test_over_https_every_reply_says_so(tmp_path: Path) -> None:
    app = around(tmp_path, [], f"https://{HOST}")
    for scope in (scope_of(), scope_of("POST", "/full"), scope_of("TRACE"), scope_of(path="/nowhere")):
        answer = await answered(app, scope)
        assert {name: answer.header(name) for name in HSTS} == HSTS


async def test_a_form_of_another_website_is_never_read(tmp_path: Path) -> None:
    scope = scope_of("POST", "/crash", {"sec-fetch-site": "cross-site"})
    assert (await answered(around(tmp_path, []), scope, [b"answer=x"])).status == 403


def test_the_service_starts_and_ends_through_it(tmp_path: Path) -> None:
    with TestClient(edge_app("http://testserver.local", f"sqlite:///{tmp_path}/edge.db", write=len)) as client:  # type: ignore[arg-type]  # an ASGI application that is no Litestar
        assert client.get("/").status_code == 200


async def test_a_websocket_is_closed(tmp_path: Path) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope: AnyScope = cast("WebSocketScope", {**scope_of(), "type": "websocket"})
    app = edge_app(f"http://{HOST}", f"sqlite:///{tmp_path}/edge.db")
    await app(scope, cast("Receive", None), send)
    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize(("public_url", "proxies"), [("surveys", ()), (f"http://{HOST}", ("proxy",))])
def test_settings_that_cannot_be_right_stop_the_start(
    tmp_path: Path, public_url: str, proxies: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=r"SOUNDINGS_PUBLIC_URL|proxy"):
        around(tmp_path, [], public_url, *proxies)
