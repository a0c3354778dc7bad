"""Signing in by a password: counted, checked at the same cost whoever it is, and made a session."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from survey_app.settings import Keys
from survey_app.team.audit import Event
from survey_app.team.guessing import counted_at
from survey_app.team.hashing import HASHING, NOBODYS, outdated
from survey_app.team.passwords import Credentials, credentials, keep_hash
from survey_app.team.sessions import PASSWORD, begin
from survey_app.team.tries import Counted, begin_try, forgive, note_pause
from survey_app.web.service import Service


class Tried(Struct, frozen=True):
    """A password as it came: for whom, from which network, in which known browser, over which session."""

    email: str
    password: str
    network: str
    browser: str
    session_id: str


class Refused(Struct, frozen=True):
    """It was not taken. `seconds` until the next try; `checked` is False where this one came too early for that."""

    seconds: int
    checked: bool


async def sign_in_by_password(service: Service, tried: Tried, event: Event = Event.SIGNED_IN) -> str | Refused:
    """The id of a new session, or why there is none: the same for an unknown address as for a wrong password.

    `event` is what the log calls it. Raises TooBusy, WriterFull or NotStored; then nobody was signed in.
    """
    keys, now = service.keys, service.now()
    counted = counted_at(keys, tried.email, tried.network, tried.browser)
    known = await service.database.read(credentials, tried.email)
    member_id = None if known is None else known.member_id
    early = await service.writer.transaction(begin_try, counted, now)
    if early:
        return Refused(early, checked=False)
    right = await HASHING.verified(NOBODYS if known is None else known.hash, tried.password)
    if known is not None and right:
        fresh = await HASHING.hashed(tried.password) if outdated(known.hash) else known.hash
        begun = await service.writer.transaction(_begin, keys, known, fresh, counted, tried.session_id, now, event)
        if begun is not None:
            return begun
    return Refused(await service.writer.transaction(note_pause, keys, counted, member_id, now), checked=True)


def _begin(
    connection: Connection,
    keys: Keys,
    checked: Credentials,
    fresh: str,
    counted: Sequence[Counted],
    replaced: str,
    now: int,
    event: Event,
) -> str | None:
    if not keep_hash(connection, checked, fresh):
        return None
    forgive(connection, counted)
    return begin(connection, keys, checked.member_id, PASSWORD, replaced, now, event)
