"""The people that figures are of: a round's, and of these who fit every filter; and the groups made by leaving one
filter out, which must not come too near (results contract, 28)."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.coding import ticked
from survey_app.results.columns import ColumnSet
from survey_app.results.overview import heard_in, population
from survey_app.results.views import LANGUAGE, LINK, Filter

Mask: TypeAlias = NDArray[np.bool_]
"""One place for each row of the columns."""


class UnknownFilter(LookupError):
    """A filter names a question or an answer that the survey does not have."""


class Group(Struct, frozen=True):
    """Who is counted. `of` is how many the round has; `heard` is whoever answered in it, whatever became of that."""

    people: Mask
    of: int
    heard: Mask
    parents: tuple[Mask, ...]


def group_of(columns: ColumnSet, wave_id: int, filters: Sequence[Filter]) -> Group:
    """The people of a round who fit every filter.

    Raises UnknownFilter when no question has the key, or none of its options the code.
    """
    everybody = population(columns, wave_id)
    masks = [chose(columns, each) for each in filters]
    parents = tuple(_all(everybody, masks[:place] + masks[place + 1 :]) for place in range(len(masks)))
    return Group(_all(everybody, masks), int(np.count_nonzero(everybody)), heard_in(columns, wave_id), parents)


def chose(columns: ColumnSet, condition: Filter) -> Mask:
    """Where somebody gave an answer. Raises UnknownFilter when there is none such."""
    if condition.key == LANGUAGE:
        answered_in: Mask = columns.facts.variant == columns.number_of_word(condition.code)
        return answered_in
    if condition.key == LINK and condition.code.isdecimal():
        came: Mask = columns.facts.collector == int(condition.code)
        return came
    found: list[Mask] = []
    for coding, column in zip(columns.codings, columns.block.answers, strict=True):
        if coding.key == condition.key and (number := coding.numbers.get(condition.code, 0)):
            found.append(column.codes == number if column.ticks is None else ticked(column.ticks, number))
    if not found:
        raise UnknownFilter(f"{condition.key} has no answer {condition.code}")
    return found[0] if len(found) == 1 else np.logical_or.reduce(found)


def _all(first: Mask, others: Sequence[Mask]) -> Mask:
    return np.logical_and.reduce([first, *others]) if others else first
