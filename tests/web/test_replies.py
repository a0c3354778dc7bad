"""Replies: what a handler gives, as it goes out."""

import gzip
from collections.abc import AsyncGenerator
from email.message import Message

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar import Request, Response
from litestar.response import Stream

from survey_app.web.coding import ready
from survey_app.web.cookies import set_cookie
from survey_app.web.replies import Cache, download, page, plain_text, see_other
from survey_app.web.scopes import AnyRequest
from tests.web.asgi import Answer, answered, scope_of

HTML = "<!DOCTYPE html><p>" + "Words. " * 50


async def sent(reply: Response[bytes] | Response[str] | Response[None] | Stream) -> Answer:
    """What a reply is on its way out of Litestar."""
    scope = scope_of()
    return await answered(reply.to_asgi_response(app=None, request=Request(scope)), scope)


def request(accepted: str = "") -> AnyRequest:
    return Request(scope_of(headers={"accept-encoding": accepted}))


@pytest.mark.parametrize("html", [HTML, ready(HTML)])
async def test_a_page_comes_in_the_coding_that_the_browser_takes(html: str) -> None:
    plain = await sent(page(request(), html))
    assert (plain.status, plain.body.decode(), plain.header("content-encoding")) == (200, HTML, None)
    zipped = await sent(page(request("gzip"), html))
    assert (gzip.decompress(zipped.body).decode(), zipped.header("content-encoding")) == (HTML, "gzip")
    small = await sent(page(request("gzip, br"), html))
    assert (brotli.decompress(small.body).decode(), small.header("content-encoding")) == (HTML, "br")
    for answer in (plain, zipped, small):
        assert answer.header("content-type") == "text/html;charset=utf-8"
        assert answer.header("content-length") == str(len(answer.body))


@pytest.mark.parametrize(
    ("cache", "value", "vary"),
    [
        (Cache.PUBLIC, "public, max-age=60", "Cookie, Accept-Encoding"),
        (Cache.PRIVATE, "private, no-cache", None),
        (Cache.NO_STORE, "no-store", None),
    ],
)
async def test_a_page_says_who_may_keep_it(cache: Cache, value: str, vary: str | None) -> None:
    answer = await sent(page(request(), HTML, cache=cache))
    assert (answer.header("cache-control"), answer.header("vary")) == (value, vary)


async def test_a_page_is_kept_by_nobody_unless_it_says_so() -> None:
    assert (await sent(page(request(), HTML))).header("cache-control") == "no-store"


async def test_a_page_may_bring_its_policy_cookies_and_headers() -> None:
    cookie = set_cookie("draft", "abc", secure=True, seconds=60)
    reply = page(
        request(), HTML, status=503, policy="default-src 'none'", cookies=[cookie], headers={"retry-after": "60"}
    )
    answer = await sent(reply)
    assert answer.status == 503
    assert answer.header("content-security-policy") == "default-src 'none'"
    assert answer.header("retry-after") == "60"
    assert answer.header("set-cookie") == "draft=abc; HttpOnly; Max-Age=60; Path=/; SameSite=lax; Secure"


async def test_a_redirection_has_a_place_and_no_body() -> None:
    answer = await sent(see_other("/residents/q9?from=check#problem"))
    assert (answer.status, answer.body) == (303, b"")
    assert answer.header("location") == "/residents/q9?from=check#problem"


@pytest.mark.parametrize(
    "location", ["https://evil.test", "//evil.test", "/\\evil.test", "evil", "", "/a\r\nset-cookie: a=b", "/a\tb"]
)
def test_a_redirection_cannot_leave_the_service_or_split_the_headers(location: str) -> None:
    with pytest.raises(ValueError, match="path of ours"):
        see_other(location)


async def test_plain_text_is_plain() -> None:
    answer = await sent(plain_text("ready"))
    assert (answer.status, answer.body) == (200, b"ready")
    assert answer.header("content-type") == "text/plain; charset=utf-8"
    assert answer.header("cache-control") == "no-store"


async def test_a_download_is_a_file_with_our_name() -> None:
    answer = await sent(download("answers.csv", "text/csv; charset=utf-8", b"a,b\r\n"))
    assert answer.body == b"a,b\r\n"
    assert answer.header("content-type") == "text/csv; charset=utf-8"
    assert answer.header("content-disposition") == 'attachment; filename="answers.csv"'
    assert answer.header("cache-control") == "no-store"


async def test_a_download_goes_out_chunk_by_chunk() -> None:
    async def chunks() -> AsyncGenerator[bytes, None]:
        for number in range(3):
            yield b"%d\r\n" % number

    answer = await sent(download("answers.csv", "text/csv; charset=utf-8", chunks()))
    assert answer.body == b"0\r\n1\r\n2\r\n"
    assert answer.header("content-length") is None
    assert answer.header("content-type") == "text/csv; charset=utf-8"


def disposition(name: str) -> str:
    return str(download(name, "text/csv", b"").headers["content-disposition"])


def test_a_name_beyond_ascii_is_given_in_both_ways() -> None:
    assert disposition("Ymateb \u2013 t\u0177.csv") == (
        "attachment; filename=\"Ymateb - t-.csv\"; filename*=UTF-8''Ymateb%20%E2%80%93%20t%C5%B7.csv"
    )


@given(st.text(min_size=1, max_size=40).filter(lambda name: name.isprintable() and bool(name.strip(". "))))
def test_any_name_that_can_be_printed_makes_one_parameter(name: str) -> None:
    header = Message()
    header["content-disposition"] = disposition(name).partition("; filename*")[0]
    assert header.get_content_disposition() == "attachment"
    assert set(header.get_filename() or "").isdisjoint('/\\":')


@pytest.mark.parametrize("name", ["", "..", "a\r\nb", " . "])
def test_a_name_that_cannot_be_printed_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        disposition(name)


def test_what_lies_beside_a_page_is_named_from_there() -> None:
    def led(location: str, beside: str) -> str:
        return dict(see_other(location, beside=beside).fields)[b"location"].decode()

    assert led("/residents/en/age#problem", "/residents/en/who") == "age#problem"
    assert led("/residents/pl/age", "/residents/en/who") == "/residents/pl/age"
    assert led("/residents", "/residents/en/who") == "/residents"
    assert led("/residents/en/age", "") == "/residents/en/age"
