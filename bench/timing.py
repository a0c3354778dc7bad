"""Timing what is measured one by one."""

import time
from collections.abc import Callable
from statistics import median


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """The median time of some work, after one run that warms it up."""
    work()
    return median(_once(work) for _ in range(repeats))


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)
