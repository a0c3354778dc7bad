"""The closing instant: who has begun may send for fifteen minutes more, nobody may begin."""

from collections.abc import Callable

import pytest

from tests.respond.client import Client, Page
from tests.respond.conftest import MORNING, House
from tests.respond.rows import change, drafts, responses
from tests.respond.walker import OWN, SEND, SENT, SHARED, Walk
from tests.respond.wires import Connection
from tests.serving import Served

ONLINE = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")
CLOSING = 60
"""Minutes from the beginning of a test to the closing of the residents' survey."""


@pytest.fixture
def closing_house(house: House) -> House:
    """The application, where the residents' survey closes in an hour."""
    house.changed(_closing_at(int(MORNING) + CLOSING * 60))
    return house


def _closing_at(instant: int) -> Callable[[str], None]:
    statement = "UPDATE wave SET closes_at = ? WHERE survey_id = (SELECT id FROM survey WHERE slug = 'residents')"
    return lambda address: change(address, statement, instant)


def checking(house: House, start: str = OWN) -> tuple[Client, Page]:
    """A browser at check answers of the residents' survey, and its page."""
    client = house.client()
    return client, Walk(client, 3, words=ONLINE).reach("residents", "check", start)


def test_the_start_page_says_until_when_it_is_open_and_then_that_it_has_closed(closing_house: House) -> None:
    client = closing_house.client()
    assert "Open until 3 June 2027 at 11:00" in client.open("/residents").words
    closing_house.clock.pass_minutes(CLOSING)
    page = client.open("/residents")
    assert page.heading == "This survey has closed"
    assert "Getting online in Lancashire" not in client.open("/").words


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_nobody_begins_after_closing(closing_house: House, start: str) -> None:
    client = closing_house.client()
    page = client.open("/residents")
    closing_house.clock.pass_minutes(CLOSING)
    page = client.press(page, start)
    assert (page.status, page.heading) == (409, "This survey has closed")
    assert drafts(closing_house.database) == []


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_who_began_before_closing_may_answer_and_send_within_fifteen_minutes_after(
    closing_house: House, start: str
) -> None:
    closing_house.clock.pass_minutes(CLOSING - 20)
    client = closing_house.client()
    walk = Walk(client, 3, words=ONLINE)
    page = walk.reach("residents", "devices", start)
    closing_house.clock.pass_minutes(29)
    page = walk.onwards(client.press(page, "Continue", {"R05": ("tablet",)}), "check")
    closing_house.clock.pass_minutes(5.9)
    assert client.press(page, SEND).heading == SENT
    assert len(responses(closing_house.database)) == 1


def test_carrying_on_is_offered_while_sending_is_possible(closing_house: House) -> None:
    client, _ = checking(closing_house)
    closing_house.clock.pass_minutes(CLOSING + 14)
    page = client.follow(client.open("/residents"), "Carry on")
    assert client.press(page, SEND).heading == SENT


def test_nothing_is_taken_after_the_fifteen_minutes(closing_house: House) -> None:
    client, page = checking(closing_house)
    section = client.open("/residents/en/devices")
    closing_house.clock.pass_minutes(CLOSING + 15)
    for late in (client.press(page, SEND), client.press(section, "Continue", {"R05": ("tablet",)})):
        assert (late.status, late.heading) == (409, "This survey has closed")
        assert "phone 01632 960180" in late.words
    assert responses(closing_house.database) == {}


def test_what_was_sent_before_closing_gets_the_same_reply_after(closing_house: House) -> None:
    client, page = checking(closing_house)
    cookie = dict(client.cookies)
    client.press(page, SEND)
    client.cookies = cookie
    closing_house.clock.pass_minutes(CLOSING + 14)
    assert client.press(page, SEND).heading == SENT
    assert len(responses(closing_house.database)) == 1


def test_the_command_closes_a_survey(freshly_served: Served) -> None:
    assert "round 1 closes" in freshly_served.command("close", "pulse")
    freshly_served.stop()
    freshly_served.start()
    client = Client(Connection(freshly_served.port))
    page = client.open("/pulse")
    assert page.heading == "This survey has closed"
    assert client.open("/residents").status == 200


def test_a_survey_that_is_always_open_names_no_day_on_which_only_its_quarter_ends(house: House) -> None:
    client = house.client()
    assert "Open until" not in client.open("/feedback").words
    assert "Open until" not in client.open("/").words


def test_a_survey_that_is_always_open_names_the_day_on_which_somebody_ends_it(house: House) -> None:
    def ended(address: str) -> None:
        change(
            address,
            "UPDATE wave SET closes_at = ? WHERE survey_id = (SELECT id FROM survey WHERE slug = 'feedback')",
            int(house.clock.now) + 3600,
        )

    house.changed(ended)
    assert "Open until 3 June 2027 at 11:00" in house.client().open("/feedback").words
