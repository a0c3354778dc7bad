"""The command, as somebody types it."""

import time

import pytest

from survey_app.database import Database
from survey_app.settings import Settings
from survey_app.surveys.pretending import PEOPLE
from survey_app.surveys.surveys import all_surveys, published_version
from survey_app.surveys.waves import collectors_of, waves_of
from tests.respond.rows import responses
from tests.results.sample import Fieldwork, store
from tests.serving import CHECKOUT
from tests.trials import Command, prepare


@pytest.fixture
def survey(survey: Command, sqlite_address: str) -> Command:
    """The command on a database in which every shipped survey was opened just now."""
    prepare(Settings(database=sqlite_address), CHECKOUT / "questionnaires", int(time.time()))
    return survey


def answer(address: str, slug: str) -> None:
    """Somebody real answers."""
    database = Database(address)
    with database.write() as connection:
        chosen = next(each for each in all_surveys(connection) if each.slug == slug)
        wave = waves_of(connection, chosen.id)[-1]
        version = published_version(connection, chosen)
        assert version is not None
        store(connection, Fieldwork(chosen, version, wave, collectors_of(connection, wave.id)[0].id), [{}])
    database.close_blocking()


def test_so_many_are_stored_in_each_survey_and_removed_again(survey: Command, sqlite_address: str) -> None:
    code, printed = survey("demo", "--residents", "40", "--staff", "30", "--pulse", "0", "--feedback", "10")
    assert code == 0
    assert printed.splitlines()[:3] == [
        "residents: 40 pretend answers stored",
        "staff: 30 pretend answers stored",
        "feedback: 10 pretend answers stored",
    ]
    assert len(responses(sqlite_address)) == 80
    assert all(row["demonstration"] for row in responses(sqlite_address).values())
    code, printed = survey("demo", "--remove")
    assert code == 0
    assert "staff: 30 pretend answers removed" in printed
    assert responses(sqlite_address) == {}
    assert survey("demo", "--remove") == (0, "There are no pretend answers.\n")


def test_it_is_1200_residents_and_500_staff_unless_told() -> None:
    assert PEOPLE["residents"] == 1_200
    assert PEOPLE["staff"] == 500
    assert PEOPLE["pulse"]
    assert PEOPLE["feedback"]


def test_beside_real_answers_it_is_refused_in_words_and_stores_nothing_anywhere(
    survey: Command, sqlite_address: str
) -> None:
    answer(sqlite_address, "staff")
    code, printed = survey("demo", "--residents", "10", "--staff", "10")
    assert code == 1
    assert "staff has real answers (1)" in printed
    assert len(responses(sqlite_address)) == 1
    assert survey("demo", "--residents", "10", "--staff", "0", "--pulse", "0", "--feedback", "0")[0] == 0
    assert len(responses(sqlite_address)) == 11


@pytest.mark.parametrize("words", [("--residents", "-1"), ("--seed", "-1")])
def test_a_number_below_zero_is_refused_in_words(survey: Command, words: tuple[str, str]) -> None:
    code, printed = survey("demo", *words)
    assert code == 1
    assert "0 or more" in printed
