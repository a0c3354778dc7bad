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


class Spread(Struct, frozen=True):
    """Values in order, each once, with the share of the weight that is at or below it."""

    values: Numbers
    reached: Numbers

    def at(self, share: float, *, halves: bool = False) -> float:
        """The smallest value with at least this share at or below it. With `halves` the mean of two at a tie, as a
        median is: R's `svyquantile(qrule = "school")`."""
        place = min(int(np.searchsorted(self.reached, share - TIE)), self.values.size - 1)
        tied = halves and place + 1 < self.values.size and abs(float(self.reached[place]) - share) <= TIE
        return float(self.values[place : place + 2].mean()) if tied else float(self.values[place])


def spread(values: Numbers, weights: Numbers) -> Spread | None:
    """The weighted distribution of some values; None of nobody."""
    if not float(weights.sum()):
        return None
    known, places = np.unique(values, return_inverse=True)
    reached = np.cumsum(np.bincount(places.reshape(-1), weights=weights))
    return Spread(known, reached / reached[-1])


def mean(values: Numbers, weights: Numbers) -> Estimate | None:
    """The weighted mean with the variance whose divisor is the sum of the weights; None of nobody."""
    total = float(weights.sum())
    if not total:
        return None
    value = float((values * weights).sum()) / total
    variance = float((weights * np.square(values - value)).sum()) / total
    return Estimate(value, variance, effective(weights))


def quantile(values: Numbers, weights: Numbers, share: float, *, halves: bool = False) -> float | None:
    """The value at a share of the weight, as `Spread.at` has it; None of nobody."""
    made = spread(values, weights)
    return None if made is None else made.at(share, halves=halves)


def median(values: Numbers, weights: Numbers) -> float | None:
    """The weighted median, the mean of two at a tie; None of nobody."""
    return quantile(values, weights, 0.5, halves=True)
