"""The lane for long work: two threads, so that counting and files never stall the people who answer."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 2
WAITING = 40
"""Pieces of work that may wait or run at once; a piece is one page's counts or one chunk of a file."""


class LaneFull(Exception):
    """Too much work waits: the same may be asked again in a moment."""


class Lane:
    """Runs pieces of work on threads of its own, two at once."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="results")
        self._waiting = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function on the lane and give what it returns or raises.

        Raises LaneFull when too many wait.
        """
        if self._waiting >= WAITING:
            raise LaneFull
        return await self.go_on(work, *args, **kwargs)

    async def go_on(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for a further piece of what has begun, such as a file: it waits its turn and is never refused."""
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*args, **kwargs))
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Let what runs end, and drop what waits."""
        await asyncio.to_thread(self._threads.shutdown, wait=True, cancel_futures=True)
