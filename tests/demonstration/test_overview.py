"""The overview: each survey with its state in words, how many have answered, and one next step."""

import pytest
from sqlalchemy import update

from survey_app.tables.surveys import wave
from tests.demonstration.team import Team
from tests.respond.client import Page
from tests.respond.documents import Element
from tests.results.sample import DAY, NOON


def cards(page: Page) -> dict[str, Element]:
    """The cards of the overview by their titles."""
    (listed,) = (each for each in page.document.every("ul") if each.attributes.get("class") == "cards")
    return {next(each.every("h2")).words(): each for each in listed.every("li")}


def main_buttons(element: Element) -> list[str]:
    """The words of the links that look like the one main button."""
    return [each.words() for each in element.every("a") if each.attributes.get("class") == "p"]


def test_before_anybody_answers_each_says_what_to_do(team: Team) -> None:
    page = team.member("manager").open("/team")
    found = cards(page)
    assert list(found) == ["Getting online", "Your work", "Not open yet"]
    assert "Open" in found["Getting online"].words()
    assert "No answers yet." in found["Getting online"].words()
    assert "Not open yet. Opens 29 May 2026 at 21:26" in found["Not open yet"].words()
    assert main_buttons(found["Getting online"]) == ["Make a link or poster: Getting online"]
    assert main_buttons(found["Not open yet"]) == ["Try it before it opens: Not open yet"]
    for card in found.values():
        assert len(main_buttons(card)) == 1


def test_the_last_day_is_for_those_who_read_exact_figures(team: Team) -> None:
    team.answer("residents", 12)
    team.answer("staff", 12)
    seen = cards(team.member("analyst").open("/team"))
    assert "12 people have answered. Last answer: 28 May 2026." in seen["Getting online"].words()
    assert "Last answer" not in seen["Your work"].words()
    assert main_buttons(seen["Getting online"]) == ["Read the results so far: Getting online"]
    steps = {"viewer": "Read the results so far", "administrator": "See how many have answered"}
    for name, words in steps.items():
        other = cards(team.member(name).open("/team"))["Getting online"]
        assert "have answered" in other.words()
        assert "Last answer" not in other.words()
        assert main_buttons(other) == [f"{words}: Getting online"]


def test_a_closed_survey_leads_to_its_results(team: Team) -> None:
    team.answer("residents", 30)
    with team.database.write() as connection:
        connection.execute(update(wave).values(opens_at=NOON - 3 * DAY, closes_at=NOON - DAY))
    card = cards(team.member("viewer").open("/team"))["Getting online"]
    assert "Closed on 27 May 2026" in card.words()
    assert main_buttons(card) == ["Read the results: Getting online"]


def test_one_person_is_one_person(sqlite_team: Team) -> None:
    sqlite_team.answer("residents", 1)
    assert "1 person has answered." in sqlite_team.member("viewer").open("/team").words


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("manager", "Make a link or poster"),
        ("administrator", "Make a link or poster"),
        ("analyst", "Give people its address"),
        ("viewer", "Give people its address"),
    ],
)
def test_the_page_of_a_survey_without_answers_offers_what_can_be_done(sqlite_team: Team, name: str, step: str) -> None:
    page = sqlite_team.member(name).open("/team/surveys/residents")
    assert "No answers yet" in page.words
    assert "/residents" in page.words
    assert main_buttons(page.document) == [step]


def test_an_outsider_sees_no_survey(sqlite_team: Team) -> None:
    assert "There is no survey that you may see yet" in sqlite_team.member("outsider").open("/team").words
