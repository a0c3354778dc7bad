"""The page of downloads says what each file is and for whom; long files are made beforehand for who asked alone."""

import csv
import io
import zipfile

import httpx
import msgspec
import pytest

from tests.results.sample import change_state, people, store
from tests.results.site import OVER, Place
from tests.results.test_pages import logged, words_of
from tests.team.site import Browser

PAGE = "/team/surveys/{}/downloads"
PREPARED = "/team/surveys/{}/prepared"


def answer(place: Place) -> None:
    with place.database.write() as connection:
        for fieldwork in (place.residents, place.staff):
            store(connection, fieldwork, people(64, Q1="daily", Q6="an idea", Q7="north"))


def ask(browser: Browser, values: str = "codes") -> httpx.Response:
    return browser.press(PREPARED.format("residents"), values=values)


def watch(browser: Browser, page: str) -> str:
    """The page of a file once it is made, or given up: a bounded number of looks."""
    for _ in range(200):
        words = words_of(browser.get(page).text)
        if "done" not in words:
            return words
        browser.get("/team")
    raise AssertionError(words)


def test_who_reads_results_finds_the_files_of_each_round(place: Place) -> None:
    answer(place)
    place.wait_until(OVER)
    page = place.read(place.cast.viewer, PAGE.format("residents"))
    for file in ("tables.xlsx?round=1", "tables.csv?round=1", "tables.json?round=1", "codebook.csv"):
        assert f'href="/team/surveys/residents/{file}"' in page.text
    assert "answers.csv" not in page.text
    assert "named for this survey, for a stated reason and at most 90 days" in words_of(page.text)


def test_who_is_named_finds_until_when_and_why_and_no_figures(place: Place) -> None:
    answer(place)
    page = place.read(place.cast.named, PAGE.format("residents"))
    words = words_of(page.text)
    assert "You may take these files until 26 August 2026" in words
    assert "for this reason: The yearly report" in words
    assert "64 people. CSV" in words
    assert "Each download is logged with your name" in words
    assert "tables.xlsx" not in page.text
    assert "/team/surveys/residents/text/Q6.csv" in page.text


def test_staffs_answers_are_promised_for_after_the_round(sqlite_place: Place) -> None:
    answer(sqlite_place)
    words = words_of(sqlite_place.read(sqlite_place.cast.named, PAGE.format("staff")).text)
    assert "can be downloaded when a round has closed" in words


def test_while_too_few_have_answered_the_page_says_from_when(sqlite_place: Place) -> None:
    words = words_of(sqlite_place.read(sqlite_place.cast.viewer, PAGE.format("residents")).text)
    assert "results show from 50 people" in words.lower()


def test_answers_come_as_codes_or_as_the_words_that_people_chose(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    for values, expected in (("codes", ("daily", "0", "left blank")), ("words", ("Every day", "No", "[left blank]"))):
        response = browser.get(f"/team/surveys/residents/answers.csv?values={values}")
        row = next(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
        assert row["Q1"] == expected[0]
        assert row["in_area"] in {"1", "Yes"}


def test_answers_and_their_manifest_bear_one_mark_until_somebody_answers(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    file = browser.get("/team/surveys/residents/answers.csv").headers["content-disposition"]
    made = msgspec.json.decode(browser.get("/team/surveys/residents/answers.json").content)
    assert made["file"] in file
    assert (made["responses"]["counted"], made["reconciles"], made["choices"]) == (64, True, {"values": "codes"})
    with sqlite_place.database.write() as connection:
        (one,) = store(connection, sqlite_place.residents, [{}])
        change_state(connection, one, "withdrawn")
    later = msgspec.json.decode(browser.get("/team/surveys/residents/answers.json").content)
    assert later["file"] != made["file"]
    assert later["responses"]["taken back"] == "[c]"


@pytest.mark.parametrize("values", ["codes", "words"])
def test_a_file_made_beforehand_holds_answers_and_manifest(sqlite_place: Place, values: str) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    page = ask(browser, values).headers["location"]
    assert "The file is ready" in watch(browser, page)
    assert page in browser.get(PAGE.format("residents")).text
    response = browser.get(f"{page}/file.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        manifest, answers = archive.namelist()
        made = msgspec.json.decode(archive.read(manifest))
        rows = list(csv.DictReader(io.StringIO(archive.read(answers).decode("utf-8-sig"), newline="")))
    assert {manifest.rpartition(".")[0], response.headers["content-disposition"].split('"')[1].rpartition(".")[0]} == {
        answers.rpartition(".")[0]
    }
    assert made["file"] in answers
    assert {row["Q1"] for row in rows} == {"Every day" if values == "words" else "daily"}
    assert [detail for event, detail in logged(sqlite_place) if event == "answers downloaded"] == [
        f'{{"file":"answers","mark":"{made["file"]}","survey":"residents"}}',
        '{"file":"answers, made beforehand","survey":"residents"}',
    ]


def test_a_file_that_is_taken_away_is_gone(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    page = ask(browser).headers["location"]
    watch(browser, page)
    assert browser.press(f"{page}/stop").headers["location"] == PAGE.format("residents")
    assert {browser.get(address).status_code for address in (page, f"{page}/file.zip")} == {404}
    assert list(sqlite_place.files.iterdir()) == []


def test_nobody_else_finds_it_nor_under_another_survey(sqlite_place: Place) -> None:
    answer(sqlite_place)
    sqlite_place.wait_until(OVER)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    page = ask(browser).headers["location"]
    watch(browser, page)
    assert browser.get(page.replace("residents", "staff")).status_code == 404
    for who in ("analyst", "viewer", "administrator", "outsider"):
        other = sqlite_place.as_(getattr(sqlite_place.cast, who))
        assert {other.get(page).status_code, other.get(f"{page}/file.zip").status_code} == {403}
        assert ask(other).status_code == 403


def test_what_was_proved_too_long_ago_is_asked_again(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    assert browser.get("/team/surveys/residents/answers.json").status_code == 200
    sqlite_place.wait_until(int(sqlite_place.site.clock.seconds) + 16 * 60)
    refused = browser.get("/team/surveys/residents/answers.csv")
    assert refused.status_code in {303, 403}
    assert b"daily" not in refused.content
    assert browser.get(PAGE.format("residents")).status_code == 200


def test_the_form_must_be_the_members_own(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    response = browser.post(PREPARED.format("residents"), values="codes")
    assert response.status_code in {400, 403}
    assert list(sqlite_place.files.iterdir()) == []


def test_a_file_made_before_somebody_took_their_answers_back_is_handed_out_no_more(place: Place) -> None:
    answer(place)
    browser = place.as_(place.cast.named)
    pages = [ask(browser).headers["location"] for _ in range(2)]
    assert all("ready" in watch(browser, page).lower() for page in pages)
    assert browser.get(f"{pages[0]}/file.zip").status_code == 200  # the control
    with place.database.write() as connection:
        gone = store(connection, place.residents, people(1, Q1="daily"))
        change_state(connection, gone[0], "withdrawn")
    assert browser.get(f"{pages[0]}/file.zip").status_code == 404
    assert browser.get(pages[1]).status_code == 404
    assert [each.name for each in place.files.iterdir() if each.suffix != ".lock"] == []
    assert "ready" in watch(browser, ask(browser).headers["location"]).lower()  # the next one is made without them
