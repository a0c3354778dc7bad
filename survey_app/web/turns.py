"""Turns for what is tried too often: later and later, never refused, and nobody else is held up meanwhile."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from msgspec import Struct

from survey_app.web.limits import Tries

LONGEST = 40.0
"""Seconds for which a request is held at most: at one turn every 20 seconds, two of one address. Browsers and what
stands before the service commonly give up after 60."""

MOST = 500
"""Requests held at once, of all addresses together: some 20 KB each, of the 4,096 that a server takes (`server`)."""


class Patience(Struct, frozen=True):
    """How time passes: `clock` gives monotonic seconds, `wait` waits for some. Tests bring their own."""

    clock: Callable[[], float]
    wait: Callable[[float], Awaitable[None]]


PATIENCE = Patience(time.monotonic, asyncio.sleep)


class Turns:
    """Tries, each held until it is its turn. A held request takes up no thread and no connection to the database: it
    is a timer of the event loop. Turns are given when they are asked for, so those of one key stand in a row."""

    def __init__(self, tries: Tries, patience: Patience, most: int = MOST) -> None:
        self._tries = tries
        self._patience = patience
        self._most = most
        self._held = 0

    async def take(self, bucket: str, key: str) -> bool:
        """Count a try and wait for its turn; False, with nothing counted, where too many wait already."""
        now = self._patience.clock()
        wait = self._tries.wait(bucket, key, now)
        if wait > LONGEST or (wait > 0 and self._held >= self._most):
            return False
        self._tries.count(bucket, key, now)
        if wait > 0:
            self._held += 1
            try:
                await self._patience.wait(wait)
            finally:
                self._held -= 1
        return True

    def give_back(self, bucket: str, key: str) -> None:
        """Count a try no longer: it was right, or could not be made."""
        self._tries.uncount(bucket, key)

    def count(self, bucket: str, key: str) -> None:
        """Count a try that needed no turn."""
        self._tries.count(bucket, key, self._patience.clock())

    def over(self, bucket: str, key: str) -> bool:
        """Whether a key would have to wait."""
        return self._tries.wait(bucket, key, self._patience.clock()) > 0
