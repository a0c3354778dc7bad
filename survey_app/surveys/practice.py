"""Practice: a survey's own pages to try, in a round that never opens, so that nothing there can ever be sent.

The round has the number 0. `waves_of` leaves it out, so no page, count, file or feed knows of it; what begins in it is
a draft like any other, and the write that sends a draft takes none of a round that has not opened or has that number.
"""

import secrets
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, Select, insert, select, update

from survey_app.surveys.surveys import Survey
from survey_app.surveys.waves import PRACTICE_NUMBER, Collector, Wave, collectors_of, waves_of
from survey_app.tables.surveys import collector, wave

PREFIX: Final = "practice-"
"""How the short address of a survey's practice begins: its pages, and its cookie, are apart from those of people."""

NEVER: Final = 2**53 - 1
"""The instant, in UTC seconds, at which the round of practice opens."""

SECONDS: Final = 4 * 60 * 60
"""How long a practice lasts at most, and how long a link to begin one is good for."""


class Rehearsal(Struct, frozen=True):
    """The round and links of a survey's practice."""

    wave: Wave
    links: tuple[Collector, ...]


def practice_link(connection: Connection, survey_id: int, member_id: int, now: int) -> str:
    """Make the code of a member's link to try a survey; one made before is good no more. `now` is UTC seconds."""
    wave_id = _wave_id(connection, survey_id)
    code = f"{member_id}-{now + SECONDS:x}-{secrets.token_hex(8)}"
    known = next((each for each in collectors_of(connection, wave_id) if member_of(each) == member_id), None)
    if known is None:
        new = {"wave_id": wave_id, "channel": "web", "place": "", "sample_type": "open", "public_computer": False}
        connection.execute(insert(collector).values(code=code, **new))
    else:
        connection.execute(update(collector).where(collector.c.id == known.id).values(code=code))
    return code


def rehearsal(connection: Connection, survey: Survey, now: int) -> Rehearsal | None:
    """The round of practice as its pages have it, open at every time; None where nobody has tried the survey yet.

    It says of its end, and of taking answers back, what the newest round says, so that the pages look the same.
    """
    known = connection.execute(_practice_wave(survey.id)).scalar()
    if known is None:
        return None
    newest = next(reversed(waves_of(connection, survey.id)), None)
    ends = newest.closes_at if newest is not None and newest.open_at(now) else None
    until = None if newest is None else newest.withdraw_by
    return Rehearsal(Wave(known, survey.id, PRACTICE_NUMBER, 0, ends, until), collectors_of(connection, known))


def member_of(link: Collector) -> int:
    """Whose link to practice this is."""
    return int(link.code.partition("-")[0])


def good_until(link: Collector) -> int:
    """Until when a practice can be begun by a link, in UTC seconds."""
    return int(link.code.split("-")[1], 16)


def _wave_id(connection: Connection, survey_id: int) -> int:
    """The stored round, made when there is none: it opens never."""
    known = connection.execute(_practice_wave(survey_id)).scalar()
    if known is not None:
        return known
    made = insert(wave).values(survey_id=survey_id, number=PRACTICE_NUMBER, opens_at=NEVER)
    wave_id: int = connection.execute(made.returning(wave.c.id)).scalar_one()
    return wave_id


def _practice_wave(survey_id: int) -> Select[int]:
    return select(wave.c.id).where(wave.c.survey_id == survey_id, wave.c.number == PRACTICE_NUMBER)
