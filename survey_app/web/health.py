"""Whether the service is well, for whatever watches it: it answers, it reads, and it can write."""

import asyncio
import time
from collections.abc import Callable

from litestar import Response, Router, get
from litestar.di import NamedDependency

from survey_app.database import Unreachable, answers
from survey_app.probing import leave_mark
from survey_app.web.audience import Audience
from survey_app.web.replies import plain_text
from survey_app.web.service import Service
from survey_app.writer import NotStored, WriterFull

PROBE_SECONDS = 10.0
"""How long a write that went well is believed. Anybody may ask, so asking often must not write often."""


class Probe:
    """Remembers when this process last wrote something only to see whether it can."""

    def __init__(self) -> None:
        self._went_well_at = float("-inf")
        self._under_way: asyncio.Task[bool] | None = None

    async def can_write(self, service: Service, now: float) -> bool:
        """Whether the writer answers and, once in so many seconds, whether the disk takes something.

        `now` is monotonic seconds. After a write that failed the next question writes again, so that the end of a
        full disk is seen at once. Questions that come together are one: a flood of them must not keep people's
        answers waiting.
        """
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self._ask(service, now))
        return await asyncio.shield(self._under_way)

    async def _ask(self, service: Service, now: float) -> bool:
        try:
            if now - self._went_well_at < PROBE_SECONDS:
                await service.writer.transaction(answers)
                return True
            await service.writer.transaction(leave_mark, service.now())
        except (NotStored, WriterFull):
            self._went_well_at = float("-inf")
            return False
        self._went_well_at = now
        return True


def health_router(probe: Callable[[], Probe]) -> Router:
    """The route, by the probe that remembers its service's last write."""

    @get("/health")
    async def show_health(service: NamedDependency[Service]) -> Response[str]:
        """`ok`, or 503 and which half is not. It says nothing else, because anybody may ask."""
        try:
            await service.database.read(answers)
        except Unreachable:
            return plain_text("cannot read\n", status=503)
        if not await probe().can_write(service, time.monotonic()):
            return plain_text("cannot write\n", status=503)
        return plain_text("ok\n")

    return Router("/", route_handlers=[show_health], opt={"audience": Audience.PUBLIC})
