"""Posts from other websites: refused, while old engines that say nothing can still answer a survey."""

import pytest

from survey_app.web.same_origin import same_origin
from tests.web.asgi import answered, hello, scope_of

ORIGIN = "https://surveys.example.gov.uk"


async def status(path: str, *headers: tuple[str, str], method: str = "POST") -> int:
    return (await answered(same_origin(hello, ORIGIN), scope_of(method, path, headers))).status


@pytest.mark.parametrize("path", ["/", "/team"])
@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_a_form_of_our_own_page_is_taken(path: str, site: str) -> None:
    assert await status(path, ("sec-fetch-site", site)) == 200


@pytest.mark.parametrize("path", ["/", "/team"])
@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "Same-Origin", "anything"])
async def test_a_form_of_another_site_is_refused_even_with_our_origin(path: str, site: str) -> None:
    assert await status(path, ("sec-fetch-site", site), ("origin", ORIGIN)) == 403


@pytest.mark.parametrize("path", ["/", "/team"])
async def test_without_sec_fetch_site_the_origin_decides(path: str) -> None:
    assert await status(path, ("origin", ORIGIN)) == 200
    for origin in (
        "null",
        "http://surveys.example.gov.uk",
        f"{ORIGIN}.evil.test",
        f"{ORIGIN}:8443",
        "",
        ORIGIN.upper(),
    ):
        assert await status(path, ("origin", origin)) == 403


async def test_an_engine_that_says_neither_is_taken_for_residents_and_refused_for_the_team() -> None:
    assert await status("/residents/q9") == 200
    for path in ("/team", "/team/sign-out", "//team/sign-out"):
        assert await status(path) == 403


async def test_a_header_sent_twice_must_be_right_both_times() -> None:
    assert await status("/", ("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")) == 403
    assert await status("/", ("origin", ORIGIN), ("origin", "https://evil.test")) == 403


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_link_from_anywhere_opens_a_page(method: str) -> None:
    assert await status("/team", ("sec-fetch-site", "cross-site"), method=method) == 200


async def test_the_refusal_says_what_to_do() -> None:
    answer = await answered(same_origin(hello, ORIGIN), scope_of("POST", "/team"))
    assert answer.header("content-type") == "text/html;charset=utf-8"
    assert b"nothing was stored. Open the page on this website" in answer.body
