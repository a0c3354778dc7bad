"""Quarterly waves: a survey that is always open is cut into one wave for each quarter of the year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from survey_app.surveys.surveys import all_surveys, published_version
from survey_app.surveys.waves import PRETEND, Collector, add_collector, collectors_of, open_wave, waves_of

LONDON = ZoneInfo("Europe/London")

WITHDRAWAL_DAYS = 14
"""Days after closing on which answers may still be taken back (results contract, 41)."""


AHEAD_SECONDS = 10 * 60
"""How long before the end of a quarter the next wave is there: some rounds of jobs, so that a late one leaves no gap,
and short, because links that are added after it go to the old wave alone."""


def quarter_end(now: int) -> int:
    """The instant, in UTC seconds, at which the quarter of an instant ends: midnight in London."""
    day = datetime.fromtimestamp(now, UTC).astimezone(LONDON).date()
    month = 3 * ((day.month - 1) // 3) + 4
    first = date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)
    return int(datetime(first.year, first.month, first.day, tzinfo=LONDON).timestamp())


def withdraw_by(closes_at: int) -> str:
    """The last day, ISO and London's, on which answers of a wave may be taken back."""
    closing = datetime.fromtimestamp(closes_at, UTC).astimezone(LONDON).date()
    return (closing + timedelta(days=WITHDRAWAL_DAYS)).isoformat()


def cut_quarters(connection: Connection, now: int) -> int:
    """Add the next wave, with the same links, for each always-open survey whose latest closes soon; gives how many.

    It opens at the very instant at which the one before closes.
    """
    cut = 0
    for survey in all_surveys(connection):
        version = published_version(connection, survey)
        waves = waves_of(connection, survey.id)
        if version is None or not version.questionnaire.always_open or not waves:
            continue
        latest = waves[-1]
        if (
            latest.closes_at is not None
            and at_quarter_end(latest.closes_at)
            and latest.closes_at <= now + AHEAD_SECONDS
        ):
            end = quarter_end(max(now, latest.closes_at))
            wave = open_wave(connection, survey.id, latest.closes_at, end, withdraw_by(end))
            for link in collectors_of(connection, latest.id):
                if not link.code.startswith(PRETEND):
                    _copy(connection, wave.id, link)
            cut += 1
    return cut


def at_quarter_end(closes_at: int) -> bool:
    """Whether a wave was closed by the calendar: one that was closed by hand has no successor."""
    return closes_at == quarter_end(closes_at - 1)


def _copy(connection: Connection, wave_id: int, link: Collector) -> None:
    add_collector(
        connection,
        wave_id,
        code=link.code,
        channel=link.channel,
        place=link.place,
        sample_type=link.sample_type,
        public_computer=link.public_computer,
    )
