"""Contact details: offered after sending, never on a shared computer, sealed, stored once, and gone by their day."""

from pathlib import Path

import pytest
from sqlalchemy import update

from survey_app.database import Database
from survey_app.jobs import run_jobs
from survey_app.respond.contacts import DAY_SECONDS, KeptContact, drop_contact, has_contact, keep_contact
from survey_app.respond.sealing import Contact, make_pair, open_contact, seal_contact
from survey_app.tables.surveys import wave
from tests.respond.client import Client, Page
from tests.respond.conftest import House
from tests.respond.fieldwork import OPENED, in_the_field
from tests.respond.rows import select as rows
from tests.respond.walker import OWN, SHARED, Walk
from tests.respond.wires import CONTACT_KEYS

LEAVE = "Leave your contact details"
SEND = "Send my contact details"
ADDRESS = "ana.kowalska@example.com"
WAY = ("Me, about myself", "35 to 44", "Many times a day", "Skip to the end")
HERE = "/residents/en/contact-details"


def thanked(house: House, start: str = OWN) -> tuple[Client, Page]:
    """A browser that sent answers to the residents' survey, and its thank-you page."""
    client = house.client()
    return client, Walk(client, 3, words=WAY, never=["Under 16"]).whole("residents", start)


def stored(house: House) -> list[Contact]:
    """What is stored, opened."""
    boxes = rows(house.database, "SELECT sealed FROM contact ORDER BY id")
    return [open_contact(CONTACT_KEYS.private, row["sealed"]) for row in boxes]


def test_the_thank_you_page_leads_to_the_form_and_nothing_is_ticked(house: House) -> None:
    client, page = thanked(house)
    asked = client.follow(page, LEAVE)
    assert asked.heading == LEAVE
    assert [field.name for field in asked.form.fields if field.checked] == []
    boxes = {each.attributes["name"]: each.attributes for each in asked.document.every("input")}
    assert (boxes["email"]["autocomplete"], boxes["email"]["inputmode"]) == ("email", "email")
    assert (boxes["phone"]["autocomplete"], boxes["phone"]["inputmode"]) == ("tel", "tel")
    assert "29 September 2027" in asked.words  # 90 days after the quarter in which this round has no end yet


def test_what_is_left_is_sealed_and_opens_by_the_private_key_alone(house: House) -> None:
    client, page = thanked(house)
    answer = {"purpose": "follow_up", "email": ADDRESS, "phone": "01632 960 001"}
    told = client.press(client.follow(page, LEAVE), SEND, answer)
    assert told.heading == "We have your contact details"
    assert stored(house) == [Contact(purposes=("follow_up",), email=ADDRESS, phone="01632960001")]
    (row,) = rows(house.database, "SELECT * FROM contact")
    assert set(row) == {"id", "wave_id", "sealed", "erase_by", "erase_after_days", "settled"}
    with pytest.raises(ValueError, match="does not open"):
        open_contact(make_pair().private, row["sealed"])
    files = [file.read_bytes() for file in Path(house.folder).rglob("*") if file.is_file()]
    assert not any(ADDRESS.encode() in each or b"follow_up" in row["sealed"] for each in files)


