"""Banners, filters by any answers, headlines over time, figures from elsewhere and saved views, for each member."""

import re

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, Table, func, select

from survey_app.questionnaire.headlines import Answer
from survey_app.results.coding import Stored
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import add_collector, open_wave
from survey_app.tables.exploring import benchmark, same_meaning, saved_view
from survey_app.tables.team import audit
from survey_app.team.members import Member
from tests.results.sample import DAY, FIRST, NOON, OFTEN, Fieldwork, people, store
from tests.results.site import CLOSES, OVER, Place
from tests.results.test_pages import words_of

ADDRESS = "/team/surveys/residents"
DAILY = Answer(code="daily", label="Are online every day", question="Q1", codes=("daily",))
ELSEWHERE = {
    "headline": "daily",
    "percent": "80",
    "year": "2024",
    "population": "Adults in the United Kingdom",
    "ages": "16 and over",
    "mode": "By telephone",
    "source": "A report",
    "licence": "Quoted with its source",
    "wording": "close",
    "probability": "yes",
}


def answer(place: Place, rounds: int = 1) -> None:
    """A version with a headline, and in each round 200 people; in the second its question has other words."""
    with place.database.write() as connection:
        first = replace(FIRST, headlines=(DAILY,))
        loaded = load(connection, "residents", first, NOON, publishing=True)
        store(connection, replace(place.residents, version=loaded.version), crowd(120))
        if rounds == 2:
            second_round(connection, place.residents)


def second_round(connection: Connection, fieldwork: Fieldwork) -> None:
    words = tuple(
        replace(each, questions=(replace(OFTEN, label="How often do you?"),)) if each.id == "often" else each
        for each in FIRST.sections
    )
    newer = replace(FIRST, headlines=(DAILY,), sections=words)
    loaded = load(connection, "residents", newer, NOON, publishing=True)
    wave = open_wave(connection, fieldwork.survey.id, CLOSES, CLOSES + DAY)
    add_collector(connection, wave.id, code="open")
    store(connection, replace(fieldwork, version=loaded.version), crowd(150), wave_id=wave.id)


def crowd(daily: int) -> list[dict[str, Stored]]:
    north = people(daily, Q1="daily", Q2=("phone",), Q7="north")
    return [*north, *people(200 - daily, Q1="weekly", Q2=("laptop",), Q7="south")]


def press(place: Place, member: Member, path: str, **fields: str) -> tuple[int, str]:
    sent = place.as_(member).press(f"{ADDRESS}{path}", **fields)
    return sent.status_code, sent.headers.get("location", words_of(sent.text))


def last_event(place: Place) -> str:
    with place.database.write() as connection:
        return str(connection.execute(select(audit.c.event).order_by(audit.c.sequence.desc()).limit(1)).scalar_one())


def stored(place: Place, table: Table) -> int:
    with place.database.write() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_headlines_stand_above_the_questions_with_their_rule(place: Place) -> None:
    answer(place)
    page = place.read(place.cast.analyst, f"{ADDRESS}/results").text
    words = words_of(page)
    assert "Are online every day How this is counted" in words
    assert "Counted are those who answered “Every day” at question 1." in words
    assert "60% 120 200" in words
    assert page.index('id="headlines"') < page.index('id="Q1"')


def test_an_analyst_reads_every_question_by_any_other(place: Place) -> None:
    answer(place)
    words = words_of(place.read(place.cast.analyst, f"{ADDRESS}/results/banner?by=Q7&filter=Q2:laptop,phone").text)
    assert "Figure Everybody North South Are online every day 60% of 200 100% of 120 0% of 80" in words
    assert "People who were asked and answered 200 120 80" in words
    assert last_event(place) == "working figures read"


def test_viewers_read_banners_of_declared_groups_when_the_round_is_over(place: Place) -> None:
    answer(place)
    early = place.read(place.cast.viewer, f"{ADDRESS}/results/banner?by=Q7").text
    assert "Groups cannot be compared yet" in words_of(early)
    place.wait_until(OVER)
    viewer = place.as_(place.cast.viewer)
    page = viewer.get(f"{ADDRESS}/results/banner?by=Q7").text
    assert "People who were asked and answered 200 120 80" in words_of(page)
    assert 'href="/team/surveys/residents/tables.xlsx?by=Q7"' in page
    assert viewer.get(f"{ADDRESS}/tables.xlsx?by=Q7").status_code == 200
    assert viewer.get(f"{ADDRESS}/results/banner?by=Q4.pay").status_code == 404
    filtered = words_of(viewer.get(f"{ADDRESS}/results/banner?by=Q7&filter=Q1:daily").text)
    assert "Remove the filter" in filtered
    assert "North" not in filtered.partition("Apply")[2]


def test_only_analysts_put_any_answers_together(sqlite_place: Place) -> None:
    answer(sqlite_place)
    page = sqlite_place.read(sqlite_place.cast.analyst, f"{ADDRESS}/results/filter?filter=Q2:phone")
    assert 'value="Q2:phone" checked' in page.text
    both = sqlite_place.read(sqlite_place.cast.analyst, f"{ADDRESS}/results?filter=Q2:laptop,phone&filter=Q7:north")
    assert "Showing 120 of 200" in words_of(both.text)
    assert sqlite_place.read(sqlite_place.cast.viewer, f"{ADDRESS}/results/filter").status_code == 403
    assert (
        sqlite_place.read(sqlite_place.cast.viewer, f"{ADDRESS}/results/over-time?filter=Q1:daily").status_code == 403
    )
    assert sqlite_place.read(sqlite_place.cast.outsider, f"{ADDRESS}/results/filter").status_code == 404


