"""The log: a line a request, and none that can be joined to anybody's answers."""

import asyncio
import json
import sys

import pytest
from litestar.types import HTTPScope, Receive, Send

from survey_app.web.log import logged, to_stdout
from survey_app.web.scopes import HTTPApp
from tests.web.asgi import ask, hello, scope_of
from tests.web.edge_app import litestar_app

MINUTE = 1_780_491_659.5
"""14:00:59 in London, 13:00:59 UTC, on 3 June 2026."""


async def lines(app: HTTPApp, scope: HTTPScope) -> list[dict[str, object]]:
    written: list[bytes] = []
    await ask(logged(app, lambda: MINUTE, written.append), scope)
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in written)
    return [json.loads(line) for line in written]


async def line(app: HTTPApp, scope: HTTPScope) -> dict[str, object]:
    (only,) = await lines(app, scope)
    ms = only.pop("ms")
    assert isinstance(ms, float)
    assert ms == round(ms, 1) >= 0
    return only


@pytest.mark.parametrize("path", ["/", "/secret-slug/7"])
async def test_residents_requests_are_logged_in_one_form_for_all(path: str) -> None:
    scope = scope_of(path=path, query="code=secret", headers={"host": "secret", "cookie": "draft=secret"})
    assert await line(litestar_app(), scope) == {"minute": "2026-06-03T13:00Z", "area": "residents", "status": 200}


async def test_a_post_of_residents_has_the_same_form() -> None:
    scope = scope_of("POST", headers={"content-type": "application/x-www-form-urlencoded"})
    assert await line(litestar_app(), scope) == {"minute": "2026-06-03T13:00Z", "area": "residents", "status": 303}


async def test_the_teams_requests_name_their_route_and_never_their_path() -> None:
    scope = scope_of(path="/team/surveys/3/answers", query="a=secret")
    assert await line(litestar_app(), scope) == {
        "minute": "2026-06-03T13:00Z",
        "area": "team",
        "status": 200,
        "method": "GET",
        "route": "/team/surveys/{number}/answers",
    }


async def test_an_unknown_address_or_method_of_the_teams_leaves_nothing_of_itself() -> None:
    minute = {"minute": "2026-06-03T13:00Z", "area": "team"}
    assert await line(litestar_app(), scope_of(path="/team/secret")) == {**minute, "status": 404, "method": "GET"}
    assert await line(hello, scope_of("SECRET", "/team")) == {**minute, "status": 200, "method": "other"}


@pytest.mark.parametrize(
    ("path", "area"), [("/static/a.css", "static"), ("/favicon.ico", "other"), ("/secret", "other"), ("//team", "team")]
)
async def test_what_is_for_everybody_is_told_apart(path: str, area: str) -> None:
    assert (await line(litestar_app(), scope_of(path=path)))["area"] == area


async def test_a_reply_that_breaks_off_leaves_its_line() -> None:
    async def breaking(scope: HTTPScope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise LookupError

    written: list[bytes] = []
    with pytest.raises(LookupError):
        await ask(logged(breaking, lambda: MINUTE, written.append))
    assert len(written) == 1


async def test_a_request_without_reply_leaves_none() -> None:
    async def silent(scope: HTTPScope, receive: Receive, send: Send) -> None:
        return

    assert await lines(silent, scope_of()) == []


async def written() -> None:
    """Let the loop see to what it was told to call before this."""
    seen_to = asyncio.Event()
    asyncio.get_running_loop().call_soon(seen_to.set)
    await seen_to.wait()


async def test_a_log_that_could_not_be_written_for_a_while_goes_on(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write, out = to_stdout(), sys.__stdout__
    assert out is not None
    with open("/dev/full", "wb") as full:  # noqa: ASYNC230, PTH123  # a disk without room, which takes no time
        monkeypatch.setattr(sys, "stdout", full)
        write(b"lost\n")
        await written()
    monkeypatch.setattr(sys, "stdout", out)
    write(b"there again\n")
    await written()
    assert capfd.readouterr().out == "there again\n"
