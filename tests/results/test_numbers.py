"""What is said of numbers keeps to the floors of the results contract, 24."""

import numpy as np
import pytest

from survey_app.questionnaire.measured import measured_range
from survey_app.results.disclosure import Level, disclose
from survey_app.results.numbers import Summary, amount_words, quartile_words, score_words, summary, three_figures
from tests.results.sample import HOURS


def summed(values: list[float], level: Level = Level.GUARDED) -> Summary:
    return summary(np.array(values, dtype=np.float64), measured_range(HOURS), level)


def test_a_mean_needs_10_people_a_median_30_and_quartiles_50() -> None:
    assert summed([2.0] * 9) == Summary()
    assert summed([2.0] * 10) == Summary(2.0)
    assert summed([2.0] * 30) == Summary(2.0, 2.0)
    assert summed([2.0] * 50) == Summary(2.0, 2.0, (2.0, 2.0))


def test_a_mean_of_which_one_person_is_half_is_not_shown() -> None:
    assert summed([1.0] * 9 + [40.0]).mean is None
    assert summed([1.0] * 9 + [8.0]).mean == 1.7


def test_analysts_read_all_of_it_from_one_person_on() -> None:
    assert summed([3.0], Level.WORKING) == Summary(3.0, 3.0, (3.0, 3.0))
    assert summed([], Level.WORKING) == Summary()


def test_values_are_clipped_to_the_declared_bounds() -> None:
    assert summed([100.0, -5.0], Level.WORKING).mean == 20.0


def test_the_median_is_the_mean_of_two_at_a_tie_to_the_declared_step() -> None:
    assert summed([1, 2, 3, 4], Level.WORKING).median == 2.0  # 2.5 to whole hours, halves to even
    assert summed([1, 2, 4], Level.WORKING).median == 2.0


@pytest.mark.parametrize(("value", "shown"), [(0.0, 0.0), (1234.5, 1230.0), (0.012345, 0.0123), (-9.999, -10.0)])
def test_means_have_three_figures(value: float, shown: float) -> None:
    assert three_figures(value) == shown


def test_the_summary_is_said_plainly() -> None:
    assert list(quartile_words(Summary(7.25, 6.0, (2.0, 10.0)), HOURS)) == [
        "The middle half said between 2 and 10 hours."
    ]
    assert not list(quartile_words(Summary(7.25, 6.0), HOURS))
    assert [amount_words(value, HOURS) for value in (7.25, None)] == ["7.25 hours", ""]


def test_a_score_is_the_mean_of_what_is_shown() -> None:
    exact = disclose(100, [51, 49], Level.WORKING)
    guarded = disclose(100, [51, 49], Level.GUARDED)
    assert list(score_words([3, 1], exact, Level.WORKING)) == ["Average score: 2.0, where 1 is lowest and 3 highest."]
    assert list(score_words([3, 1], guarded, Level.GUARDED)) == ["Average score: 2.0, where 1 is lowest and 3 highest."]


def test_no_score_is_shown_beside_a_hidden_cell_or_a_small_base() -> None:
    assert not list(score_words([3, 1], disclose(100, [95, 5], Level.GUARDED), Level.GUARDED))
    assert not list(score_words([3, 1], disclose(40, [20, 20], Level.GUARDED), Level.GUARDED))


def test_answers_without_a_score_are_not_in_it() -> None:
    shown = disclose(100, [30, 30, 40], Level.WORKING)
    assert list(score_words([4, 2, None], shown, Level.WORKING)) == [
        "Average score: 3.0, where 2 is lowest and 4 highest."
    ]
    assert not list(score_words([None, None, None], shown, Level.WORKING))
