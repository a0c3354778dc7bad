"""Drafts that are gone, replaced or never kept: what was typed survives, and the page says what happened."""

import pytest

from survey_app.respond.tokens import SHARED_MARK, draft_mark
from survey_app.respond.visit import marked_shared
from survey_app.settings import Keys
from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SEND, SENT, SHARED, Walk

ONLINE = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")
EXPIRED = "We had to delete your earlier answers"
STALE = "You started again on another page."
DAY = 24 * 60


def reached(house: House, section: str, start: str = OWN) -> tuple[Client, Page]:
    """A browser at a section of the residents' survey, and its page."""
    client = house.client()
    return client, Walk(client, 3, words=ONLINE).reach("residents", section, start)


@pytest.mark.parametrize(("start", "minutes"), [(OWN, 28 * DAY + 60), (SHARED, 31)])
def test_a_page_posted_after_the_draft_expired_starts_afresh_keeps_what_was_typed_and_says_so(
    house: House, start: str, minutes: float
) -> None:
    client, page = reached(house, "one-thing", start)
    house.clock.pass_minutes(minutes)
    page = client.press(page, "Continue", {"R21": "Buses that run on Sundays"})
    assert page.path == "/residents/en/who"
    assert page.notices[0].startswith(EXPIRED)
    assert "answer the first questions again" in page.notices[0]
    assert ("I need more time" in [button.words for button in page.form.buttons]) == (start == SHARED)
    walk = Walk(client, 4, words=ONLINE)
    page = walk.onwards(page, "one-thing")
    assert page.form.values()["R21"] == ("Buses that run on Sundays",)
    client.press(walk.onwards(client.press(page, "Continue"), "check"), SEND)
    (row,) = responses(house.database).values()
    assert row["answers"]["R21"] == "Buses that run on Sundays"


def test_pages_of_an_expired_draft_lead_to_the_start_page_which_does_not_offer_to_carry_on(house: House) -> None:
    client, _ = reached(house, "devices")
    house.clock.pass_minutes(29 * DAY)
    page = client.open("/residents/en/devices")
    assert page.path == "/residents"
    with pytest.raises(LookupError):
        page.link("Carry on")


def test_an_own_device_is_never_taken_for_a_shared_one_by_its_mark() -> None:
    keys = Keys(b"k" * 32)
    marks = [draft_mark(keys, token.to_bytes(16, "big")) for token in range(500)]
    assert any(mark.endswith(SHARED_MARK) for mark in marks)
    assert not any(marked_shared(mark) for mark in marks)
    assert all(marked_shared(mark + SHARED_MARK) for mark in marks)


def test_a_stale_tab_is_shown_its_page_again_with_what_was_typed_and_asked(house: House) -> None:
    client, old = reached(house, "devices")
    client.press(client.open("/residents"), "Start again")
    page = client.press(old, "Continue", {"R05": ("tablet", "smart_tv"), "R05-detail": "a reader"})
    assert page.status == 409
    assert page.notices[0].startswith(STALE)
    assert page.form.values()["R05"] == ("tablet", "smart_tv")
    assert page.form.values()["R05-detail"] == ("a reader",)
    assert "R05" not in drafts(house.database)[0]["content"].get("f", {})
    client.press(page, "Continue")
    assert drafts(house.database)[0]["content"]["f"]["R05"] == ["tablet", "smart_tv"]


def test_a_stale_check_page_sends_nothing_and_shows_the_answers_that_there_are_now(house: House) -> None:
    client, old = reached(house, "check")
    client.press(client.open("/residents"), "Start again")
    page = client.press(old, SEND)
    assert page.status == 409
    assert page.notices[0].startswith("You started again on another page")
    assert responses(house.database) == {}


def test_two_tabs_of_one_draft_lose_neither_page(house: House) -> None:
    client, first = reached(house, "devices")
    second = client.press(first, "Continue", {"R05": ("tablet",)})
    client.press(second, "Continue", {"R06": "sharing"})
    client.press(first, "Continue", {"R05": ("computer",)})
    fields = drafts(house.database)[0]["content"]["f"]
    assert (fields["R05"], fields["R06"]) == (["computer"], ["sharing"])


def test_what_is_posted_to_a_section_that_another_tab_closed_is_kept_and_not_sent(house: House) -> None:
    client, page = reached(house, "connection")
    other = client.open("/residents/en/using-the-internet")
    client.press(other, "Continue", {"R04": "never"})
    client.press(page, "Continue", {"R07": ("borrowed",)})
    assert drafts(house.database)[0]["content"]["f"]["R07"] == ["borrowed"]
    check = Walk(client, 5, words=ONLINE).onwards(client.open("/residents/en/check"), "check")
    assert "we will not send your answers to question 7" in check.notices[0]
    client.press(check, SEND)
    (row,) = responses(house.database).values()
    assert "R07" not in row["answers"]


def test_a_refused_cookie_is_explained_with_the_telephone_number(house: House) -> None:
    client = house.client(takes_cookies=False)
    page = client.press(client.open("/residents"), OWN)
    assert page.heading == "Your browser did not keep our cookie"
    assert "Phone 01632 960180" in page.words or "phone 01632 960180" in page.words
    assert client.follow(page, "Go back to the start").path == "/residents"


def test_a_cookie_that_was_tampered_with_counts_as_none(house: House) -> None:
    client, page = reached(house, "devices", SHARED)
    cookie = client.cookies["residents"]
    token, flags, deadline, signature = cookie.value.split(".")
    for value in (
        token,
        f"{token}.{flags}.7{deadline[1:]}.{signature}",
        f"{token}..{deadline}.{signature}",
        f"{token}.{flags}.{deadline}",
        f"{'B' if token.startswith('A') else 'A'}{token[1:]}.{flags}.{deadline}.{signature}",
        "£" * 10,
        ".",
        "",
    ):
        client.cookies["residents"] = type(cookie)(value, None, ())
        assert client.open("/residents/en/devices").path == "/residents", value
    assert page.path == "/residents/en/devices"


def test_two_surveys_under_way_in_one_browser_do_not_touch_each_other(house: House) -> None:
    client, _ = reached(house, "devices")
    assert Walk(client, 8).whole("pulse").heading == SENT
    assert client.open("/residents/en/devices").path == "/residents/en/devices"
