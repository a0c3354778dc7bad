"""Intervals: from how many people they are printed, their ends, and what several comparisons make of them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.results.intervals import Share, Z, around_mean, around_median, difference, printed, wilson, z_for
from survey_app.results.weighting.estimates import Estimate, mean, median, quantile


@pytest.mark.parametrize(("people", "effective", "shown"), [(30, 30, True), (29, 30, False), (30, 29.9, False)])
def test_an_interval_is_printed_from_30_people_and_30_effective_ones(
    people: int, effective: float, *, shown: bool
) -> None:
    assert printed(people, effective) is shown


@pytest.mark.parametrize(
    ("comparisons", "z"), [(0, Z), (1, Z), (2, 2.241402727604947), (10, 2.8070337683438042), (100, 3.480756404346243)]
)
def test_several_comparisons_ask_for_more(comparisons: int, z: float) -> None:
    assert z_for(comparisons) == pytest.approx(z, rel=1e-12)


def test_a_mean_has_its_variance_by_the_sum_of_the_weights() -> None:
    made = mean(np.array([1.0, 2.0, 6.0]), np.array([1.0, 2.0, 1.0]))
    assert made == Estimate(2.75, 3.6875, 16 / 6)
    half = Z * math.sqrt(3.6875 / (16 / 6))
    assert around_mean(made) == pytest.approx((2.75 - half, 2.75 + half))


def test_a_median_is_the_mean_of_two_at_a_tie() -> None:
    values = np.array([3.0, 1.0, 2.0, 4.0])
    assert median(values, np.ones(4)) == 2.5
    assert median(values, np.array([1.0, 1.0, 1.0, 2.0])) == 3
    assert quantile(values, np.ones(4), 0.5) == 2


def test_the_ends_of_a_median_are_values_of_the_distribution() -> None:
    values = np.arange(1.0, 101.0)
    half = Z / (2 * math.sqrt(100 + Z * Z))
    low, high = (math.ceil(100 * (0.5 + sign * half)) for sign in (-1, 1))
    assert around_median(values, np.ones(100), 100) == (low, high)


def test_nobody_has_no_mean_and_no_median() -> None:
    nobody = np.zeros(0)
    assert mean(nobody, nobody) is None
    assert median(nobody, nobody) is None
    assert around_median(nobody, nobody, 0) is None


shares = st.builds(Share, st.floats(0, 1), st.floats(30, 5000))


@given(shares)
def test_an_interval_holds_its_proportion(share: Share) -> None:
    low, high = wilson(share)
    assert 0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1


@given(shares, shares)
def test_a_difference_turned_round_has_its_interval_turned_round(first: Share, second: Share) -> None:
    low, high = difference(first, second)
    other = difference(second, first)
    assert (low, high) == pytest.approx((-other.high, -other.low), abs=1e-12)
    assert low <= first.value - second.value <= high
