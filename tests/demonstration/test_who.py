"""Who has answered the shipped residents' survey beside the Census: counted again by hand, and who may read it."""

from collections import Counter

import msgspec
import pytest
from sqlalchemy import select

from survey_app.database import Database
from survey_app.demo.filling import fill
from survey_app.results.coding import StoredAnswers, codings
from survey_app.results.columns import refresh
from survey_app.results.missing_parts import Census, by_area_and_age, by_area_and_sex, by_one, census_of, held
from survey_app.results.overview import population
from survey_app.results.who import Who, who_answered
from survey_app.surveys.surveys import load, survey_by_slug
from survey_app.surveys.targets import target_of
from survey_app.surveys.versions import versions_of
from survey_app.surveys.waves import waves_of
from survey_app.tables.respond import response
from tests.demonstration.conftest import OPENED
from tests.demonstration.crowds import QUESTIONNAIRES, organisation, questionnaire
from tests.demonstration.team import Team
from tests.respond.client import Client
from tests.respond.documents import Element
from tests.results.sample import NOON

WHO = "/team/surveys/residents/who"
ADULTS = 1_012_939
"""People aged 16 and over in the margins file."""


@pytest.fixture
def census(opened: Database) -> Census:
    """The Census as the residents' survey asks for it."""
    with opened.write() as connection:
        known = survey_by_slug(connection, "residents")
        assert known is not None
        found = census_of("residents", codings(versions_of(connection, known.id)))
    assert found is not None
    return found


def answered(opened: Database, people: int) -> tuple[list[StoredAnswers], Who, tuple[Counter[str], ...]]:
    """So many pretend people answer: their answers as stored, the page's tables, and the parts' counts."""
    fill(opened.write, QUESTIONNAIRES, organisation(), "residents", people, 1, OPENED + 3600)
    with opened.write() as connection:
        known = survey_by_slug(connection, "residents")
        assert known is not None
        wave = waves_of(connection, known.id)[-1]
        columns = refresh(connection, None, known.id)
        found = census_of("residents", columns.codings)
        stored = connection.scalars(select(response.c.answers).where(response.c.wave_id == wave.id)).all()
    assert found is not None
    given = held(columns, found, population(columns, wave.id))
    made = who_answered(columns, wave.id, found, organisation().lists["districts"], 0)
    tables = (by_area_and_age(given), by_area_and_sex(given), by_one(given, "district"))
    counts = tuple(Counter({part.label: part.answered for part in each.parts}) for each in tables)
    return [msgspec.json.decode(row, type=StoredAnswers) for row in stored], made, counts


def test_the_parts_of_each_table_are_the_whole_population(census: Census) -> None:
    assert census.aged(census.rows("district"), census.rows("age")) == ADULTS
    by_sex = census.of_sex(census.rows("district"), ("16-64", "65-74", "75+"), census.rows("sex"))
    assert abs(by_sex - ADULTS) < 100  # the source's tables differ by noise that protects people


def test_what_is_counted_is_what_a_plain_recount_finds(opened: Database) -> None:
    rows, made, (aged, sexed, areas) = answered(opened, 600)
    pendle = [row for row in rows if row.get("R02") == "pendle"]
    assert areas["Pendle"] == len(pendle) > 0
    old = {"age_75_84", "age_85_over"}
    assert aged["people aged 75 or over in Pendle"] == sum(row.get("R03") in old for row in pendle)
    young = {f"age_{age}" for age in ("16_24", "25_34", "35_44", "45_54", "55_64")}
    women = [row for row in pendle if row.get("E2") == "female"]
    assert sexed["women aged 16 to 64 in Pendle"] == sum(row.get("R03") in young for row in women)
    assert made.people >= areas.total() >= aged.total() >= sexed.total() > 0
    assert len(aged) == 12 * 7
    assert len(sexed) == 12 * 2 * 3


def told(page: Element) -> str:
    """The words of what is on the page."""
    main = page.first("main")
    assert main is not None
    return main.words()


def sent(client: Client, target: str) -> str:
    """What the page says after a target was typed."""
    page = client.open(WHO)
    form = next(form for form in page.document.every("form") if form.attributes.get("action", "").endswith("/who"))
    token = next(field.attributes["value"] for field in form.every("input") if field.attributes["name"] == "form_token")
    after = client.post(WHO, {"form_token": (token,), "target": (target,), "round": ("1",)})
    return f"{after.status} {told(after.document)}"


@pytest.mark.parametrize("name", ["viewer", "administrator", "outsider"])
def test_it_is_for_analysts_alone(sqlite_team: Team, name: str) -> None:
    assert sqlite_team.member(name).open(WHO).status in {403, 404}


def test_a_survey_whose_questions_the_margins_do_not_know_says_so(sqlite_team: Team) -> None:
    page = sqlite_team.member("analyst").open(WHO)
    assert page.status == 200
    assert "The margins of this survey cannot be used" in told(page.document)


def test_a_target_is_kept_and_figures_go_by_it(sqlite_team: Team) -> None:
    with sqlite_team.database.write() as connection:
        load(connection, "residents", questionnaire("residents"), NOON, publishing=True)
    client = sqlite_team.member("analyst")
    assert "No group by area and age lacks 10 answers or more." in told(client.open(WHO).document)
    assert sent(client, "3,000").startswith("200 ")
    words = told(client.open(WHO).document)
    assert "To match the Census with 3,000 answers in all, ask for:" in words
    assert "about 65 more answers from people aged 16 to 24 in Lancaster" in words
    wave = sqlite_team.surveys["residents"].wave.id
    assert sqlite_team.read(lambda connection: target_of(connection, wave)) == 3000
    assert "target of a round set" in sqlite_team.events("analyst")
    for rubbish in ("=1+1", "-5", "1000001", "9" * 400, "three", "٣٠٠", "1.5"):
        assert sent(client, rubbish).startswith("422 ")
    assert sqlite_team.read(lambda connection: target_of(connection, wave)) == 3000
    sent(client, "")
    assert sqlite_team.read(lambda connection: target_of(connection, wave)) == 0
