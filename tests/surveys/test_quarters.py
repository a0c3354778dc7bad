"""Quarters: an always-open survey is cut at midnight in London, whatever the clocks do."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from survey_app.database import Database
from survey_app.surveys.quarters import AHEAD_SECONDS, cut_quarters, quarter_end, withdraw_by
from survey_app.surveys.surveys import load
from survey_app.surveys.waves import PRETEND, Collector, Wave, add_collector, collectors_of, open_wave, waves_of
from tests.respond.fieldwork import QUESTIONNAIRE

LONDON = ZoneInfo("Europe/London")

ALWAYS = replace(QUESTIONNAIRE, always_open=True)


def utc(*parts: int) -> int:
    """An instant, written in universal time."""
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]  # year, month, day, hour …


@pytest.mark.parametrize(
    ("instant", "end"),
    [
        (utc(2027, 1, 1), utc(2027, 3, 31, 23)),  # midnight in London is 23:00 in summer time
        (utc(2027, 3, 31, 22, 59, 59), utc(2027, 3, 31, 23)),
        (utc(2027, 3, 31, 23), utc(2027, 6, 30, 23)),
        (utc(2027, 6, 30, 23), utc(2027, 9, 30, 23)),
        (utc(2027, 9, 30, 22, 59, 59), utc(2027, 9, 30, 23)),
        (utc(2027, 9, 30, 23), utc(2028, 1, 1)),
        (utc(2027, 12, 31, 23, 59, 59), utc(2028, 1, 1)),
        (utc(2028, 1, 1), utc(2028, 3, 31, 23)),
    ],
)
def test_a_quarter_ends_at_midnight_in_london(instant: int, end: int) -> None:
    assert quarter_end(instant) == end


@given(st.integers(utc(2025, 1, 1), utc(2060, 1, 1)))
def test_every_instant_is_in_one_quarter_of_three_months(instant: int) -> None:
    end = quarter_end(instant)
    last, first = (datetime.fromtimestamp(each, UTC).astimezone(LONDON) for each in (end - 1, end))
    assert instant < end
    assert (first.day, first.hour, first.minute, first.month % 3) == (1, 0, 0, 1)
    assert (last.month - 1) // 3 == (datetime.fromtimestamp(instant, UTC).astimezone(LONDON).month - 1) // 3
    assert quarter_end(end) > end
    assert quarter_end(end - 1) == end


def test_answers_may_be_taken_back_for_a_fortnight_of_london_days() -> None:
    assert withdraw_by(utc(2027, 3, 31, 23)) == "2027-04-15"  # closed at midnight, so on 1 April
    assert withdraw_by(utc(2027, 3, 31, 22)) == "2027-04-14"
    assert withdraw_by(utc(2027, 12, 25, 12)) == "2028-01-08"


def always_open(database: Database, opens_at: int, closes_at: int) -> int:
    """An always-open survey with a first wave and two links; gives its id."""
    with database.write() as connection:
        loaded = load(connection, "always", ALWAYS, opens_at, publishing=True)
        wave = open_wave(connection, loaded.survey.id, opens_at, closes_at, withdraw_by(closes_at))
        add_collector(connection, wave.id, code="open")
        add_collector(
            connection,
            wave.id,
            code="poster",
            channel="poster",
            place="a library",
            sample_type="list",
            public_computer=True,
        )
        add_collector(connection, wave.id, code=f"{PRETEND}web")
    return loaded.survey.id


def cut(database: Database, now: int) -> int:
    with database.write() as connection:
        return cut_quarters(connection, now)


def waves(database: Database, survey_id: int) -> tuple[Wave, ...]:
    return database.read_blocking(waves_of, survey_id)


@pytest.mark.parametrize("early", [AHEAD_SECONDS, 1, 0, -1])
def test_the_next_wave_opens_when_the_quarter_is_over_with_the_same_links(database: Database, early: int) -> None:
    end = utc(2027, 3, 31, 23)
    survey_id = always_open(database, utc(2027, 2, 1), end)
    assert cut(database, end - AHEAD_SECONDS - 1) == 0
    assert cut(database, end - early) == 1
    assert cut(database, end - early) == 0
    assert cut(database, end + 60) == 0
    first, second = waves(database, survey_id)
    assert second == Wave(second.id, survey_id, 2, end, utc(2027, 6, 30, 23), "2027-07-15")
    assert [first.open_at(each) for each in (end - 1, end)] == [True, False]
    assert [second.open_at(each) for each in (end - 1, end)] == [False, True]
    *links, pretend = database.read_blocking(collectors_of, first.id)
    assert pretend.code.startswith(PRETEND)
    assert [_plain(link) for link in database.read_blocking(collectors_of, second.id)] == [
        _plain(link) for link in links
    ]


def test_after_a_long_pause_one_wave_is_opened_that_ends_with_this_quarter(database: Database) -> None:
    survey_id = always_open(database, utc(2027, 2, 1), utc(2027, 3, 31, 23))
    assert cut(database, utc(2028, 5, 5)) == 1
    assert waves(database, survey_id)[-1].closes_at == utc(2028, 6, 30, 23)


def test_a_survey_with_an_end_is_not_cut(database: Database) -> None:
    with database.write() as connection:
        loaded = load(connection, "once", QUESTIONNAIRE, 0, publishing=True)
        open_wave(connection, loaded.survey.id, 0, 100)
    assert cut(database, 200) == 0


def _plain(link: Collector) -> tuple[object, ...]:
    return (link.code, link.channel, link.place, link.sample_type, link.public_computer)
