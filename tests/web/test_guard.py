"""The guard: only whole, small requests for this site, from a known method, reach the application."""

import pytest
from litestar.types import HTTPScope, Receive, Send

from survey_app.web.client import client_address
from survey_app.web.guard import HEADER_BYTES, TARGET_BYTES, guarded
from survey_app.web.scopes import HTTPApp
from survey_app.web.site import site_of
from tests.web.asgi import HOST, Answer, answered, hello, scope_of

SITE = site_of(f"http://{HOST}")


def guard(app: HTTPApp = hello, *proxies: str) -> HTTPApp:
    return guarded(app, SITE, client_address(proxies), body_seconds=0.05)


def refused(answer: Answer, status: int, words: bytes) -> bool:
    """Whether an answer is a plain page with that status and those words."""
    plain = answer.header("content-type") == "text/html;charset=utf-8" and b"<h1>" in answer.body
    return answer.status == status and words in answer.body and plain


async def test_an_ordinary_request_passes_and_its_body_comes_in_one_part() -> None:
    assert (await answered(guard())).body == b"GET 192.0.2.1 1 part: "
    posted = await answered(guard(), scope_of("POST"), [b"a=", b"1"])
    assert posted.body == b"POST 192.0.2.1 1 part: a=1"


@pytest.mark.parametrize("host", [HOST, HOST.upper()])
async def test_our_own_host_passes(host: str) -> None:
    assert (await answered(guard(), scope_of(headers={"host": host}))).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        f"{HOST}.evil.test",
        f"evil.{HOST}",
        f"{HOST}:8000",
        f"{HOST}.",
        f"a@{HOST}",
        "surveyXtest",
        "",
        f" {HOST}",
    ],
)
async def test_any_other_host_is_sent_to_the_right_address_and_never_repeated(host: str) -> None:
    answer = await answered(guard(), scope_of(headers={"host": host, "x-forwarded-host": HOST}))
    assert refused(answer, 421, f"Its address is http://{HOST}/".encode())
    assert b"evil" not in answer.body
    assert all("evil" not in value for _, value in answer.headers)


async def test_a_request_with_two_hosts_or_none_is_refused() -> None:
    assert refused(await answered(guard(), scope_of(headers=[("host", HOST), ("host", HOST)])), 400, b"could not read")
    scope = scope_of()
    scope["headers"] = []
    assert refused(await answered(guard(), scope), 400, b"could not read")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", ""])
async def test_any_other_method_is_refused_and_told_which_there_are(method: str) -> None:
    answer = await answered(guard(), scope_of(method))
    assert refused(answer, 405, b"cannot be used like this")
    assert answer.header("allow") == "GET, HEAD, POST"


async def test_a_head_is_answered_as_a_get_without_its_body() -> None:
    got = await answered(guard())
    head = await answered(guard(), scope_of("HEAD"))
    assert head.body == b""
    assert (head.status, head.headers) == (got.status, got.headers)


async def test_a_get_with_a_body_gets_its_page_and_the_body_is_nobodys() -> None:
    answer = await answered(guard(), scope_of(headers={"content-length": "3"}), [b"a=1"])
    assert answer.body == b"GET 192.0.2.1 1 part: "


async def test_too_large_a_body_is_refused_with_what_to_do() -> None:
    answer = await answered(guard(), scope_of("POST"), [b"x" * 40_000, b"x" * 40_000])
    assert refused(answer, 413, b"On a shared computer you may have to type this page again.")


async def test_a_broken_body_is_refused() -> None:
    answer = await answered(guard(), scope_of("POST", headers={"content-length": "x"}), [b"a=1"])
    assert refused(answer, 400, b"could not read")


async def test_too_many_or_too_large_headers_are_refused() -> None:
    many = [("host", HOST), *[("x", "y")] * 100]
    assert refused(await answered(guard(), scope_of(headers=many)), 431, b"cookies")
    assert (await answered(guard(), scope_of(headers=many[:-1]))).status == 200
    large = {"host": HOST, "cookie": "a" * HEADER_BYTES}
    assert refused(await answered(guard(), scope_of(headers=large)), 431, b"cookies")


@pytest.mark.parametrize("path", ["/a\0b", "/\ufffd", "//team", "/team//members", "", "*", "evil.test:80"])
async def test_an_address_that_no_page_has_is_not_found(path: str) -> None:
    assert refused(await answered(guard(), scope_of(path=path)), 404, b"Page not found")


@pytest.mark.parametrize(
    ("path", "location"), [("/team/", "/team"), ("/residents/", "/residents"), ("/Residents./", "/Residents.")]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_one_slash_too_many_leads_to_the_same_address_without_it(method: str, path: str, location: str) -> None:
    answer = await answered(guard(), scope_of(method, path))
    assert (answer.status, answer.header("location")) == (303, location)


@pytest.mark.parametrize("path", ["/\\evil.test/", "/%5Cevil.test/", "/a b/", "/@evil.test/", "/..//"])
async def test_no_address_with_a_slash_at_its_end_leads_to_another_host(path: str) -> None:
    assert refused(await answered(guard(), scope_of(path=path)), 404, b"Page not found")


async def test_a_form_sent_to_an_address_with_a_slash_is_not_sent_on() -> None:
    assert refused(await answered(guard(), scope_of("POST", "/team/")), 404, b"Page not found")


async def test_an_address_that_is_too_long_is_refused() -> None:
    assert refused(await answered(guard(), scope_of(path="/" + "a" * TARGET_BYTES)), 414, b"too long")
    assert refused(await answered(guard(), scope_of(query="a" * (TARGET_BYTES + 1))), 414, b"too long")


@pytest.mark.parametrize(
    ("query", "status"), [("a=%00", 400), ("a=%ff", 400), ("a=%C3%A9+b", 200), ("%", 200), ("", 200)]
)
async def test_a_query_must_be_text(query: str, status: int) -> None:
    assert (await answered(guard(), scope_of(query=query))).status == status


async def test_the_client_is_named_only_by_a_proxy_that_we_trust() -> None:
    forged = {"host": HOST, "x-forwarded-for": "203.0.113.5"}
    assert b" 192.0.2.1 " in (await answered(guard(), scope_of(headers=forged))).body
    assert b" 203.0.113.5 " in (await answered(guard(hello, "192.0.2.1"), scope_of(headers=forged))).body


async def test_a_client_without_address_passes() -> None:
    scope = scope_of()
    scope["client"] = None
    assert (await answered(guard(), scope)).body == b"GET - 1 part: "


async def test_without_the_guard_each_of_these_would_pass() -> None:
    """The negative control."""

    async def bare(scope: HTTPScope, receive: Receive, send: Send) -> None:
        await hello(scope, receive, send)

    for scope in (scope_of(headers={"host": "evil.test"}), scope_of("TRACE"), scope_of(path="//team")):
        assert (await answered(bare, scope)).status == 200
