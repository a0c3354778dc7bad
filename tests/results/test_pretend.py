"""Pretend answers are said on every page, in every file and its name, and give way to real ones."""

import csv
import io
import re

import pytest

from survey_app.results.overview import population
from survey_app.results.pretend import heard, is_pretend, marked, pretend_words
from tests.results.sample import column_set, people, store
from tests.results.site import OVER, Place
from tests.results.test_pages import words_of

SAID = "Pretend answers. Nobody gave them"
LEFT = "Pretend answers. Some are still stored"
PAGES = ("/team/surveys/{}", "/team/surveys/{}/results")


def fill(place: Place, *, pretend: bool) -> None:
    """64 people answer each survey."""
    with place.database.write() as connection:
        for fieldwork in (place.residents, place.staff):
            store(connection, fieldwork, people(64, Q1="daily", Q7="north", Q6="an idea"), demonstration=pretend)


@pytest.mark.parametrize("slug", ["residents", "staff"])
def test_pages_count_them_and_say_so(place: Place, slug: str) -> None:
    fill(place, pretend=True)
    place.wait_until(OVER)
    for who in (place.cast.analyst, place.cast.viewer):
        for page in PAGES:
            words = words_of(place.read(who, page.format(slug)).text)
            assert SAID in words
            assert re.search("64 people (have )?answered", words)


def test_pages_of_real_answers_say_nothing_of_them(sqlite_place: Place) -> None:
    fill(sqlite_place, pretend=False)
    for page in PAGES:
        assert "Pretend" not in words_of(sqlite_place.read(sqlite_place.cast.analyst, page.format("residents")).text)


def test_real_answers_push_them_out_of_every_figure_and_pages_say_that_some_are_left(sqlite_place: Place) -> None:
    fill(sqlite_place, pretend=True)
    fill(sqlite_place, pretend=False)
    for page in PAGES:
        words = words_of(sqlite_place.read(sqlite_place.cast.analyst, page.format("residents")).text)
        assert LEFT in words
        assert re.search("64 people (have )?answered", words)


@pytest.mark.parametrize("pretend", [True, False])
def test_files_say_so_in_their_names_and_in_each_row(sqlite_place: Place, *, pretend: bool) -> None:
    fill(sqlite_place, pretend=pretend)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    file = browser.get("/team/surveys/residents/answers.csv")
    end = "-pretend" if pretend else ""
    assert re.search(rf"residents-answers-2026-05-28-[0-9a-f]{{10}}{end}\.csv", file.headers["content-disposition"])
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 64
    assert {row.get("pretend") for row in rows} == ({"1"} if pretend else {None})
    text = browser.get("/team/surveys/residents/text/Q6.csv")
    assert text.headers["content-disposition"] == f'attachment; filename="residents-Q6-2026-05-28{end}.csv"'
    assert ("(pretend answers)" in text.text) == pretend


@pytest.mark.parametrize(
    ("state", "pretend"), [("counted", False), ("quarantined", False), ("withdrawn", True), ("erased", True)]
)
def test_a_real_answer_pushes_them_out_unless_it_was_taken_back(state: str, *, pretend: bool) -> None:
    columns = column_set(
        [{}, {}, {}],
        state=lambda place: state if place == 0 else "counted",
        demonstration=lambda place: place > 0,
    )
    assert is_pretend(columns) == pretend
    assert heard(columns).tolist() == [not pretend, pretend, pretend]
    assert int(population(columns, 1).sum()) == (2 if pretend else int(state == "counted"))
    assert marked("file", columns) == ("file-pretend" if pretend else "file")
    assert pretend_words(columns)


def test_where_there_are_none_nothing_is_said() -> None:
    assert pretend_words(column_set([{}])) == ""
    assert not is_pretend(column_set([]))
