"""The columns of a survey: what every response holds, as small whole numbers, kept up with the change feed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sqlalchemy import Connection

from survey_app.results.arrays import Index, index_grown, index_of, rows_of
from survey_app.results.blocks import Block, Facts, State, behind, chosen, planed, rewritten, same_rows
from survey_app.results.coding import Coded, Coding, Missing, codings, left_out, ticked
from survey_app.results.feed import Cursor, StoredResponse, changed_since, cursor_now
from survey_app.results.reading import Reader
from survey_app.surveys.versions import versions_of

PORTION: Final = 20_000
"""Rows put behind the columns at once while loading: beside a million, a portion is small."""


class ColumnSet(Struct, frozen=True):
    """All responses of a survey at one point of the change feed. Never edited: a refresh makes another.

    `words` are the channels, variants and kinds of help met so far, in one list that only grows.
    """

    survey_id: int
    cursor: Cursor
    codings: tuple[Coding, ...]
    reader: Reader
    words: tuple[str, ...]
    block: Block
    index: Index

    @property
    def facts(self) -> Facts:
        """What is known of each response besides its answers."""
        return self.block.facts

    def number_of_word(self, word: str) -> int:
        """The place of a channel, variant or kind of help, or -1 when no response has it."""
        return self.words.index(word) if word in self.words else -1


def refresh(connection: Connection, columns: ColumnSet | None, survey_id: int) -> ColumnSet:
    """The columns as the database is now: the same when nothing changed, else with the rows that did.

    Another epoch, a lower number, or a version that the codings do not know reloads everything. One thread at a
    time may refresh a survey, always from the newest set (`arrays`).
    """
    now = cursor_now(connection)
    if columns is None or columns.cursor.epoch != now.epoch or columns.cursor.n > now.n:
        columns = _empty(connection, survey_id, now.epoch)
    if columns.cursor.n == now.n:
        return columns
    try:
        return _brought_to(connection, columns, now)
    except _UnknownVersion:
        return _brought_to(connection, _empty(connection, survey_id, now.epoch), now)


class _UnknownVersion(LookupError):
    """A response answered a version that the codings do not know."""


def _empty(connection: Connection, survey_id: int, epoch: str) -> ColumnSet:
    every = codings(versions_of(connection, survey_id))
    reader = Reader(every)
    block = block_of(every, reader, 0, (), {})
    return ColumnSet(survey_id, Cursor(epoch, -1), every, reader, (), block, index_of(block.facts.ids))


def _brought_to(connection: Connection, columns: ColumnSet, now: Cursor) -> ColumnSet:
    """The columns with everything that changed up to now, put behind in portions, so that a load stays small."""
    portion: list[Block] = []
    brought = columns
    for rows in changed_since(connection, columns.survey_id, columns.cursor.n, now.n):
        brought, blocks = _blocks(brought, rows)
        portion += blocks
        if sum(block.size for block in portion) >= PORTION:
            brought = _with(brought, behind(portion[0], portion[1:]))
            portion = []
    if portion:
        brought = _with(brought, behind(portion[0], portion[1:]))
    return msgspec.structs.replace(brought, cursor=now)


def _blocks(columns: ColumnSet, rows: Sequence[StoredResponse]) -> tuple[ColumnSet, list[Block]]:
    """The columns with the words of some rows, and a block for each version that they answered."""
    by_version: dict[int, list[StoredResponse]] = {}
    for row in rows:
        by_version.setdefault(row.version_id, []).append(row)
    for version_id in by_version:
        if not any(version_id in coding.offered for coding in columns.codings):
            raise _UnknownVersion(f"a response names version {version_id}, which is not stored for its survey")
    met = dict.fromkeys(word for row in rows for word in (row.channel, row.variant, row.help))
    words = tuple(dict.fromkeys((*columns.words, *met)))
    places = {word: place for place, word in enumerate(words)}
    blocks = [
        block_of(columns.codings, columns.reader, version_id, some, places) for version_id, some in by_version.items()
    ]
    return msgspec.structs.replace(columns, words=words), blocks


def block_of(
    every: Sequence[Coding],
    reader: Reader,
    version_id: int,
    rows: Sequence[StoredResponse],
    places: Mapping[str, int],
) -> Block:
    """The block of responses that all answered one version. `places` are those of words in the column set.

    Raises UnknownCode when a stored answer is none that the survey's versions offer.
    """
    answers = reader.read([row.answers for row in rows], version_id)
    _leave_out(every, answers, version_id, [row.variant for row in rows])
    days = {day: date.fromisoformat(day).toordinal() for day in {row.day for row in rows}}
    facts = Facts(
        ids=np.array([row.id for row in rows], dtype=np.int64),
        version=np.full(len(rows), version_id, dtype=np.int32),
        wave=np.array([row.wave_id for row in rows], dtype=np.int32),
        collector=np.array([row.collector_id for row in rows], dtype=np.int32),
        channel=np.array([places[row.channel] for row in rows], dtype=np.int16),
        variant=np.array([places[row.variant] for row in rows], dtype=np.int16),
        help=np.array([places[row.help] for row in rows], dtype=np.int16),
        day=np.array([days[row.day] for row in rows], dtype=np.int32),
        state=np.array([State[row.state.upper()] for row in rows], dtype=np.int8),
        demonstration=np.array([row.demonstration for row in rows], dtype=np.bool_),
        outside=_outside(every, answers, len(rows)),
    )
    return Block(facts, answers)


def _leave_out(every: Iterable[Coding], answers: Iterable[Coded], version_id: int, answered_in: Sequence[str]) -> None:
    """Tell what a variant does not have from what somebody was not asked, in columns that were just made."""
    for variant in set(answered_in):
        rows = np.array([each == variant for each in answered_in])
        for coding, column in zip(every, answers, strict=True):
            if left_out(coding, version_id, variant):
                column.codes[rows & (column.codes == Missing.NOT_ASKED)] = Missing.NOT_OFFERED


def _outside(every: Iterable[Coding], answers: Iterable[Coded], size: int) -> NDArray[np.bool_]:
    """Which responses hold an option that puts the person outside the declared area."""
    outside = np.zeros(size, dtype=np.bool_)
    for coding, column in zip(every, answers, strict=True):
        for number in (number for number, option in enumerate(coding.options, start=1) if option.outside):
            outside |= column.codes == number if column.ticks is None else ticked(column.ticks, number)
    return outside


def _with(columns: ColumnSet, changed: Block) -> ColumnSet:
    """The columns with these rows, each id once: a row that says the same, as after settling, stays as it is."""
    newest = _last_of_each(changed.facts.ids)
    rows = rows_of(columns.index, columns.facts.ids, changed.facts.ids[newest])
    there = rows >= 0
    same = there.copy()
    same[there] = same_rows(columns.block, rows[there], changed, newest[there])
    block, stale = columns.block, there & ~same
    if stale.any():
        block = rewritten(block, rows[stale], changed, newest[stale])
    block = planed(behind(block, [chosen(changed, newest[~there])]))
    return msgspec.structs.replace(columns, block=block, index=index_grown(columns.index, block.facts.ids))


def _last_of_each(ids: NDArray[np.int64]) -> NDArray[np.intp]:
    """The last place of each id: a row stamped anew while the feed was read comes twice."""
    _, places = np.unique(ids[::-1], return_index=True)
    return ids.size - 1 - places
