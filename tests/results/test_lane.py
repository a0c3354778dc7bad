"""Long work runs beside the event loop, two pieces at once, and is refused when too much waits."""

import asyncio
import threading

import pytest

from survey_app.results import lane as lanes
from survey_app.results.lane import THREADS, Lane, LaneFull

pytestmark = pytest.mark.anyio


async def test_work_runs_on_a_thread_of_the_lane_and_gives_its_outcome() -> None:
    lane = Lane()
    assert (await lane.run(threading.current_thread)).name.startswith("results")
    with pytest.raises(ZeroDivisionError):
        await lane.run(divmod, 1, 0)
    await lane.close()


async def test_two_pieces_run_at_once_and_no_more() -> None:
    lane, going, begun = Lane(), threading.Event(), threading.Semaphore(0)

    def work() -> None:
        begun.release()
        going.wait(10)

    pieces = [asyncio.ensure_future(lane.run(work)) for _ in range(THREADS + 1)]
    for _ in range(THREADS):
        assert await asyncio.to_thread(begun.acquire, timeout=10)
    assert not await asyncio.to_thread(begun.acquire, timeout=0.05)
    going.set()
    await asyncio.gather(*pieces)
    await lane.close()


async def test_too_much_work_is_refused_and_taken_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "WAITING", 1)
    lane, begun, going = Lane(), threading.Event(), threading.Event()

    def work() -> bool:
        begun.set()
        return going.wait(10)

    held = asyncio.ensure_future(lane.run(work))
    assert await asyncio.to_thread(begun.wait, 10)
    with pytest.raises(LaneFull):
        await lane.run(int)
    assert await lane.go_on(int) == 0
    going.set()
    assert await held
    assert await lane.run(int) == 0
    await lane.close()
