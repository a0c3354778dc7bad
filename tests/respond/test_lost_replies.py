"""Sent, and the reply lost on its way: pressing again gets the same reply, the receipt code with it."""

from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.rows import responses
from tests.respond.walker import OWN, SEND, SHARED, Walk


def sent_unseen(house: House, start: str, **ticks: str) -> tuple[Client, Page]:
    """A browser whose answers were sent and that never saw the reply, and its page."""
    client = house.client()
    page = Walk(client, 3).reach("feedback", "check", start)
    cookies = dict(client.cookies)
    client.press(page, SEND, ticks)
    client.cookies = cookies
    return client, page


def code_of(page: Page) -> str:
    return next((each.words() for each in page.document.every("bdi") if len(each.words()) == 19), "")


def test_who_asked_for_a_code_gets_it_with_the_second_reply(house: House) -> None:
    for start in (OWN, SHARED):
        client, page = sent_unseen(house, start, receipt="1")
        thanks = client.press(page, SEND, {"receipt": "1"})
        assert thanks.path == "/feedback/en/thanks"
        assert code_of(thanks)
        assert code_of(client.press(page, SEND, {"receipt": "1"})) == code_of(thanks)
    assert len(responses(house.database)) == 2


def test_who_did_not_ask_keeps_nothing_that_leads_to_the_response(house: House) -> None:
    client, page = sent_unseen(house, OWN)
    before = client.cookies["feedback"].value
    thanks = client.press(page, SEND)
    assert thanks.path == "/feedback/en/thanks"
    assert code_of(thanks) == ""
    assert client.cookies["feedback"].value.partition(".")[0] != before
    assert len(responses(house.database)) == 1


def test_pressing_again_takes_no_code_away(house: House) -> None:
    client = house.client()
    page = Walk(client, 3).reach("feedback", "check", OWN)
    code = code_of(client.press(page, SEND, {"receipt": "1"}))
    assert code
    assert code_of(client.press(page, SEND)) == code
