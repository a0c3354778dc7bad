"""The results page: its address is its view, filters are the analysts', and nothing on it moves by itself."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey_app.surveys.waves import open_wave
from survey_app.team.members import grant
from survey_app.team.permissions import Grant, Permission
from tests.results.sample import NOON, people, store
from tests.results.site import KEYS, OVER, Place
from tests.results.test_pages import answer, logged, words_of

ADDRESS = "/team/surveys/residents/results"
NORTH = f"{ADDRESS}?filter=Q7:north"


def steps(page: str) -> list[str]:
    """The main buttons of a page that lead somewhere."""
    return re.findall(r'<a class="p" href="([^"]*)"', page)


def test_an_analyst_filters_by_a_district_and_takes_it_off_again(place: Place) -> None:
    answer(place)
    browser = place.as_(place.cast.analyst)
    page = browser.get(NORTH)
    words = words_of(page.text)
    assert "64 people answered" in words
    assert "Showing 43 of 64: North . Remove North" in words
    assert "43 people who were asked and answered" in words
    assert "Every day 43 100%" in words
    assert f'href="{ADDRESS}"' in page.text
    both = words_of(browser.get(f"{ADDRESS}?filter=Q1:never&filter=Q7:south").text)
    assert "Showing 3 of 64: Never . Remove Never South . Remove South" in both
    nobody = words_of(browser.get(f"{ADDRESS}?filter=Q1:never&filter=Q7:north").text)
    assert "Nobody in this group has answered." in nobody
    assert "Show everybody" in nobody


def test_a_form_leads_to_the_address_of_its_view(sqlite_place: Place) -> None:
    browser = sqlite_place.as_(sqlite_place.cast.analyst)
    sent = browser.get(f"{ADDRESS}?grouped=section&filter=Q7%3Anorth&filter=&filter=Q1%3Adaily&colour=red")
    assert (sent.status_code, sent.headers["location"]) == (303, f"{ADDRESS}?filter=Q1:daily&filter=Q7:north")
    assert browser.get(f"{ADDRESS}?filter=Q1%3Adaily&filter=Q7%3Anorth").status_code == 200
    assert browser.get(f"{ADDRESS}?round=").headers["location"] == ADDRESS


@pytest.mark.parametrize("slug", ["residents", "staff"])
def test_a_viewer_is_shown_no_group_by_itself(place: Place, slug: str) -> None:
    answer(place)
    place.wait_until(OVER)
    before = logged(place)
    page = place.read(place.cast.viewer, f"/team/surveys/{slug}/results?filter=Q7:north")
    assert page.status_code == 403
    words = words_of(page.text)
    assert "This view is not shown." in words
    assert "Showing" not in words
    assert "Every day 4" not in words
    assert steps(page.text) == [f"/team/surveys/{slug}/results"]
    assert 'name="filter"' not in place.read(place.cast.viewer, f"/team/surveys/{slug}/results").text
    assert not [event for event, _ in logged(place)[len(before) :] if "figures" in event]


@pytest.mark.parametrize("query", ["filter=Q5:3", "filter=Q7:moon", "filter=Q7:away", "filter=Q1:daily&filter=X:y"])
def test_an_analyst_is_told_of_a_filter_that_there_is_not(sqlite_place: Place, query: str) -> None:
    answer(sqlite_place)
    page = sqlite_place.read(sqlite_place.cast.analyst, f"{ADDRESS}?{query}")
    assert page.status_code == 404
    assert "This view is not shown." in words_of(page.text)
    assert "Every day 43" not in words_of(page.text)


@given(st.text(max_size=60))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_query_breaks_the_page(sqlite_place: Place, query: str) -> None:
    browser = sqlite_place.as_(sqlite_place.cast.analyst)
    for name in ("filter", "round", "by", "grouped"):
        page = browser._client.build_request("GET", ADDRESS, params={name: query})
        assert browser.get(page.url.raw_path.decode()).status_code in {200, 303, 404}


def test_how_many_have_answered_by_now_is_one_number_that_each_may_know(place: Place) -> None:
    answer(place)
    cast = place.cast
    assert place.read(cast.analyst, f"{ADDRESS}/people").text == "64"
    before = [event for event, _ in logged(place)]
    assert place.read(cast.analyst, f"{ADDRESS}/people?filter=Q7:north").text == "43"
    since = [event for event, _ in logged(place)][len(before) :]
    assert since.count("working figures read") == 1  # number by number these would be a table
    assert place.read(cast.viewer, f"{ADDRESS}/people").text == "64"
    assert place.read(cast.viewer, f"{ADDRESS}/people?filter=Q7:north").status_code == 403
    assert place.read(cast.administrator, f"{ADDRESS}/people").text == "64"
    assert place.read(cast.outsider, f"{ADDRESS}/people").status_code == 404
    with place.database.write() as connection:
        store(connection, place.residents, people(12, Q1="daily", Q7="north"))
    assert place.read(cast.analyst, f"{ADDRESS}/people").text == "76"
    assert place.read(cast.viewer, f"{ADDRESS}/people").text == "64"


def test_figures_say_when_they_were_counted_and_have_a_link_to_count_again(sqlite_place: Place) -> None:
    answer(sqlite_place)
    page = sqlite_place.read(sqlite_place.cast.analyst, NORTH).text
    assert "Counted on 28 May 2026 at 21:26." in words_of(page)
    assert f'data-ask="{ADDRESS}/people?filter=Q7:north" data-people="43"' in page
    assert f'<a href="{NORTH}">Update figures</a>' in page
    sqlite_place.wait_until(OVER)
    closed = sqlite_place.read(sqlite_place.cast.analyst, NORTH).text
    assert "Counted on" in closed
    assert "data-ask" not in closed
    assert "data-ask" not in sqlite_place.read(sqlite_place.cast.viewer, ADDRESS).text


@pytest.mark.parametrize(
    ("who", "step"), [("analyst", "#address"), ("viewer", "#address"), ("administrator", "/posters")]
)
def test_with_no_answers_there_is_one_sentence_and_one_next_step(sqlite_place: Place, who: str, step: str) -> None:
    page = sqlite_place.read(getattr(sqlite_place.cast, who), ADDRESS).text
    assert "No answers yet. Open until 29 May 2026 at 21:26." in words_of(page)
    assert steps(page) == [f"/team/surveys/residents{step}"]
    for odd in ("Counted", "Apply", "People chose", "People Per cent", "rounded"):
        assert odd not in words_of(page)


@pytest.mark.parametrize("who", ["analyst", "viewer"])
def test_an_empty_round_leads_to_the_last_one_that_has_answers(sqlite_place: Place, who: str) -> None:
    place = sqlite_place
    answer(place)
    place.wait_until(OVER)
    with place.database.write() as connection:
        for _ in range(2):
            open_wave(connection, place.residents.survey.id, OVER)
    page = place.read(getattr(place.cast, who), ADDRESS)
    assert "No answers yet." in words_of(page.text)
    assert "An earlier round has answers: Round 1:" in words_of(page.text)
    assert f'href="{ADDRESS}?round=1"' in page.text
    assert "An earlier round" not in place.read(place.cast.administrator, ADDRESS).text
    assert "An earlier round" not in place.read(getattr(place.cast, who), f"{ADDRESS}?round=1").text


def test_an_empty_round_after_empty_ones_leads_nowhere(sqlite_place: Place) -> None:
    with sqlite_place.database.write() as connection:
        open_wave(connection, sqlite_place.residents.survey.id, NOON)
    assert "An earlier round" not in sqlite_place.read(sqlite_place.cast.viewer, ADDRESS).text


def test_an_empty_round_says_nothing_of_pretend_answers_to_another(sqlite_place: Place) -> None:
    with sqlite_place.database.write() as connection:
        store(connection, sqlite_place.residents, people(20, Q1="daily"), demonstration=True)
        open_wave(connection, sqlite_place.residents.survey.id, NOON)
    page = words_of(sqlite_place.read(sqlite_place.cast.analyst, ADDRESS).text)
    assert "No answers yet. This round is open." in page
    assert "Pretend" not in page
    assert "Pretend" in words_of(sqlite_place.read(sqlite_place.cast.analyst, f"{ADDRESS}?round=1").text)


def test_with_few_answers_a_viewer_reads_from_how_many_there_are_results(sqlite_place: Place) -> None:
    with sqlite_place.database.write() as connection:
        store(connection, sqlite_place.residents, people(7, Q1="daily"))
    sqlite_place.wait_until(OVER)
    page = sqlite_place.read(sqlite_place.cast.viewer, ADDRESS).text
    assert "7 people have answered Results show from 10 people." in words_of(page)
    assert steps(page) == ["/team/surveys/residents"]


def test_what_people_wrote_is_a_number_and_for_those_named_a_file(sqlite_place: Place) -> None:
    answer(sqlite_place)
    link = 'href="/team/surveys/residents/text/Q6.csv"'
    page = sqlite_place.read(sqlite_place.cast.analyst, ADDRESS).text
    assert "43 people wrote something" in words_of(page)
    assert link not in page
    with sqlite_place.database.write() as connection:
        survey = sqlite_place.residents.survey.id
        both = Grant(Permission.MICRODATA, survey, reason="The yearly report")
        grant(connection, KEYS, sqlite_place.cast.analyst.id, both, NOON)
    assert link in sqlite_place.read(sqlite_place.cast.analyst, ADDRESS).text


def test_tables_and_pictures_are_offered_once_there_are_any_to_take_away(sqlite_place: Place) -> None:
    with sqlite_place.database.write() as connection:
        store(connection, sqlite_place.residents, people(20, Q1="daily", Q7="north"))
    early = sqlite_place.read(sqlite_place.cast.analyst, ADDRESS).text
    assert "tables.xlsx" not in early
    sqlite_place.wait_until(OVER)
    page = sqlite_place.read(sqlite_place.cast.analyst, NORTH).text
    for file in ("tables.xlsx", "charts/Q1.png", "charts/Q4.pay.svg"):
        assert f'href="/team/surveys/residents/{file}"' in page
        assert sqlite_place.read(sqlite_place.cast.analyst, f"/team/surveys/residents/{file}").status_code == 200
    assert "charts/Q6" not in page


def test_viewers_are_given_words_for_a_picture_and_analysts_never_exact_ones(sqlite_place: Place) -> None:
    answer(sqlite_place)
    sqlite_place.wait_until(OVER)
    said = re.compile(r"<q>How often\?\s+The most common answer was “Every day”: 69% \(45 of 65 people\)\.</q>")
    assert said.search(sqlite_place.read(sqlite_place.cast.viewer, ADDRESS).text)
    assert "<q>" not in sqlite_place.read(sqlite_place.cast.analyst, ADDRESS).text
