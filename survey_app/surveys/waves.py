"""Waves, the periods of fieldwork, and collectors, the links by which answers reach us."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, Row, func, insert, select, update

from survey_app.tables.surveys import collector, wave

GRACE = 15 * 60
"""Seconds after closing in which a draft begun before may still be sent."""


PRACTICE_NUMBER = 0
"""The number of the round in which a survey is tried. It is among no others, never opens, and holds no answers."""

PRETEND = "pretend-"
"""How the code of each link begins by which pretend answers came. A round with no other links holds nothing else."""


class Wave(Struct, frozen=True):
    """One period of fieldwork. Instants are UTC seconds; `closes_at` is None while no end is set."""

    id: int
    survey_id: int
    number: int
    opens_at: int
    closes_at: int | None
    withdraw_by: str | None

    def open_at(self, now: int) -> bool:
        """Whether somebody may start now."""
        return self.opens_at <= now and (self.closes_at is None or now < self.closes_at)

    def accepts_at(self, now: int) -> bool:
        """Whether a draft begun before closing may be sent now."""
        return self.opens_at <= now and (self.closes_at is None or now < self.closes_at + GRACE)

    def closed_at(self, now: int) -> bool:
        """Whether nothing can come in any more, so that whole-wave figures stand still."""
        return self.closes_at is not None and now >= self.closes_at + GRACE


class Collector(Struct, frozen=True):
    """One link, QR code or print run, with its channel, place and sample type."""

    id: int
    wave_id: int
    code: str
    channel: str
    place: str
    sample_type: str
    public_computer: bool


def is_pretend(links: Sequence[Collector]) -> bool:
    """Whether a round with these links was made up for pretend answers: nobody can start in it."""
    return bool(links) and all(link.code.startswith(PRETEND) for link in links)


def waves_of(connection: Connection, survey_id: int) -> tuple[Wave, ...]:
    """Every wave of a survey, oldest first; the one for practice is none of them."""
    theirs = (wave.c.survey_id == survey_id, wave.c.number > PRACTICE_NUMBER)
    rows = connection.execute(select(wave).where(*theirs).order_by(wave.c.number))
    return tuple(_wave(row) for row in rows)


def collectors_of(connection: Connection, wave_id: int) -> tuple[Collector, ...]:
    """Every collector of a wave, in the order made."""
    rows = connection.execute(select(collector).where(collector.c.wave_id == wave_id).order_by(collector.c.id))
    return tuple(Collector(*row) for row in rows)


def open_wave(
    connection: Connection, survey_id: int, opens_at: int, closes_at: int | None = None, withdraw_by: str | None = None
) -> Wave:
    """Add the next wave of a survey. Instants are UTC seconds, the last day for taking answers back is ISO."""
    numbers = select(func.coalesce(func.max(wave.c.number), 0)).where(wave.c.survey_id == survey_id)
    number = connection.execute(numbers).scalar_one() + 1
    connection.execute(
        insert(wave).values(
            survey_id=survey_id, number=number, opens_at=opens_at, closes_at=closes_at, withdraw_by=withdraw_by
        )
    )
    row = connection.execute(select(wave).where(wave.c.survey_id == survey_id, wave.c.number == number)).one()
    return _wave(row)


def close_wave(connection: Connection, wave_id: int, closes_at: int, withdraw_by: str) -> None:
    """Set when a wave closes, and the last day on which its answers may be taken back (ISO)."""
    connection.execute(update(wave).where(wave.c.id == wave_id).values(closes_at=closes_at, withdraw_by=withdraw_by))


def add_collector(
    connection: Connection,
    wave_id: int,
    *,
    code: str,
    channel: str = "web",
    place: str = "",
    sample_type: str = "open",
    public_computer: bool = False,
) -> Collector:
    """Add a link to a wave. The code `open` is the survey's short address itself."""
    connection.execute(
        insert(collector).values(
            wave_id=wave_id,
            code=code,
            channel=channel,
            place=place,
            sample_type=sample_type,
            public_computer=public_computer,
        )
    )
    row = connection.execute(select(collector).where(collector.c.wave_id == wave_id, collector.c.code == code)).one()
    return Collector(*row)


def _wave(row: Row[int, int, int, int, int | None, str | None]) -> Wave:
    return Wave(*row)
