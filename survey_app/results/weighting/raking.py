"""Raking: weights that meet every margin at once, trimmed inside the cycles (results contract, 14 and 16).

Each cycle fits the margins one after another; after it the weights over their mean are clipped to 0.2 to 5 with
Dykstra's correction, so that the weights reached are those nearest to the first ones by Kullback and Leibler's
measure among all within the limits: R's `calibrate(calfun = "raking", bounds = c(.2, 5))`.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.weighting.refusals import Cause, Refused

LEAST: Final = 0.2
MOST: Final = 5.0
"""A weight over the mean weight is never under the one or over the other."""

ERROR: Final = 1e-9
"""The largest relative error of any margin's total at which the cycles stop."""

MOST_CYCLES: Final = 5_000

Weights = NDArray[np.float64]
Codes = NDArray[np.intp]


class Fitted(Struct, frozen=True):
    """One margin of everybody who is weighted: the category of each, from 0, and the share of each category. Shares
    are over 0 and add up to 1; every category has somebody."""

    name: str
    codes: Codes
    shares: Weights


class Raked(Struct, frozen=True):
    """Weights that add up to the number of people, and in how many cycles they were reached."""

    weights: Weights
    cycles: int
    trimmed: int
    """How many people have the smallest or the largest weight that is allowed."""


def rake(first: Weights, margins: Sequence[Fitted]) -> Raked | Refused:
    """The weights nearest to the first ones that meet every margin within the limits.

    `first` are over 0, one for each person. Refused at 5,000 cycles: margins may contradict each other or the limits.
    People alike in every margin and in their first weight have one weight, so the cycles go over kinds of people.
    """
    kinds = _kinds(first, margins)
    size = first.size
    weights = kinds.first * (size / float((kinds.first * kinds.people).sum()))
    correction = np.ones_like(weights)
    for cycle in range(1, MOST_CYCLES + 1):
        for margin in kinds.margins:
            totals = np.bincount(margin.codes, weights=weights * kinds.people, minlength=margin.shares.size)
            weights = weights * (margin.shares * size / totals)[margin.codes]
        mean = float((weights * kinds.people).sum()) / size
        with np.errstate(over="ignore"):  # where nothing meets the margins, corrections grow without end
            wanted = weights * correction
        if not np.isfinite(wanted).all():
            break
        weights = np.clip(wanted, LEAST * mean, MOST * mean)
        correction = wanted / weights
        weights = weights * (size / float((weights * kinds.people).sum()))
        if max(_errors(weights * kinds.people, kinds.margins, size)) <= ERROR:
            ends = (weights <= LEAST * (1 + ERROR)) | (weights >= MOST * (1 - ERROR))
            return Raked(weights[kinds.of], cycle, int(kinds.people[ends].sum()))
    words = (
        f"After {MOST_CYCLES:,} rounds of fitting, no weights between {LEAST:g} and {MOST:g} times the mean met every "
        "margin. Merge small categories, or leave a margin out."
    )
    return Refused(Cause.NO_SOLUTION, words, tuple(margin.name for margin in margins))


class _Kinds(Struct, frozen=True):
    """People alike, counted: `of` has the kind of each person."""

    of: Codes
    people: Weights
    first: Weights
    margins: tuple[Fitted, ...]


def _kinds(first: Weights, margins: Sequence[Fitted]) -> _Kinds:
    known, alike = np.unique(first, return_inverse=True)
    numbers = alike.reshape(-1).astype(np.int64)
    for margin in margins:
        numbers = numbers * margin.shares.size + margin.codes
    found, of, people = np.unique(numbers, return_inverse=True, return_counts=True)
    rest, some = found, []
    for margin in reversed(margins):
        rest, codes = np.divmod(rest, margin.shares.size)
        some.append(Fitted(margin.name, codes.astype(np.intp), margin.shares))
    return _Kinds(of.reshape(-1), people.astype(np.float64), known[rest], tuple(reversed(some)))


def _errors(weights: Weights, margins: Sequence[Fitted], size: int) -> Iterator[float]:
    """The largest relative error of each margin's totals."""
    for margin in margins:
        totals = np.bincount(margin.codes, weights=weights, minlength=margin.shares.size)
        yield float(np.abs(totals / (margin.shares * size) - 1).max())
