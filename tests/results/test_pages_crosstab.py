"""Each member compares groups as far as the results contract lets them, on both databases."""

import re

import pytest

from tests.results.sample import people, store
from tests.results.site import CLOSES, OVER, Place
from tests.results.test_pages import CODE_WORDS, logged, words_of


def answer(place: Place) -> None:
    """400 people in two groups who answer otherwise, some on paper, and 12 who say nothing of where they live."""
    with place.database.write() as connection:
        for fieldwork in (place.residents, place.staff):
            north = {"Q1": "daily", "Q7": "north"}
            south = {"Q1": "weekly", "Q7": "south"}
            store(connection, fieldwork, people(150, **north, Q2=("phone",)))
            store(connection, fieldwork, people(50, **north, Q2=("laptop", "phone")), channel="paper")
            store(connection, fieldwork, people(140, **south, Q2=("laptop",)))
            store(connection, fieldwork, people(60, **south, Q2=("none",)), channel="telephone")
            store(connection, fieldwork, people(12, Q1="daily", Q7=None, Q2=("phone",)))
            store(connection, fieldwork, people(7, Q1="never", Q7="away", Q2=("phone",)))


def test_an_analyst_compares_groups_exactly_and_that_is_logged(place: Place) -> None:
    answer(place)
    page = place.read(place.cast.analyst, "/team/surveys/residents/results/Q2/by/Q7")
    words = words_of(page.text)
    assert page.status_code == 200
    assert "412 people answered" in words
    assert "Answer Everybody North South Not known" in words
    assert "People who were asked and answered 412 200 200 12" in words
    assert "Phone 51% 100% 0% 100%" in words
    assert "Working figures, not to be shared" in words
    assert logged(place)[-1] == ("working figures read", '{"round":"1","survey":"residents"}')


@pytest.mark.parametrize("path", ["Q2/by/Q7", "how-collected"])
def test_the_page_names_its_survey_and_leads_to_the_rest_of_it(sqlite_place: Place, path: str) -> None:
    page = sqlite_place.read(sqlite_place.cast.analyst, f"/team/surveys/residents/results/{path}").text
    heading = re.search(r"<h1>([^<]+: Getting online)</h1>", page)
    assert heading is not None
    assert f"<title>{heading[1]}" in page
    for leads in ("", "/results", "/downloads"):
        assert f'href="/team/surveys/residents{leads}"' in page


def test_the_sentence_compares_a_group_with_everyone_else(sqlite_place: Place) -> None:
    answer(sqlite_place)
    words = words_of(sqlite_place.read(sqlite_place.cast.analyst, "/team/surveys/residents/results/Q2/by/Q7").text)
    assert "Of those who replied in the group “South”, 0% answered “Phone”, against 100% of everyone else." in words
    assert "No test is made" in words


def test_a_viewer_compares_groups_once_the_round_is_closed_for_good(place: Place) -> None:
    answer(place)
    address = "/team/surveys/residents/results/Q2/by/Q7"
    for instant in (CLOSES, OVER - 1):
        place.wait_until(instant)
        words = words_of(place.read(place.cast.viewer, address).text)
        assert "Groups cannot be compared yet" in words
        assert "North" not in words
    place.wait_until(OVER)
    words = words_of(place.read(place.cast.viewer, address).text)
    assert "Answer Everybody North South People who" in words
    assert "People who were asked and answered 410 200 200" in words
    assert "Something else [c] [c] [c]" in words
    assert "Not known" not in words
    assert "Working figures" not in words


def test_staff_are_compared_by_declared_groups_never_by_two_or_by_equality_answers(place: Place) -> None:
    answer(place)
    place.wait_until(OVER)
    for member in (place.cast.analyst, place.cast.viewer):
        browser = place.as_(member)
        seen = browser.get("/team/surveys/staff/results/Q7/by/Q1").text
        if member is place.cast.viewer:
            assert "could point to one person" in words_of(seen)
            assert "Answer Everybody" in words_of(browser.get("/team/surveys/staff/results/Q2/by/Q1").text)
        assert "<table" not in seen
        for path in ("Q2/by/Q8", "Q8/by/Q1", "Q8/by/how"):
            assert browser.get(f"/team/surveys/staff/results/{path}").status_code == 404


def test_a_viewer_compares_by_nothing_that_the_survey_does_not_name(sqlite_place: Place) -> None:
    place = sqlite_place
    answer(place)
    place.wait_until(OVER)
    viewer, analyst = place.as_(place.cast.viewer), place.as_(place.cast.analyst)
    page = viewer.get("/team/surveys/residents/results/Q2/by/Q4.pay").text
    assert "Only the groups that this survey names" in page
    assert "<table" not in page
    assert "Answers to other questions" not in page
    analysts = analyst.get("/team/surveys/residents/results/Q2/by/Q4.pay").text
    assert "Answers to other questions" in analysts
    assert "<table" in analysts


def test_a_viewer_puts_no_filter_and_group_together(sqlite_place: Place) -> None:
    place = sqlite_place
    answer(place)
    place.wait_until(OVER)
    address = "/team/surveys/residents/results/Q2/by/Q1?filter=Q7:north"
    page = place.read(place.cast.viewer, address).text
    assert "filters and groups are not put together" in page
    assert "<table" not in page
    words = words_of(place.read(place.cast.analyst, address).text)
    assert "Showing 200 of 412" in words
    assert "“North” (Where do you live?) Remove" in words
    assert "People who were asked and answered 200 200" in words


