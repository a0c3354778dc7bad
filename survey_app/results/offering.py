"""Who was offered fewer answers: the rows of people whose version, or its variant, lacks answers that others have.

The base of an answer is the people to whom it was offered (results contract, 2 and 3; interaction contract, 23). So
whoever counts some rows has those among them apart who answered a version or a variant that offers less. Most surveys
have none, and most rows are in no such part: what this costs is a mask for each shorter version that somebody had.
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from survey_app.results.arrays import distinct
from survey_app.results.coding import Coding
from survey_app.results.columns import ColumnSet
from survey_app.results.tabulate import Rows, Shorter, lacked, rows_where


def rows_among(mask: NDArray[np.bool_], shorter: Sequence[Shorter]) -> Rows:
    """The rows where a mask is true, with those of them apart who are in these parts of the same columns."""
    rows = rows_where(mask)
    parts = (Shorter(each.version_id, each.variant, rows_where(mask & each.rows.mask)) for each in shorter)
    return Rows(rows.mask, rows.words, rows.count, tuple(part for part in parts if part.rows.count))


def shorter_among(columns: ColumnSet, mask: NDArray[np.bool_]) -> tuple[Shorter, ...]:
    """Those among some rows who had a version or variant with fewer answers than others, nobody twice."""
    return tuple(_shorter(columns, mask))


def lacking_anything(codings: Sequence[Coding], version_id: int, variant: str) -> bool:
    """Whether a version in a variant lacks any answer to a question that it has."""
    return any(lacked(coding, version_id, variant) for coding in codings)


def never_offered_all(coding: Coding, versions: Collection[int]) -> frozenset[int]:
    """The options, by number, that some version of these or one of its variants does not offer, though others do.

    It is of what could be answered, not of what was: what is said by it stands there whoever answered.
    """
    met = {number for version in versions for number in coding.offered.get(version, ())}
    variants = [(version, variant) for version, variant in coding.shortened if version in versions]
    pairs = [*variants, *((version, "") for version in versions)]
    return frozenset(number for pair in pairs for number in lacked(coding, *pair) if number in met)


def _shorter(columns: ColumnSet, mask: NDArray[np.bool_]) -> Iterator[Shorter]:
    """First by the variants that are shorter than their versions, then everybody else by versions that lack answers."""
    facts, codings = columns.facts, columns.codings
    others = mask
    for variant in {variant for coding in codings for _, variant in coding.shortened}.intersection(columns.words):
        mine = mask & (facts.variant == columns.number_of_word(variant))
        others = others & ~mine
        for version in distinct(facts.version[mine]):
            if lacking_anything(codings, version, variant):
                yield Shorter(version, variant, rows_where(mine & (facts.version == version)))
    for version in {version for coding in codings for version in coding.offered}:
        if lacking_anything(codings, version, ""):
            kept = others & (facts.version == version)
            if kept.any():
                yield Shorter(version, "", rows_where(kept))
