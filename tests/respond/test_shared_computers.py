"""Shared computers: nothing is kept by the browser, and an idle page clears itself."""

import re
from urllib.parse import urljoin

from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.documents import by_id
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SEND, SENT, SHARED, Walk

ONLINE = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")


def reached(house: House, section: str, start: str = SHARED) -> tuple[Client, Page]:
    """A browser at a section of the residents' survey, and its page."""
    client = house.client()
    return client, Walk(client, 3, words=ONLINE).reach("residents", section, start)


def clearing(page: Page) -> tuple[int, str]:
    """After how many seconds a page leads where, by its Refresh header."""
    seconds, _, address = page.wire.header("refresh").partition(";")
    return int(seconds), address.strip().removeprefix("url=")


def test_the_cookie_lasts_until_the_browser_is_closed_and_holds_nothing_of_the_person(house: House) -> None:
    client, _ = reached(house, "who")
    cookie = client.cookies["residents"]
    assert cookie.ends is None
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.attributes)
    client.end_session()
    assert client.open("/residents/en/who").path == "/residents"


def test_ones_own_device_keeps_its_cookie_until_the_draft_expires(house: House) -> None:
    client, _ = reached(house, "who", OWN)
    ends = client.cookies["residents"].ends
    (draft,) = drafts(house.database)
    assert ends is not None
    assert ends == draft["expires_hour"]
    assert 28 * 24 * 3600 <= ends - house.clock() < 28 * 24 * 3600 + 3600


def test_no_page_may_be_kept_by_a_shared_browser_nor_completed_from_its_memory(house: House) -> None:
    client = house.client()
    walk = Walk(client, 3, words=ONLINE)
    walk.whole("residents", SHARED)
    for page in walk.pages:
        assert page.wire.header("cache-control") == "no-store", page.path
        boxes = [*page.document.every("input", "textarea")]
        form = page.document.first("form")
        assert not boxes or (form is not None and form.attributes.get("autocomplete") == "off"), page.path


def test_ones_own_device_may_keep_a_page_for_back_and_asks_before_showing_it(house: House) -> None:
    _, page = reached(house, "devices", OWN)
    assert page.wire.header("cache-control") == "private, no-cache"
    assert page.wire.header("refresh") == ""


def test_each_page_says_that_the_computer_is_shared_and_when_it_clears(house: House) -> None:
    _, page = reached(house, "devices")
    assert "Shared computer. Press Stop and clear this computer before you leave." in page.html.replace(
        "<em>", ""
    ).replace("</em>", "")
    assert "If nobody presses a button, this page clears at 10:30." in page.words


def test_the_time_printed_is_the_time_at_which_it_clears(house: House) -> None:
    client, page = reached(house, "devices")
    for minutes in (0.0, 0.4, 7.3, 29.9):
        house.clock.pass_minutes(minutes)
        page = client.press(page, "I need more time")
        found = re.search(r"this page clears at (\d\d):(\d\d)\.", page.words)
        assert found is not None
        seconds, _ = clearing(page)
        in_london = (house.clock() + seconds - 1) % 86_400 + 3_600
        assert in_london == int(found[1]) * 3600 + int(found[2]) * 60
        assert 30 * 60 <= seconds - 1 <= 31 * 60


def test_i_need_more_time_stores_and_extends_as_often_as_wanted(house: House) -> None:
    client, page = reached(house, "one-thing")
    for words in ("A", "A bus", "A bus home"):
        house.clock.pass_minutes(29)
        page = client.press(page, "I need more time", {"R21": words})
        assert page.path == "/residents/en/one-thing"
        assert page.form.values()["R21"] == (words,)
        assert drafts(house.database)[0]["content"]["f"]["R21"] == [words]


def test_opening_a_page_is_no_press(house: House) -> None:
    client, page = reached(house, "devices")
    house.clock.pass_minutes(20)
    client.open("/residents/en/devices")
    house.clock.pass_minutes(12)
    assert client.open("/residents/en/devices").path == "/residents"
    assert page.path == "/residents/en/devices"


def test_the_notice_of_clearing_is_last_in_the_form_and_read_out_when_it_appears(house: House) -> None:
    _, page = reached(house, "devices")
    form = page.document.first("form")
    assert form is not None
    status = next(each for each in form.every("div") if each.attributes.get("role") == "status")
    assert "This page clears at 10:30. I need more time" in status.words()
    assert [each.words() for each in form.every("button")][-1] == "I need more time"


def test_an_idle_page_leads_to_one_that_shows_nothing_and_ends_the_draft_s_cookie(house: House) -> None:
    client, page = reached(house, "devices")
    seconds, address = clearing(page)
    house.clock.now += seconds
    clear = client.open(urljoin(page.target, address))
    assert clear.heading == "This computer is clear"
    assert clear.wire.header("clear-site-data") == '"cache", "storage"'
    assert client.open("/residents/en/devices").path == "/residents"


def test_stopping_offers_to_send_to_delete_or_to_go_back(house: House) -> None:
    client, page = reached(house, "devices")
    page = client.press(page, "Stop and clear this computer", {"R05": ("tablet",)})
    assert page.heading == "What do you want to do?"
    assert page.link("Go back to the questions")
    assert page.link("Send what I have answered so far")
    assert clearing(page)[0] > 0
    page = client.press(page, "Delete my answers and clear this computer")
    assert page.heading == "This computer is clear"
    assert page.wire.header("clear-site-data") == '"cache", "storage"'
    assert drafts(house.database) == []
    assert client.cookies == {}


def test_a_start_page_ends_the_cookie_of_whoever_was_here_before(house: House) -> None:
    client, _ = reached(house, "devices")
    page = client.open("/residents")
    assert client.cookies == {}
    assert SHARED in [button.words for button in page.form.buttons]
    assert client.open("/residents/en/devices").path == "/residents"


def test_after_sending_the_computer_is_cleared_and_the_next_person_starts(house: House) -> None:
    client, page = reached(house, "check")
    page = client.press(page, SEND, {"receipt": "1"})
    assert page.heading == SENT
    assert page.form.buttons[0].words == "Clear this computer"
    cleared = client.press(page, "Clear this computer")
    assert cleared.heading == "This computer is clear"
    assert client.cookies == {}
    assert client.open("/residents/en/thanks").path == "/residents"
    again = client.follow(page, "Start for another person")
    assert again.path == "/residents"
    assert client.press(again, SHARED).path == "/residents/en/who"
    assert len(responses(house.database)) == 1


def test_the_receipt_code_is_shown_for_ten_minutes_at_most(house: House) -> None:
    client, page = reached(house, "check")
    page = client.press(page, SEND, {"receipt": "1"})
    assert "Your receipt code" in page.words
    house.clock.pass_minutes(10)
    assert client.open("/residents/en/thanks").path == "/residents"


def test_the_page_of_a_shared_computer_has_the_same_ids_and_main_part_as_any_other(house: House) -> None:
    _, shared = reached(house, "devices")
    _, own = reached(house, "devices", OWN)
    for page in (shared, own):
        assert by_id(page.document, "main") is not None
    assert [each.name for each in shared.form.fields] == [each.name for each in own.form.fields]
