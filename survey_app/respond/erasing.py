"""Erasing: what single people answered goes 24 months after their round closed; figures made before stay."""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from survey_app.respond.responses import BLANK, next_stamp
from survey_app.tables.respond import profile_answer, response
from survey_app.tables.surveys import wave

KEPT: Final = int(timedelta(days=730).total_seconds())
"""How long after the close of its round an answer is kept: 24 months (results contract, 43), and no day more."""


def erase(connection: Connection, now: int, most: int) -> int:
    """Blank the answers of rounds closed so long ago, at most so many people, and delete what they said of themselves.

    Gives how many there were. `now` is UTC seconds. Rows stay, so that what was stored still adds up; what somebody has
    taken back is blank already.
    """
    over = select(wave.c.id).where(wave.c.closes_at <= now - KEPT)
    profiles = connection.execute(delete(profile_answer).where(profile_answer.c.wave_id.in_(over))).rowcount
    theirs: ColumnElement[bool] = and_(response.c.wave_id.in_(over), response.c.state.in_(("counted", "quarantined")))
    if connection.execute(select(response.c.id).where(theirs).limit(1)).first() is None:
        return profiles
    stamp = next_stamp(connection)  # first, so that no settling meanwhile writes the old answers back
    found = list(connection.execute(select(response.c.id).where(theirs).limit(most)).scalars())
    connection.execute(update(response).where(response.c.id.in_(found)).values(state="erased", stamp=stamp, **BLANK))
    return profiles + len(found)
