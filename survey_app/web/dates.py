"""Days and times as phrases: London time, said in the reader's language."""

from datetime import date

from survey_app.questionnaire.dates import date_words
from survey_app.questionnaire.phrases import Phrase, phrase
from survey_app.web.london import london_day, london_time


def day_words(day: str) -> Phrase:
    """A stored day: `3 June 2027`. Raises ValueError when it is not one."""
    return date_words(date.fromisoformat(day).isoformat())


def instant_words(utc_seconds: float) -> Phrase:
    """An instant: `3 June 2027 at 14:35`."""
    return phrase("{day} at {time}", day=day_words(london_day(utc_seconds)), time=london_time(utc_seconds))


def closing_words(utc_seconds: float) -> Phrase:
    """When something closes: `3 June 2027 at 17:00`, and for midnight `the end of 2 June 2027`."""
    if london_time(utc_seconds) == "00:00":
        return phrase("the end of {day}", day=day_words(london_day(utc_seconds - 1)))
    return instant_words(utc_seconds)
