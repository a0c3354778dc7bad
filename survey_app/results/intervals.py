"""Between which figures the true one likely lies, for people drawn by chance (results contract, 19 to 23).

They are made with the effective number of people and no finite correction. They are not R's design-based intervals, and
do not claim to be. Groups that are compared share nobody: of the same people no margin is shown.
"""

import math
from statistics import NormalDist
from typing import Final, NamedTuple

from survey_app.results.weighting.estimates import Estimate, Spread

Z: Final = 1.959963984540054
"""The normal quantile of one view with one interval: 95 of 100."""

FEWEST: Final = 30
"""People, and effective people, of a base from which an interval is printed."""


class Interval(NamedTuple):
    """The lower and the upper end."""

    low: float
    high: float


class Share(NamedTuple):
    """A proportion of a base, from 0 to 1, of an effective number of people."""

    value: float
    people: float


def printed(people: int, effective: float) -> bool:
    """Whether a base of so many people and effective people has an interval at all."""
    return people >= FEWEST and effective >= FEWEST


def z_for(comparisons: int) -> float:
    """The normal quantile at 1 - 0.025/m, for m comparisons in one view."""
    return Z if comparisons <= 1 else NormalDist().inv_cdf(1 - 0.025 / comparisons)


def wilson(share: Share, z: float = Z) -> Interval:
    """The interval of a proportion, by Wilson with the effective number of people."""
    p, n = share
    below = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / below
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / below
    return Interval(max(centre - half, 0.0), min(centre + half, 1.0))


def around_mean(made: Estimate, z: float = Z) -> Interval:
    """The interval of a mean."""
    half = z * math.sqrt(made.variance / made.people)
    return Interval(made.value - half, made.value + half)


def around_median(made: Spread, people: float, z: float = Z) -> Interval:
    """The interval of a median: the values at 1/2 less and more z/(2·√(n + z²)) of the weight."""
    half = z / (2 * math.sqrt(people + z * z))
    return Interval(made.at(0.5 - half), made.at(0.5 + half))


def difference(first: Share, second: Share, z: float = Z) -> Interval:
    """The interval of the first proportion less the second, of groups that share nobody, by Newcombe."""
    d = first.value - second.value
    (low1, high1), (low2, high2) = wilson(first, z), wilson(second, z)
    below = math.hypot(first.value - low1, high2 - second.value)
    above = math.hypot(high1 - first.value, second.value - low2)
    return Interval(d - below, d + above)
