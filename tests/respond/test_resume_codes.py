"""Codes to carry on by: any device, no e-mail address, slowed when somebody guesses, gone with the answers."""

import pytest

from survey_app.respond.tokens import check_digit
from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.documents import forms
from tests.respond.rows import drafts, responses
from tests.respond.rows import select as rows
from tests.respond.walker import OWN, SEND, SHARED, Walk

ONLINE = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")
STOP = "Stop and come back later"
STOP_SHARED = "Stop and clear this computer"
GET = "Get a code to carry on later"
CLEAR = "I have the code. Clear this computer"
ASKED = "/residents/en/carry-on"
UNKNOWN = "We do not know this code, or its time is over. Check the numbers."
WRONG = "One of the numbers is wrong. Check them."
HERE = "Carry on, on my own phone or computer"
LIBRARY = "Carry on, on a shared computer, such as in a library"


def press(client: Client, page: Page, words: str) -> Page:
    """Press a button of a page with several forms."""
    form = next(each for each in forms(page.document) if words in [button.words for button in each.buttons])
    return client.press(page, words, form=form)


def code_on(page: Page) -> str:
    return next(each.words() for each in page.document.every("bdi") if len(each.words()) == 14)


def with_code(house: House, start: str = OWN) -> tuple[Client, str]:
    """A browser that stopped at the devices of the residents' survey, two sections typed, and its code."""
    client = house.client()
    page = Walk(client, 3, words=ONLINE).reach("residents", "devices", start)
    page = client.press(page, STOP if start == OWN else STOP_SHARED, {"R05": "smartphone"})
    if start == SHARED:
        page = press(client, page, GET)
    return client, code_on(page)


def typed(house: House, code: str, slug: str = "residents") -> tuple[Client, Page]:
    """Another browser, the code typed in it."""
    client = house.client()
    page = client.follow(client.open(f"/{slug}"), "I have a code and want to carry on")
    return client, client.press(page, "Carry on", {"code": code})


@pytest.mark.parametrize("start", [OWN, SHARED])
def test_what_was_typed_is_carried_on_with_on_another_device(house: House, start: str) -> None:
    _, code = with_code(house, start)
    client, page = typed(house, code)
    assert (page.path, page.heading) == (ASKED, "We found your answers")
    page = client.press(page, HERE)
    assert page.path == "/residents/en/devices"
    assert page.notices[0].startswith("You have done ")
    assert page.notices[0].endswith(" Next is question 5.")
    assert page.form.values()["R05"] == ("smartphone",)
    assert "Shared computer" not in page.wire.body.decode()


def test_a_code_is_twelve_numbers_in_fours_and_says_its_kind(house: House) -> None:
    _, code = with_code(house)
    assert code[0] == "4"
    assert [len(group) for group in code.split()] == [4, 4, 4]


def test_the_same_code_is_shown_again(house: House) -> None:
    client, code = with_code(house)
    assert code_on(client.open("/residents/en/stop")) == code


def test_only_who_asks_has_a_code_on_a_shared_computer(house: House) -> None:
    client = house.client()
    page = Walk(client, 3, words=ONLINE).reach("residents", "devices", SHARED)
    page = client.press(page, STOP_SHARED, {})
    assert rows(house.database, "SELECT count(*) AS n FROM resume_code") == [{"n": 0}]
    assert code_on(press(client, page, GET))


def test_clearing_a_shared_computer_keeps_what_has_a_code(house: House) -> None:
    client, code = with_code(house, SHARED)
    page = press(client, client.open("/residents/en/stop"), CLEAR)
    assert page.heading == "This computer is clear"
    assert "Your answers are kept." in page.words
    assert client.cookies == {}
    assert typed(house, code)[1].path == ASKED


def test_a_draft_without_a_code_is_deleted_whatever_is_sent(house: House) -> None:
    client = house.client()
    page = Walk(client, 3, words=ONLINE).reach("residents", "devices", SHARED)
    page = client.press(page, STOP_SHARED, {})
    client.post("/residents/en/clear", {**page.form.values(), "keep": ("1",)})
    assert drafts(house.database) == []


def test_a_code_on_a_shared_computer_is_good_for_weeks(house: House) -> None:
    client, code = with_code(house, SHARED)
    client.press(client.open("/residents/en/devices"), "Continue", {"R05": "smartphone"})
    house.clock.pass_minutes(60 * 24 * 27)
    assert typed(house, code)[1].path == ASKED
    house.clock.pass_minutes(60 * 24 * 2)
    assert typed(house, code)[1].problems == [("code", UNKNOWN)]


