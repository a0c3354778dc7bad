"""Each member sees of each survey what the results contract allows, and no more, on both databases."""

import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from survey_app.tables.respond import profile_answer
from survey_app.tables.team import audit
from tests.results.sample import NOON, people, store
from tests.results.site import CLOSES, OVER, Place

CODE_WORDS = re.compile(
    r"\b(collector|wave|variant|quarantined?|base|release|draft|tally|microdata|suppressed|disclosure)\b", re.IGNORECASE
)

PAGES = ("/team", "/team/surveys/{}", "/team/surveys/{}/results")


def words_of(page: str) -> str:
    """What a page says to somebody who reads it."""
    found = _Words()
    found.feed(page)
    return " ".join(" ".join(found.words).split())


class _Words(HTMLParser):
    """Collects the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def answer(place: Place, *, days: int = 0) -> None:
    """64 residents and 64 members of staff answer."""
    with place.database.write() as connection:
        for fieldwork in (place.residents, place.staff):
            store(connection, fieldwork, people(43, Q1="daily", Q2=("phone",), Q7="north", Q6="an idea"))
            store(connection, fieldwork, people(18, Q1="weekly", Q2=("laptop",), Q7="south"))
            store(connection, fieldwork, people(3, Q1="never", Q2=("none",), Q7="south"))


def logged(place: Place) -> list[tuple[str, str]]:
    with place.database.write() as connection:
        rows = connection.execute(select(audit.c.event, audit.c.detail).order_by(audit.c.sequence)).all()
    return [(row.event, row.detail) for row in rows if "signed" not in row.event and "added" not in row.event]


def test_the_list_shows_each_survey_with_its_state_and_one_next_step(place: Place) -> None:
    page = place.read(place.cast.analyst, "/team")
    assert page.status_code == 200
    assert words_of(page.text).count("Open until") == 2
    assert page.text.count("Give people its address") == 2
    answer(place)
    assert place.read(place.cast.analyst, "/team").text.count("Read the results so far") == 2


def test_an_outsider_is_shown_no_survey(place: Place) -> None:
    browser = place.as_(place.cast.outsider)
    assert "There is no survey that you may see yet" in browser.get("/team").text
    assert browser.get("/team/surveys/residents").status_code == 404
    assert browser.get("/team/surveys/residents/results").status_code == 404
    assert browser.get("/team/surveys/nothing").status_code == 404


def test_an_analyst_reads_a_residents_survey_live_and_that_is_logged(place: Place) -> None:
    browser = place.as_(place.cast.analyst)
    assert "No answers yet" in words_of(browser.get("/team/surveys/residents/results").text)
    answer(place)
    page = words_of(browser.get("/team/surveys/residents/results").text)
    assert "Working figures, not to be shared" in page
    assert "64 people answered" in page
    assert "Every day 43 67%" in page
    assert "Never 3 5%" in page
    assert logged(place)[-1] == ("working figures read", '{"round":"1","survey":"residents"}')


def test_a_staff_survey_is_guarded_for_an_analyst_too(place: Place) -> None:
    answer(place)
    before = logged(place)
    browser = place.as_(place.cast.analyst)
    page = words_of(browser.get("/team/surveys/staff/results").text)
    assert "64 people answered" in page
    assert "Working figures" not in page
    assert "Never [c] [c]" in page
    assert [event for event, _ in logged(place)[len(before) :]] == ["link made"]


@pytest.mark.parametrize("slug", ["residents", "staff"])
def test_a_viewer_sees_guarded_totals(place: Place, slug: str) -> None:
    answer(place)
    address = f"/team/surveys/{slug}/results"
    page = words_of(place.read(place.cast.viewer, address).text)
    assert "64 people answered" in page
    assert "Every day 45 69%" in page
    assert "Never [c] [c]" in page
    assert "Working figures" not in page


def test_who_only_runs_the_service_sees_the_number_and_never_a_result(place: Place) -> None:
    answer(place)
    place.wait_until(OVER)
    for slug in ("residents", "staff"):
        page = words_of(place.read(place.cast.administrator, f"/team/surveys/{slug}/results").text)
        assert "64 people have answered" in page
        assert "Every day" not in page


def test_a_survey_page_says_who_has_answered(place: Place) -> None:
    answer(place)
    page = words_of(place.read(place.cast.analyst, "/team/surveys/residents").text)
    assert "64 people have answered" in page
    assert "28 May 2026 64" in page
    assert "Online, by themselves 64 100%" in page
    assert "Counted 64" in page
    assert "Held for checking 0" in page
    assert "http://surveys.test/residents" in page


def test_a_bar_stands_beside_the_number_of_each_day(sqlite_place: Place) -> None:
    answer(sqlite_place)
    page = sqlite_place.read(sqlite_place.cast.analyst, "/team/surveys/residents").text
    days = page[page.index("How many answered when") : page.index("What has become of the answers")]
    assert re.search(r'<td class="share"><span>64</span>\s*<svg class="bar".*aria-hidden="true"><rect', days)


def test_a_survey_page_without_answers_has_no_table_of_zeros(sqlite_place: Place) -> None:
    page = sqlite_place.read(sqlite_place.cast.analyst, "/team/surveys/residents").text
    assert "No answers yet" in page
    assert "<table" not in page


def test_before_the_first_figures_a_viewer_sees_only_how_many_have_answered(place: Place) -> None:
    with place.database.write() as connection:
        store(connection, place.residents, people(49, Q1="daily"))
    page = words_of(place.read(place.cast.viewer, "/team/surveys/residents").text)
    assert "have answered" in page
    assert "28 May 2026 65" not in page
    assert "outside the area" not in page
    assert "Held for checking" not in page
    assert "by themselves" not in page
    place.wait_until(OVER)
    assert "Held for checking [c]" in words_of(place.read(place.cast.viewer, "/team/surveys/residents").text)


def test_few_answers_are_not_shown_to_viewers(sqlite_place: Place) -> None:
    place = sqlite_place
    with place.database.write() as connection:
        store(connection, place.residents, people(7, Q1="daily"))
    place.wait_until(OVER)
    page = words_of(place.read(place.cast.viewer, "/team/surveys/residents/results").text)
    assert "7 people have answered" in page
    assert "Results show from 10 people" in page
    assert "Every day" not in page


def test_staffs_equality_answers_are_a_profile_of_their_own(sqlite_place: Place) -> None:
    place = sqlite_place
    answer(place)
    with place.database.write() as connection:
        rows = [("yes", 30), ("no", 25), (None, 9)]
        answers = [value for value, count in rows for _ in range(count)]
        connection.execute(
            profile_answer.insert(),
            [
                {
                    "id": number,
                    "wave_id": place.staff.wave.id,
                    "question": "Q8",
                    "answer": None if value is None else f'"{value}"',
                    "settled": True,
                }
                for number, value in enumerate(answers, start=1)
            ],
        )
    place.wait_until(OVER)
    page = words_of(place.read(place.cast.viewer, "/team/surveys/staff/results").text)
    assert "Who answered These answers are kept apart" in page
    assert "Yes 30" in page
    assert "No 25" in page


def test_another_round_is_found_by_its_number(sqlite_place: Place) -> None:
    place = sqlite_place
    answer(place)
    browser = place.as_(place.cast.analyst)
    assert "Round 1: 28 May 2026" in browser.get("/team/surveys/residents/results?round=1").text
    for number in ("2", "0", "x", "1 "):
        assert browser.get(f"/team/surveys/residents/results?round={number}").status_code == 404


@pytest.mark.parametrize("instant", [NOON - 1, NOON, CLOSES, OVER])
@pytest.mark.parametrize("who", ["analyst", "viewer", "named", "administrator"])
def test_no_page_uses_a_word_of_the_code(sqlite_place: Place, who: str, instant: int) -> None:
    answer(sqlite_place)
    sqlite_place.wait_until(instant)
    browser = sqlite_place.as_(getattr(sqlite_place.cast, who))
    for slug in ("residents", "staff"):
        for address in PAGES:
            page = browser.get(address.format(slug))
            assert page.status_code == 200
            assert not CODE_WORDS.findall(words_of(page.text))


def test_pages_hold_no_inline_style_or_script(sqlite_place: Place) -> None:
    answer(sqlite_place)
    for address in PAGES:
        page = sqlite_place.read(sqlite_place.cast.analyst, address.format("residents")).text
        assert not re.search(r"\sstyle=|<style|<script(?! src=\"/static/team\.)|\son\w+=", page)


def test_every_bar_is_hidden_from_screen_readers(sqlite_place: Place) -> None:
    answer(sqlite_place)
    page = sqlite_place.read(sqlite_place.cast.analyst, "/team/surveys/residents/results").text
    pictures = re.findall(r"<svg[^>]*>", page)
    assert pictures
    assert all('aria-hidden="true"' in picture for picture in pictures)
