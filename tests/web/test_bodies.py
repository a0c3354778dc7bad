"""Bodies: read whole before anybody waits for them, or not at all."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.types import Receive
from litestar.types.asgi_types import HTTPRequestEvent, ReceiveMessage

from survey_app.web.bodies import POURED_AWAY, BodyBroken, BodyTooLarge, BodyTooSlow, read_body, replaying
from survey_app.web.forms import BODY_BYTES
from tests.web.asgi import receiving, scope_of

LONG = 30.0


async def read(*parts: bytes, length: str | None = None, seconds: float = LONG) -> bytes:
    left = asyncio.Event()
    left.set()
    headers = {} if length is None else {"content-length": length}
    return await read_body(scope_of("POST", headers=headers), receiving(parts, left), seconds)


def stalling(first: bytes) -> Receive:
    """A client that sends a part and then nothing, for as long as anybody waits."""
    waiting = [first]

    async def receive() -> ReceiveMessage:
        if not waiting:
            await asyncio.Event().wait()
        message: HTTPRequestEvent = {"type": "http.request", "body": waiting.pop(), "more_body": True}
        return message

    return receive


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=10))
def test_the_parts_of_a_body_are_put_together(parts: list[bytes]) -> None:
    whole = b"".join(parts)
    assert asyncio.run(read(*parts)) == whole
    assert asyncio.run(read(*parts, length=str(len(whole)))) == whole


async def test_a_body_at_its_limit_is_read_and_one_byte_more_is_not() -> None:
    assert len(await read(b"x" * BODY_BYTES)) == BODY_BYTES
    with pytest.raises(BodyTooLarge):
        await read(b"x" * BODY_BYTES, b"x")
    with pytest.raises(BodyTooLarge):
        await read(b"x" * (BODY_BYTES + 1), length=str(BODY_BYTES + 1))


async def test_a_body_that_says_it_is_huge_is_not_waited_for() -> None:
    with pytest.raises(BodyTooLarge):
        await asyncio.wait_for(
            read_body(scope_of("POST", headers={"content-length": "10000000000"}), stalling(b""), LONG), LONG / 10
        )


async def test_a_body_without_end_is_given_up() -> None:
    async def endless() -> ReceiveMessage:
        message: HTTPRequestEvent = {"type": "http.request", "body": b"x" * POURED_AWAY, "more_body": True}
        return message

    with pytest.raises(BodyTooLarge):
        await read_body(scope_of("POST"), endless, LONG)


async def test_a_body_that_stalls_is_given_up_in_time() -> None:
    with pytest.raises(BodyTooSlow):
        await read_body(scope_of("POST"), stalling(b"a=1"), 0.05)


async def test_without_the_limit_it_would_be_waited_for() -> None:
    """The negative control: the same client, and nobody gives up."""
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(read_body(scope_of("POST"), stalling(b"a=1"), LONG), 0.05)


@pytest.mark.parametrize("length", ["-1", "1e3", "x", "", "9" * 19, "+3", " 3", "\u00b2"])
async def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    with pytest.raises(BodyBroken):
        await read(b"a=1", length=length)


@pytest.mark.parametrize(
    "headers",
    [
        [("content-length", "3"), ("content-length", "3")],
        [("content-length", "3"), ("transfer-encoding", "chunked")],
    ],
)
async def test_two_ways_of_saying_the_length_are_refused(headers: list[tuple[str, str]]) -> None:
    with pytest.raises(BodyBroken):
        await read_body(scope_of("POST", headers=headers), receiving([b"a=1"], asyncio.Event()), LONG)


async def test_a_client_that_leaves_before_its_body_is_whole_is_told_apart_from_one_that_sent_nothing() -> None:
    with pytest.raises(BodyBroken):
        await read(length="3")
    assert await read(b"") == b""
    assert await read(length="0") == b""


async def test_the_body_is_given_once_and_then_what_the_server_gives() -> None:
    left = asyncio.Event()
    left.set()
    receive = replaying(b"a=1", receiving([], left))
    assert await receive() == {"type": "http.request", "body": b"a=1", "more_body": False}
    assert await receive() == {"type": "http.disconnect"}


async def test_after_a_head_the_client_counts_as_gone() -> None:
    receive = replaying(b"", stalling(b""), ended=True)
    assert (await receive())["type"] == "http.request"
    assert (await receive())["type"] == "http.disconnect"