def test_on_a_shared_computer_it_goes_on_as_one(house: House) -> None:
    _, code = with_code(house)
    client, page = typed(house, code)
    page = client.press(page, LIBRARY)
    assert "Shared computer." in page.wire.body.decode()
    assert page.wire.header("cache-control") == "no-store"
    assert all(cookie.ends is None for cookie in client.cookies.values())


def test_until_they_say_that_it_is_their_own_a_computer_counts_as_shared(house: House) -> None:
    _, code = with_code(house)
    client, page = typed(house, code)
    assert page.wire.header("cache-control") == "no-store"
    assert all(cookie.ends is None for cookie in client.cookies.values())


@pytest.mark.parametrize("typed_as", ["{}", " {} ", "{}-", "٤{}"])
def test_spaces_dashes_and_digits_of_any_script_are_read(house: House, typed_as: str) -> None:
    _, code = with_code(house)
    rest = code.replace(" ", "")[1:] if typed_as[0] == "٤" else code
    assert typed(house, typed_as.format(rest).rstrip("-"))[1].path == ASKED


def test_a_slip_is_told_from_a_code_that_nobody_has_and_is_no_try(house: House) -> None:
    _, code = with_code(house)
    slip = code[:-1] + str((int(code[-1]) + 1) % 10)
    for _ in range(30):
        client, page = typed(house, slip)
        assert (page.status, page.problems) == (422, [("code", WRONG)])
    assert client.press(page, "Carry on", {"code": code}).path == ASKED


def test_what_was_typed_stays_in_the_box(house: House) -> None:
    _, page = typed(house, "1234")
    assert page.form.values()["code"] == ("1234",)
    assert page.title.startswith("Error: ")


def test_after_ten_wrong_codes_one_may_be_tried_every_20_seconds(house: House) -> None:
    _, code = with_code(house)
    for number in range(12):
        assert typed(house, wrong(number))[1].problems == [("code", UNKNOWN)]
    assert house.inside.waits.all == [20.0, 20.0]
    assert typed(house, code)[1].path == ASKED
    assert house.inside.waits.all == [20.0] * 3


def test_who_comes_when_many_codes_of_an_address_wait_is_told_what_to_do_and_keeps_what_was_typed(house: House) -> None:
    house.inside.waits.stands = True
    for number in range(12):
        typed(house, wrong(number))
    _, page = typed(house, wrong(12))
    assert (page.status, page.form.values()["code"]) == (429, (wrong(12),))
    assert page.problems[0][1].endswith("Wait a minute, then press the button again.")
    assert house.inside.waits.all == [20.0, 40.0]


def test_a_right_code_is_no_try(house: House) -> None:
    _, code = with_code(house)
    for _ in range(15):
        assert typed(house, code)[1].path == ASKED
    assert house.inside.waits.all == []


def test_a_receipt_code_is_told_from_a_code_to_carry_on_by(house: House) -> None:
    digits = f"7{5:013d}"
    _, page = typed(house, digits + check_digit(digits))
    assert page.problems[0][1].startswith("This is a receipt code")
    assert page.link("I have a receipt code and want to take my answers back")


def test_a_code_typed_at_another_survey_leads_to_its_own(house: House) -> None:
    _, code = with_code(house)
    assert typed(house, code, slug="feedback")[1].path == ASKED


def test_a_code_dies_with_its_answers(house: House) -> None:
    client, code = with_code(house)
    press(client, client.open("/residents/en/stop"), "Delete my answers")
    assert rows(house.database, "SELECT count(*) AS n FROM resume_code") == [{"n": 0}]
    assert typed(house, code)[1].problems == [("code", UNKNOWN)]


def test_a_code_dies_when_the_answers_are_sent(house: House) -> None:
    client, code = with_code(house)
    page = client.follow(client.open("/residents/en/stop"), "Send what I have answered so far")
    client.press(page, SEND)
    assert len(responses(house.database)) == 1
    assert rows(house.database, "SELECT count(*) AS n FROM resume_code") == [{"n": 0}]
    assert typed(house, code)[1].problems == [("code", UNKNOWN)]


def test_neither_a_code_nor_a_token_stands_in_the_database(house: House) -> None:
    client, code = with_code(house)
    stored = str(rows(house.database, "SELECT * FROM resume_code")) + str(rows(house.database, "SELECT * FROM draft"))
    assert code not in stored
    assert code.replace(" ", "") not in stored
    assert client.cookies["residents"].value not in stored


def wrong(number: int) -> str:
    digits = f"4{number:010d}"
    return digits + check_digit(digits)
