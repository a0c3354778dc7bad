"""Pretend answers in the database: every row marked, stored in chunks, in rounds and by links of their own."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, select, update

from survey_app.demo.rounds import Span
from survey_app.respond.responses import next_stamp
from survey_app.surveys.quarters import withdraw_by
from survey_app.surveys.waves import PRETEND, Wave, open_wave, waves_of
from survey_app.tables.respond import profile_answer, response
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

    def parts(self, size: int) -> Iterator["Rows"]:
        """The same in parts of at most so many responses, the profile answers spread over them."""
        count = -(-len(self.responses) // size)
        for part in range(count):
            first, last = (len(self.profile) * each // count for each in (part, part + 1))
            yield Rows(self.responses[part * size : (part + 1) * size], self.profile[first:last])


def is_answered(connection: Connection, survey_id: int) -> bool:
    """Whether a real response of a survey is counted or held for checking."""
    return bool(connection.execute(select(exists().where(_real(survey_id)))).scalar_one())


def real_answers(connection: Connection, survey_id: int) -> int:
    """How many real responses of a survey are counted or held for checking."""
    return connection.execute(select(func.count()).where(_real(survey_id))).scalar_one()


def is_stored(connection: Connection, rows: Rows) -> bool:
    """Whether these are stored already, after a lost connection."""
    first = response.c.id == rows.responses[0]["id"]
    return bool(connection.execute(select(exists().where(first))).scalar_one())


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
    made = [
        open_wave(connection, survey_id, span.opens_at, span.closes_at, withdraw_by(span.closes_at)) for span in earlier
    ]
    renumber(connection, [*(each.id for each in made), *real], 1)
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


def renumber(connection: Connection, wave_ids: Sequence[int], first: int) -> None:
    """Number rounds of one survey in this order; meanwhile they are out of each other's way."""
    for shift in (FAR, 0):
        for number, wave_id in enumerate(wave_ids, start=first + shift):
            connection.execute(update(wave).where(wave.c.id == wave_id).values(number=number))


def _real(survey_id: int) -> ColumnElement[bool]:
    kept = response.c.state.in_(("counted", "quarantined"))
    return and_(response.c.survey_id == survey_id, response.c.demonstration.is_(False), kept)
