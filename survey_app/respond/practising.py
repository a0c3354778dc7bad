"""Practice: how it begins, and how it ends where people send their answers. What was typed is deleted, never sent."""

from survey_app.respond.drafts import EndDraft, StoredDraft
from survey_app.respond.responses import Sent
from survey_app.respond.room import Room
from survey_app.respond.visit import Visit
from survey_app.surveys.practice import PREFIX, good_until, member_of
from survey_app.surveys.waves import Collector
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.first_steps import first_steps


def practice_link(found: Visit, code: str) -> Collector | None:
    """The link by which a practice begins, or began where one is under way; None where its time is over."""
    if not found.practice:
        return None
    if found.stored is not None:
        return found.fieldwork.collector_of(found.stored.collector_id)
    link = found.fieldwork.link(code)
    return link if link is not None and found.now < good_until(link) else None


async def rehearse(room: Room, found: Visit, stored: StoredDraft) -> Sent:
    """Do what sending would do, for practice: delete what was typed, and note for the team that a survey was tried.

    That is noted once for each member: whoever has their link could else fill the log, which forgets nothing, in
    their name. Raises NotStored or WriterFull where nothing could be deleted.
    """
    service, link = room.service, found.fieldwork.collector_of(stored.collector_id)
    await service.writer.write(EndDraft(key=stored.key))
    if link is not None and not (await service.database.read(first_steps, member_of(link))).tried:
        detail = {"survey": found.slug.removeprefix(PREFIX)}
        await service.writer.transaction(
            audit.append, service.keys, found.now, member_of(link), Event.SURVEY_TRIED, detail
        )
    return Sent.STORED
