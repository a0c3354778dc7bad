"""Of whom something is true: three-valued logic over a column set, one bit a row (results contract, 9).

At a million rows a set of bits is 125 KB, and putting two together takes some 10 µs.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.coding import Coded
from survey_app.results.planes import WORD, Words

_BYTES: Final = WORD // 8


class Truth(Struct, frozen=True):
    """Where something is true, and where it is not; where neither, it is not known. Every row has a bit, the last rows
    too, so there is one word more than planes have where rows do not fill words."""

    yes: Words
    no: Words


def any_of(truths: Sequence[Truth]) -> Truth:
    """True where one is, untrue where all are: known as soon as one is true."""
    return Truth(
        reduce(np.bitwise_or, (each.yes for each in truths)), reduce(np.bitwise_and, (each.no for each in truths))
    )


def all_of(truths: Sequence[Truth]) -> Truth:
    """True where all are, untrue where one is not."""
    turned = any_of([opposite(each) for each in truths])
    return opposite(turned)


def opposite(truth: Truth) -> Truth:
    """True where the other is untrue."""
    return Truth(truth.no, truth.yes)


def numbers_true(truths: Sequence[Truth], size: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """For each of so many rows, how many at least are true, and how many at most."""
    least, most = np.zeros(size, dtype=np.uint8), np.full(size, len(truths), dtype=np.uint8)
    for each in truths:
        least += _bits(each.yes, size)
        most -= _bits(each.no, size)
    return least, most


def where(column: Coded, codes: Iterable[int], ticks: Iterable[int] = ()) -> Words:
    """The rows of a column with any of these codes or ticks: by its planes as far as these reach."""
    size, planes = column.codes.size, column.planes
    covered = 0 if planes is None else planes.words
    found = np.zeros(-(-size // WORD), dtype=np.uint64)
    wanted, numbers = set(codes), set(ticks)
    if planes is not None:
        places = [number - 1 for number in numbers if number <= planes.ticks]
        places += [planes.ticks + place for place, code in enumerate(planes.codes) if code in wanted]
        for place in places:
            found[:covered] |= planes.bits[place]
    rest = slice(WORD * covered, None)
    behind = np.zeros(size - WORD * covered, dtype=np.bool_)
    for code in wanted:
        behind |= column.codes[rest] == code
    if column.ticks is not None:
        bits = column.ticks.dtype.type(sum(1 << (number - 1) for number in numbers))
        behind |= (column.ticks[rest] & bits) != 0
    found[covered:] = words_of(behind)
    return found


def words_of(mask: NDArray[np.bool_]) -> Words:
    """The bits of a mask, of every row of it: places behind the last are nought."""
    octets = np.packbits(mask, bitorder="little")
    filled = np.zeros(-(-octets.size // _BYTES) * _BYTES, dtype=np.uint8)
    filled[: octets.size] = octets
    return filled.view(np.uint64)


def people_in(words: Words) -> int:
    """How many bits are set."""
    return int(np.bitwise_count(words).sum(dtype=np.int64))


def _bits(words: Words, size: int) -> NDArray[np.uint8]:
    return np.unpackbits(words.view(np.uint8), count=size, bitorder="little")
