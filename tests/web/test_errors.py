"""Errors inside Litestar: plain pages with the right status and words."""

import pytest

from survey_app.web.refusals import REFUSALS, refusal, refusal_html
from survey_app.web.tongues import ENGLISH
from tests.web.asgi import Answer, answered, scope_of
from tests.web.edge_app import litestar_app

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def answer(method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
    found = await answered(litestar_app(), scope_of(method, path, headers or FORM), [body])
    assert found.header("content-type") == "text/html;charset=utf-8"
    assert found.header("cache-control") == "no-store"
    assert found.body.count(b"<h1>") == 1
    return found


@pytest.mark.parametrize("path", ["/nowhere", "/residents/not-a-number", "/residents/1/2", "/static/x"])
async def test_an_unknown_address_is_not_found(path: str) -> None:
    found = await answer("GET", path)
    assert found.status == 404
    assert b"Page not found" in found.body


@pytest.mark.parametrize(
    ("method", "path", "allow"), [("POST", "/residents/1", "GET, HEAD"), ("GET", "/crash", "POST")]
)
async def test_a_method_that_a_page_has_not_is_told_which_it_has(method: str, path: str, allow: str) -> None:
    found = await answer(method, path)
    assert (found.status, found.header("allow")) == (405, allow)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"a=%ff", FORM, 400),
        (b"&" * 500, FORM, 413),
        (b"{}", {"content-type": "application/json"}, 415),
        (b"--x", {"content-type": "multipart/form-data; boundary=x"}, 415),
    ],
)
async def test_a_bad_form_is_refused_with_its_own_words(body: bytes, headers: dict[str, str], status: int) -> None:
    found = await answer("POST", "/", body, headers)
    assert found.status == status
    assert ENGLISH.say(refusal(status).title).encode() in found.body


@pytest.mark.parametrize("path", ["/full", "/broken-disk"])
async def test_what_could_not_be_stored_may_be_sent_again(path: str) -> None:
    found = await answer("POST", path)
    assert (found.status, found.header("retry-after")) == (503, "60")
    assert b"We could not save that just now" in found.body


async def test_an_error_that_nobody_expected_is_a_page_and_a_line_without_answers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    found = await answer("POST", "/crash", b"answer=what-somebody-typed")
    assert found.status == 500
    assert b"Sorry, something went wrong" in found.body
    assert "LookupError" in caplog.text
    assert "edge_app.py" in caplog.text
    assert "what-somebody-typed" not in caplog.text
    assert b"what-somebody-typed" not in found.body


@pytest.mark.parametrize("status", sorted(REFUSALS))
def test_every_refusal_says_what_happened_and_what_to_do(status: int) -> None:
    refused = refusal(status)
    html = refusal_html(refused)
    assert ENGLISH.say(refused.words).endswith(".")
    assert f"<title>{ENGLISH.say(refused.title)}</title>" in html
    assert len(html.encode()) < 1500


@pytest.mark.parametrize("status", [408, 413, 500, 503])
def test_what_happens_to_typed_text_is_told_for_ones_own_device_and_for_a_shared_computer(status: int) -> None:
    words = ENGLISH.say(refusal(status).words)
    assert "On your own phone or computer, this page should still hold what you typed." in words
    assert "On a shared computer you may have to type this page again." in words


@pytest.mark.parametrize(("method", "words"), [("GET", "We cannot show this page"), ("POST", "We could not save that")])
async def test_a_database_that_is_away_is_told_by_what_was_to_be_done(method: str, words: str) -> None:
    found = await answer(method, "/away")
    assert (found.status, found.header("retry-after")) == (503, "60")
    assert words in found.body.decode()


@pytest.mark.parametrize(("status", "like"), [(418, 400), (499, 400), (502, 500)])
def test_a_status_without_words_of_its_own_borrows_some(status: int, like: int) -> None:
    assert (refusal(status).status, refusal(status).title) == (status, refusal(like).title)
