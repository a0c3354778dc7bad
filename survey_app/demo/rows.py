"""Pretend answers in the database: every row marked, stored in chunks, and removed so that nothing of them is left."""

import secrets
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, Table, and_, delete, exists, func, insert, not_, select, update

from survey_app.demo.rounds import Span
from survey_app.respond.responses import next_stamp
from survey_app.surveys.quarters import withdraw_by
from survey_app.surveys.waves import PRETEND, Collector, Wave, collectors_of, is_pretend, open_wave, waves_of
from survey_app.tables.metadata import metadata
from survey_app.tables.respond import change, draft, profile_answer, response
from survey_app.tables.surveys import collector, wave

Row = dict[str, object]

OPENED: Final = f"{PRETEND}opened-"
"""A link by which nothing comes: its code ends in the instant at which its round really opened."""

FAR: Final = 1_000_000
"""More than any survey has rounds: numbers are moved there and back, because two may never be the same."""


class Rows(Struct, frozen=True):
    """Responses, and profile answers of the same people, as they are stored; the stamp comes with the transaction."""

    responses: list[Row]
    profile: list[Row]


def real_answers(connection: Connection, survey_id: int) -> int:
    """How many real responses of a survey are counted or held for checking."""
    theirs = and_(response.c.survey_id == survey_id, response.c.demonstration.is_(False))
    kept = response.c.state.in_(("counted", "quarantined"))
    return connection.execute(select(func.count()).where(theirs, kept)).scalar_one()


def pretend_answers(connection: Connection, survey_id: int) -> int:
    """How many pretend answers a survey has."""
    theirs = and_(response.c.survey_id == survey_id, response.c.demonstration.is_(True))
    return connection.execute(select(func.count()).where(theirs)).scalar_one()


def store(connection: Connection, rows: Rows) -> None:
    """Store some rows, marked and under one stamp."""
    stamp = next_stamp(connection)
    marked = [{**row, "stamp": stamp, "demonstration": True} for row in rows.responses]
    connection.execute(insert(response), marked)
    if rows.profile:
        connection.execute(insert(profile_answer), rows.profile)


def open_rounds(connection: Connection, survey_id: int, earlier: Sequence[Span]) -> tuple[Wave, ...]:
    """Put closed rounds before those of a survey, whose numbers move up."""
    real = [each.id for each in waves_of(connection, survey_id)]
    _move(connection, real, FAR)
    made = []
    for number, span in enumerate(earlier, start=1):
        opened = open_wave(connection, survey_id, span.opens_at, span.closes_at, withdraw_by(span.closes_at))
        connection.execute(update(wave).where(wave.c.id == opened.id).values(number=number))
        made.append(opened)
    _move(connection, real, len(made) - FAR)
    return tuple(made)


def begin_before(connection: Connection, live: Wave, opens_at: int) -> None:
    """Let a real round begin earlier, and keep beside it when it really did."""
    connection.execute(
        insert(collector).values(
            wave_id=live.id,
            code=f"{OPENED}{live.opens_at}",
            channel="web",
            place="",
            sample_type="open",
            public_computer=False,
        )
    )
    connection.execute(update(wave).where(wave.c.id == live.id).values(opens_at=opens_at))


def remove(connection: Connection, survey_id: int) -> int:
    """Delete the pretend answers of a survey with their rounds and links; gives how many answers.

    A new epoch makes every reader of the change feed load again, because a row that is gone has no stamp.
    """
    connection.execute(update(change).values(epoch=secrets.token_hex(16)))  # first, for its row lock, as in settling
    theirs = and_(response.c.survey_id == survey_id, response.c.demonstration.is_(True))
    removed = connection.execute(delete(response).where(theirs)).rowcount
    for each in waves_of(connection, survey_id):
        links = collectors_of(connection, each.id)
        if is_pretend(links) and not _is_any(connection, response, each.id):
            _delete_round(connection, each.id)
        else:
            _delete_links(connection, each.id, links)
    left = [each.id for each in waves_of(connection, survey_id)]
    _move(connection, left, FAR)
    for number, wave_id in enumerate(left, start=1):
        connection.execute(update(wave).where(wave.c.id == wave_id).values(number=number))
    return removed


def _move(connection: Connection, wave_ids: Sequence[int], by: int) -> None:
    """Add to the numbers of some rounds."""
    connection.execute(update(wave).where(wave.c.id.in_(wave_ids)).values(number=wave.c.number + by))


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
