"""A survey's state, and what may be read of it when, are said in words."""

from survey_app.results.rounds import (
    answered_words,
    dates_words,
    figures_words,
    latest_begun,
    made_words,
    results_from,
    state_words,
    why_not_yet,
)
from survey_app.surveys.waves import GRACE, Wave
from tests.results.sample import DAY, NOON

FIRST_ROUND = Wave(1, 1, 1, NOON, NOON + DAY, None)
SECOND_ROUND = Wave(2, 1, 2, NOON + 3 * DAY, None, None)
ROUNDS = (FIRST_ROUND, SECOND_ROUND)


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


def test_rounds_have_their_days() -> None:
    assert dates_words(FIRST_ROUND) == "Round 1: 28 May 2026 to 29 May 2026"
    assert dates_words(SECOND_ROUND) == "Round 2: 31 May 2026, no closing day yet"


def test_a_round_that_closes_at_midnight_ends_the_day_before() -> None:
    midnight = Wave(1, 1, 1, NOON, 1_780_095_600, None)
    assert state_words((midnight,), NOON) == "Open until the end of 29 May 2026"
    assert dates_words(midnight) == "Round 1: 28 May 2026 to 29 May 2026"
    assert state_words((midnight,), NOON + 9 * DAY) == "Closed on 29 May 2026"


def test_people_are_counted_in_words() -> None:
    assert [answered_words(count) for count in (1, 1432)] == ["1 person has answered", "1,432 people have answered"]
    assert [figures_words(count) for count in (1, 1432)] == ["1 person answered", "1,432 people answered"]


def test_what_must_wait_for_the_closing_says_until_when() -> None:
    assert why_not_yet(SECOND_ROUND, NOON) == "That can be done when this round is closed."
    assert why_not_yet(FIRST_ROUND, NOON) == "That can be done after this round closes: 29 May 2026 at 21:26."
    assert "in a few minutes" in why_not_yet(FIRST_ROUND, NOON + DAY)


def test_from_how_many_people_results_show_is_said() -> None:
    open_words = "Results show from 50 people while this round is open, and from 10 when it has closed."
    assert results_from(FIRST_ROUND, NOON) == open_words
    assert "from 10 people, in a few minutes" in results_from(FIRST_ROUND, NOON + DAY)
    assert results_from(FIRST_ROUND, NOON + DAY + GRACE) == "Results show from 10 people."


def test_figures_that_do_not_move_say_when_they_were_made_and_of_how_many() -> None:
    made = "These figures were made on 28 May 2026 at 21:26, when 143 people had answered."
    renewed = "They are renewed at most once a day, when enough has changed."
    stay = "They stay as they are."
    left_out = "Figures with so few more would show what these said, so they are left out."
    assert made_words(NOON, 143, 143, last=False) == f"{made} {renewed}"
    assert made_words(NOON, 143, 1150, last=False) == f"{made} By now 1,150 have. {renewed}"
    assert made_words(NOON, 143, 150, last=True) == f"{made} By now 150 have. {left_out}"
    assert made_words(NOON, 143, 140, last=True) == f"{made} By now 140 have. {stay}"
    assert made_words(NOON, 143, 0, last=True) == f"{made} {stay}"
