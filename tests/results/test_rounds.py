"""A survey's state and next step are said in words."""

from survey_app.results.disclosure import Level
from survey_app.results.rounds import (
    answered_words,
    dates_words,
    latest_begun,
    next_step,
    state_words,
    why_not_yet,
)
from survey_app.surveys.surveys import Survey
from survey_app.surveys.waves import Wave
from tests.results.sample import DAY, NOON

FIRST_ROUND = Wave(1, 1, 1, NOON, NOON + DAY, None)
SECOND_ROUND = Wave(2, 1, 2, NOON + 3 * DAY, None, None)
ROUNDS = (FIRST_ROUND, SECOND_ROUND)
SURVEY = Survey(1, "residents", "Title", "residents", 1)


def test_the_newest_round_begun_is_the_one() -> None:
    assert latest_begun(ROUNDS, NOON - 1) is None
    assert latest_begun(ROUNDS, NOON + 2 * DAY) == FIRST_ROUND
    assert latest_begun(ROUNDS, NOON + 3 * DAY) == SECOND_ROUND


def test_the_state_is_said_in_words() -> None:
    assert state_words((), NOON) == "Not open yet"
    assert state_words(ROUNDS[:1], NOON - DAY) == "Not open yet. Opens 28 May 2026 at 21:26"
    assert state_words(ROUNDS, NOON) == "Open until 29 May 2026 at 21:26"
    assert state_words(ROUNDS, NOON + 2 * DAY) == "Closed on 29 May 2026"
    assert state_words(ROUNDS, NOON + 4 * DAY) == "Open"


def test_there_is_one_next_step() -> None:
    steps = [
        next_step(SURVEY, ROUNDS, None, NOON - 1),
        next_step(SURVEY, ROUNDS, None, NOON),
        next_step(SURVEY, ROUNDS, Level.WORKING, NOON),
        next_step(SURVEY, ROUNDS[:1], Level.GUARDED, NOON + 2 * DAY),
    ]
    assert [step.words for step in steps] == [
        "Look at the survey",
        "See how many have answered",
        "Read the results so far",
        "Read the results",
    ]
    assert steps[3].address == "/team/surveys/residents/results"


def test_rounds_have_their_days() -> None:
    assert dates_words(FIRST_ROUND) == "Round 1: 28 May 2026 to 29 May 2026"
    assert dates_words(SECOND_ROUND) == "Round 2: 31 May 2026 with no end set"


def test_a_round_that_closes_at_midnight_ends_the_day_before() -> None:
    midnight = Wave(1, 1, 1, NOON, 1_780_095_600, None)
    assert state_words((midnight,), NOON) == "Open until the end of 29 May 2026"
    assert dates_words(midnight) == "Round 1: 28 May 2026 to 29 May 2026"
    assert state_words((midnight,), NOON + 9 * DAY) == "Closed on 29 May 2026"


def test_people_are_counted_in_words() -> None:
    assert [answered_words(count) for count in (1, 1432)] == ["1 person has answered", "1,432 people have answered"]


def test_why_there_are_no_figures_yet_is_said() -> None:
    assert why_not_yet(SECOND_ROUND, NOON) == "Results show when this round is closed."
    assert why_not_yet(FIRST_ROUND, NOON) == "Results show after this round closes: 29 May 2026 at 21:26."
    assert "in a few minutes" in why_not_yet(FIRST_ROUND, NOON + DAY)
