"""Days and times as people in England read them: London time, in words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# not strftime: its names follow the server's locale


def london_day(utc_seconds: float) -> str:
    """The day in London at an instant, as stored: `2027-06-03`."""
    return _london(utc_seconds).date().isoformat()


def london_time(utc_seconds: float) -> str:
    """The clock in London at an instant: `14:35`."""
    return f"{_london(utc_seconds):%H:%M}"


def plain_day(day: str) -> str:
    """A stored day in words: `3 June 2027`.

    Raises ValueError when it is not a day.
    """
    known = date.fromisoformat(day)
    return f"{known.day} {MONTHS[known.month - 1]} {known.year}"


def plain_instant(utc_seconds: float) -> str:
    """An instant in words: `3 June 2027 at 14:35`."""
    return f"{plain_day(london_day(utc_seconds))} at {london_time(utc_seconds)}"


def plain_closing(utc_seconds: float) -> str:
    """When something closes, in words: `3 June 2027 at 17:00`, and for midnight `the end of 2 June 2027`."""
    if london_time(utc_seconds) == "00:00":
        return f"the end of {plain_day(london_day(utc_seconds - 1))}"
    return plain_instant(utc_seconds)


def _london(utc_seconds: float) -> datetime:
    return datetime.fromtimestamp(utc_seconds, UTC).astimezone(LONDON)
