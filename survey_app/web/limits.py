"""How often something may be tried: counted in memory, in bounded space, at a cost that no flood can raise."""

import hashlib
import secrets
from collections.abc import Mapping
from itertools import islice

from msgspec import Struct

PLACES = 20_000
"""The most keys that are counted apart in a bucket: 3 MB."""


class Limit(Struct, frozen=True):
    """So many tries at once, then one more for every so many seconds."""

    tries: int
    seconds: float


class Tries:
    """Tries by bucket and key: a bucket is what is tried and has a limit, a key is who tries (an address, an account).

    Keys are kept as hashes under a secret of this process, and forgotten when they no longer count. When a bucket is
    full of keys that do, new keys share one count, so a flood of keys makes the limit stricter and never lifts it.
    Time is an argument: monotonic seconds, so that a changed clock cannot lift a limit either.
    """

    def __init__(self, limits: Mapping[str, Limit], places: int = PLACES) -> None:
        self._limits = dict(limits)
        self._places = places
        self._secret = secrets.token_bytes(32)
        # when a key's tries will all be forgotten, the one counted longest ago first
        self._ends: dict[str, dict[bytes, float]] = {bucket: {} for bucket in limits}

    def wait(self, bucket: str, key: str, now: float) -> float:
        """Seconds until this key may try again, 0 when it may now. Counts nothing."""
        limit = self._limits[bucket]
        end = self._ends[bucket].get(self._place(bucket, key), now)
        return max(0.0, end - now - (limit.tries - 1) * limit.seconds)

    def count(self, bucket: str, key: str, now: float) -> None:
        """Count one try."""
        ends = self._ends[bucket]
        self._forget(ends, now)
        place = self._place(bucket, key)
        ends[place] = max(ends.pop(place, now), now) + self._limits[bucket].seconds

    def uncount(self, bucket: str, key: str) -> None:
        """Take back one try that was counted."""
        ends = self._ends[bucket]
        place = self._place(bucket, key)
        if place in ends:
            ends[place] -= self._limits[bucket].seconds

    def _place(self, bucket: str, key: str) -> bytes:
        place = hashlib.blake2b(key.encode(), key=self._secret, digest_size=16).digest()
        ends = self._ends[bucket]
        return place if place in ends or len(ends) < self._places else b""

    @staticmethod
    def _forget(ends: dict[bytes, float], now: float) -> None:
        """Forget from the front what no longer counts: each count adds one key, so two at a time keep up."""
        for place in list(islice(ends, 2)):
            if ends[place] <= now:
                del ends[place]
