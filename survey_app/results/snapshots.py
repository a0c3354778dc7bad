"""Snapshots in the database: what viewers read of each wave, the counts alone, replaced as a whole."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from survey_app.results.crossing import CrossTally
from survey_app.results.gathering import Earlier
from survey_app.results.renewing import Live, Snapshot
from survey_app.results.sampled import Samples
from survey_app.results.tallies import Tallies
from survey_app.tables.results import breakdown, shown_before, snapshot
from survey_app.tables.surveys import wave

Breakdowns = Mapping[str, tuple[CrossTally, ...]]
"""Every question crossed with each characteristic, by the characteristic's key."""


class _Content(Struct, frozen=True):
    """What one row keeps as JSON."""

    live: Live
    tallies: Tallies
    final: bool = False
    checked: bool = False
    samples: Samples | None = None


_encoder = msgspec.json.Encoder()
_content = msgspec.json.Decoder(_Content)
_crossed = msgspec.json.Decoder(tuple[CrossTally, ...])
_earlier = msgspec.json.Decoder(Earlier)


def snapshot_of(connection: Connection, wave_id: int) -> Snapshot | None:
    """What viewers read of a wave, or None before there is anything to read."""
    row = connection.execute(select(snapshot).where(snapshot.c.wave_id == wave_id)).one_or_none()
    if row is None:
        return None
    content = _content.decode(row.content)
    return Snapshot(
        row.number,
        row.taken_at,
        row.version_id,
        content.live,
        content.tallies,
        content.final,
        content.checked,
        content.samples,
    )


def breakdown_of(connection: Connection, taken: Snapshot, wave_id: int, characteristic: str) -> tuple[CrossTally, ...]:
    """Every question crossed with one characteristic, of the same people as a snapshot; empty where that was replaced
    meanwhile, or where nothing was crossed with it."""
    row = connection.execute(
        select(breakdown.c.content)
        .join(snapshot, snapshot.c.wave_id == breakdown.c.wave_id)
        .where(
            breakdown.c.wave_id == wave_id,
            breakdown.c.characteristic == characteristic,
            snapshot.c.number == taken.number,
        )
    ).one_or_none()
    return () if row is None else _crossed.decode(row.content)


def breakdowns_of(connection: Connection, wave_id: int) -> Breakdowns:
    """Every question crossed with each characteristic, as stored with the wave's snapshot."""
    chosen = select(breakdown.c.characteristic, breakdown.c.content).where(breakdown.c.wave_id == wave_id)
    return {row.characteristic: _crossed.decode(row.content) for row in connection.execute(chosen)}


def earlier_of(connection: Connection, wave_id: int) -> tuple[Earlier, ...]:
    """What each snapshot of a wave showed of everybody up to now, oldest first."""
    chosen = select(shown_before.c.content).where(shown_before.c.wave_id == wave_id).order_by(shown_before.c.number)
    return tuple(map(_earlier.decode, connection.execute(chosen).scalars()))


def keep_snapshot(
    connection: Connection,
    wave_id: int,
    taken: Snapshot,
    breakdowns: Breakdowns | None,
    replaced: int | None,
    shown: Earlier | None = None,
) -> bool:
    """Replace a wave's snapshot and its breakdowns, together. `replaced` is the number of the one before, None of none;
    with None for breakdowns those stay that are stored. `shown` is what audits of later ones are to know of it.

    False where another process was faster: then its snapshot stands, and this one was never read by anybody.
    """
    content = _encoder.encode(_Content(taken.live, taken.tallies, taken.final, taken.checked, taken.samples)).decode()
    row = {
        "number": taken.number,
        "taken_at": taken.taken_at,
        "version_id": taken.version_id,
        "pretend": taken.live.pretend,
        "content": content,
    }
    if not _put(connection, wave_id, row, replaced):
        return False
    if shown is not None:
        content = _encoder.encode(shown).decode()
        connection.execute(insert(shown_before).values(wave_id=wave_id, number=taken.number, content=content))
    if breakdowns is None:
        return True
    connection.execute(delete(breakdown).where(breakdown.c.wave_id == wave_id))
    crossed = [
        {"wave_id": wave_id, "characteristic": key, "content": _encoder.encode(made).decode()}
        for key, made in breakdowns.items()
    ]
    if crossed:
        connection.execute(insert(breakdown), crossed)
    return True


def forget_snapshots(connection: Connection, survey_id: int) -> int:
    """Forget the snapshots of a survey that are of pretend answers, as those are removed; gives how many.

    One of real answers stands, whatever becomes of those: taking it again could tell who left.
    """
    waves = select(wave.c.id).where(wave.c.survey_id == survey_id)
    pretend = select(snapshot.c.wave_id).where(snapshot.c.wave_id.in_(waves), snapshot.c.pretend.is_(True))
    gone = list(connection.execute(pretend).scalars())
    connection.execute(delete(breakdown).where(breakdown.c.wave_id.in_(gone)))
    connection.execute(delete(snapshot).where(snapshot.c.wave_id.in_(gone)))
    return len(gone)


def _put(connection: Connection, wave_id: int, row: Mapping[str, object], replaced: int | None) -> bool:
    if replaced is not None:
        theirs = update(snapshot).where(snapshot.c.wave_id == wave_id, snapshot.c.number == replaced)
        return connection.execute(theirs.values(row)).rowcount == 1
    if connection.execute(select(snapshot.c.number).where(snapshot.c.wave_id == wave_id)).first() is not None:
        return False
    connection.execute(insert(snapshot).values(wave_id=wave_id, **row))
    return True
