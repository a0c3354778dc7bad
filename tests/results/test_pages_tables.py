"""Tables and charts are taken away by the public rules, whoever asks, and hold what viewers read on the page."""

import csv
import io
import re

import httpx
import msgspec
import openpyxl
import pytest

from survey_app.results.coding import Stored
from survey_app.results.disclosure import Level
from survey_app.results.files.manifest import PRETEND
from tests.results.sample import DAY, change_state, people, store
from tests.results.site import OVER, Place

ADDRESS = "/team/surveys/{}/{}"
FILES = (
    "tables.xlsx",
    "tables.csv",
    "tables.json",
    "tables/Q1.csv",
    "charts/Q1.svg",
    "charts/Q1.png",
    "tables.ods",
    "figures.json",
    "tables.csv-metadata.json",
)


def fill(place: Place, *, demonstration: bool = False) -> None:
    """Answers of 101 people to each survey."""
    crowd: list[dict[str, Stored]] = [
        *people(60, Q1="daily", Q2=("phone", "other"), Q3="easy", Q5=7, Q6="=1+1", Q7="north", Q8="yes"),
        *people(38, Q1="weekly", Q2=("laptop",), Q7="south", Q8="no"),
        *people(3, Q1="never"),
    ]
    with place.database.write() as connection:
        for fieldwork in (place.residents, place.staff):
            store(connection, fieldwork, crowd, demonstration=demonstration)


def rows_of(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def name_of(response: httpx.Response) -> str:
    assert response.status_code == 200
    return response.headers["content-disposition"].removeprefix('attachment; filename="').removesuffix('"')


def test_file_manifest_and_pictures_of_a_round_bear_one_mark(place: Place) -> None:
    fill(place)
    place.wait_until(OVER)
    browser = place.as_(place.cast.viewer)
    made = {file: browser.get(ADDRESS.format("residents", file)) for file in FILES}
    marks = {re.fullmatch(r"residents-.+-2026-05-29-([0-9a-f]{10})\.[\w.-]+", name_of(each)) for each in made.values()}
    found = {match[1] for match in marks if match is not None}
    assert None not in marks
    assert len(found) == 1
    manifest = msgspec.json.decode(made["tables.json"].content)
    assert {manifest["file"]} == found
    book = openpyxl.load_workbook(io.BytesIO(made["tables.xlsx"].content))
    assert dict(book["About this file"].iter_rows(min_row=4, values_only=True))["file"] in found
    assert {row["file"] for row in rows_of(made["tables.csv"])} == found
    assert found.pop() in made["charts/Q1.svg"].text


@pytest.mark.parametrize("survey", ["residents", "staff"])
def test_an_analyst_takes_away_what_a_viewer_does(sqlite_place: Place, survey: str) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    for file in FILES:
        address = ADDRESS.format(survey, file)
        analyst = sqlite_place.read(sqlite_place.cast.analyst, address)
        viewer = sqlite_place.read(sqlite_place.cast.viewer, address)
        assert name_of(analyst) == name_of(viewer)
        if not file.endswith("xlsx"):
            assert analyst.content == viewer.content
    level = msgspec.json.decode(
        sqlite_place.read(sqlite_place.cast.analyst, ADDRESS.format(survey, "tables.json")).content
    )
    assert level["level"] == Level.PUBLIC


@pytest.mark.parametrize("seed", range(4))
def test_a_viewers_file_holds_no_number_that_the_page_does_not(sqlite_place: Place, seed: int) -> None:
    often, where = ("daily", "weekly", "never"), ("north", "south", None)
    crowd: list[dict[str, Stored]] = [
        {"Q1": often[place**2 % (seed + 2) % 3], "Q7": where[place % (seed + 3) % 3]} for place in range(12 + 41 * seed)
    ]
    with sqlite_place.database.write() as connection:
        store(connection, sqlite_place.residents, crowd)
    sqlite_place.wait_until(OVER)
    browser = sqlite_place.as_(sqlite_place.cast.viewer)
    words = re.sub(r"<[^>]+>|\s+", " ", browser.get(ADDRESS.format("residents", "results")).text)
    page = set(re.findall(r"\d[\d,]*|\[[cz]\]", words))
    rows = rows_of(browser.get(ADDRESS.format("residents", "tables.csv")))
    assert rows
    assert {row[name] for row in rows for name in ("people", "per_cent", "base", "sign")} - {""} <= page


@pytest.mark.parametrize("who", ["named", "administrator", "outsider"])
def test_who_reads_no_results_takes_none_away(sqlite_place: Place, who: str) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    browser = sqlite_place.as_(getattr(sqlite_place.cast, who))
    assert {browser.get(ADDRESS.format("residents", file)).status_code for file in FILES} <= {403, 404}


def test_negative_control_who_reads_results_is_let_in(sqlite_place: Place) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    browser = sqlite_place.as_(sqlite_place.cast.viewer)
    assert {browser.get(ADDRESS.format("residents", file)).status_code for file in FILES} == {200}


def test_figures_do_not_follow_each_newcomer(sqlite_place: Place) -> None:
    fill(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.analyst)
    before = browser.get(ADDRESS.format("residents", "tables.csv"))
    with sqlite_place.database.write() as connection:
        store(connection, sqlite_place.residents, people(9, Q1="never"))
    after = browser.get(ADDRESS.format("residents", "tables.csv"))
    assert rows_of(before) == rows_of(after)


def test_where_there_is_nothing_yet_a_page_says_why(sqlite_place: Place) -> None:
    with sqlite_place.database.write() as connection:
        store(connection, sqlite_place.residents, people(7, Q1="daily"))
    sqlite_place.wait_until(OVER)
    response = sqlite_place.read(sqlite_place.cast.viewer, ADDRESS.format("residents", "tables.xlsx"))
    assert response.status_code == 409
    assert "Results show from 10 people" in response.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("filter=Q7:north", "of everybody who answered a round"),
        ("by=Q8", "only those that the survey names"),
        ("by=Q99", "only those that the survey names"),
    ],
)
def test_other_groups_are_not_taken_away(sqlite_place: Place, query: str, words: str) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    response = sqlite_place.read(sqlite_place.cast.analyst, ADDRESS.format("residents", f"tables.xlsx?{query}"))
    assert response.status_code == 409
    assert words in response.text


