"""Days and months as they are stored, ISO 8601, as places on a line, and in words."""

import re
from datetime import date

from survey_app.questionnaire.phrases import Phrase, phrase

MONTHS = (
    phrase("January"),
    phrase("February"),
    phrase("March"),
    phrase("April"),
    phrase("May"),
    phrase("June"),
    phrase("July"),
    phrase("August"),
    phrase("September"),
    phrase("October"),
    phrase("November"),
    phrase("December"),
)
"""As they stand after the number of a day: some languages bend them there."""

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def ordinal(iso: str) -> int | None:
    """The proleptic Gregorian ordinal of a day; of a month or a year its first day's. None where it is none of them."""
    found = ISO.fullmatch(iso)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).toordinal()
    except ValueError:
        return None


def date_words(iso: str) -> Phrase:
    """A day or a month as people write it: `14 May 2026`, `May 2026`."""
    year, month, *days = iso.split("-")
    name = MONTHS[int(month) - 1]
    if days:
        return phrase("{day} {month} {year}", day=days[0].lstrip("0"), month=name, year=year)
    return phrase("{month} {year}", month=name, year=year)
