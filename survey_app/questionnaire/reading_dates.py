"""Reading a day from its three boxes, or a month from its two: real dates only, and words for each way to go wrong."""

import calendar
from typing import Final

from msgspec import Struct

from survey_app.questionnaire.dates import MONTHS, date_words, ordinal
from survey_app.questionnaire.kinds_measured import Date, Month
from survey_app.questionnaire.measured import measured_range
from survey_app.questionnaire.month_names import month_named
from survey_app.questionnaire.phrases import Phrase, phrase
from survey_app.questionnaire.problems import (
    MISSING,
    Problem,
    day_not_known,
    month_not_known,
    no_such_day,
    not_in_dates,
    year_not_known,
)
from survey_app.questionnaire.typed_fields import Fields, Reading, typed_in
from survey_app.questionnaire.typed_numbers import typed_number

DATE_PARTS: Final = ("day", "month", "year")
MONTH_PARTS: Final = ("month", "year")

LAST_DAY: Final = 31


class _Wrong(Struct, frozen=True):
    """The part to go to, and why it is no date."""

    part: str
    words: Phrase


def parts_of(question: Date | Month) -> tuple[str, ...]:
    """The boxes of a date, in their order."""
    return DATE_PARTS if isinstance(question, Date) else MONTH_PARTS


def read_date(question: Date | Month, fields: Fields) -> Reading:
    """Read a date or a month, stored as ISO 8601."""
    parts = {part: typed_in(fields, f"{question.id}.{part}") for part in parts_of(question)}
    first = f"{question.id}.{next(iter(parts))}"
    if not any(parts.values()):
        return Reading({question.id: None}, (Problem(first, question.needed),) if question.needed else ())
    found = _date(parts)
    if isinstance(found, str):
        found = _outside(question, found) or found
    if isinstance(found, str):
        return Reading({question.id: found})
    return Reading({question.id: None}, (Problem(f"{question.id}.{found.part}", found.words),))


def _date(parts: dict[str, str]) -> str | _Wrong:
    """The date in ISO 8601, or what is wrong with the first part that is."""
    missing = tuple(part for part, typed in parts.items() if not typed)
    if missing:
        return _Wrong(missing[0], MISSING[missing])
    day = typed_number(parts.get("day", "1"), 0)
    month = month_named(parts["month"]) or typed_number(parts["month"], 0)
    year = typed_number(parts["year"], 0)
    if day is None or not 1 <= day <= LAST_DAY:
        return _Wrong("day", day_not_known())
    if month is None or not 1 <= month <= 12:
        return _Wrong("month", month_not_known())
    if year is None or not 1000 <= year <= 9999:
        return _Wrong("year", year_not_known())
    iso = f"{year:04.0f}-{month:02.0f}-{day:02.0f}"
    if day > calendar.monthrange(int(year), int(month))[1]:
        return _Wrong("day", no_such_day(_without_year(iso)))
    return iso if "day" in parts else iso[:7]


def _without_year(iso: str) -> Phrase:
    """A day that is none: with its year where it would be one in another, as 29 February is."""
    _, month, day = iso.split("-")
    if ordinal(f"2000-{month}-{day}"):
        return date_words(iso)
    return phrase("{day} {month}", day=day.lstrip("0"), month=MONTHS[int(month) - 1])


def _outside(question: Date | Month, iso: str) -> _Wrong | None:
    known, day = measured_range(question), ordinal(iso)
    if day is None or known.low <= day <= known.high:
        return None
    return _Wrong(parts_of(question)[0], not_in_dates(date_words(question.earliest), date_words(question.latest)))
