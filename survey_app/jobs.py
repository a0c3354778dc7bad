"""Jobs that the service does by itself: expiring drafts, settling finished days, forgetting receipts."""

import asyncio
import logging
import secrets

from sqlalchemy import Connection

from survey_app.respond.drafts import delete_expired
from survey_app.respond.settling import forget_receipts, settle
from survey_app.surveys.leases import take_lease
from survey_app.surveys.quarters import cut_quarters
from survey_app.web.london import london_day
from survey_app.web.service import Service
from survey_app.writer import NotStored, WriterFull

PAUSE = 60.0
"""Seconds between two rounds."""

LEASE_SECONDS = 180
"""How long one process does the jobs before another may take over, should it end."""

CHUNK = 500
"""Drafts deleted in one transaction: well under the 50 ms for which residents may wait."""

logger = logging.getLogger(__name__)


async def keep_running(service: Service) -> None:
    """Do a round of jobs every minute until cancelled. A failed round is logged and the next one tried."""
    holder = secrets.token_hex(8)
    while True:
        try:
            if await service.writer.transaction(take_lease, "jobs", holder, service.now(), LEASE_SECONDS):
                await _round(service)
        except (NotStored, WriterFull) as error:
            logger.warning("a round of jobs was put off: %s", error)
        await asyncio.sleep(PAUSE)


def run_jobs(connection: Connection, now: int) -> dict[str, int]:
    """One whole round in one transaction, for the command; gives how much each job did. `now` is UTC seconds."""
    today = london_day(now)
    return {
        "drafts expired": delete_expired(connection, now, most=1_000_000),
        "responses settled": settle(connection, today),
        "receipts destroyed": forget_receipts(connection, today),
        "rounds cut": cut_quarters(connection, now),
    }


async def _round(service: Service) -> None:
    now = service.now()
    today = london_day(now)
    expired = CHUNK
    while expired == CHUNK:  # each chunk is a transaction of its own, so that residents' writes go between
        expired = await service.writer.transaction(delete_expired, now, CHUNK)
    await service.writer.transaction(settle, today)
    await service.writer.transaction(forget_receipts, today)
    await service.writer.transaction(cut_quarters, now)
