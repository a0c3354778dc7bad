"""The buttons of a section's page, and which pages may be visited."""

import pytest

from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SEND, SHARED, Walk

ONLINE = ("Me, about myself", "35 to 44", "Many times a day")


def reached(house: House, section: str, *words: str, start: str = OWN) -> tuple[Client, Page]:
    """A browser at a section of the residents' survey, and its page."""
    client = house.client()
    return client, Walk(client, 3, words=(*ONLINE, *words)).reach("residents", section, start)


def typed(house: House) -> dict[str, list[str]]:
    """What the only draft holds, as it was typed."""
    (draft,) = drafts(house.database)
    fields: dict[str, list[str]] = draft["content"].get("f", {})
    return fields


def test_the_buttons_stand_in_their_order_and_none_above_the_answers(house: House) -> None:
    _, page = reached(house, "devices")
    words = [button.words for button in page.form.buttons]
    assert words == ["Continue", "Skip this question", "Back", "Stop and come back later"]
    assert page.html.index("<button") > page.html.rindex('type="checkbox"')


def test_on_a_shared_computer_the_last_button_clears_it(house: House) -> None:
    _, page = reached(house, "devices", start=SHARED)
    words = [button.words for button in page.form.buttons]
    assert words == ["Continue", "Skip this question", "Back", "Stop and clear this computer", "I need more time"]


def test_a_needed_question_offers_no_skip(house: House) -> None:
    _, page = reached(house, "area")
    assert [button.words for button in page.form.buttons] == ["Continue", "Back", "Stop and come back later"]


def test_skip_unsets_a_radio_and_sends_nothing(house: House) -> None:
    client, page = reached(house, "larger-screen")
    page = client.press(page, "Continue", {"R06": "sharing"})
    page = client.press(page, "Back")
    assert page.form.values()["R06"] == ("sharing",)
    client.press(page, "Skip this question")
    page = client.open("/residents/en/larger-screen")
    assert "R06" not in page.form.values()
    client.press(Walk(client, 3).onwards(client.open("/residents/en/check"), "check"), SEND)
    (row,) = responses(house.database).values()
    assert row["answers"]["R06"] is None


def test_skip_keeps_text_in_the_draft_and_sends_none_of_it(house: House) -> None:
    client, page = reached(house, "one-thing")
    page = client.press(page, "Skip this question", {"R21": "Libraries that open late"})
    assert page.path == "/residents/en/about-you"
    assert typed(house)["R21"] == ["Libraries that open late"]
    assert client.open("/residents/en/one-thing").form.values()["R21"] == ("Libraries that open late",)
    page = client.press(client.open("/residents/en/about-you"), "Skip to the end")
    client.press(page, SEND)
    (row,) = responses(house.database).values()
    assert row["answers"]["R21"] is None


@pytest.mark.parametrize(("words", "path"), [("Back", "/connection"), ("Stop and come back later", "/stop")])
def test_back_and_stop_store_what_was_typed_and_ask_nothing_of_it(house: House, words: str, path: str) -> None:
    client, page = reached(house, "home-internet")
    page = client.press(client.open("/residents/en/devices"), words, {"R05": ("tablet", "none")})
    assert page.path.endswith({"Back": "/using-the-internet"}.get(words, path))
    assert not page.html.count("There is a problem")
    assert typed(house)["R05"] == ["tablet", "none"]


def test_back_from_the_first_question_leads_to_the_start_page_which_offers_to_carry_on(house: House) -> None:
    client, page = reached(house, "who")
    page = client.press(page, "Back", {"R01": "helped"})
    assert page.path == "/residents"
    page = client.follow(page, "Carry on")
    assert page.path == "/residents/en/who"
    assert page.form.values()["R01"] == ("helped",)


def test_visiting_a_page_beyond_the_first_never_posted_leads_to_that_one(house: House) -> None:
    client, _ = reached(house, "using-the-internet")
    for beyond in ("devices", "worries", "sex", "check"):
        assert client.open(f"/residents/en/{beyond}").path == "/residents/en/using-the-internet"
    assert client.open("/residents/en/area").path == "/residents/en/area"


def test_visiting_a_page_off_the_way_leads_to_where_the_person_is(house: House) -> None:
    client, _ = reached(house, "devices")
    assert client.open("/residents/en/answering-for-someone").path == "/residents/en/devices"


def test_without_a_start_every_page_leads_to_the_start_page(house: House) -> None:
    client = house.client()
    for page in ("who", "worries", "check", "stop", "thanks", "sent"):
        assert client.open(f"/residents/en/{page}").path == "/residents"


def test_carrying_on_after_closing_the_browser_leads_to_the_first_page_never_posted(house: House) -> None:
    client, _ = reached(house, "devices")
    client.end_session()
    page = client.follow(client.open("/residents"), "Carry on")
    assert page.path == "/residents/en/devices"


def test_starting_again_drops_what_was_under_way(house: House) -> None:
    client, _ = reached(house, "devices")
    page = client.press(client.open("/residents"), "Start again")
    assert page.path == "/residents/en/who"
    assert typed(house) == {}


def test_the_answer_under_16_ends_the_survey_and_keeps_nothing(house: House) -> None:
    client, page = reached(house, "age")
    page = client.press(page, "Continue", {"R03": "under_16"})
    assert page.heading == "This survey is for people aged 16 or over"
    assert drafts(house.database) == []
    assert responses(house.database) == {}
    assert "residents" not in client.cookies


def test_stopping_shows_until_when_answers_are_kept_and_leads_back_or_to_an_early_send(house: House) -> None:
    client, page = reached(house, "devices")
    stop = client.press(page, "Stop and come back later")
    assert stop.heading == "What do you want to do?"
    assert "1 July 2027" in stop.words
    assert client.follow(stop, "Go back to the questions").path == "/residents/en/devices"
    page = client.press(client.follow(stop, "Send what I have answered so far"), SEND)
    assert page.path == "/residents/en/thanks"
    (row,) = responses(house.database).values()
    assert row["reached"] == "devices"
    assert row["answers"]["R04"] == "many_a_day"


def test_deleting_ones_answers_leaves_no_draft_and_no_cookie(house: House) -> None:
    client, page = reached(house, "devices")
    page = client.press(client.press(page, "Stop and come back later"), "Delete my answers")
    assert page.heading == "Your answers are deleted"
    assert drafts(house.database) == []
    assert client.cookies == {}
