"""Blocks of responses: their facts and coded answers as arrays of one length, compared, chosen and put together."""

from collections.abc import Iterator, Sequence
from enum import IntEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.arrays import grown
from survey_app.results.coding import Coded


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
    facts = Facts(*(getattr(block.facts, name)[rows] for name in Facts.__struct_fields__))
    return Block(facts, tuple(_coded_rows(column, rows) for column in block.answers))


def behind(first: Block, more: Sequence[Block]) -> Block:
    """The first block with others behind it, in the first's memory while there is room (`arrays.grown`)."""
    facts = Facts(
        *(
            grown(getattr(first.facts, name), [getattr(block.facts, name) for block in more])
            for name in Facts.__struct_fields__
        )
    )
    places = range(len(first.answers))
    answers = (_coded_behind(first.answers[place], [block.answers[place] for block in more]) for place in places)
    return Block(facts, tuple(answers))


def same_rows(before: Block, old: NDArray[np.int64], after: Block, new: NDArray[np.intp]) -> NDArray[np.bool_]:
    """For each pair of an old and a new row, whether both say the same."""
    same = np.ones(old.size, dtype=np.bool_)
    for one, other in zip(_arrays(before), _arrays(after), strict=True):
        held, came = one[old], other[new]
        same &= (held == came) | ((held != held) & (came != came))  # NaN, which no number is, equals nothing
    return same


def _arrays(block: Block) -> Iterator[NDArray[np.generic]]:
    for name in Facts.__struct_fields__:
        yield getattr(block.facts, name)
    for column in block.answers:
        yield column.codes
        if column.ticks is not None:
            yield column.ticks
        if column.numbers is not None:
            yield column.numbers


def _coded_rows(column: Coded, rows: NDArray[np.intp]) -> Coded:
    return Coded(
        column.codes[rows],
        None if column.ticks is None else column.ticks[rows],
        None if column.numbers is None else column.numbers[rows],
    )


def _coded_behind(first: Coded, more: Sequence[Coded]) -> Coded:
    return Coded(
        grown(first.codes, [column.codes for column in more]),
        None if first.ticks is None else grown(first.ticks, [each.ticks for each in more if each.ticks is not None]),
        None
        if first.numbers is None
        else grown(first.numbers, [each.numbers for each in more if each.numbers is not None]),
    )
