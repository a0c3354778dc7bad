"""Stopping: what is sent early, what is deleted, and what a shared computer never loses by a press."""

from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.respond.tokens import check_digit
from survey_app.surveys.surveys import survey_by_slug
from survey_app.surveys.waves import add_collector, close_wave, open_wave, waves_of
from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.rows import drafts, responses
from tests.respond.walker import OWN, SHARED, Walk

ONLINE = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")
TAKE_BACK = "I have a receipt code and want to take my answers back"
EARLY = "Send what I have answered so far"


def reached(house: House, section: str, start: str = OWN) -> tuple[Client, Page]:
    """A browser at a section of the residents' survey, and its page."""
    client = house.client()
    return client, Walk(client, 3, words=ONLINE).reach("residents", section, start)


def cut(connection: Connection, now: int) -> None:
    """Close the residents' round and open the next."""
    survey = survey_by_slug(connection, "residents")
    assert survey is not None
    close_wave(connection, waves_of(connection, survey.id)[-1].id, now, "2027-06-17")
    add_collector(connection, open_wave(connection, survey.id, now).id, code="open")


def test_back_on_the_first_question_of_a_shared_computer_loses_nothing(house: House) -> None:
    client, page = reached(house, "who", SHARED)
    page = client.press(page, "Back", {"R01": "alone"})
    assert page.path == "/residents/en/stop"
    page = client.follow(page, "Go back to the questions")
    assert page.form.values()["R01"] == ("alone",)


def test_back_on_the_first_question_of_ones_own_device_leads_to_the_start(house: House) -> None:
    client, page = reached(house, "who")
    page = client.press(page, "Back", {"R01": "alone"})
    assert page.path == "/residents"
    assert client.follow(page, "Carry on").form.values()["R01"] == ("alone",)


def test_somebody_under_16_who_stops_cannot_send_and_nothing_is_kept(house: House) -> None:
    client, page = reached(house, "age")
    page = client.press(page, "Stop and come back later", {"R03": "under_16"})
    assert page.path == "/residents/en/under-16"
    assert drafts(house.database) == []
    assert client.open("/residents/en/check?early").path == "/residents"
    assert responses(house.database) == {}


def test_what_was_never_reached_is_not_asked_in_an_early_send(house: House) -> None:
    client, page = reached(house, "devices")
    page = client.press(page, "Stop and come back later", {"R05": "smartphone"})
    page = client.follow(page, EARLY)
    assert "There are more questions" in page.words
    client.press(page, "Send my answers")
    (row,) = responses(house.database).values()
    assert row["answers"]["R05"] == ["smartphone"]
    assert set(row["answers"]) == {"R01", "R02", "R03", "R04", "R05"}
    assert row["reached"] == "devices"


def test_a_stale_tab_cannot_delete_the_newer_answers_and_does_not_say_that_it_did(house: House) -> None:
    client, page = reached(house, "devices")
    stop = client.press(page, "Stop and come back later")
    Walk(client, 5, words=ONLINE).onwards(client.press(client.open("/residents"), "Start again"), "devices")
    page = client.press(stop, "Delete my answers")
    assert (page.status, page.heading) == (409, "What do you want to do?")
    assert page.notices[0].startswith("You started again")
    assert len(drafts(house.database)) == 1
    assert client.open("/residents/en/devices").path == "/residents/en/devices"


def test_taking_answers_back_leaves_other_answers_under_way_alone(house: House) -> None:
    sender = house.client()
    page = Walk(sender, 3, words=ONLINE).reach("feedback", "check")
    page = sender.press(page, "Send my answers", {"receipt": "1"})
    code = "".join(character for character in page.words.split("Your receipt code")[1][:25] if character.isdigit())
    other, _ = reached(house, "devices")
    page = other.press(other.follow(other.open("/residents"), TAKE_BACK), "Delete my answers", {"code": code})
    assert page.heading == "Your answers are taken back"
    assert other.open("/residents/en/devices").path == "/residents/en/devices"
    (row,) = responses(house.database).values()
    assert (row["state"], row["answers"]) == ("withdrawn", {})


def test_a_code_is_shown_to_nobody_who_did_not_ask_when_sending(house: House) -> None:
    client = house.client()
    page = Walk(client, 3, words=ONLINE).reach("feedback", "check")
    page = client.press(page, "Send my answers")
    assert "receipt code" not in page.words
    client.post("/feedback/en/check", {"receipt": ("1",), "go": ("send",)})
    assert "receipt code" not in client.open("/feedback/en/thanks").words


def test_more_time_on_check_answers_keeps_the_tick(house: House) -> None:
    client = house.client()
    page = Walk(client, 3, words=ONLINE).reach("feedback", "check", SHARED)
    page = client.press(page, "I need more time", {"receipt": "1"})
    assert page.form.values()["receipt"] == ("1",)


def test_answers_of_a_closed_round_begin_afresh_in_the_next(house: House) -> None:
    client, page = reached(house, "devices")

    def next_round(address: str) -> None:
        database = Database(address)
        with database.write() as connection:
            cut(connection, int(house.clock.now))
        database.close_blocking()

    house.changed(next_round)
    house.clock.pass_minutes(16)
    again = house.client()
    again.cookies = client.cookies
    page = again.press(page, "Continue", {"R05": "smartphone"})
    assert page.path == "/residents/en/who"
    assert page.notices[0].startswith("We had to delete your earlier answers")


def test_wrong_codes_are_slowed_and_never_refused_and_a_misprint_is_not_counted(house: House) -> None:
    client = house.client()
    page = client.open("/feedback/en/take-back")
    for _ in range(30):
        told = client.press(page, "Delete my answers", {"code": "123"})
        assert (told.status, told.problems) == (422, [("code", "One of the numbers is wrong. Check them.")])
    wrong = [f"7{number:013d}" for number in range(11)]
    replies = [client.press(page, "Delete my answers", {"code": code + check_digit(code)}) for code in wrong]
    assert [reply.status for reply in replies] == [422] * 11
    assert house.inside.waits.all == [20.0]
    assert replies[-1].form.values()["code"] == (wrong[-1] + check_digit(wrong[-1]),)


def test_a_code_may_be_typed_in_any_digits_with_spaces_and_dashes(house: House) -> None:
    client = house.client()
    page = Walk(client, 3, words=ONLINE).reach("feedback", "check")
    page = client.press(page, "Send my answers", {"receipt": "1"})
    code = "".join(character for character in page.words.split("Your receipt code")[1][:25] if character.isdigit())
    urdu = " - ".join("۰۱۲۳۴۵۶۷۸۹"[int(digit)] for digit in code)
    asked = client.open("/feedback/en/take-back")
    page = client.press(asked, "Delete my answers", {"code": urdu})
    assert page.heading == "Your answers are taken back"
    assert all("Figures that we made before stay as they are." in each.words for each in (asked, page))
