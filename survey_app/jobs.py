"""Jobs that the service does by itself: expiring, settling, forgetting receipts, erasing, cutting rounds."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.respond.assisted.sheets import forget_sheets
from survey_app.respond.contacts import erase_contacts, settle_contacts
from survey_app.respond.drafts import delete_expired
from survey_app.respond.erasing import erase
from survey_app.respond.receipts import forget_taken_back
from survey_app.respond.settling import forget_receipts, settle, settle_profiles
from survey_app.surveys.feedback_links import add_feedback_links
from survey_app.surveys.leases import take_lease
from survey_app.surveys.quarters import cut_quarters
from survey_app.team.tries import forget_tries
from survey_app.web.crashes import log_crash
from survey_app.web.london import london_day
from survey_app.web.service import Service
from survey_app.writer import NotStored, WriterFull

PAUSE = 60.0
"""Seconds between two rounds."""

LEASE_SECONDS = 180
"""How long one process does the jobs before another may take over, should it end."""

CHUNK = 500
"""Drafts or receipts deleted in one transaction: well under the 50 ms for which residents may wait."""

NIGHT_SECONDS = 15 * 60
"""How long after midnight a day is settled. What was sent at the last moment may be stored after it, and settled by
itself it would stand out."""

logger = logging.getLogger(__name__)


class Job(Struct, frozen=True):
    """One job, in a transaction of its own, giving how many rows it changed. Some go on until nothing is left."""

    name: str
    change: Callable[[Connection], int]
    until_none: bool = False


async def keep_running(service: Service, keep_files: Callable[[str], Awaitable[None]] | None = None) -> None:
    """Do a round of jobs every minute until cancelled. A failed round is logged and the next one tried.

    `keep_files` is told, in every process, the day (ISO) that is not over yet.
    """
    holder = secrets.token_hex(8)
    unswept = False
    while True:
        try:
            if await service.writer.transaction(take_lease, "jobs", holder, service.now(), LEASE_SECONDS):
                unswept = await round_of_jobs(service, unswept=unswept)
            if keep_files is not None:
                await keep_files(london_day(service.now() - NIGHT_SECONDS))
        except (NotStored, WriterFull) as error:
            logger.warning("a round of jobs was put off: %s", error)
            unswept = True
        except Exception as error:  # whatever one round meets, the next must be tried
            log_crash(error)
            unswept = True
        await asyncio.sleep(PAUSE)


async def round_of_jobs(service: Service, *, unswept: bool = False) -> bool:
    """One round between residents' writes; gives whether the files may still hold what was deleted.

    Raises NotStored or WriterFull when the rest must wait for the next round.
    """
    for job in _jobs(service.now()):
        changed = await service.writer.transaction(job.change)
        unswept = unswept or changed > 0
        while job.until_none and changed:
            changed = await service.writer.transaction(job.change)
    return unswept and not await service.writer.sweep()


def run_jobs(database: Database, now: int) -> dict[str, int]:
    """One round for the command, safely beside a service; gives how much each job did. `now` is UTC seconds."""
    done = dict.fromkeys((job.name for job in _jobs(now)), 0)
    for job in _jobs(now):
        changed = 1
        while changed:
            with database.write() as connection:
                changed = job.change(connection)
            done[job.name] += changed
            changed = changed if job.until_none else 0
    with database.lock.held(), database.writing.connect() as connection:
        database.sweep(connection)
    return done


def _jobs(now: int) -> tuple[Job, ...]:
    """What is due, in this order. `now` is UTC seconds."""
    night = london_day(now - NIGHT_SECONDS)
    return (
        Job("drafts expired", partial(delete_expired, now=now, most=CHUNK), until_none=True),
        Job("wrong passwords forgotten", partial(forget_tries, now=now)),
        Job("profile answers settled", partial(settle_profiles, today=night)),
        Job("responses settled", partial(settle, today=night)),
        Job("contact details settled", partial(settle_contacts, today=night)),
        Job("contact details erased", partial(erase_contacts, today=london_day(now), now=now)),
        Job("receipts destroyed", partial(forget_receipts, today=night, most=CHUNK), until_none=True),
        Job("codes forgotten", partial(forget_taken_back, now=now)),
        Job("keyed forms forgotten", partial(forget_sheets, now=now, most=CHUNK), until_none=True),
        Job("answers erased", partial(erase, now=now, most=CHUNK), until_none=True),
        Job("links to tell us about surveys", add_feedback_links),
        Job("rounds cut", partial(cut_quarters, now=now)),
    )
