"""One page has every figure of a round by the public rules, to print; Word has the same; all formats have one gate."""

import io
import time
import zipfile
from importlib.util import find_spec

import msgspec
import pytest

from survey_app.results.files.converting import formats_here
from survey_app.results.files.reporting import words_here
from tests.results.site import OVER, Place
from tests.results.test_pages import words_of
from tests.results.test_pages_downloads import answer
from tests.results.test_pages_tables import fill
from tests.team.site import Browser

LONGEST = 120
"""Seconds that a child may take on a machine that does much else."""

REPORT = "/team/surveys/{}/report"


def waited(browser: Browser, page: str) -> str:
    """The page of a file once it is made, or given up."""
    until = time.monotonic() + LONGEST
    while "done" in (words := words_of(browser.get(page).text)) and time.monotonic() < until:
        browser.get("/team")
    return words


def test_the_page_says_what_it_is_of_and_holds_every_question_by_the_public_rules(sqlite_place: Place) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    for who in (sqlite_place.cast.viewer, sqlite_place.cast.analyst):
        page = sqlite_place.read(who, REPORT.format("residents"))
        words = words_of(page.text)
        assert page.status_code == 200
        assert "Round 1: 28 May 2026 to 29 May 2026" in words
        assert "Figures as they stood on" in words
        assert "Every day 60 60%" in words
        assert "Never [c] [c]" in words
        assert all(f'<h2 id="Q{number}">' in page.text for number in range(1, 9))
        assert "responses: counted 101" in words
        assert "working figures" not in words.lower()


def test_who_reads_no_results_reads_no_report(sqlite_place: Place) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    for who in ("named", "administrator", "outsider"):
        browser = sqlite_place.as_(getattr(sqlite_place.cast, who))
        assert {browser.get(f"{REPORT.format('residents')}{ending}").status_code for ending in ("", ".docx")} <= {
            403,
            404,
        }


def test_a_report_is_of_everybody_and_says_so_where_groups_are_asked_for(sqlite_place: Place) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    response = sqlite_place.read(sqlite_place.cast.viewer, f"{REPORT.format('residents')}?by=Q7")
    assert (response.status_code, "A report is of everybody" in response.text) == (409, True)


@pytest.mark.skipif(not words_here(), reason="python-docx is not here")
def test_the_word_report_bears_the_mark_of_its_manifest(sqlite_place: Place) -> None:
    fill(sqlite_place)
    sqlite_place.wait_until(OVER)
    browser = sqlite_place.as_(sqlite_place.cast.viewer)
    assert "report.docx?round=1" in browser.get(REPORT.format("residents")).text
    response = browser.get(f"{REPORT.format('residents')}.docx?round=1")
    mark = msgspec.json.decode(browser.get("/team/surveys/residents/tables.json").content)["file"]
    assert mark in response.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert mark.encode() in archive.read("docProps/core.xml")
        assert mark.encode() in archive.read("word/document.xml")


@pytest.mark.parametrize("ending", [each.ending for each in formats_here()])
def test_all_answers_are_made_in_each_format_with_their_manifest(sqlite_place: Place, ending: str) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    page = browser.press("/team/surveys/residents/prepared", values="words", format=ending).headers["location"]
    assert "The file is ready" in waited(browser, page)
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{page}/file.zip").content)) as archive:
        manifest, answers = archive.namelist()
        made = msgspec.json.decode(archive.read(manifest))
        content = archive.read(answers)
    assert answers.endswith(f"{made['file']}.{ending}")
    assert len(content) > 1000
    assert [each.suffix for each in sqlite_place.files.iterdir() if each.suffix == ".made"] == []


def test_a_format_that_there_is_not_is_refused(sqlite_place: Place) -> None:
    answer(sqlite_place)
    browser = sqlite_place.as_(sqlite_place.cast.named)
    refused = browser.press("/team/surveys/residents/prepared", values="codes", format="exe")
    assert refused.status_code == 409
    assert list(sqlite_place.files.iterdir()) == []


def test_every_member_reads_the_codebook_and_only_the_named_what_describes_a_file(sqlite_place: Place) -> None:
    answer(sqlite_place)
    for who, expected in (("viewer", 403), ("administrator", 403), ("named", 200)):
        browser = sqlite_place.as_(getattr(sqlite_place.cast, who))
        assert browser.get("/team/surveys/residents/codebook.xml").status_code == 200
        assert browser.get("/team/surveys/residents/answers.csv-metadata.json").status_code == expected
    response = browser.get("/team/surveys/residents/answers.csv-metadata.json")
    assert f'"{msgspec.json.decode(response.content)["url"]}-metadata.json"' in response.headers["content-disposition"]


def test_the_page_of_downloads_says_which_formats_this_machine_has(sqlite_place: Place) -> None:
    answer(sqlite_place)
    text = sqlite_place.read(sqlite_place.cast.named, "/team/surveys/residents/downloads").text
    for each in formats_here():
        assert f'value="{each.ending}"' in text
    lacking = find_spec("pyreadstat") is None or find_spec("pyarrow") is None
    assert ("this machine has no program for it" in text) == lacking
