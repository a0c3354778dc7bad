"""Removing pretend answers, so that nothing of them is left: in small parts, so that nobody waits behind them."""

import secrets
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Table, and_, delete, exists, func, not_, select, update

from survey_app.demo.rows import OPENED, renumber
from survey_app.results.snapshots import forget_snapshots
from survey_app.surveys.waves import PRETEND, Collector, Wave, collectors_of, is_pretend, waves_of
from survey_app.tables.metadata import metadata
from survey_app.tables.respond import change, draft, profile_answer, response
from survey_app.tables.surveys import collector, wave

PART: Final = 100
"""Rows deleted in one transaction: some 10 ms, overwritten on the disk as they are."""


def pretend_answers(connection: Connection, survey_id: int) -> int:
    """How many pretend answers a survey has."""
    theirs = and_(response.c.survey_id == survey_id, response.c.demonstration.is_(True))
    return connection.execute(select(func.count()).where(theirs)).scalar_one()


def remove_some(connection: Connection, survey_id: int, most: int = PART) -> int:
    """Delete some of the pretend answers, and of the profile answers of rounds that hold nothing else.

    Gives how many: none means that `remove` has no more to do than rounds and links.
    """
    theirs = select(response.c.id).where(response.c.survey_id == survey_id, response.c.demonstration.is_(True))
    removed = connection.execute(delete(response).where(response.c.id.in_(theirs.limit(most)))).rowcount
    if removed:
        return removed
    emptied = [each.id for each in _made_up(connection, survey_id)]
    profile = select(profile_answer.c.id).where(profile_answer.c.wave_id.in_(emptied)).limit(most)
    return connection.execute(delete(profile_answer).where(profile_answer.c.id.in_(profile))).rowcount


def remove(connection: Connection, survey_id: int) -> int:
    """Delete the pretend answers of a survey with their rounds and links; gives how many answers.

    A new epoch makes every reader of the change feed load again, because a row that is gone has no stamp.
    """
    connection.execute(update(change).values(epoch=secrets.token_hex(16)))  # first, for its row lock, as in settling
    theirs = and_(response.c.survey_id == survey_id, response.c.demonstration.is_(True))
    removed = connection.execute(delete(response).where(theirs)).rowcount
    forget_snapshots(connection, survey_id)
    made_up = _made_up(connection, survey_id)
    for each in waves_of(connection, survey_id):
        if each in made_up:
            _delete_round(connection, each.id)
        else:
            _delete_links(connection, each.id, collectors_of(connection, each.id))
    renumber(connection, [each.id for each in waves_of(connection, survey_id)], 1)
    return removed


def _made_up(connection: Connection, survey_id: int) -> tuple[Wave, ...]:
    """The rounds that were made for pretend answers and hold no others."""
    pretend = (each for each in waves_of(connection, survey_id) if is_pretend(collectors_of(connection, each.id)))
    return tuple(each for each in pretend if not _is_any(connection, response, each.id))


def _delete_round(connection: Connection, wave_id: int) -> None:
    """Delete a pretend round, with whatever else was kept of it."""
    for table in reversed(metadata.sorted_tables):
        for column in table.c:
            if any(key.column is wave.c.id for key in column.foreign_keys):
                connection.execute(delete(table).where(column == wave_id))
    connection.execute(delete(wave).where(wave.c.id == wave_id))


def _delete_links(connection: Connection, wave_id: int, links: Sequence[Collector]) -> None:
    """Delete the pretend links of a real round, but for any that somebody real came by; let it begin when it did."""
    for link in links:
        if link.code.startswith(OPENED):
            opened_at = int(link.code.removeprefix(OPENED))
            connection.execute(update(wave).where(wave.c.id == wave_id).values(opens_at=opened_at))
    used = [exists().where(table.c.collector_id == collector.c.id) for table in (draft, response)]
    theirs = and_(collector.c.wave_id == wave_id, collector.c.code.startswith(PRETEND, autoescape=True))
    connection.execute(delete(collector).where(theirs, *(not_(each) for each in used)))


def _is_any(connection: Connection, table: Table, wave_id: int) -> bool:
    return bool(connection.execute(select(exists().where(table.c.wave_id == wave_id))).scalar_one())
