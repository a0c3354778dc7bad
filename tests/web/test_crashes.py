"""Crashes: a page for the person, the place for us, and never a word of anybody's answers."""

import logging

import pytest
from litestar.types import HTTPScope, Receive, Send

from survey_app.web.crashes import ReplyBrokenOff, contained, crash_lines
from tests.web.asgi import answered, ask, hello

CANARY = "what-somebody-typed"


async def crash(scope: HTTPScope, receive: Receive, send: Send) -> None:
    try:
        raise LookupError(CANARY)
    except LookupError as error:
        raise ExceptionGroup(CANARY, [ValueError(CANARY), KeyError(CANARY)]) from error


async def break_off(scope: HTTPScope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise LookupError(CANARY)


async def test_a_crash_is_a_plain_page() -> None:
    answer = await answered(contained(crash))
    assert answer.status == 500
    assert b"Sorry, something went wrong" in answer.body
    assert CANARY.encode() not in answer.body


async def test_the_log_says_where_and_what_kind_and_never_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    await answered(contained(crash))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    text = record.getMessage()
    for kind in ("ExceptionGroup", "ValueError", "KeyError", "LookupError"):
        assert f"builtins.{kind}" in text
    assert "test_crashes.py" in text
    assert " in crash" in text
    assert CANARY not in caplog.text


def test_an_ordinary_traceback_would_repeat_it(caplog: pytest.LogCaptureFixture) -> None:
    """The negative control."""
    try:
        raise LookupError(CANARY)
    except LookupError:
        logging.getLogger(__name__).exception("an error")
    assert CANARY in caplog.text


async def test_a_reply_that_breaks_off_is_not_made_to_look_whole() -> None:
    with pytest.raises(ReplyBrokenOff) as broken:
        await ask(contained(break_off))
    assert broken.value.__cause__ is None
    assert broken.value.__context__ is None


async def test_what_goes_well_is_left_alone() -> None:
    assert (await answered(contained(hello))).status == 200


def test_errors_that_point_at_each_other_are_each_named_once() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert list(crash_lines(first)) == ["builtins.ValueError", "builtins.KeyError"]
