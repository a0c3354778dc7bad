"""The headers: each value exactly, on every kind of answer."""

import pytest
from litestar.types import HTTPScope, Receive, Send

from survey_app.web.headers import dressed, inline_style_policy, with_headers, with_pictures
from tests.web.asgi import answered, hello, scope_of

COMMON = {
    "server": "-",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(),microphone=(),geolocation=(),browsing-topics=()",
}

RESIDENT = {
    **COMMON,
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none';style-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'"
    ),
}

TEAM = {
    **COMMON,
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}

ABOUT_DOCUMENTS = {"referrer-policy", "cross-origin-opener-policy", "permissions-policy"}

HSTS = {"strict-transport-security": "max-age=63072000; includeSubDomains"}

BODYLESS = {
    "server": "-",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}


def added(
    headers: list[tuple[bytes, bytes]], status: int, *, team: bool = False, secure: bool = False
) -> dict[str, str]:
    pairs = dressed(headers, status, team=team, secure=secure)
    named = {name.decode(): value.decode() for name, value in pairs}
    assert len(named) == len(pairs), "a header was sent twice"
    return named


@pytest.mark.parametrize("status", [200, 204, 400, 404, 405, 408, 413, 421, 500, 503])
def test_every_status_has_the_same_headers(status: int) -> None:
    assert added([], status) == RESIDENT
    assert added([], status, team=True) == TEAM


def test_a_redirection_without_a_body_carries_only_what_it_needs() -> None:
    made = [(b"location", b"/q2"), (b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0")]
    assert added(made, 303) == {"location": "/q2", "content-length": "0", **BODYLESS}
    assert added(made, 303, secure=True) == {"location": "/q2", "content-length": "0", **BODYLESS, **HSTS}


def test_strict_transport_is_said_only_where_the_public_address_is_https() -> None:
    assert added([], 200, secure=True) == {**RESIDENT, **HSTS}


def test_a_handlers_own_policy_and_cache_are_kept() -> None:
    made = [(b"content-security-policy", b"default-src 'none'"), (b"cache-control", b"private, no-cache")]
    assert added(made, 200) == {
        **RESIDENT,
        "content-security-policy": "default-src 'none'",
        "cache-control": "private, no-cache",
    }


def test_what_sets_a_cookie_is_never_left_where_others_share_it() -> None:
    made = [(b"cache-control", b"public, max-age=60"), (b"set-cookie", b"a=b")]
    assert added(made, 200)["cache-control"] == "no-store"
    made = [(b"cache-control", b"private, no-cache"), (b"set-cookie", b"a=b")]
    assert added(made, 200)["cache-control"] == "private, no-cache"


def test_the_policy_for_an_inline_style_names_its_hash_and_nothing_unsafe() -> None:
    policy = inline_style_policy("'sha256-a='")
    assert policy == (
        "default-src 'none';style-src 'self' 'sha256-a=';form-action 'self';base-uri 'none';frame-ancestors 'none'"
    )


def test_a_policy_with_pictures_allows_our_own_and_nothing_else_more() -> None:
    assert with_pictures("default-src 'none'") == "img-src 'self';default-src 'none'"


@pytest.mark.parametrize(
    ("path", "expected"), [("/", RESIDENT), ("/team", TEAM), ("/team/a", TEAM), ("/teams", RESIDENT)]
)
async def test_the_path_says_which_policy(path: str, expected: dict[str, str]) -> None:
    answer = await answered(with_headers(hello, secure=False), scope_of(path=path))
    assert dict(answer.headers) == {**expected, "content-type": "text/plain; charset=utf-8", "content-length": "22"}


async def test_a_static_file_carries_what_is_about_files_and_a_missing_one_is_a_page() -> None:
    async def missing(scope: HTTPScope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    there = await answered(with_headers(hello, secure=False), scope_of(path="/static/a.svg"))
    about_files = {name: value for name, value in RESIDENT.items() if name not in ABOUT_DOCUMENTS}
    assert dict(there.headers) == {**about_files, "content-type": "text/plain; charset=utf-8", "content-length": "22"}
    assert (
        dict((await answered(with_headers(missing, secure=False), scope_of(path="/static/b.svg"))).headers) == RESIDENT
    )


async def test_without_the_wrapper_there_are_none() -> None:
    """The negative control."""

    async def bare(scope: HTTPScope, receive: Receive, send: Send) -> None:
        await hello(scope, receive, send)

    assert (await answered(bare)).header("content-security-policy") is None
