"""Weighted proportions, means and medians of one base (results contract, 17 and 21)."""

from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.weighting.effective import effective

TIE: Final = 1e-12
"""Shares of a whole that differ by less are the same: sums of weights are not exact."""

Numbers = NDArray[np.float64]


class Estimate(Struct, frozen=True):
    """A mean with its variance, of an effective number of people."""

    value: float
    variance: float
    people: float


def proportion(chose: NDArray[np.bool_], weights: Numbers) -> float:
    """The weighted share of those who chose. Nobody's is 0."""
    total = float(weights.sum())
    return float(weights[chose].sum()) / total if total else 0.0


def mean(values: Numbers, weights: Numbers) -> Estimate | None:
    """The weighted mean with the variance whose divisor is the sum of the weights; None of nobody."""
    total = float(weights.sum())
    if not total:
        return None
    value = float((values * weights).sum()) / total
    variance = float((weights * np.square(values - value)).sum()) / total
    return Estimate(value, variance, effective(weights))


def quantile(values: Numbers, weights: Numbers, share: float, *, halves: bool = False) -> float | None:
    """The smallest value with at least this share of the weight at or below it; None of nobody.

    With `halves` the mean of two at a tie, as a median is: R's `svyquantile(qrule = "school")`.
    """
    if not float(weights.sum()):
        return None
    order = np.argsort(values, kind="stable")
    known, starts = np.unique(values[order], return_index=True)
    reached = np.cumsum(np.add.reduceat(weights[order], starts))
    reached /= reached[-1]
    place = min(int(np.searchsorted(reached, share - TIE)), known.size - 1)
    tied = halves and place + 1 < known.size and abs(float(reached[place]) - share) <= TIE
    return float(known[place : place + 2].mean()) if tied else float(known[place])


def median(values: Numbers, weights: Numbers) -> float | None:
    """The weighted median, the mean of two at a tie; None of nobody."""
    return quantile(values, weights, 0.5, halves=True)
