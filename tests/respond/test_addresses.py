"""Addresses as people type them: with capitals, a full stop from the letter, a slash; and what else a browser sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.database import Database
from survey_app.respond.addresses import as_meant, is_ours
from survey_app.surveys.surveys import survey_by_slug
from survey_app.surveys.waves import add_collector, waves_of
from tests.respond.conftest import House
from tests.respond.walker import OWN, SHARED

COPIED = ("/Residents", "/residents.", "/residents,", "/Residents.)", "/residents ", "/residents/", "/RESIDENTS./")


@pytest.mark.parametrize("typed", COPIED)
def test_an_address_copied_from_a_letter_leads_to_its_survey(standing_house: House, typed: str) -> None:
    page = standing_house.client().open(typed)
    assert (page.status, page.path) == (200, "/residents")
    assert page.form.button(OWN)


@pytest.mark.parametrize("typed", ["/resident", "/residentss", "/.", "/RESIDENTS-", "/residents/from/Nowhere."])
def test_what_is_no_survey_stays_not_found(standing_house: House, typed: str) -> None:
    status = standing_house.client().open(typed).status
    assert status == (200 if typed == "/RESIDENTS-" else 404)


@pytest.mark.parametrize(
    "typed", ["/%22/0", "/%22/%22", "/a%00/B", "/%C3%89/x", "/residents/%22", "/../x", "/%2f%2fevil/PL"]
)
def test_nobody_is_sent_on_to_what_could_be_no_address_of_ours(standing_house: House, typed: str) -> None:
    assert standing_house.client().open(typed).status == 404


def test_the_address_of_a_poster_may_be_copied_as_freely(house: House) -> None:
    def with_poster(address: str) -> None:
        database = Database(address)
        with database.write() as connection:
            survey = survey_by_slug(connection, "residents")
            assert survey is not None
            wave = waves_of(connection, survey.id)[-1]
            add_collector(connection, wave.id, code="nelson", channel="poster", public_computer=True)
            add_collector(connection, wave.id, code="Burnley", channel="poster")
        database.close_blocking()

    house.changed(with_poster)
    page = house.client().open("/Residents/from/Nelson.")
    assert (page.path, [button.words for button in page.form.buttons]) == ("/residents/from/nelson", ["Start"])
    assert house.client().open("/residents/from/Burnley").path == "/residents/from/Burnley"


@given(st.from_regex(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", fullmatch=True))
def test_an_address_of_ours_means_itself(slug: str) -> None:
    assert as_meant(slug) == slug
    assert is_ours(slug)
    assert as_meant(f"{slug.upper()}.") == slug


@pytest.mark.parametrize("languages", ["ur", "pl;q=0.9, en;q=0.1", "*", "", "xx-invalid-" * 20])
def test_the_language_that_a_browser_asks_for_changes_nothing_yet(standing_house: House, languages: str) -> None:
    client = standing_house.client()
    client.headers = {"accept-language": languages}
    page = client.press(client.open("/residents"), SHARED)
    assert page.path == "/residents/en/who"
    assert '<html lang="en">' in page.html


@pytest.mark.parametrize("target", ["/", "/residents", "/privacy", "/residents/en/take-back", "/health", "/nowhere"])
def test_a_head_has_the_status_and_headers_of_its_page_and_no_body(standing_house: House, target: str) -> None:
    client = standing_house.client()
    client.headers = {"accept-encoding": "identity"}
    got, head = client.ask("GET", target), client.ask("HEAD", target)
    assert head.status == got.status
    assert head.body == b""
    assert [name for name, _ in head.headers] == [name for name, _ in got.headers]
