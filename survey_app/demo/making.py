"""Making and removing pretend answers beside the running service: in parts between residents' writes, to be stopped."""

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection

from survey_app.demo.filling import prepare, read_recipe
from survey_app.demo.records import rows_of
from survey_app.demo.removing import remove, remove_some
from survey_app.demo.rows import Rows, is_stored, store
from survey_app.results.counting import Counting
from survey_app.results.lane import LaneFull
from survey_app.surveys import pretending
from survey_app.surveys.pretending import Work
from survey_app.surveys.surveys import Survey
from survey_app.web.crashes import log_crash
from survey_app.web.service import Service
from survey_app.writer import NotStored, WriterFull

PART: Final = 100
"""People stored in one transaction: some 10 ms."""

SEED: Final = 1
"""The command's own, so that the button makes the same people."""

BUSY_SECONDS: Final = 0.5
"""How long to wait where too much is being counted."""

PATIENCE: Final = 2.0
"""Seconds that a reply waits for the work, so that little work is done when the page comes."""

logger = logging.getLogger(__name__)


class Workshop:
    """Owns the work that goes on in this process. What the service leaves undone at its end counts as broken off."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._tasks: set[asyncio.Task[None]] = set()

    async def make(self, service: Service, survey: Survey, work: Work) -> None:
        """Begin to make pretend answers, and wait a little for them."""
        await self._begin(service, survey, work, _make(service, self._counting, survey, work))

    async def remove(self, service: Service, survey: Survey, work: Work) -> None:
        """Begin to remove them, and wait a little for that."""
        await self._begin(service, survey, work, _clear(service, survey, work))

    async def _begin(self, service: Service, survey: Survey, work: Work, steps: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(_watched(service, survey, work, steps))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.wait({task}, timeout=PATIENCE)


async def _watched(service: Service, survey: Survey, work: Work, steps: Coroutine[None, None, None]) -> None:
    try:
        await steps
        await service.writer.transaction(pretending.end, survey.id, work.mark)
    except (NotStored, WriterFull) as error:
        logger.warning("work on pretend answers was broken off: %s", error)
    except Exception as error:  # nobody waits for it: it is told in the log, and the page says that it was broken off
        log_crash(error)
        with suppress(NotStored, WriterFull):
            await service.writer.transaction(pretending.break_off, survey.id, work.mark, service.now())


async def _make(service: Service, counting: Counting, survey: Survey, work: Work) -> None:
    await _emptied(service, survey, work)
    writer, settings = service.writer, service.settings
    recipe = read_recipe(settings.organisation.parent, survey.slug)
    demonstration = await writer.transaction(
        prepare, survey.slug, recipe, service.organisation, work.people, service.now()
    )
    chunks = rows_of(demonstration, SEED)
    while rows := await _next(counting, chunks):
        for part in rows.parts(PART):
            if not await writer.transaction(_store_part, survey.id, part, work, service.now()):
                await _clear(service, survey, work)
                return


async def _clear(service: Service, survey: Survey, work: Work) -> None:
    await _emptied(service, survey, work)
    await service.writer.transaction(remove, survey.id)


async def _emptied(service: Service, survey: Survey, work: Work) -> None:
    """Delete what there is, part by part; rounds and links stay until `remove` or `prepare`."""
    while await service.writer.transaction(_remove_part, survey.id, work, service.now()):
        pass


async def _next(counting: Counting, chunks: Iterator[Rows]) -> Rows | None:
    """The next chunk, made on the lane; waits where the lane is full."""
    while True:
        try:
            return await counting.run(lambda: next(chunks, None))
        except LaneFull:
            await asyncio.sleep(BUSY_SECONDS)


def _store_part(connection: Connection, survey_id: int, part: Rows, work: Work, now: int) -> bool:
    """Store some; False where somebody has stopped the work. Bears being done twice."""
    if not pretending.go_on(connection, survey_id, work, now):
        return False
    if not is_stored(connection, part):
        store(connection, part)
    return True


def _remove_part(connection: Connection, survey_id: int, work: Work, now: int) -> int:
    pretending.go_on(connection, survey_id, work, now)
    return remove_some(connection, survey_id)
