"""Bins of numbers, money, days and months in words."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from survey_app.questionnaire.dates import MONTHS
from survey_app.questionnaire.definition import Asked, Number
from survey_app.questionnaire.kinds_measured import Date, Money, Month
from survey_app.questionnaire.reading_money import pounds

Bins: TypeAlias = Sequence[tuple[float, float]]
"""Each from its lower edge to the next one's; the last to the upper bound, which is in it."""


def bin_labels(question: Asked, bins: Bins) -> Iterator[str]:
    """The label of each bin: `1 to under 5 miles`, `£10 to under £50`, `2020 to 2024`."""
    match question:
        case Number():
            yield from _numbers(question, bins)
        case Money():
            yield from _pounds(bins)
        case Date() | Month():
            yield from _days(bins)


def _numbers(question: Number, bins: Bins) -> Iterator[str]:
    whole = question.decimals == 0
    for place, (low, high) in enumerate(bins):
        last = place == len(bins) - 1
        top = high if last or not whole else high - 1
        words = f"{low:g}" if top == low else f"{low:g} to {'' if last or whole else 'under '}{top:g}"
        yield f"{words} {question.unit}".rstrip()


def _pounds(bins: Bins) -> Iterator[str]:
    for place, (low, high) in enumerate(bins):
        yield f"{pounds(low)} to {'' if place == len(bins) - 1 else 'under '}{pounds(high)}"


def _days(bins: Bins) -> Iterator[str]:
    """By years where every bin begins with one, else by months, else by days."""
    first = [date.fromordinal(int(low)) for low, _ in bins]
    size = 4 if all((day.month, day.day) == (1, 1) for day in first) else 7 if all(d.day == 1 for d in first) else 10
    for place, (low, high) in enumerate(bins):
        last = high if place == len(bins) - 1 else high - 1
        begins, ends = (date.fromordinal(int(day)).isoformat()[:size] for day in (low, last))
        yield _day_words(begins) if begins == ends else f"{_day_words(begins)} to {_day_words(ends)}"


def _day_words(iso: str) -> str:
    """A day, a month or a year, in English as all results are."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    words = (day.lstrip("0"), MONTHS[int(month) - 1].source if month else "", year)
    return " ".join(word for word in words if word)
