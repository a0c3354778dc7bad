"""Files of answers are for those named for the survey, are logged, and hold what was typed where it belongs."""

import csv
import io
import re

import httpx
import pytest

from survey_app.results.coding import Stored
from tests.results.sample import DAY, people, store
from tests.results.site import CLOSES, OVER, Place
from tests.results.test_pages import logged

ANSWERS = "/team/surveys/{}/answers.csv"
IDEAS = "/team/surveys/{}/text/Q6.csv"

FULL: dict[str, Stored] = {"Q1": "daily", "Q2": ("phone", "other"), "Q2-detail": "=1+1", "Q6": 'اردو, "quoted"\nidea'}


def rows_of(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


def mark_of(response: httpx.Response) -> str:
    """The mark in a file's name, which its manifest bears too."""
    found = re.search(r"-([0-9a-f]{10})(?:-pretend)?\.", response.headers["content-disposition"])
    assert found is not None
    return found[1]


def answer(place: Place) -> None:
    with place.database.write() as connection:
        for fieldwork in (place.residents, place.staff):
            store(connection, fieldwork, [FULL, *people(14, Q1="weekly", Q7="south")])


def test_all_answers_stand_in_the_file(place: Place) -> None:
    answer(place)
    response = place.read(place.cast.named, ANSWERS.format("residents"))
    rows = rows_of(response)
    name = r'attachment; filename="residents-answers-2026-05-28-[0-9a-f]{10}\.csv"'
    assert re.fullmatch(name, response.headers["content-disposition"])
    assert response.headers["cache-control"] == "no-store"
    assert sorted(row["Q1"] for row in rows) == ["daily", *["weekly"] * 14]
    assert "1+1" not in response.text


def test_typed_text_is_a_file_of_its_own(place: Place) -> None:
    answer(place)
    browser = place.as_(place.cast.named)
    assert rows_of(browser.get(IDEAS.format("residents"))) == [{"Question 6: What should we do?": FULL["Q6"]}]
    (detail,) = rows_of(browser.get("/team/surveys/residents/text/Q2-detail.csv"))
    assert [*detail.values()] == ["'=1+1"]


@pytest.mark.parametrize("who", ["analyst", "viewer", "administrator", "outsider"])
def test_who_is_not_named_is_refused(sqlite_place: Place, who: str) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(getattr(sqlite_place.cast, who))
    before = logged(sqlite_place)
    for address in (ANSWERS, IDEAS):
        assert browser.get(address.format("residents")).status_code == 403
    assert logged(sqlite_place) == before
    assert "answers.csv" not in browser.get("/team/surveys/residents").text


def test_a_permission_ends_after_90_days(sqlite_place: Place) -> None:
    answer(sqlite_place)
    sqlite_place.wait_until(CLOSES + 90 * DAY)
    assert sqlite_place.read(sqlite_place.cast.named, ANSWERS.format("residents")).status_code == 403


def test_each_download_is_logged_before_it_begins(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    mark = mark_of(browser.get(ANSWERS.format("residents")))
    browser.get(IDEAS.format("residents"))
    assert logged(sqlite_place)[-2:] == [
        ("answers downloaded", f'{{"file":"answers","mark":"{mark}","survey":"residents"}}'),
        ("answers downloaded", '{"file":"Q6","survey":"residents"}'),
    ]


def test_staffs_answers_wait_for_the_round_to_close_and_hide_small_groups(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    assert browser.get(ANSWERS.format("staff")).status_code == 404
    sqlite_place.wait_until(OVER)
    rows = rows_of(sqlite_place.read(sqlite_place.cast.named, ANSWERS.format("staff")))
    assert {row["Q1"] for row in rows} == {"c"}
    assert not {"Q8", "link"} & set(rows[0])


def test_the_page_of_downloads_links_each_file(sqlite_place: Place) -> None:
    page = sqlite_place.read(sqlite_place.cast.named, "/team/surveys/residents/downloads")
    for address in (ANSWERS, IDEAS, "/team/surveys/{}/text/Q2-detail.csv"):
        assert address.format("residents") in page.text


@pytest.mark.parametrize("name", ["Q1.csv", "Q6", "Q6.txt", "Q99.csv", "..%2fQ6.csv"])
def test_what_is_not_typed_text_is_not_found(sqlite_place: Place, name: str) -> None:
    answer(sqlite_place)
    response = sqlite_place.read(sqlite_place.cast.named, f"/team/surveys/residents/text/{name}")
    assert response.status_code == 404


def test_nothing_at_all_is_still_a_file_with_its_header(sqlite_place: Place) -> None:
    response = sqlite_place.read(sqlite_place.cast.named, ANSWERS.format("residents"))
    assert rows_of(response) == []
    assert response.text.count("\r\n") == 1
