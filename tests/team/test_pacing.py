"""Wrong tries wait longer and longer, are never refused for good, and one network never shuts another out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.team.pacing import (
    FORGOTTEN,
    FROM_HERE,
    THE_ACCOUNT,
    THE_NETWORK,
    Pace,
    Tried,
    in_words,
    level,
    tried_again,
    wait,
)
from tests.team.cast import MINUTE, NOON

NEVER = Tried(0, 0)
PACES = st.sampled_from((FROM_HERE, THE_ACCOUNT, THE_NETWORK))
PAUSES = st.lists(st.integers(0, 4000), max_size=40)

LOCKING = Pace(free=5, first=2**40, most=2**40, forgives=2**40)
"""What others do: shut the account after five. The control of what follows."""


def after(pace: Pace, pauses: list[int]) -> tuple[Tried, int]:
    """The count after somebody tries, waits at least as long as they must, and tries again; and the time then."""
    tried, now = NEVER, NOON
    for pause in pauses:
        now += max(pause, wait(pace, tried, now))
        tried = tried_again(pace, tried, now)
    return tried, now


@given(PACES, PAUSES)
def test_nobody_is_ever_refused_for_good(pace: Pace, pauses: list[int]) -> None:
    tried, now = after(pace, pauses)
    seconds = wait(pace, tried, now)
    assert 0 <= seconds <= pace.most <= 15 * MINUTE
    assert wait(pace, tried, now + seconds) == 0


def test_an_account_that_is_locked_after_five_is_caught() -> None:
    tried, now = after(LOCKING, [0] * 5)
    assert wait(LOCKING, tried, now) > 15 * MINUTE


@given(PACES, st.integers(0, 1000), st.integers(-(2**40), 2**40), st.integers(-(2**40), 2**40))
def test_a_clock_that_was_wrong_makes_no_wait_longer(pace: Pace, count: int, at: int, now: int) -> None:
    assert 0 <= wait(pace, Tried(count, at), now) <= pace.most


@given(PACES, st.integers(0, 60), st.integers(0, 2 * FORGOTTEN))
def test_waiting_only_ever_makes_the_wait_shorter(pace: Pace, count: int, age: int) -> None:
    tried = Tried(count, NOON)
    assert wait(pace, tried, NOON + age + 1) <= wait(pace, tried, NOON + age)


@given(PACES, PAUSES)
def test_an_hour_later_nothing_counts(pace: Pace, pauses: list[int]) -> None:
    tried, now = after(pace, pauses)
    assert level(pace, tried, now + FORGOTTEN) == 0


def test_waits_from_one_network_grow_to_a_quarter_of_an_hour() -> None:
    tried, now, waits = NEVER, NOON, []
    for _ in range(11):
        tried = tried_again(FROM_HERE, tried, now)
        waits.append(wait(FROM_HERE, tried, now))
        now += waits[-1]
    assert waits == [0, 0, 0, 60, 120, 240, 480, 900, 900, 900, 900]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60))
def test_one_network_alone_never_makes_another_wait(haste: list[int]) -> None:
    """It tries as soon as it may, or a little later: the account's own count stays free for others."""
    here, account, now = NEVER, NEVER, NOON
    for pause in haste:
        now += pause + max(wait(FROM_HERE, here, now + pause), wait(THE_ACCOUNT, account, now + pause))
        here, account = tried_again(FROM_HERE, here, now), tried_again(THE_ACCOUNT, account, now)
        assert wait(THE_ACCOUNT, account, now) == 0


def test_a_network_that_had_one_more_try_would_make_another_wait() -> None:
    account = NEVER
    for _ in range(FROM_HERE.free + 1):
        account = tried_again(THE_ACCOUNT, account, NOON)
    assert wait(THE_ACCOUNT, account, NOON) > 0


def test_any_number_of_networks_get_ten_tries_at_an_account_in_five_minutes() -> None:
    account, made = NEVER, 0
    for now in range(NOON, NOON + 5 * MINUTE + 1):
        while not wait(THE_ACCOUNT, account, now):
            account, made = tried_again(THE_ACCOUNT, account, now), made + 1
    assert made == 10


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(1, "5 seconds"), (10, "10 seconds"), (51, "55 seconds"), (56, "1 minute"), (60, "1 minute"), (61, "2 minutes")],
)
def test_a_wait_is_told_in_words(seconds: int, told: str) -> None:
    assert in_words(seconds) == told


@given(st.integers(1, 10_000))
def test_what_is_told_is_never_too_short(seconds: int) -> None:
    number, unit = in_words(seconds).split()
    assert int(number) * (60 if unit.startswith("minute") else 1) >= seconds
