"""Weights, weighted figures and intervals agree with R, whose figures are checked in (results contract, Oracles).

Where R and its packages are installed its script is run again, and must still give what is checked in.
"""

import math
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import pytest
from msgspec import Struct

from survey_app.results.intervals import Share, difference, wilson
from survey_app.results.weighted import WeightedTally
from survey_app.results.weighting.effective import design_effect, effective
from survey_app.results.weighting.estimates import mean, median
from survey_app.results.weighting.raking import LEAST, MOST, Fitted, Raked, rake
from tests.results.weighting.samples import samples, write

HERE: Final = Path(__file__).parent
CHECKED_IN: Final = HERE / "agreement.json"
R: Final = shutil.which("Rscript")
NAMES: Final = ("apisrs", "apistrat", "nhanes", "uneven", "lancashire", "merged", "trimmed", "slow")


class Margin(Struct, frozen=True):
    """One margin as R had it."""

    name: str
    labels: tuple[str, ...]
    codes: tuple[int, ...]
    numbers: tuple[float, ...]


class Case(Struct, frozen=True):
    """One data set with what R makes of it. Weights are of the first person of each kind."""

    name: str
    bounded: bool
    first: tuple[float, ...]
    y: tuple[float | None, ...]
    yes: tuple[int, ...]
    margins: tuple[Margin, ...]
    weights: tuple[float, ...]
    total: tuple[float]
    proportion: tuple[float, ...]
    mean: tuple[float]
    median: tuple[float]
    deff: tuple[float]


class Figures(Struct, frozen=True):
    """All that R makes: cases, and rows of proportion, people, lower and upper end."""

    cases: tuple[Case, ...]
    wilson: tuple[tuple[float, float, float, float], ...]


@lru_cache
def figures(path: Path = CHECKED_IN) -> Figures:
    return msgspec.json.decode(path.read_bytes(), type=Figures)


def case(name: str) -> Case:
    return next(each for each in figures().cases if each.name == name)


def raked(made: Case) -> Raked:
    margins = [
        Fitted(each.name, np.array(each.codes), np.array(each.numbers) / sum(each.numbers)) for each in made.margins
    ]
    found = rake(np.array(made.first), margins)
    assert isinstance(found, Raked)
    return found


def first_of_each_kind(made: Case) -> list[int]:
    rows = list(zip(made.first, *(each.codes for each in made.margins), strict=True))
    return [rows.index(kind) for kind in dict.fromkeys(rows)]


def test_every_case_is_checked_in() -> None:
    assert tuple(each.name for each in figures().cases) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_weights_are_those_of_r_to_a_millionth(name: str) -> None:
    made = case(name)
    weights = raked(made).weights[first_of_each_kind(made)]
    np.testing.assert_allclose(weights, made.weights, rtol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_weighted_figures_are_those_of_r_to_a_millionth(name: str) -> None:
    made = case(name)
    weights = raked(made).weights
    y, yes = np.array([math.nan if each is None else each for each in made.y]), np.array(made.yes) == 1
    known = ~np.isnan(y)
    estimate = mean(y[known], weights[known])
    assert estimate is not None
    assert float((y[known] * weights[known]).sum()) == pytest.approx(made.total[0], rel=1e-6)
    total, chose = float(weights.sum()), float(weights[yes].sum())
    tally = WeightedTally("yes", "single", weights.size, total, effective(weights), (chose,))
    assert tally.share(0) == pytest.approx(made.proportion[-1], rel=1e-6)
    assert estimate.value == pytest.approx(made.mean[0], rel=1e-6)
    assert median(y[known], weights[known]) == pytest.approx(made.median[0], rel=1e-6)
    assert design_effect(weights) == pytest.approx(made.deff[0], rel=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_every_margin_is_met_to_a_thousand_millionth(name: str) -> None:
    made = case(name)
    weights = raked(made).weights
    for each in made.margins:
        totals = np.bincount(np.array(each.codes), weights=weights, minlength=len(each.numbers))
        wanted = np.array(each.numbers) / sum(each.numbers) * weights.size
        np.testing.assert_allclose(totals, wanted, rtol=1e-9)


def test_the_cases_are_as_hard_as_they_are_said_to_be() -> None:
    assert raked(case("slow")).cycles > 300
    assert raked(case("trimmed")).trimmed > 100
    assert raked(case("uneven")).trimmed > 0
    assert raked(case("lancashire")).trimmed == 0
    weights = raked(case("trimmed")).weights
    assert (float(weights.min()), float(weights.max())) == pytest.approx((LEAST, MOST), rel=1e-6)


@pytest.mark.parametrize("row", figures().wilson)
def test_the_interval_of_a_proportion_is_that_of_prop_test(row: tuple[float, float, float, float]) -> None:
    assert wilson(Share(row[0], row[1])) == pytest.approx(row[2:], abs=1e-9)


NEWCOMB: Final = (
    (Share(56 / 70, 70), Share(48 / 80, 80), (0.05243147240236498, 0.33387265403690614)),
    (Share(9 / 10, 10), Share(3 / 10, 10), (0.1705227239345029, 0.809017973535488)),
    (Share(0, 45), Share(12 / 60, 60), (-0.31781805805627905, -0.08658304135169755)),
    (Share(312.4 / 812.25, 812.25), Share(101.9 / 377.5, 377.5), (0.05739538645786696, 0.16889951569512318)),
    (Share(1, 45), Share(30 / 60, 60), (0.35429812280288986, 0.6226497575844423)),
)
"""`statsmodels.stats.proportion.confint_proportions_2indep(…, method="newcomb")`, 0.15.0."""


@pytest.mark.parametrize(("first", "second", "ends"), NEWCOMB)
def test_the_interval_of_a_difference_is_that_of_statsmodels(
    first: Share, second: Share, ends: tuple[float, float]
) -> None:
    assert difference(first, second) == pytest.approx(ends, abs=1e-9)


def test_checked_in_samples_are_those_that_are_made() -> None:
    for sample in samples():
        made = case(sample.name)
        assert [each.name for each in made.margins] == [*sample.margins]
        for each in made.margins:
            assert list(each.codes) == sample.codes[each.name].tolist()
            assert list(each.numbers) == [*sample.margins[each.name].values()]


@pytest.mark.skipif(R is None, reason="R is not installed: its figures are checked in")
def test_r_still_gives_what_is_checked_in(tmp_path: Path) -> None:
    assert R is not None
    asked = [R, str(HERE / "agreement.R"), *map(str, write(tmp_path))]
    told = subprocess.run(asked, capture_output=True, timeout=120, check=False)
    if b"there is no package" in told.stderr:
        pytest.skip("R's packages survey and MASS are not installed")
    assert told.returncode == 0, told.stderr.decode()
    made = msgspec.json.decode(told.stdout, type=Figures)
    for now, before in zip(made.cases, figures().cases, strict=True):
        np.testing.assert_allclose(now.weights, before.weights, rtol=1e-7)
        assert now.mean == pytest.approx(before.mean, rel=1e-9)
    np.testing.assert_allclose(made.wilson, figures().wilson, rtol=1e-12)