def test_who_may_read_no_results_compares_nothing(place: Place) -> None:
    answer(place)
    place.wait_until(OVER)
    address = "/team/surveys/residents/results/Q2/by/Q7"
    page = place.read(place.cast.administrator, address).text
    assert "<table" not in page
    assert "North" not in page
    assert place.read(place.cast.outsider, address).status_code == 404
    assert place.read(place.cast.outsider, "/team/surveys/residents/results/compare").status_code == 404


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", "Q1/by/Q7"),
        ("?question=Q2", "Q2/by/Q1"),
        ("?question=Q2&by=how&round=1", "Q2/by/how?round=1"),
        ("?question=Q3&by=Q7&filter=Q1:daily", "Q3/by/Q7?filter=Q1:daily"),
        ("?question=nothing", "Q1/by/Q7"),
        ("?question=Q6", "Q1/by/Q7"),
    ],
)
def test_the_form_leads_to_the_address_of_what_was_chosen(sqlite_place: Place, query: str, address: str) -> None:
    browser = sqlite_place.as_(sqlite_place.cast.analyst)
    reply = browser.get(f"/team/surveys/residents/results/compare{query}")
    assert reply.status_code == 303
    assert reply.headers["location"] == f"/team/surveys/residents/results/{address}"


@pytest.mark.parametrize("path", ["Q2/by/nothing", "nothing/by/Q1", "Q6/by/Q1", "Q1/by/Q2", "Q2/by/Q1?filter=Q1:x"])
def test_what_the_survey_does_not_have_is_not_found(sqlite_place: Place, path: str) -> None:
    browser = sqlite_place.as_(sqlite_place.cast.analyst)
    assert browser.get(f"/team/surveys/residents/results/{path}").status_code == 404


def test_a_question_is_not_compared_with_itself(sqlite_place: Place) -> None:
    answer(sqlite_place)
    page = sqlite_place.read(sqlite_place.cast.analyst, "/team/surveys/residents/results/Q1/by/Q1").text
    assert "A question cannot be compared with itself" in page
    assert "<table" not in page


def test_every_question_says_whether_its_answer_depends_on_how_it_was_collected(place: Place) -> None:
    answer(place)
    address = "/team/surveys/residents/results/Q2/by/Q7"
    words = words_of(place.read(place.cast.analyst, address).text)
    assert "Does the answer depend on how it was collected?" in words
    assert "Answer Everybody Online, by themselves With help, or by telephone On paper" in words
    assert "People who were asked and answered 412 302 60 50" in words
    place.wait_until(OVER)
    words = words_of(place.read(place.cast.viewer, address).text)
    assert "People who were asked and answered 410 300 60 50" in words
    alone = words_of(place.read(place.cast.analyst, "/team/surveys/residents/results/Q2/by/how").text)
    assert alone.count("Answer Everybody Online, by themselves") == 1


def test_one_page_says_of_every_question_whether_it_depends_on_how_it_was_collected(place: Place) -> None:
    answer(place)
    with place.database.write() as connection:
        store(connection, place.residents, people(60, Q1="daily", Q2=("phone",)), channel="paper")
    address = "/team/surveys/residents/results/how-collected"
    words = words_of(place.read(place.cast.analyst, address).text)
    assert "Answers that differ" in words
    assert "2. Which devices? Of those who replied in the group “On paper”" in words
    assert "Too few to say" in words
    assert logged(place)[-1][0] == "working figures read"
    assert "Groups cannot be compared yet" in words_of(place.read(place.cast.viewer, address).text)
    assert place.read(place.cast.outsider, address).status_code == 404
    assert "Which devices" not in place.read(place.cast.administrator, address).text
    place.wait_until(OVER)
    assert "2. Which devices? Of those who replied" in words_of(place.read(place.cast.viewer, address).text)
    staff = place.read(place.cast.viewer, "/team/surveys/staff/results/how-collected").text
    assert "health condition" not in staff


def test_nobody_has_answered_yet(sqlite_place: Place) -> None:
    for member in (sqlite_place.cast.analyst, sqlite_place.cast.viewer):
        for path in ("Q2/by/Q7", "how-collected"):
            page = sqlite_place.read(member, f"/team/surveys/residents/results/{path}")
            assert page.status_code == 200
            assert "<td" not in page.text


def test_a_wide_table_is_a_named_region_that_the_keyboard_reaches(sqlite_place: Place) -> None:
    answer(sqlite_place)
    page = sqlite_place.read(sqlite_place.cast.analyst, "/team/surveys/residents/results/Q2/by/Q7").text
    page += sqlite_place.read(sqlite_place.cast.analyst, "/team/surveys/residents/results/Q4/by/Q7").text
    regions = re.findall(r'role="region" aria-labelledby="(\w+)" tabindex="0"', page)
    assert len(regions) == page.count("<table") == 6
    assert all(f'id="{name}"' in page for name in regions)
    assert page.count("<caption>") == 6
    assert '<div class="panels" aria-hidden="true">' in page
    assert not re.search(r"\sstyle=|<style|\son\w+=", page)


@pytest.mark.parametrize("who", ["analyst", "viewer"])
def test_the_page_uses_no_word_of_the_code(sqlite_place: Place, who: str) -> None:
    answer(sqlite_place)
    sqlite_place.wait_until(OVER)
    for path in ("residents/results/Q2/by/Q7", "staff/results/Q2/by/Q1", "staff/results/Q7/by/Q1"):
        page = sqlite_place.read(getattr(sqlite_place.cast, who), f"/team/surveys/{path}")
        assert page.status_code == 200
        assert not CODE_WORDS.findall(words_of(page.text))
