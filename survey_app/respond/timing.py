"""The times of answering: when a draft expires, when an idle shared computer clears, how long it all took."""

from typing import Literal, TypeAlias

HOUR = 3600
DRAFT_SECONDS = 28 * 24 * HOUR
"""How long a draft is kept on a person's own device."""

IDLE_SECONDS = 30 * 60
"""After so long without a press a shared computer clears (interaction contract, 15)."""

RECEIPT_SECONDS = 10 * 60
"""How long the thank-you page of a shared computer may show a receipt code (interaction contract, 21)."""

Pace: TypeAlias = Literal["under_2", "2_to_5", "5_to_10", "10_to_20", "over_20", "unknown"]
"""A coarse band of minutes taken: enough to tell a robot, too little to tell a person."""


def clears_at(now: int) -> int:
    """The whole minute, in UTC seconds, at which a shared computer clears if nobody presses a button any more.

    By the minute, so that presses within one minute need no new cookie: a hundred bytes for each.
    """
    return -(-now // 60) * 60 + IDLE_SECONDS


def expires_hour(now: int, closes_at: int | None, grace: int, *, shared: bool) -> int:
    """The whole hour, in UTC seconds, at which a draft expires: kept to the hour so that it tells no time of day."""
    last = now + (IDLE_SECONDS if shared else DRAFT_SECONDS)
    if closes_at is not None:
        last = min(last, closes_at + grace)
    return -(-last // HOUR) * HOUR + (HOUR if shared else 0)


def pace(begun_minute: int, now: int) -> Pace:
    """The band of minutes between starting and sending. `begun_minute` is UTC minutes, `now` UTC seconds."""
    if not begun_minute:
        return "unknown"
    minutes = now / 60 - begun_minute
    bands: tuple[tuple[int, Pace], ...] = ((2, "under_2"), (5, "2_to_5"), (10, "5_to_10"), (20, "10_to_20"))
    return next((band for limit, band in bands if minutes < limit), "over_20")
