"""The columns that counting is measured on: those of the full site, and the same repeated to a million responses."""

import secrets

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from bench.sites import Fieldwork
from survey_app.results.arrays import index_of
from survey_app.results.blocks import behind, planed
from survey_app.results.coding import Coded, Coding
from survey_app.results.columns import ColumnSet

QUESTIONS = 40


class Loaded(Struct, frozen=True):
    """A survey's columns, and which survey they are of."""

    columns: ColumnSet
    survey: Fieldwork

    @property
    def pairs(self) -> list[tuple[Coding, Coded]]:
        """Every coding that has options, with its column."""
        every = zip(self.columns.codings, self.columns.block.answers, strict=True)
        return [(coding, column) for coding, column in every if coding.options]

    @property
    def forty(self) -> list[tuple[Coding, Coded]]:
        """The first forty of them."""
        return self.pairs[:QUESTIONS]

    @property
    def by(self) -> tuple[Coding, Coded]:
        """The first characteristic by which results may be broken down."""
        wanted = self.survey.version.questionnaire.characteristics
        return next(pair for pair in self.pairs if pair[0].key in wanted)


def repeated(columns: ColumnSet, times: int) -> ColumnSet:
    """The same responses several times over, each under an id of its own."""
    block = planed(behind(columns.block, [columns.block] * (times - 1)))
    ids = fresh_ids(block.size)
    return replace(columns, block=replace(block, facts=replace(block.facts, ids=ids)), index=index_of(ids))


def fresh_ids(count: int) -> NDArray[np.int64]:
    """Ids as responses have them: 63 random bits."""
    return np.frombuffer(secrets.token_bytes(8 * count), dtype=np.int64) & np.int64(2**63 - 1)


def octets(column: Coded) -> list[NDArray[np.uint8]]:
    """The bytes of a column that counting has to read: of its codes, and each byte of its ticks."""
    codes = column.codes.view(np.uint8).reshape(column.codes.size, -1)[:, 0]
    if column.ticks is None:
        return [codes]
    ticks = column.ticks.view(np.uint8).reshape(column.ticks.size, -1)
    return [codes, *(ticks[:, place] for place in range(ticks.shape[1]))]
