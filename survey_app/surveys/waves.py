"""Waves, the periods of fieldwork, and collectors, the links by which answers reach us."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from sqlalchemy import Connection, Row, func, insert, select, update

from survey_app.tables.surveys import collector, wave
from survey_app.web.london import london_day

GRACE = 15 * 60
"""Seconds after closing in which a draft begun before may still be sent."""


PRACTICE_NUMBER = 0
"""The number of the round in which a survey is tried. It is among no others, never opens, and holds no answers."""

DAY = 24 * 60 * 60

PAPER_DAYS = 14
"""For how many days after closing paper may still arrive, unless the round says otherwise (interaction, 27)."""

MOST_PAPER_DAYS = 21
"""The most that a round may say: forms can be keyed until 30 days after it has closed."""

KEYING_DAYS = 7
"""For how many days after the last day for paper viewers' last figures wait for what is still to be keyed in."""

KEYED = "keyed-"
"""How the code of a link begins that stands for paper forms: nobody can start by it."""

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
    paper_days: int | None = None

    def open_at(self, now: int) -> bool:
        """Whether somebody may start now."""
        return self.opens_at <= now and (self.closes_at is None or now < self.closes_at)

    def accepts_at(self, now: int) -> bool:
        """Whether a draft begun before closing may be sent now."""
        return self.opens_at <= now and (self.closes_at is None or now < self.closes_at + GRACE)

    def shut_at(self, now: int) -> bool:
        """Whether nobody can send anything any more; paper may still be on its way."""
        return self.closes_at is not None and now >= self.closes_at + GRACE

    def closed_at(self, now: int) -> bool:
        """Whether nothing can come in any more, so that whole-wave figures stand still."""
        waits = 0 if self.paper_days is None else (self.paper_days + KEYING_DAYS) * DAY
        return self.shut_at(now - waits)

    @property
    def paper_until(self) -> str:
        """The last day (ISO) on which paper may arrive; empty while no end is set."""
        if self.closes_at is None:
            return ""
        last = date.fromisoformat(london_day(self.closes_at - 1))
        return (last + timedelta(days=PAPER_DAYS if self.paper_days is None else self.paper_days)).isoformat()


class Collector(Struct, frozen=True):
    """One link, QR code or print run, with its channel, place and sample type."""

    id: int
    wave_id: int
    code: str
    channel: str
    place: str
    sample_type: str
    public_computer: bool

    @property
    def begins(self) -> str:
        """The channel of what is answered at this link's own address: at the one printed on paper forms, the web."""
        return "web" if self.channel == "paper" else self.channel


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


def expect_paper(connection: Connection, wave_id: int, days: int | None = None) -> None:
    """Say for how many days after closing paper may arrive; without a number the usual ones, where none are set."""
    chosen = update(wave).where(wave.c.id == wave_id)
    if days is None:
        connection.execute(chosen.where(wave.c.paper_days.is_(None)).values(paper_days=PAPER_DAYS))
    else:
        connection.execute(chosen.values(paper_days=days))


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


def _wave(row: Row[int, int, int, int, int | None, str | None, int | None]) -> Wave:
    return Wave(*row)
