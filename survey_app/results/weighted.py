"""Counting with weights: every variable of the people who are weighted (bases by the results contract, 5 to 8)."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.questionnaire.measured import Range, range_of
from survey_app.questionnaire.places_given import TOP
from survey_app.questionnaire.variables import Measure
from survey_app.results.coding import ANSWERED, Coded, Coding, Missing, ticked
from survey_app.results.columns import ColumnSet
from survey_app.results.intervals import Interval, around_mean, around_median
from survey_app.results.offering import shorter_among
from survey_app.results.rankings import is_place
from survey_app.results.tabulate import Shorter, in_base, lacked, outside_base
from survey_app.results.weighting.effective import effective
from survey_app.results.weighting.estimates import Estimate, mean, spread

Mask = NDArray[np.bool_]
Weights = NDArray[np.float64]

COUNTED: Final = frozenset({"single", "many", "number", "date"})
"""The measures that have anything to weigh."""


class Middle(Struct, frozen=True):
    """The mean and the median of numbers, with their likely ends."""

    mean: Estimate
    mean_ends: Interval
    median: float
    median_ends: Interval


class WeightedTally(Struct, frozen=True):
    """One variable with weights. `people` are the unweighted base, `effective` what they count as; `base` and `counts`
    are sums of weights, of options by number or of bins. `middle` is of numbers alone."""

    key: str
    measure: Measure
    people: int
    base: float
    effective: float
    counts: tuple[float, ...]
    middle: Middle | None = None
    own: tuple[float, ...] = ()
    """By option, the sum of weights of those in the base to whom it was offered; empty where everybody was offered all
    of them (results contract, 2 and 3)."""

    def share(self, place: int) -> float:
        """The weighted share of an option, from its number less 1, or of a bin; 0 of nobody."""
        base = self.own[place] if self.own else self.base
        return self.counts[place] / base if base > 0 else 0.0


def weighted_tallies(columns: ColumnSet, people: Mask, weights: Weights, fewest: int = 1) -> tuple[WeightedTally, ...]:
    """Every variable of some people, with each ranking's first three places together under `<its question>.top`.

    Who was offered fewer answers is left out of their bases where that is `fewest` people or more: outside the
    analysts' room nothing may tell of fewer than 10 (`own_bases`).
    """
    shorter = shorter_among(columns, people)
    pairs = [
        (coding, weighted_tally(coding, column, people, weights, shorter, fewest))
        for coding, column in zip(columns.codings, columns.block.answers, strict=True)
        if coding.measure in COUNTED
    ]
    return (*(made for _, made in pairs), *_rankings(pairs))


def weighted_tally(
    coding: Coding, column: Coded, people: Mask, weights: Weights, shorter: Sequence[Shorter] = (), fewest: int = 1
) -> WeightedTally:
    """One variable of some people. Who has a missing code outside the base is left out. `shorter` are the parts of them
    who had a version or variant with fewer answers."""
    rows = people & base_of(coding, column)
    some = weights[rows]
    known = range_of(coding.variable.question)
    numbers = None if column.numbers is None or known is None else column.numbers[rows]
    middle = None
    if numbers is not None and known is not None:
        counts = _bins(known, column.codes[rows] == ANSWERED, numbers, some)
        middle = _middle(numbers, some, known) if coding.measure == "number" else None
    elif column.ticks is not None:
        ticks, every = column.ticks[people], weights[people]
        counts = [float(every @ ticked(ticks, number)) for number in range(1, len(coding.options) + 1)]
    else:
        codes = np.clip(column.codes[rows], 0, None)
        counts = np.bincount(codes, weights=some, minlength=len(coding.options) + 1)[1:].tolist()
    return WeightedTally(
        coding.key,
        coding.measure,
        some.size,
        float(some.sum()),
        effective(some),
        tuple(counts),
        middle,
        _own(coding, column, rows, weights, shorter, fewest),
    )


def _own(
    coding: Coding, column: Coded, rows: Mask, weights: Weights, shorter: Sequence[Shorter], fewest: int
) -> tuple[float, ...]:
    """The own base of each option. Who gave an answer all the same, as in a language before, was offered it."""
    less = np.zeros(len(coding.options))
    for part in shorter:
        if options := lacked(coding, part.version_id, part.variant):
            without = rows & part.rows.mask & ~_chose(column, options)
            if int(np.count_nonzero(without)) >= fewest:
                less[np.array(options) - 1] += float(weights[without].sum())
    if not less.any():
        return ()
    whole = float(weights[rows].sum())
    own: list[float] = (whole - less).tolist()
    return tuple(own)


def _chose(column: Coded, options: Sequence[int]) -> Mask:
    """Where somebody gave any of these answers."""
    found: Mask = np.isin(column.codes, np.array(options)) if column.ticks is None else np.zeros(0, dtype=np.bool_)
    if column.ticks is not None:
        found = column.ticks & column.ticks.dtype.type(sum(1 << (number - 1) for number in options)) != 0
    return found


def base_of(coding: Coding, column: Coded) -> Mask:
    """Which rows of a column are in the base (results contract, 5 and 6)."""
    codes: list[int] = [Missing.DONT_KNOW] if Missing.DONT_KNOW not in outside_base(coding) else []
    if coding.measure == "single":
        codes += [place for place, option in enumerate(coding.options, start=1) if in_base(coding, option.role)]
    else:
        codes.append(ANSWERED)
    known = np.zeros(1 - min(Missing) + max(len(coding.options), ANSWERED), dtype=np.bool_)
    known[codes] = True  # missing codes stand at the end, as negative places
    found: Mask = known[column.codes]
    return found


def _bins(known: Range, answered: Mask, numbers: Weights, weights: Weights) -> list[float]:
    """Values are clipped to the declared bounds; those below the first edge fall in it (results contract, 24)."""
    if not known.bins:
        return []
    values = np.clip(numbers[answered], known.low, known.high)
    places = np.clip(np.searchsorted(np.array(known.bins), values, side="right") - 1, 0, None)
    counts: list[float] = np.bincount(places, weights=weights[answered], minlength=len(known.bins)).tolist()
    return counts


def _middle(numbers: Weights, weights: Weights, known: Range) -> Middle | None:
    there = ~np.isnan(numbers)
    values, some = np.clip(numbers[there], known.low, known.high), weights[there]
    made, found = mean(values, some), spread(values, some)
    if made is None or found is None:
        return None
    half = found.at(0.5, halves=True)
    return Middle(made, around_mean(made), half, around_median(found, made.people))


def _rankings(pairs: Sequence[tuple[Coding, WeightedTally]]) -> Iterator[WeightedTally]:
    for question, group in groupby(pairs, key=lambda pair: pair[0].variable.question.id):
        each = tuple(group)
        if is_place(each[0][0]):
            counts = tuple(map(sum, zip(*(made.counts for _, made in each[:TOP]), strict=True)))
            yield replace(each[0][1], key=f"{question}.top", measure="many", counts=counts)
