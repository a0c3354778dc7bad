"""Samples in the database: the type of each link, and the strata of a round with the links that they answer by."""

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, delete, insert, select, update

from survey_app.surveys.samples import Sample, Stratum
from survey_app.surveys.waves import Collector, collectors_of
from survey_app.tables.surveys import collector, drawn, stratum


class Link(Struct, frozen=True):
    """A link with how its people came to be asked."""

    collector: Collector
    stratum: Stratum | None

    @property
    def sample(self) -> Sample:
        """Its sample type and stratum."""
        return Sample(self.collector.sample_type, self.stratum)


def links_of(connection: Connection, wave_id: int) -> tuple[Link, ...]:
    """Every link of a wave, in the order made."""
    rows = connection.execute(
        select(drawn.c.collector_id, *(stratum.c[name] for name in Stratum.__struct_fields__))
        .join(stratum, stratum.c.id == drawn.c.stratum_id)
        .where(stratum.c.wave_id == wave_id)
    )
    strata = {row[0]: Stratum(*row[1:]) for row in rows}
    return tuple(Link(each, strata.get(each.id)) for each in collectors_of(connection, wave_id))


def set_sample(connection: Connection, link: Collector, sample: Sample) -> None:
    """Say how a link's people came to be asked. What is said of a stratum holds for every link that has its name; a
    stratum without a link is forgotten."""
    connection.execute(update(collector).where(collector.c.id == link.id).values(sample_type=sample.type))
    connection.execute(delete(drawn).where(drawn.c.collector_id == link.id))
    if sample.stratum is not None:
        stratum_id = _kept(connection, link.wave_id, sample.stratum)
        connection.execute(insert(drawn).values(collector_id=link.id, stratum_id=stratum_id))
    used = select(drawn.c.stratum_id)
    connection.execute(delete(stratum).where(stratum.c.wave_id == link.wave_id, stratum.c.id.not_in(used)))


def _kept(connection: Connection, wave_id: int, made: Stratum) -> int:
    same = (stratum.c.wave_id == wave_id, stratum.c.name == made.name)
    if connection.execute(select(stratum.c.id).where(*same)).first() is None:
        connection.execute(insert(stratum).values(wave_id=wave_id, **asdict(made)))
    else:
        connection.execute(update(stratum).where(*same).values(asdict(made)))
    found: int = connection.execute(select(stratum.c.id).where(*same)).scalar_one()
    return found