def test_a_double_click_stores_once_and_a_correction_takes_its_place(house: House) -> None:
    client, page = thanked(house)
    form = client.follow(page, LEAVE)
    for address in (ADDRESS, ADDRESS, "new@example.com"):
        client.press(form, SEND, {"purpose": "follow_up", "email": address})
    assert [each.email for each in stored(house)] == ["new@example.com"]
    again = client.follow(page, LEAVE)
    assert "You have left your details already." in again.words
    assert client.press(again, "Delete my contact details").heading == "Your contact details are deleted"
    assert stored(house) == []


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"email": ADDRESS}, ("purpose", "Tick what we may contact you about.")),
        ({"purpose": "follow_up"}, ("email", "Enter an email address or a phone number.")),
        ({"purpose": "follow_up", "email": "ana"}, ("email", "Enter an email address like name@example.com.")),
        (
            {"purpose": "follow_up", "email": ADDRESS, "phone": "12"},
            ("phone", "Enter a phone number like 01632 960001 or +44 7700 900982."),
        ),
        ({"purpose": "spam", "email": ADDRESS}, ("purpose", "Tick what we may contact you about.")),
    ],
)
def test_a_mistake_is_told_beside_what_was_typed(
    house: House, answer: dict[str, str], problem: tuple[str, str]
) -> None:
    client, page = thanked(house)
    form = client.follow(page, LEAVE)
    told = client.send(form, form.form, answer, form.form.buttons[0])
    assert (told.status, told.problems) == (422, [problem])
    assert told.title.startswith("Error: ")
    values = told.form.values()
    assert (values["email"], values["phone"]) == ((answer.get("email", ""),), (answer.get("phone", ""),))
    assert stored(house) == []
    assert ADDRESS not in str([each.target for each in client.record])


def test_the_page_itself_refuses_a_shared_computer(house: House) -> None:
    own, page = thanked(house)
    form = own.follow(page, LEAVE)
    client, page = thanked(house, SHARED)
    assert LEAVE not in page.words
    assert client.open(HERE).status == 403
    answer = {"purpose": "follow_up", "email": ADDRESS}
    refused = client.send(form, form.form, answer, form.form.buttons[0])
    assert (refused.status, refused.heading) == (403, "Not on a shared computer")
    assert stored(house) == []
    assert own.send(form, form.form, answer, form.form.buttons[0]).status == 200  # the control: the same form
    assert len(stored(house)) == 1


def test_before_sending_and_without_a_cookie_there_is_no_form(house: House) -> None:
    client = house.client()
    assert client.open(HERE).path == "/residents"
    Walk(client, 3, words=WAY, never=["Under 16"]).reach("residents", "devices")
    assert client.open(HERE).path == "/residents"
    assert client.open("/feedback/en/contact-details").status == 404


def contact_of(database: Database, erase_by: str, days: int) -> int:
    field = in_the_field(database)
    row = KeptContact(id=7, wave_id=field.wave_id, sealed=b"box", erase_by=erase_by, erase_after_days=days)
    with database.write() as connection:
        keep_contact(connection, row)
        keep_contact(connection, row)
    return row.id


def test_details_go_after_the_day_that_was_told_and_not_before(database: Database) -> None:
    kept = contact_of(database, "2027-01-16", 30)
    assert run_jobs(database, OPENED + DAY_SECONDS)["contact details erased"] == 0
    assert database.read_blocking(has_contact, kept)
    assert run_jobs(database, OPENED + 2 * DAY_SECONDS)["contact details erased"] == 1
    assert not database.read_blocking(has_contact, kept)


def test_a_round_that_closes_earlier_takes_them_with_it(database: Database) -> None:
    kept = contact_of(database, "2099-01-01", 30)
    with database.write() as connection:
        connection.execute(update(wave).values(closes_at=OPENED))
    assert run_jobs(database, OPENED + 30 * DAY_SECONDS - 1)["contact details erased"] == 0
    assert database.read_blocking(has_contact, kept)
    assert run_jobs(database, OPENED + 30 * DAY_SECONDS)["contact details erased"] == 1


def test_what_is_taken_away_by_its_owner_is_gone(database: Database) -> None:
    kept = contact_of(database, "2099-01-01", 30)
    with database.write() as connection:
        drop_contact(connection, kept)
        drop_contact(connection, kept)
    assert not database.read_blocking(has_contact, kept)


def test_a_box_tells_by_its_length_nothing_of_what_is_in_it() -> None:
    short, long = (
        Contact(purposes=("a",), email="a@b.uk"),
        Contact(purposes=("a", "b"), email="a" * 250, phone="1" * 15),
    )
    sealed = [seal_contact(CONTACT_KEYS.public, each) for each in (short, long, short)]
    assert len({len(each) for each in sealed}) == 1
    assert sealed[0] != sealed[2]  # nor whether two people left the same
