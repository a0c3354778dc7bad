"""The team's pages of paper forms: who may print, print runs, the form, the PDF, and the web address on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from survey_app.respond.paper import browser
from survey_app.respond.paper.runs import LENGTH, LETTERS
from survey_app.tables.respond import response
from survey_app.tables.surveys import collector
from tests.demonstration.team import Team, assembled, form_to, has_form_to
from tests.respond.assisted.office import Office, opened_office
from tests.respond.client import Client

PRINTING = "/team/surveys/residents/paper"
ASKED_BY_HAND = f"{PRINTING}/form?variant=en&size=standard&run="


@pytest.fixture
def office(sqlite_address: str, tmp_path: Path) -> Iterator[Office]:
    """An office with a pile of forms."""
    opened = opened_office(sqlite_address, tmp_path)
    yield opened
    opened.inside.close()
    opened.database.close_blocking()


@pytest.fixture
def team(sqlite_address: str, tmp_path: Path) -> Iterator[Team]:
    """The whole team."""
    started = assembled(sqlite_address, tmp_path)
    yield started
    started.inside.close()
    started.database.close_blocking()


def made(office: Office, client: Client, place: str = "Chorley Library") -> str:
    """The code of a print run just made."""
    page = client.open(PRINTING)
    client.press(page, "Make this print run", {"place": place}, form_to(page, "/paper"))
    return office.read(
        lambda connection: str(
            connection.execute(select(collector.c.code).where(collector.c.channel == "paper")).scalar_one()
        )
    )


@pytest.mark.parametrize("name", ["assistant", "colleague"])
def test_who_keys_forms_of_a_survey_prints_them(office: Office, name: str) -> None:
    client = office.member(name)
    assert client.open(PRINTING).status == 200
    assert client.open(ASKED_BY_HAND).status == 200
    assert client.open("/team/surveys/residents").link("Print a paper form") == PRINTING


@pytest.mark.parametrize("name", ["elsewhere", "analyst", "outsider"])
@pytest.mark.parametrize("target", [PRINTING, ASKED_BY_HAND, f"{PRINTING}/pdf?variant=en&size=standard&run="])
def test_nobody_else_does(office: Office, name: str, target: str) -> None:
    assert office.member(name).open(target).status in {403, 404}


def test_who_runs_the_service_prints_and_who_reads_results_does_not(team: Team) -> None:
    assert team.member("administrator").open(PRINTING).status == 200
    assert team.member("viewer").open(PRINTING).status == 403


def test_nobody_prints_without_signing_in(office: Office) -> None:
    assert office.person().open(PRINTING).path == "/team/sign-in"


def test_a_print_run_has_a_code_and_a_place_and_stands_on_the_form(office: Office) -> None:
    client = office.member("assistant")
    code = made(office, client)
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    page = client.open(f"{ASKED_BY_HAND}{code}")
    assert f"/residents/from/{code}" in page.words
    assert "You can hand it in at Chorley Library." in page.words
    assert f"print run {code}" in client.ask("GET", f"{ASKED_BY_HAND}{code}").body.decode()


def test_a_place_that_is_not_the_organisations_is_refused(office: Office) -> None:
    client = office.member("assistant")
    page = client.open(PRINTING)
    answer = client.press(page, "Make this print run", {"place": "Atlantis"}, form_to(page, "/paper"))
    assert answer.status == 422
    assert answer.problems == [("place", "Choose a place from the list.")]


def test_answers_by_the_printed_address_are_web_answers_of_that_place(office: Office) -> None:
    code = made(office, office.member("assistant"))
    person = office.person()
    page = person.open(f"/residents/from/{code.upper()}")
    assert page.title == "Getting online"
    page = person.press(page, "Start on my own phone or computer")
    page = person.press(page, "Continue", {"Q1": "alone"})
    page = person.press(page, "Continue", {"Q2": "old"})
    for _ in range(20):
        if page.path.endswith("/check"):
            break
        words = "Skip to the end" if "Skip to the end" in page.words else "Continue"
        page = person.press(page, words)
    person.press(page, "Send my answers")
    rows = office.read(lambda connection: connection.execute(select(response.c.channel, response.c.place)).all())
    assert [tuple(row) for row in rows] == [("web", "Chorley Library")]


def test_forms_of_the_run_are_keyed_under_its_code(office: Office) -> None:
    client = office.member("assistant")
    code = made(office, client)
    assert "On paper" in office.begin(client, run=code).words


@pytest.mark.parametrize("query", ["variant=xx", "variant=en&run=zzzzz", "variant=pl&size=large"])
def test_what_is_not_there_is_not_found(office: Office, query: str) -> None:
    assert office.member("assistant").open(f"{PRINTING}/form?{query}").status == 404


def test_any_size_that_is_none_is_standard(office: Office) -> None:
    assert office.member("assistant").open(f"{PRINTING}/form?variant=en&size=%22%3E").status == 200


def test_a_survey_whose_round_is_over_can_be_looked_at_only(office: Office) -> None:
    office.clock.now += 40 * 24 * 3600
    page = office.member("assistant").open(PRINTING)
    assert "No round of this survey is open or to come" in page.words
    assert not has_form_to(page, "/paper")


def test_without_a_browser_the_page_says_how_to_print(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    client = office.member("assistant")
    assert "How to get a PDF" in client.open(PRINTING).words
    answer = client.open(f"{PRINTING}/pdf?variant=en&size=standard&run=")
    assert answer.status == 503
    assert "print it from your browser" in answer.problems[0][1]


def test_a_program_that_makes_no_file_is_told_and_nothing_is_left(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 0\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.browser() == str(broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert office.member("assistant").open(f"{PRINTING}/pdf?variant=en&size=standard&run=").status == 503
    assert list(tmp_path.glob("soundings-paper-*")) == []


def test_the_form_needs_nothing_beside_itself_and_its_policy_allows_nothing_else(office: Office) -> None:
    client = office.member("assistant")
    wire = client.ask("GET", ASKED_BY_HAND)
    html = wire.body.decode()
    assert "src=" not in html
    assert "<link" not in html
    assert "<script" not in html
    assert "style-src 'self' 'sha256-" in wire.header("content-security-policy")
