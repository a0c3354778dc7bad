"""Tries: so many at once, then one more in a while, whatever a flood or a clock does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.web.limits import Limit, Tries

CODE = "a resume code"
SIGN_IN = "a sign-in"


def tries(places: int = 100) -> Tries:
    return Tries({CODE: Limit(10, 20.0), SIGN_IN: Limit(2, 60.0)}, places)


def counted(limited: Tries, times: int, now: float, key: str = "192.0.2.1", bucket: str = CODE) -> None:
    for _ in range(times):
        limited.count(bucket, key, now)


def test_the_first_tries_need_no_waiting() -> None:
    limited = tries()
    for _ in range(10):
        assert limited.wait(CODE, "192.0.2.1", 100.0) == 0.0
        limited.count(CODE, "192.0.2.1", 100.0)
    assert limited.wait(CODE, "192.0.2.1", 100.0) == 20.0


def test_after_them_there_is_one_more_every_twenty_seconds() -> None:
    limited = tries()
    counted(limited, 10, 100.0)
    assert limited.wait(CODE, "192.0.2.1", 119.0) == pytest.approx(1.0)
    assert limited.wait(CODE, "192.0.2.1", 120.0) == 0.0
    counted(limited, 1, 120.0)
    assert limited.wait(CODE, "192.0.2.1", 120.0) == pytest.approx(20.0)


def test_who_stops_trying_is_forgiven() -> None:
    limited = tries()
    counted(limited, 10, 100.0)
    assert limited.wait(CODE, "192.0.2.1", 300.0) == 0.0
    counted(limited, 9, 300.0)
    assert limited.wait(CODE, "192.0.2.1", 300.0) == 0.0


def test_keys_and_buckets_are_counted_apart() -> None:
    limited = tries()
    counted(limited, 12, 100.0)
    assert limited.wait(CODE, "192.0.2.2", 100.0) == 0.0
    assert limited.wait(SIGN_IN, "192.0.2.1", 100.0) == 0.0


def test_a_flood_of_keys_takes_bounded_memory_and_lifts_no_limit() -> None:
    limited = tries(places=50)
    counted(limited, 10, 100.0)
    for number in range(1000):
        counted(limited, 1, 100.0, key=str(number))
    assert len(limited._ends[CODE]) <= 51
    assert limited.wait(CODE, "192.0.2.1", 100.0) == 20.0
    # who comes during the flood shares its count
    assert limited.wait(CODE, "192.0.2.77", 100.0) > 20.0


def test_what_no_longer_counts_is_forgotten() -> None:
    limited = tries(places=50)
    for number in range(50):
        counted(limited, 1, 100.0, key=str(number))
    for number in range(50):
        counted(limited, 1, 1000.0, key=f"later {number}")
    assert len(limited._ends[CODE]) == 50
    assert limited.wait(CODE, "new", 1000.0) == 0.0


def test_no_key_is_kept_as_it_is() -> None:
    limited = tries()
    counted(limited, 1, 100.0)
    assert "192.0.2.1" not in repr(limited._ends)


@given(st.lists(st.floats(0, 5), max_size=60))
def test_no_more_tries_get_through_than_the_limit_says(gaps: list[float]) -> None:
    limited = tries()
    now, passed = 0.0, 0
    for gap in gaps:
        now += gap
        if limited.wait(CODE, "192.0.2.1", now) == 0.0:
            limited.count(CODE, "192.0.2.1", now)
            passed += 1
    assert passed <= 10 + now / 20.0 + 1
