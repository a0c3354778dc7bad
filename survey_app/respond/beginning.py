"""Beginning a draft: a new token, a row under its key, and the cookie that holds it."""

import secrets

from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException

from survey_app.respond.drafts import BeginDraft
from survey_app.respond.journey import Draft
from survey_app.respond.room import Room
from survey_app.respond.timing import clears_at, expires_hour
from survey_app.respond.tokens import Held, draft_key, new_token
from survey_app.respond.visit import Visit, keeping
from survey_app.surveys.practice import SECONDS as PRACTICE_SECONDS
from survey_app.surveys.waves import GRACE


def new_draft(now: int, *, light: bool = False) -> Draft:
    """An empty draft, begun now (UTC seconds), with the seed of its own orders; `light` for pages without pictures."""
    return Draft(begun_minute=now // 60, light=light, seed=secrets.token_hex(8))


async def begin(room: Room, found: Visit, content: Draft, *, shared: bool, collector: str = "open") -> Cookie:
    """Begin a draft and give the cookie that holds it.

    Raises NotFoundException when there is no such link, NotStored or WriterFull when nothing was stored.
    """
    link = found.fieldwork.link(collector)
    if link is None:
        raise NotFoundException
    token, wave = new_token(), found.fieldwork.wave
    closes_at = found.now + PRACTICE_SECONDS - GRACE if found.practice else wave.closes_at
    expiry = expires_hour(found.now, closes_at, GRACE, shared=shared)
    await room.service.writer.write(
        BeginDraft(
            key=draft_key(room.service.keys, token),
            wave_id=wave.id,
            version_id=found.fieldwork.version.id,
            collector_id=link.id,
            variant=found.variant,
            shared=shared,
            content=content,
            expires_hour=expiry,
        )
    )
    held = Held(token=token, shared=shared, deadline=clears_at(found.now) if shared else None)
    return keeping(room, found.slug, held, None if shared else expiry - found.now)
