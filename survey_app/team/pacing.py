"""How long wrong tries must wait: longer each time up to a bound, so that guessing is slow and nobody is shut out."""

from msgspec import Struct

FORGOTTEN = 60 * 60
"""Seconds after its last try at which a count is over, and its row deleted."""


class Pace(Struct, frozen=True):
    """So many tries at once, then a wait of `first` seconds, doubled up to `most`; one is forgiven each `forgives`."""

    free: int
    first: int
    most: int
    forgives: int


class Tried(Struct, frozen=True):
    """How many tries count and when the last one was, in UTC seconds."""

    count: int
    at: int


FROM_HERE = Pace(free=4, first=60, most=15 * 60, forgives=15 * 60)
"""One account from one network, or in one browser that knows it: 6 tries in the first five minutes, soon 4 an hour
(NCSC: at most 10 in five minutes)."""

THE_ACCOUNT = Pace(free=5, first=60, most=60, forgives=60)
"""One account from everywhere: 10 tries in five minutes, however many networks. One network alone never fills it."""

THE_NETWORK = Pace(free=20, first=10, most=10, forgives=10)
"""Every account from one network, where a whole council may sit: its people mistype less often than that."""


def level(pace: Pace, tried: Tried, now: int) -> int:
    """How many tries still count."""
    age = max(0, now - tried.at)
    return 0 if age >= FORGOTTEN else max(0, tried.count - age // pace.forgives)


def wait(pace: Pace, tried: Tried, now: int) -> int:
    """Seconds until the next try, 0 when it may be now; never more than `most`, whatever a clock did."""
    over = level(pace, tried, now) - pace.free
    if over < 0:
        return 0
    pause = min(pace.first << min(over, 20), pace.most)
    return max(0, pause - max(0, now - tried.at))


def tried_again(pace: Pace, tried: Tried, now: int) -> Tried:
    """The count after one try more."""
    return Tried(level(pace, tried, now) + 1, now)


def in_words(seconds: int) -> str:
    """A wait as it is told: rounded up to 5 seconds, from a minute on to minutes."""
    if seconds <= 55:
        return f"{-(-max(1, seconds) // 5) * 5} seconds"
    minutes = -(-seconds // 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
