"""What is said of a number besides its bins: mean, median, quartiles (results contract, 21 and 24)."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.questionnaire.definition import Number
from survey_app.questionnaire.kinds_measured import Money
from survey_app.questionnaire.measured import Range
from survey_app.questionnaire.reading_money import pounds
from survey_app.results.disclosure import FLOOR, Level, Shown

MEDIAN_FLOOR: Final = 30
QUARTILE_FLOOR: Final = 50


class Summary(Struct, frozen=True):
    """Mean to 3 significant figures, median and quartiles to the declared step; None where they may not be shown."""

    mean: float | None = None
    median: float | None = None
    quartiles: tuple[float, float] | None = None


def summary(values: NDArray[np.float64], known: Range, level: Level) -> Summary:
    """The summary of the answered values of one group whose column is shown, clipped to the declared bounds.

    Outside the analysts' room: a mean from 10 people, where the largest value is under half the total; a median from
    30; quartiles from 50; never a minimum, maximum or spread.
    """
    clipped = np.clip(values, known.low, known.high)
    if not clipped.size:
        return Summary()
    exact = level is Level.WORKING
    total, largest = float(clipped.sum()), float(clipped.max())
    fair = clipped.size >= FLOOR and known.low >= 0 and 2 * largest < total
    return Summary(
        three_figures(total / clipped.size) if exact or fair else None,
        _quantile(clipped, 0.5, known) if exact or clipped.size >= MEDIAN_FLOOR else None,
        (_quantile(clipped, 0.25, known), _quantile(clipped, 0.75, known))
        if exact or clipped.size >= QUARTILE_FLOOR
        else None,
    )


def three_figures(value: float) -> float:
    """A value to 3 significant figures."""
    return 0.0 if value == 0 else round(value, 2 - math.floor(math.log10(abs(value))))


def quartile_words(made: Summary, question: Number | Money) -> Iterator[str]:
    """Between which values the middle half lies, in a plain sentence, where that may be shown."""
    if made.quartiles is not None:
        low, high = made.quartiles
        first = pounds(low) if isinstance(question, Money) else f"{low:g}"
        yield f"The middle half said between {first} and {amount_words(high, question)}."


def amount_words(value: float | None, question: Number | Money) -> str:
    """A mean or a median with its unit; empty for None."""
    if isinstance(question, Money):
        return "" if value is None else pounds(value)
    return "" if value is None else f"{value:g} {question.unit}".rstrip()


def mean_score(scores: Sequence[float | None], shown: Shown, level: Level) -> float | None:
    """The mean of declared scores, of substantive answers only, beside their distribution (results contract, 8).

    Outside the analysts' room it is made from the numbers shown, so it gives nothing away that they do not.
    """
    if level is not Level.WORKING and not (shown.complete and shown.percentages):
        return None
    pairs = _scored(scores, shown)
    people = sum(count for _, count in pairs)
    return sum(score * count for score, count in pairs) / people if people and len(pairs) > 1 else None


def score_words(scores: Sequence[float | None], shown: Shown, level: Level) -> Iterator[str]:
    """The mean of declared scores in a plain sentence, where there is one."""
    mean = mean_score(scores, shown, level)
    if mean is not None:
        known = [score for score, _ in _scored(scores, shown)]
        yield f"Average score: {mean:.1f}, where {min(known):g} is lowest and {max(known):g} highest."


def _scored(scores: Sequence[float | None], shown: Shown) -> list[tuple[float, int]]:
    return [
        (score, cell.count)
        for score, cell in zip(scores, shown.cells, strict=True)
        if score is not None and cell.count is not None
    ]


def _quantile(values: NDArray[np.float64], share: float, known: Range) -> float:
    """The smallest value with at least this share at or below it; the mean of two at a tie."""
    return round(float(np.quantile(values, share, method="averaged_inverted_cdf")), known.decimals)
