"""Weights are refused by name: too few people, a margin that is not known, a category that is small or far away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.results.weighting.effective import design_effect, effective, too_uneven
from survey_app.results.weighting.raking import MOST_CYCLES, Fitted, Raked, rake
from survey_app.results.weighting.refusals import Cause, Refused
from survey_app.results.weighting.targets import UNKNOWN, Target, few_people, fitted, merged

AREAS = Target("Area", ("North", "South", "West"), (500, 300, 200))


def codes(*counts: int, unknown: int = 0) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.repeat([*range(len(counts)), UNKNOWN], [*counts, unknown])


def refused(made: object) -> Refused:
    assert isinstance(made, Refused)
    return made


def test_under_300_people_nobody_is_weighted() -> None:
    assert refused(few_people(299)).cause is Cause.FEW_PEOPLE
    assert few_people(300) is None


def test_targets_are_shares_of_the_people() -> None:
    made = fitted(AREAS, codes(100, 100, 100))
    assert isinstance(made, Fitted)
    assert made.shares.tolist() == pytest.approx([0.5, 0.3, 0.2])


def test_people_lacking_a_margin_are_a_category_with_the_share_that_they_are() -> None:
    made = fitted(AREAS, codes(100, 100, 70, unknown=30))
    assert isinstance(made, Fitted)
    assert made.shares.tolist() == pytest.approx([0.45, 0.27, 0.18, 0.1])
    assert made.codes[-1] == 3


def test_a_margin_of_more_than_a_tenth_unknown_is_refused_by_name() -> None:
    made = refused(fitted(AREAS, codes(100, 100, 69, unknown=31)))
    assert made.cause is Cause.MANY_UNKNOWN
    assert made.names == ("Area",)


def test_a_category_of_under_20_people_is_refused_by_name() -> None:
    made = refused(fitted(AREAS, codes(200, 81, 19)))
    assert made.cause is Cause.SMALL_CATEGORY
    assert made.names == ("West",)
    assert "“West”" in made.words
    assert isinstance(fitted(AREAS, codes(200, 80, 20)), Fitted)


@pytest.mark.parametrize(("numbers", "far"), [((880, 100, 20), "West"), ((20, 490, 490), "North")])
def test_a_target_beyond_a_fifth_or_five_times_its_people_is_refused(numbers: tuple[float, ...], far: str) -> None:
    made = refused(fitted(Target("Area", AREAS.labels, numbers), codes(160, 20, 120)))
    assert made.cause is Cause.FAR_FROM_TARGET
    assert far in made.names


def test_the_limits_themselves_are_allowed() -> None:
    assert isinstance(fitted(Target("Area", ("North", "South"), (100, 200)), codes(280, 20)), Refused)
    assert isinstance(fitted(Target("Area", ("North", "South"), (200, 100)), codes(280, 20)), Fitted)


def test_merged_categories_are_one_before_anything_is_tested() -> None:
    small = codes(200, 81, 19)
    target, moved = merged(AREAS, small, [(1, 2)])
    assert target == Target("Area", ("North", "South or West"), (500, 500))
    assert np.bincount(moved).tolist() == [200, 100]
    assert isinstance(fitted(target, moved), Fitted)
    assert merged(AREAS, codes(1, 1, 1, unknown=2), [(1, 2)])[1].tolist() == [0, 1, 1, UNKNOWN, UNKNOWN]


def test_margins_that_nothing_meets_are_refused_at_5000_cycles() -> None:
    one = codes(200, 200)
    margins = [Fitted("One", one, np.array([0.5, 0.5])), Fitted("Other", one, np.array([0.6, 0.4]))]
    made = refused(rake(np.ones(400), margins))
    assert made.cause is Cause.NO_SOLUTION
    assert f"{MOST_CYCLES:,}" in made.words
    assert made.names == ("One", "Other")


def test_weights_within_the_limits_alone_are_given() -> None:
    one = codes(380, 20)
    made = refused(rake(np.ones(400), [Fitted("One", one, np.array([0.7, 0.3]))]))
    assert made.cause is Cause.NO_SOLUTION


def test_a_design_effect_over_two_and_a_half_is_refused() -> None:
    assert too_uneven(np.ones(300)) is None
    weights = np.repeat([0.2, 5.0], [800, 200])
    assert design_effect(weights) > 2.5
    assert refused(too_uneven(weights)).cause is Cause.UNEVEN


def test_under_100_effective_people_are_refused() -> None:
    assert refused(too_uneven(np.ones(99))).cause is Cause.FEW_EFFECTIVE
    assert too_uneven(np.ones(100)) is None


def test_nobody_has_no_effective_people() -> None:
    assert effective(np.zeros(0)) == 0
    assert design_effect(np.zeros(0)) == 0


@settings(max_examples=20)
@given(st.lists(st.integers(0, 5), min_size=300, max_size=400), st.integers(0, 10_000))
def test_whatever_is_raked_meets_its_margins_or_is_refused(rows: list[int], seed: int) -> None:
    kinds = np.array(rows)
    shares = np.random.default_rng(seed).dirichlet([8.0, 8.0])
    margins = [Fitted("One", kinds % 2, shares), Fitted("Other", kinds // 3, shares[::-1])]
    if {*(kinds % 2).tolist()} != {0, 1} or {*(kinds // 3).tolist()} != {0, 1}:
        return
    made = rake(np.ones(kinds.size), margins)
    if isinstance(made, Raked):
        assert made.weights.sum() == pytest.approx(kinds.size)
        assert (made.weights > 0.2 * (1 - 1e-6)).all()
        assert (made.weights < 5 * (1 + 1e-6)).all()
        for each in margins:
            totals = np.bincount(each.codes, weights=made.weights)
            np.testing.assert_allclose(totals, each.shares * kinds.size, rtol=1e-9)