def test_groups_wait_until_the_round_is_over(sqlite_place: Place) -> None:
    fill(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.analyst)
    assert browser.get(ADDRESS.format("residents", "tables.csv")).status_code == 200
    assert browser.get(ADDRESS.format("residents", "tables.csv?by=Q7")).status_code == 409


def test_every_table_by_a_named_group_holds_what_viewers_read(place: Place) -> None:
    with place.database.write() as connection:
        for area, often in (("north", "daily"), ("south", "weekly")):
            store(connection, place.residents, people(80, Q1=often, Q3="easy", Q7=area))
            store(connection, place.residents, people(30, Q1="never", Q7=area))
    place.wait_until(OVER)
    browser = place.as_(place.cast.viewer)
    rows = [row for row in rows_of(browser.get(ADDRESS.format("residents", "tables.csv?by=Q7"))) if row["key"] == "Q1"]
    assert {row["group"] for row in rows} == {"Everybody", "North", "South"}
    page = re.sub(r"<[^>]+>|\s+", " ", browser.get(ADDRESS.format("residents", "results/Q1/by/Q7")).text)
    shown = set(re.findall(r"\d[\d,]*|\[[cz]\]", page))
    assert {row[name] for row in rows if row["in_base"] == "1" for name in ("per_cent", "sign")} - {""} <= shown
    book = openpyxl.load_workbook(io.BytesIO(browser.get(ADDRESS.format("residents", "tables.xlsx?by=Q7")).content))
    headings = [cell.value for cell in book["Q1"][book["Q1"].tables["table_Q1"].ref][0]]
    assert headings[1:3] == ["Everybody: People", "Everybody: Per cent"]
    assert "North: Per cent" in headings
    assert "tables.xlsx?round=1&amp;by=Q7" in browser.get(ADDRESS.format("residents", "downloads")).text


@pytest.mark.parametrize(
    "file",
    ["tables.pdf", "tables/Q1.xlsx", "tables/Q99.csv", "charts/Q99.svg", "charts/Q6.png", "charts/Q1.gif", "charts/Q1"],
)
def test_what_is_no_table_or_picture_is_not_found(sqlite_place: Place, file: str) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    assert sqlite_place.read(sqlite_place.cast.viewer, ADDRESS.format("residents", file)).status_code == 404


def test_pretend_answers_are_called_so_everywhere(sqlite_place: Place) -> None:
    fill(sqlite_place, demonstration=True)
    sqlite_place.wait_until(OVER)
    browser = sqlite_place.as_(sqlite_place.cast.viewer)
    made = {file: browser.get(ADDRESS.format("residents", file)) for file in FILES}
    assert all("-pretend." in name_of(each) for each in made.values())
    assert msgspec.json.decode(made["tables.json"].content)["pretend"] == PRETEND
    assert PRETEND in made["charts/Q1.svg"].text
    assert {row["pretend"] for row in rows_of(made["tables.csv"])} == {"1"}


def test_the_manifest_accounts_for_every_answer_and_hides_small_numbers(sqlite_place: Place) -> None:
    fill(sqlite_place)
    with sqlite_place.database.write() as connection:
        ids = store(connection, sqlite_place.residents, people(14, Q1="weekly"))
        for each in ids[:12]:
            change_state(connection, each, "quarantined")
        change_state(connection, ids[13], "withdrawn")
    sqlite_place.wait_until(OVER + DAY)
    response = sqlite_place.read(sqlite_place.cast.viewer, ADDRESS.format("residents", "tables.json"))
    made = msgspec.json.decode(response.content)
    assert made["responses"] == {
        "counted": 102,
        "of them from outside the area": "[c]",
        "held for checking": 10,
        "taken back": "[c]",
        "erased": "[c]",
    }
    assert made["reconciles"] is True
    assert made["bases"]["Q1"] == 100
    assert made["versions"][0]["number"] == 1
