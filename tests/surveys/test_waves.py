"""Waves: open from and until instants, with a quarter of an hour for those who began, and their links."""

import pytest
from sqlalchemy.exc import IntegrityError

from survey_app.database import Database
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import GRACE, Wave, add_collector, close_wave, collectors_of, open_wave, waves_of
from tests.respond.fieldwork import QUESTIONNAIRE

OPENS, CLOSES = 1000, 5000


@pytest.mark.parametrize(
    ("now", "open_", "accepts", "closed"),
    [
        (OPENS - 1, False, False, False),
        (OPENS, True, True, False),
        (CLOSES - 1, True, True, False),
        (CLOSES, False, True, False),
        (CLOSES + GRACE - 1, False, True, False),
        (CLOSES + GRACE, False, False, True),
    ],
)
def test_a_wave_is_open_accepts_and_is_closed_to_the_second(now: int, open_: bool, accepts: bool, closed: bool) -> None:
    wave = Wave(1, 1, 1, OPENS, CLOSES, None)
    assert (wave.open_at(now), wave.accepts_at(now), wave.closed_at(now)) == (open_, accepts, closed)


def test_the_quarter_of_an_hour_is_one() -> None:
    assert GRACE == 15 * 60


def test_a_wave_without_an_end_stays_open() -> None:
    wave = Wave(1, 1, 1, OPENS, None, None)
    assert wave.open_at(2**40)
    assert wave.accepts_at(2**40)
    assert not wave.closed_at(2**40)


def survey(database: Database, slug: str = "one") -> int:
    with database.write() as connection:
        return load(connection, slug, QUESTIONNAIRE, 0, publishing=True).survey.id


def test_waves_of_a_survey_are_numbered_from_one(database: Database) -> None:
    one, other = survey(database), survey(database, "other")
    with database.write() as connection:
        opened = [open_wave(connection, each, OPENS) for each in (one, other, one)]
    assert [wave.number for wave in opened] == [1, 1, 2]
    assert database.read_blocking(waves_of, one) == (opened[0], opened[2])


def test_closing_sets_the_end_and_the_last_day_for_taking_answers_back(database: Database) -> None:
    survey_id = survey(database)
    with database.write() as connection:
        wave = open_wave(connection, survey_id, OPENS)
        close_wave(connection, wave.id, CLOSES, "2027-06-17")
    assert database.read_blocking(waves_of, survey_id) == (Wave(wave.id, survey_id, 1, OPENS, CLOSES, "2027-06-17"),)


def test_links_of_a_wave_have_codes_of_their_own(database: Database) -> None:
    survey_id = survey(database)
    with database.write() as connection:
        waves = [open_wave(connection, survey_id, OPENS) for _ in range(2)]
        links = [add_collector(connection, wave.id, code="open") for wave in waves]
    assert [database.read_blocking(collectors_of, wave.id) for wave in waves] == [(link,) for link in links]

    def add_again() -> None:
        with database.write() as connection:
            add_collector(connection, waves[0].id, code="open")

    with pytest.raises(IntegrityError):
        add_again()
