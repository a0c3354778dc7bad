"""Wrong passwords, counted in the database so that every process knows, under hashes that are forgotten in an hour."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from survey_app.settings import Keys
from survey_app.tables.team import wrong_try
from survey_app.team import audit
from survey_app.team.audit import Event
from survey_app.team.pacing import FORGOTTEN, Pace, Tried, tried_again, wait

NEVER = Tried(0, 0)


class Counted(Struct, frozen=True):
    """Where a try is counted, and at what pace. `own` is forgotten once the right password came."""

    key: bytes
    pace: Pace
    own: bool = False


def begin_try(connection: Connection, counted: Sequence[Counted], now: int) -> int:
    """Count one try as wrong before it is checked, so that many at once are not free; 0 when it may be made.

    Otherwise the seconds to wait, and nothing is counted; but a count from the future, made while the clock was
    wrong, counts from now, or its wait would not end before that day.
    """
    audit.in_turn(connection)
    before = {each.key: _tried(connection, each.key) for each in counted}
    seconds = max(wait(each.pace, before[each.key], now) for each in counted)
    if seconds:
        ahead = (wrong_try.c.key.in_([each.key for each in counted]), wrong_try.c.at > now)
        connection.execute(update(wrong_try).where(*ahead).values(at=now))
        return seconds
    for each in counted:
        tried = tried_again(each.pace, before[each.key], now)
        connection.execute(delete(wrong_try).where(wrong_try.c.key == each.key))
        connection.execute(insert(wrong_try).values(key=each.key, count=tried.count, at=tried.at))
    return 0


def note_pause(connection: Connection, keys: Keys, counted: Sequence[Counted], member_id: int | None, now: int) -> int:
    """After a wrong password: the seconds until the next try, and one entry in the log where a pause begins.

    It names the member, if the address is one's, and no address of any sort.
    """
    seconds = max(wait(each.pace, _tried(connection, each.key), now) for each in counted)
    if seconds:
        detail = {"member": "" if member_id is None else str(member_id), "seconds": str(seconds)}
        audit.append(connection, keys, now, None, Event.SIGN_IN_PAUSED, detail)
    return seconds


def forgive(connection: Connection, counted: Sequence[Counted]) -> None:
    """After the right password: take this try back where others count too, and forget all that is its own."""
    for each in counted:
        chosen = wrong_try.c.key == each.key
        if each.own:
            connection.execute(delete(wrong_try).where(chosen))
        else:
            connection.execute(
                update(wrong_try).where(chosen, wrong_try.c.count > 0).values(count=wrong_try.c.count - 1)
            )


def forget_tries(connection: Connection, now: int) -> int:
    """Delete the counts whose last try was an hour ago, and say how many there were. A job."""
    return connection.execute(delete(wrong_try).where(wrong_try.c.at <= now - FORGOTTEN)).rowcount


def _tried(connection: Connection, key: bytes) -> Tried:
    row = connection.execute(select(wrong_try.c.count, wrong_try.c.at).where(wrong_try.c.key == key)).one_or_none()
    return NEVER if row is None else Tried(*row)
