"""Prepared files from which answers were taken back meanwhile: they are taken away, and must be made again."""

from sqlalchemy import Connection

from survey_app.database import Database
from survey_app.results.feed import cursor_now, taken_back
from survey_app.results.files.preparing import Preparing


async def forget_prepared(database: Database, preparing: Preparing) -> int:
    """Take away every file of a survey in which somebody took answers back after it was begun; gives how many."""
    past = [asked for asked in preparing.requests() if await database.read(_is_past, asked.survey_id, asked.stamp)]
    for asked in past:
        preparing.take_away(asked.id)
    return len(past)


def _is_past(connection: Connection, survey_id: int, stamp: int) -> bool:
    return taken_back(connection, survey_id, stamp, cursor_now(connection).n)
