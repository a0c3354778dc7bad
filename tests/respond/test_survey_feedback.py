"""Tell us about this survey: every survey's thank-you page leads there, by a link of its own."""

from pathlib import Path

import pytest
from sqlalchemy import select as sql_select

from survey_app.database import Database
from survey_app.surveys.feedback_links import SURVEY_FEEDBACK, add_feedback_links
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import add_collector, open_wave
from survey_app.tables.surveys import collector
from tests.respond.abroad import abroad
from tests.respond.conftest import House
from tests.respond.fieldwork import OPENED, QUESTIONNAIRE, in_the_field
from tests.respond.rows import select
from tests.respond.walker import OWN, SENT, SHARED, Walk

TELL = "Tell us about this survey"


@pytest.mark.parametrize("slug", ["residents", "staff", "pulse", "feedback"])
def test_each_survey_leads_there_by_its_own_link_which_the_answers_keep(house: House, slug: str) -> None:
    client = house.client()
    page = Walk(client, 3, never=["Under 16"]).whole(slug)
    assert page.link(TELL) == f"/{SURVEY_FEEDBACK}/from/{slug}"
    start = client.follow(page, TELL)
    assert (start.status, start.heading) == (200, TELL)
    assert Walk(client, 3).onwards(client.press(start, OWN)).heading == SENT
    codes = "SELECT code FROM response JOIN collector ON collector.id = collector_id ORDER BY code"
    assert slug in [row["code"] for row in select(house.database, codes)]


def test_it_does_not_ask_about_itself_and_is_not_on_the_front_page(house: House) -> None:
    client = house.client()
    page = Walk(client, 3).whole(SURVEY_FEEDBACK)
    assert page.heading == SENT
    assert TELL not in [each.words() for each in page.document.every("a")]
    front = client.open("/")
    assert f"/{SURVEY_FEEDBACK}" not in front.html
    assert "/feedback" in front.html  # the control


def test_a_shared_computer_leads_there_too(house: House) -> None:
    client = house.client()
    start = client.follow(Walk(client, 3).whole("feedback", SHARED), TELL)
    assert Walk(client, 3).onwards(client.press(start, SHARED)).heading == SENT


def test_links_are_added_once_and_only_where_there_is_such_a_survey(database: Database) -> None:
    in_the_field(database)
    with database.write() as connection:
        assert add_feedback_links(connection) == 0
        about = load(connection, SURVEY_FEEDBACK, QUESTIONNAIRE, OPENED, publishing=True)
        assert add_feedback_links(connection) == 0  # no round yet
        round_of_it = open_wave(connection, about.survey.id, OPENED)
        add_collector(connection, round_of_it.id, code="open")
        assert [add_feedback_links(connection) for _ in range(2)] == [1, 0]
        codes = connection.execute(sql_select(collector.c.code).where(collector.c.wave_id == round_of_it.id)).scalars()
        assert sorted(codes) == ["one", "open"]


def test_a_person_is_asked_in_their_language_where_it_has_it(prepared: Path, tmp_path: Path) -> None:
    with abroad(prepared, tmp_path, drafts=True) as survey:
        client = survey.client()
        start = client.open("/feedback/pl")
        page = Walk(client, 3).onwards(client.send(start, start.form, {}, start.form.buttons[0]), "check")
        thanks = client.send(page, page.form, {}, page.form.buttons[0])
        links = [each.attributes["href"] for each in thanks.document.every("a")]
        (link,) = [each for each in links if SURVEY_FEEDBACK in each]
        assert link == f"/{SURVEY_FEEDBACK}/pl?from=feedback"
        assert client.open(link).heading == "Opinia o tej ankiecie"
