"""London time in words, on the days when the clocks change too."""

from datetime import UTC, datetime

import pytest

from survey_app.web.london import london_day, london_time, plain_day, plain_instant


def at(*parts: int) -> float:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("utc", "day", "clock"),
    [
        (at(2027, 1, 15, 14, 35), "2027-01-15", "14:35"),
        (at(2027, 6, 3, 14, 35), "2027-06-03", "15:35"),
        (at(2027, 6, 3, 23, 30), "2027-06-04", "00:30"),
        (at(2027, 12, 31, 23, 59), "2027-12-31", "23:59"),
        (at(2026, 3, 29, 0, 59), "2026-03-29", "00:59"),
        (at(2026, 3, 29, 1, 0), "2026-03-29", "02:00"),
        (at(2026, 10, 25, 0, 30), "2026-10-25", "01:30"),
        (at(2026, 10, 25, 1, 30), "2026-10-25", "01:30"),
        (at(2026, 10, 25, 2, 0), "2026-10-25", "02:00"),
    ],
)
def test_the_day_and_the_clock_are_londons(utc: float, day: str, clock: str) -> None:
    assert (london_day(utc), london_time(utc)) == (day, clock)


def test_days_and_instants_read_as_people_say_them() -> None:
    assert plain_day("2027-06-03") == "3 June 2027"
    assert plain_day("2028-02-29") == "29 February 2028"
    assert plain_instant(at(2027, 6, 3, 13, 35)) == "3 June 2027 at 14:35"


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match=r"day is out of range|Invalid isoformat"):
        plain_day("2027-02-29")
