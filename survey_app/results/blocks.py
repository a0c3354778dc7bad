"""Blocks of responses: their facts and coded answers as arrays of one length, compared, chosen and put together."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.results.arrays import grown, with_room
from survey_app.results.coding import Coded
from survey_app.results.planes import BEHIND, WORD, planes_grown, planes_rewritten


class State(IntEnum):
    """What has become of a response."""

    COUNTED = 1
    QUARANTINED = 2
    WITHDRAWN = 3
    ERASED = 4


class Facts(Struct, frozen=True):
    """What is known of each response besides its answers.

    `channel`, `variant` and `help` are places in the words of the column set; `day` is the proleptic ordinal of the
    day received; `outside` is true where an answer puts the person outside the survey's declared area.
    """

    ids: NDArray[np.int64]
    version: NDArray[np.int32]
    wave: NDArray[np.int32]
    collector: NDArray[np.int32]
    channel: NDArray[np.int16]
    variant: NDArray[np.int16]
    help: NDArray[np.int16]
    day: NDArray[np.int32]
    state: NDArray[np.int8]
    demonstration: NDArray[np.bool_]
    outside: NDArray[np.bool_]


class Block(Struct, frozen=True):
    """Some responses: their facts, and their answers in the order of the survey's codings."""

    facts: Facts
    answers: tuple[Coded, ...]

    @property
    def size(self) -> int:
        """How many responses."""
        return int(self.facts.ids.size)


def chosen(block: Block, rows: NDArray[np.intp]) -> Block:
    """A copy of some rows."""
    return block_like(block, (array[rows] for array in arrays_of(block)))


def behind(first: Block, more: Sequence[Block]) -> Block:
    """The first block with others behind it, in the first's memory while there is room (`arrays.grown`)."""
    arrays = zip(arrays_of(first), *map(arrays_of, more), strict=True)
    return block_like(first, [grown(array, others) for array, *others in arrays], planed=True)


def rewritten(block: Block, rows: NDArray[np.int64], changed: Block, places: NDArray[np.intp]) -> Block:
    """A copy in which some rows say what the rows at some places of another block say."""

    def copy(array: NDArray[np.generic], other: NDArray[np.generic]) -> NDArray[np.generic]:
        made = with_room(array.size, array.dtype)[: array.size]
        made[:] = array
        made[rows] = other[places]
        return made

    made = block_like(block, (copy(*pair) for pair in zip(arrays_of(block), arrays_of(changed), strict=True)))
    pairs = zip(made.answers, block.answers, strict=True)
    return Block(
        made.facts,
        tuple(
            replace(column, planes=planes_rewritten(before.planes, column.codes, column.ticks, rows))
            for column, before in pairs
        ),
    )


def planed(block: Block, least: int = BEHIND) -> Block:
    """The same with its last rows in the bit planes, once there are so many behind them."""
    covered = max((each.planes.words for each in block.answers if each.planes is not None), default=0)
    if block.size - WORD * covered < least:
        return block
    grown_planes = (planes_grown(each.planes, each.codes, each.ticks, least) for each in block.answers)
    pairs = zip(block.answers, grown_planes, strict=True)
    return Block(block.facts, tuple(replace(column, planes=planes) for column, planes in pairs))


def same_rows(before: Block, old: NDArray[np.int64], after: Block, new: NDArray[np.intp]) -> NDArray[np.bool_]:
    """For each pair of an old and a new row, whether both say the same."""
    same = np.ones(old.size, dtype=np.bool_)
    for one, other in zip(arrays_of(before), arrays_of(after), strict=True):
        held, came = one[old], other[new]
        same &= (held == came) | ((held != held) & (came != came))  # NaN, which no number is, equals nothing
    return same


def arrays_of(block: Block) -> Iterator[NDArray[np.generic]]:
    """Every array of a block: its facts, then the codes, ticks and numbers of each column."""
    for name in Facts.__struct_fields__:
        yield getattr(block.facts, name)
    for column in block.answers:
        yield column.codes
        if column.ticks is not None:
            yield column.ticks
        if column.numbers is not None:
            yield column.numbers


def block_like(block: Block, arrays: Iterable[NDArray[np.generic]], *, planed: bool = False) -> Block:
    """A block of the same columns made of other arrays, which come in the order of `arrays_of`; `planed` where they
    begin with what the planes of the block have."""
    made = iter(arrays)
    facts = Facts(*(next(made) for _ in Facts.__struct_fields__))  # type: ignore[arg-type]  # in the same order
    answers = [
        Coded(
            next(made),  # type: ignore[arg-type]  # in the same order
            None if column.ticks is None else next(made),  # type: ignore[arg-type]  # in the same order
            None if column.numbers is None else next(made),  # type: ignore[arg-type]  # in the same order
            column.planes if planed else None,
        )
        for column in block.answers
    ]
    return Block(facts, tuple(answers))
