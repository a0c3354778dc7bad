"""Reading single answers: typed text by response, and the profile of who answered a staff survey."""

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from survey_app.results.coding import Stored
from survey_app.results.feed import Cursor, cursor_now
from survey_app.tables.respond import profile_answer, response

CHUNK: Final = 500
"""Responses of one short read; SQLite takes 32,766 bound values at most, and older ones 999."""

_answers = msgspec.json.Decoder(dict[str, Stored])
_answer = msgspec.json.Decoder(Stored)


def texts_under(connection: Connection, ids: Sequence[int], key: str) -> list[str]:
    """What was typed under a key in those of these responses that count, in the order of the ids.

    At most `CHUNK` ids. A response taken back since they were chosen is left out.
    """
    wanted = select(response.c.id, response.c.answers).where(response.c.id.in_(ids), response.c.state == "counted")
    by_id = {row.id: row.answers for row in connection.execute(wanted)}
    texts = (_answers.decode(by_id[each]).get(key) for each in ids if each in by_id)
    return [text for text in texts if isinstance(text, str) and text.strip()]


def profile_of(connection: Connection, wave_id: int) -> dict[str, list[Stored]]:
    """The profile answers of a wave by key: they stand in a table of their own, without a key to any response."""
    found: dict[str, list[Stored]] = {}
    chosen = select(profile_answer.c.question, profile_answer.c.answer).where(profile_answer.c.wave_id == wave_id)
    for row in connection.execute(chosen):
        found.setdefault(row.question, []).append(None if row.answer is None else _answer.decode(row.answer))
    return found


def profile_at(connection: Connection, wave_id: int, cursor: Cursor) -> dict[str, list[Stored]] | None:
    """The same as the database was at a point of the change feed, or None when it has moved on: a profile that held
    one person more than the answers beside it would set that person apart."""
    found = profile_of(connection, wave_id)
    return found if cursor_now(connection) == cursor else None
