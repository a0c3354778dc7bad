"""How many answers a round is to have, as the team has said."""

from typing import Final

from sqlalchemy import Connection, delete, insert, select

from survey_app.settings import Keys
from survey_app.tables.surveys import wave_target
from survey_app.team import audit
from survey_app.team.audit import Event

MOST: Final = 1_000_000


def target_of(connection: Connection, wave_id: int) -> int:
    """How many answers a round is to have; 0 where nobody has said."""
    return connection.scalar(select(wave_target.c.people).where(wave_target.c.wave_id == wave_id)) or 0


def set_target(
    connection: Connection, keys: Keys, now: int, member_id: int, slug: str, wave_id: int, people: int
) -> None:
    """Say how many answers a round is to have, 0 to take it back, and note who said so. `now` is UTC seconds."""
    connection.execute(delete(wave_target).where(wave_target.c.wave_id == wave_id))
    if people:
        connection.execute(insert(wave_target).values(wave_id=wave_id, people=people))
    audit.append(connection, keys, now, member_id, Event.TARGET_SET, {"survey": slug})
