"""What measured kinds have in common: numbers, pounds, days and months as places on one line, with bounds and bins."""

from typing import Final

from msgspec import Struct

from survey_app.questionnaire.dates import ordinal
from survey_app.questionnaire.definition import Asked, Measured, Number
from survey_app.questionnaire.kinds_measured import Date, Money, Month

PENCE: Final = 2
"""Digits after the point of an amount of money."""


class Range(Struct, frozen=True):
    """The bounds of what may be answered, the lower edges of bins, and how many digits follow the point.

    Of days and months all of them are ordinals of days.
    """

    low: float
    high: float
    decimals: int = 0
    bins: tuple[float, ...] = ()


def range_of(question: Asked) -> Range | None:
    """The range of a measured question, None for other kinds. Raises ValueError as `measured_range` does."""
    return measured_range(question) if isinstance(question, Measured) else None


def measured_range(question: Measured) -> Range:
    """The range of a measured question.

    Raises ValueError where a bound or a bin is no date: `survey check` finds such a questionnaire first.
    """
    match question:
        case Number():
            return Range(question.low, question.high, question.decimals, question.bins)
        case Money():
            return Range(question.low, question.high, PENCE, question.bins)
        case Date() | Month():
            low, high, *bins = (_day(iso) for iso in (question.earliest, question.latest, *question.bins))
            return Range(low, high, 0, tuple(bins))


def _day(iso: str) -> int:
    found = ordinal(iso)
    if found is None:
        raise ValueError(f"{iso} is no date. Run `survey check`.")
    return found
