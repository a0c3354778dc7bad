"""The column file: a survey's columns as plain arrays on the disk, so that a start need not read every answer again.

It holds facts and codes, never typed text. Its rows are of days that are over, whole days alone, in the order of
their random ids: neither their order nor what is missing tells who came first (results contract, 42).
"""

import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha256
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.results.arrays import Index, with_room
from survey_app.results.blocks import Block, arrays_of, block_like, planed
from survey_app.results.coding import Coding, codings
from survey_app.results.columns import ColumnSet, block_of
from survey_app.results.feed import Cursor
from survey_app.results.reading import Reader
from survey_app.surveys.versions import Version

MARK: Final = b"Soundings columns 1\n"
"""What a file begins with. Another number when arrays, or the codes in them, are made in another way."""

NUMBER: Final = 4
"""Bytes of the header's length, and of the checksum at the end."""

LONGEST_HEADER: Final = 2**20

WORDED: Final = ("channel", "variant", "help")
"""Facts that are places in the words."""


class Header(Struct, frozen=True):
    """What a file says of itself before its arrays.

    Everything up to stamp `n` of the epoch is in it: what came later is read from the change feed. It was written when
    the feed stood at `seen`; `day` is the first that it has nothing of. `coded_as` tells its codes from other ones.
    """

    survey_id: int
    epoch: str
    n: int
    seen: int
    day: str
    rows: int
    words: tuple[str, ...]
    versions: tuple[int, ...]
    coded_as: str


def header_of(path: Path) -> Header | None:
    """What a file says of itself; None when there is none that can be read."""
    with suppress(OSError, msgspec.DecodeError), path.open("rb") as file:
        return _header(file)
    return None


def is_of(header: Header, now: Cursor) -> bool:
    """Whether a file is of the database as it is: not of one that was restored since, or whose ids were redrawn."""
    return header.epoch == now.epoch and header.seen <= now.n


def read_columns(path: Path, versions: Sequence[Version], now: Cursor) -> ColumnSet | None:
    """The columns of a file, as far as it goes: None when it is missing, damaged, or not of this database as it is.

    `versions` are those of the survey, oldest first. Versions that came after the file was written are learnt with
    their first response, as in a service that runs.
    """
    with suppress(OSError, msgspec.DecodeError), path.open("rb") as file:
        header = _header(file)
        if header is None or not is_of(header, now):
            return None
        every = codings(version for version in versions if version.id in header.versions)
        if _coded_as(every) != header.coded_as:
            return None
        reader = Reader(every)
        block = _read_block(file, block_of(every, reader, 0, (), {}), header)
        if block is None:
            return None
        index = Index(block.facts.ids, np.arange(header.rows, dtype=np.int32))  # they stand in the order of their ids
        return ColumnSet(header.survey_id, Cursor(header.epoch, header.n), every, reader, header.words, block, index)
    return None


def rows_over(columns: ColumnSet, day: str) -> NDArray[np.bool_]:
    """The rows of days before a day (ISO): those that may be in a file."""
    over: NDArray[np.bool_] = columns.facts.day < date.fromisoformat(day).toordinal()
    return over


def write_columns(file: BinaryIO, columns: ColumnSet, n: int, day: str) -> None:
    """Write the rows of days before a day (ISO), so that with what the feed has after stamp `n` nothing is missing."""
    rows = np.flatnonzero(rows_over(columns, day))
    rows = rows[np.argsort(columns.facts.ids[rows])]
    met = {place for name in WORDED for place in np.flatnonzero(np.bincount(getattr(columns.facts, name)[rows]))}
    words = sorted(columns.words[place] for place in met)
    versions = sorted({version for coding in columns.codings for version in coding.offered})
    header = Header(
        columns.survey_id,
        columns.cursor.epoch,
        n,
        columns.cursor.n,
        day,
        rows.size,
        tuple(words),
        tuple(versions),
        _coded_as(columns.codings),
    )
    encoded = msgspec.json.encode(header)
    checksum = 0
    for piece in (MARK, len(encoded).to_bytes(NUMBER), encoded, *_pieces(columns, rows, words)):
        file.write(piece)
        checksum = zlib.crc32(piece, checksum)
    file.write(checksum.to_bytes(NUMBER))


def _header(file: BufferedReader) -> Header | None:
    """Raises DecodeError when it is none."""
    if file.read(len(MARK)) != MARK:
        return None
    length = int.from_bytes(file.read(NUMBER))
    return msgspec.json.decode(file.read(min(length, LONGEST_HEADER)), type=Header)


def _read_block(file: BufferedReader, empty: Block, header: Header) -> Block | None:
    """The arrays that follow the header, with room to grow; None when the file is of another length or damaged."""
    begin = file.tell()
    width = sum(array.itemsize for array in arrays_of(empty))
    if os.fstat(file.fileno()).st_size != begin + width * header.rows + NUMBER:
        return None
    file.seek(0)
    checksum = zlib.crc32(file.read(begin))
    arrays = []
    for array in arrays_of(empty):
        room = with_room(header.rows, array.dtype)[: header.rows]
        file.readinto(room.data)
        checksum = zlib.crc32(room.data, checksum)
        arrays.append(room)
    whole = file.read() == checksum.to_bytes(NUMBER)
    return planed(block_like(empty, arrays)) if whole else None


def _pieces(columns: ColumnSet, rows: NDArray[np.intp], words: Sequence[str]) -> Iterator[bytes]:
    """The bytes of each array, the facts that are words by their new places."""
    places = {word: place for place, word in enumerate(words)}
    renamed = np.array([places.get(word, -1) for word in columns.words], dtype=np.int16)
    facts = columns.facts
    named = replace(facts, **{name: renamed[getattr(facts, name)] for name in WORDED if columns.words})
    for array in arrays_of(replace(columns.block, facts=named)):
        yield array[rows].tobytes()


def _coded_as(every: Sequence[Coding]) -> str:
    """A hash of all that gives a code its meaning."""
    told = [
        (
            coding.key,
            coding.measure,
            [(option.code, option.role.value, option.outside) for option in coding.options],
            [(version, sorted(numbers)) for version, numbers in sorted(coding.offered.items())],
        )
        for coding in every
    ]
    return sha256(msgspec.json.encode([sys.byteorder, told])).hexdigest()
