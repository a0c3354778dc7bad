"""The thank-you page: its parts in the contract's order, and what happened with earlier answers."""

import pytest

from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.walker import OWN, SEND, SHARED, Walk

HAPPENED = "What happened with earlier answers"


def thanked(house: House, slug: str, start: str = OWN) -> tuple[Client, Page]:
    """A browser that sent and asked for a receipt code, and its thank-you page."""
    client = house.client()
    check = Walk(client, 3, never=["Under 16"]).reach(slug, "check", start)
    return client, client.press(check, SEND, {"receipt": "1"})


def order(page: Page, *words: str) -> list[int]:
    """Where these words stand in the page's main part."""
    return [page.words.index(each) for each in words]


def test_its_parts_stand_in_the_order_of_the_contract(house: House) -> None:
    _, page = thanked(house, "residents")
    parts = (
        "Your answers have been sent.",
        "What happens next",
        HAPPENED,
        "Help near you",
        "Your receipt code",
        "Leave your contact details",
        "Tell us about this survey",
    )
    assert order(page, *parts) == sorted(order(page, *parts))


def test_on_a_shared_computer_clearing_comes_first_and_then_another_person(house: House) -> None:
    client, page = thanked(house, "residents", SHARED)
    parts = ("Clear this computer", "Start for another person", "Your answers have been sent.", "Your receipt code")
    assert order(page, *parts) == sorted(order(page, *parts))
    assert page.document.first("button") is not None
    assert page.words.startswith("Clear this computer")
    house.clock.pass_minutes(9.9)
    assert "Your receipt code" in client.open("/residents/en/thanks").words
    house.clock.pass_minutes(0.2)
    assert "Your receipt code" not in client.open("/residents/en/thanks").words


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_what_happened_is_told_with_the_way_back(house: House, start: str) -> None:
    client, page = thanked(house, "residents", start)
    told = client.follow(page, HAPPENED)
    assert (told.status, told.heading) == (200, HAPPENED)
    assert "621 people told us what they need" in told.words
    assert "What happens next" in told.words
    assert told.wire.header("cache-control") == ("private, no-cache" if start == OWN else "no-store")
    assert client.follow(told, "See the thank-you page").path.endswith("/thanks")


def test_the_start_page_leads_there_where_there_is_something_to_tell(house: House) -> None:
    client = house.client()
    told = client.follow(client.open("/residents"), HAPPENED)
    assert client.follow(told, "Go back to the start").path == "/residents"
    assert HAPPENED not in client.open("/pulse").words
    assert "There is nothing to tell yet." in client.open("/pulse/en/news").words
    assert client.open("/nothing/en/news").status == 404
