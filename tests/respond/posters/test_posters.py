"""Links and posters: who makes them, what stands on the sheet, and that what comes by one is told by its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from survey_app.respond.posters.poster import Posted, poster, square_address
from survey_app.tables.respond import response
from survey_app.tables.surveys import collector
from tests.demonstration.team import form_to, has_form_to
from tests.respond.assisted.office import Office, opened_office
from tests.respond.client import Client, Page
from tests.respond.paper.shipped import SHIPPED
from tests.respond.walker import SENT, Walk

POSTERS = "/team/surveys/residents/posters"


@pytest.fixture
def office(sqlite_address: str, tmp_path: Path) -> Iterator[Office]:
    """An office with a pile of forms."""
    opened = opened_office(sqlite_address, tmp_path)
    yield opened
    opened.inside.close()
    opened.database.close_blocking()


def made(client: Client, place: str = "Chorley Library") -> Page:
    """The page of posters after one was made."""
    page = client.open(POSTERS)
    return client.press(page, "Make this poster", {"place": place}, form_to(page, "/posters"))


def code_of(office: Office) -> str:
    """The code of the poster just made."""
    chosen = select(collector.c.code).where(collector.c.place != "", collector.c.channel == "web")
    return office.read(lambda connection: str(connection.execute(chosen).scalar_one()))


def test_who_keys_forms_makes_a_poster_and_prints_it(office: Office) -> None:
    client = office.member("assistant")
    page = made(client)
    code = code_of(office)
    assert f"{code}, Chorley Library" in page.words
    sheet = client.open(f"{POSTERS}/sheet?link={code}&variant=en")
    assert sheet.status == 200
    assert sheet.heading == "Getting online"
    assert f"/residents/from/{code}" in sheet.words


@pytest.mark.parametrize("name", ["elsewhere", "analyst", "outsider"])
@pytest.mark.parametrize("target", [POSTERS, f"{POSTERS}/sheet?link=abcde", f"{POSTERS}/pdf?link=abcde"])
def test_nobody_else_does(office: Office, name: str, target: str) -> None:
    assert office.member(name).open(target).status in {403, 404}


def test_what_comes_by_a_poster_is_told_by_its_place(office: Office) -> None:
    made(office.member("assistant"))
    walk = Walk(office.person(), 3, never=["Under 16"], skipping=1.0)
    assert walk.whole(f"residents/from/{code_of(office)}").heading == SENT
    came = select(collector.c.place).join(response, response.c.collector_id == collector.c.id)
    assert office.read(lambda connection: connection.execute(came).scalars().all()) == ["Chorley Library"]


@pytest.mark.parametrize(
    "asked", ["link=", "link=zzzzz", "link=open", "link={code}&variant=zz", "link={code}&variant=../../etc"]
)
def test_there_is_no_sheet_for_what_is_not_there(office: Office, asked: str) -> None:
    client = office.member("assistant")
    made(client)
    assert client.open(f"{POSTERS}/sheet?{asked.format(code=code_of(office))}").status == 404


def test_a_place_that_is_not_in_the_list_is_asked_for_again(office: Office) -> None:
    page = made(office.member("assistant"), "=Nowhere<b>")
    assert page.status == 422
    assert "Choose a place from the list." in page.words
    assert has_form_to(page, "/posters")


def test_a_sheet_in_urdu_leads_to_the_survey_in_urdu_and_says_that_its_words_are_a_draft() -> None:
    posted = Posted(
        slug="residents",
        questionnaire=SHIPPED["residents"],
        variant="ur",
        code="abcde",
        closes="",
        public_url="https://surveys.example.gov.uk",
        back="/",
    )
    sheet = poster(posted)
    assert (sheet.language, sheet.direction, sheet.draft) == ("ur", "rtl", True)
    assert square_address(posted) == "https://surveys.example.gov.uk/residents/ur?from=abcde"
    assert sheet.address == "surveys.example.gov.uk/residents/from/abcde"