def test_changed_words_break_a_line_until_somebody_signs_them(place: Place) -> None:
    answer(place, rounds=2)
    place.wait_until(OVER + DAY)
    for member in (place.cast.analyst, place.cast.viewer):
        words = words_of(place.read(member, f"{ADDRESS}/results/over-time").text)
        assert "round 1 and round 2 cannot be compared, because the words of question Q1 changed" in words
        head = words_of(place.read(member, f"{ADDRESS}/results").text)
        assert "75% 150 200 [b] the words of question Q1 changed" in head
    page = place.read(place.cast.analyst, f"{ADDRESS}/results/over-time").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    sign = {"version": version[1], "question": "Q1"}
    assert press(place, place.cast.analyst, "/results/over-time/sign", **sign, reason=" ")[0] == 422
    assert (
        press(place, place.cast.analyst, "/results/over-time/sign", **sign | {"question": "Q2"}, reason="So")[0] == 404
    )
    assert press(place, place.cast.outsider, "/results/over-time/sign", **sign, reason="So")[0] == 404
    assert press(place, place.cast.analyst, "/results/over-time/sign", **sign, reason="A word less")[0] == 303
    assert last_event(place) == "changed words signed as meaning the same"
    for member in (place.cast.analyst, place.cast.viewer):
        words = words_of(place.read(member, f"{ADDRESS}/results/over-time").text)
        assert "It rose by 15 points: 60% in round 1 and 75% in round 2." in words
        assert "mean the same: A word less" in words
    assert stored(place, same_meaning) == 1


def test_a_figure_from_elsewhere_is_entered_by_hand_and_stands_beside_its_headline(place: Place) -> None:
    answer(place)
    viewer = place.cast.viewer
    assert press(place, viewer, "/results/elsewhere", **ELSEWHERE) == (303, f"{ADDRESS}/results/elsewhere")
    assert last_event(place) == "figure from elsewhere added"
    assert press(place, viewer, "/results/elsewhere", **ELSEWHERE)[0] == 422
    page = words_of(place.read(place.cast.analyst, f"{ADDRESS}/results").text)
    assert (
        "80%: Adults in the United Kingdom, 16 and over, 2024. By telephone; chosen at random; close wording." in page
    )
    assert "Ours is" not in page
    listed = place.read(viewer, f"{ADDRESS}/results/elsewhere").text
    remove = re.search(r"/results/elsewhere/\d+/remove", listed)
    assert remove is not None
    assert press(place, viewer, remove[0])[0] == 303
    assert last_event(place) == "figure from elsewhere removed"
    assert stored(place, benchmark) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"headline": "gone"},
        {"percent": "101"},
        {"percent": "1e1"},
        {"percent": "nan"},
        {"percent": "."},
        {"year": "2999"},
        {"year": "٢٠٢٤"},
        {"population": " "},
        {"source": "x" * 301},
        {"wording": "alike"},
        {"probability": "maybe"},
    ],
)
def test_a_figure_from_elsewhere_says_everything_or_is_asked_for_again(
    sqlite_place: Place, wrong: dict[str, str]
) -> None:
    answer(sqlite_place)
    status, words = press(sqlite_place, sqlite_place.cast.viewer, "/results/elsewhere", **ELSEWHERE | wrong)
    assert status == 422
    assert words.count("There is a problem") == 1
    assert stored(sqlite_place, benchmark) == 0


def test_a_view_is_saved_shared_renamed_and_deleted(place: Place) -> None:
    answer(place)
    analyst, viewer = place.cast.analyst, place.cast.viewer
    older = {"name": " Laptops  alone", "address": "/results?utm=1&filter=Q2:laptop"}
    assert press(place, analyst, "/views", **older) == (303, f"{ADDRESS}/views")
    assert (
        'href="/team/surveys/residents/results?filter=Q2:laptop" dir="auto">Laptops alone</a>'
        in place.read(analyst, f"{ADDRESS}/views").text
    )
    assert "Laptops" not in place.read(viewer, f"{ADDRESS}/views").text
    assert press(place, analyst, "/views", **older, shared="yes")[0] == 303
    assert stored(place, saved_view) == 1
    assert "Laptops alone Shared by analyst@council.test" in words_of(place.read(viewer, f"{ADDRESS}/views").text)
    assert place.read(viewer, f"{ADDRESS}/results?filter=Q2:laptop").status_code == 403
    number = re.search(r"/views/(\d+)/change", place.read(analyst, f"{ADDRESS}/views").text)
    assert number is not None
    assert press(place, viewer, f"/views/{number[1]}/delete")[0] == 404
    assert press(place, viewer, f"/views/{number[1]}/change", name="Mine")[0] == 404
    assert press(place, analyst, f"/views/{number[1]}/change", name="")[0] == 422
    assert press(place, analyst, f"/views/{number[1]}/change", name="Laptops")[0] == 303
    assert "Laptops" not in words_of(place.read(viewer, f"{ADDRESS}/views").text)
    assert press(place, analyst, f"/views/{number[1]}/delete")[0] == 303
    assert stored(place, saved_view) == 0


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "x" * 101, "address": "/results"}, 422),
        ({"name": "", "address": "/results"}, 422),
        ({"name": "Away", "address": "https://else.test/results"}, 404),
        ({"name": "Away", "address": "//else.test"}, 404),
        ({"name": "Away", "address": "/results/../../members"}, 404),
        ({"name": "Away"}, 404),
    ],
)
def test_a_view_needs_a_name_and_an_address_of_results(
    sqlite_place: Place, fields: dict[str, str], status: int
) -> None:
    answer(sqlite_place)
    assert press(sqlite_place, sqlite_place.cast.analyst, "/views", **fields)[0] == status
    assert press(sqlite_place, sqlite_place.cast.administrator, "/views", **fields)[0] == 404
    assert stored(sqlite_place, saved_view) == 0
