"""A crowd: some pretend people, all drawn at once, column by column; and of whom of them a condition is true."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.demo.model import CHANNEL
from survey_app.questionnaire.conditions import (
    All,
    AnyOf,
    ChannelIs,
    Condition,
    CountAtLeast,
    Includes,
    Is,
    IsAnyOf,
    Not,
    NumberBetween,
    VariantIs,
)

BLANK: Final = -1
NOT_ASKED: Final = -2

CHANNEL_LINKS: Final = {"web": ("own", "library"), "telephone": ("telephone",), "paper": ("paper",)}
"""By channel, the codes of the fact `channel`: a library's computer is the web too."""

Mask: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int64]
Odds: TypeAlias = NDArray[np.float64]


class Picked(Struct, frozen=True):
    """One code each: its place among the codes, or BLANK, or NOT_ASKED."""

    codes: tuple[str, ...]
    places: Places


class Ticked(Struct, frozen=True):
    """Any number of codes each: a row a person, a column a code. `asked` is false where there was no question."""

    codes: tuple[str, ...]
    ticks: Mask
    asked: Mask


class Crowd(Struct, frozen=True):
    """So many people and what was drawn of them so far, by key: facts and answers, leanings, numbers, words typed.

    A number is NaN, and words are empty, where nothing was answered or asked.
    """

    size: int
    random: np.random.Generator
    variant: str = "en"
    picked: dict[str, Picked] = {}
    ticked: dict[str, Ticked] = {}
    leanings: dict[str, Odds] = {}
    numbers: dict[str, Odds] = {}
    typed: dict[str, list[str]] = {}

    def none(self) -> Mask:
        """Nobody."""
        return np.zeros(self.size, dtype=np.bool_)

    def everybody(self) -> Mask:
        """Everybody."""
        return np.ones(self.size, dtype=np.bool_)

    def chance(self, share: float) -> Mask:
        """A share of the people."""
        found: Mask = self.random.random(self.size) < share
        return found


def whom(condition: Condition | None, crowd: Crowd) -> Mask:
    """Of whom a condition is true, as `conditions.holds` says for one person; of everybody without one.

    Raises LookupError for the two forms that loading must have replaced.
    """
    match condition:
        case None:
            return crowd.everybody()
        case Is(question, code):
            return _picked(crowd, question, (code,))
        case IsAnyOf(question, codes):
            return _picked(crowd, question, codes)
        case Includes(question, code):
            ticked: Mask = np.logical_or.reduce(_ticks(crowd, question, (code,)), axis=1)
            return ticked
        case CountAtLeast(question, count):
            found: Mask = _ticks(crowd, question).sum(axis=1) >= count
            return found
        case NumberBetween(question, low, high):
            numbers = crowd.numbers.get(question, np.full(crowd.size, np.nan))
            between: Mask = np.logical_and(numbers >= low, numbers <= high)
            return between
        case VariantIs(variant):
            return crowd.everybody() if variant == crowd.variant else crowd.none()
        case ChannelIs(channel):
            return _picked(crowd, CHANNEL, CHANNEL_LINKS.get(channel, ()))
        case All(conditions):
            every: Mask = np.logical_and.reduce([crowd.everybody(), *(whom(each, crowd) for each in conditions)])
            return every
        case AnyOf(conditions):
            some: Mask = np.logical_or.reduce([crowd.none(), *(whom(each, crowd) for each in conditions)])
            return some
        case Not(inner):
            return ~whom(inner, crowd)
    raise LookupError(f"{condition!r} was not replaced when the questionnaire was loaded")


def _picked(crowd: Crowd, key: str, codes: Sequence[str]) -> Mask:
    column = crowd.picked.get(key)
    if column is None:
        return crowd.none()
    return np.isin(column.places, [place for place, code in enumerate(column.codes) if code in codes])


def _ticks(crowd: Crowd, key: str, codes: Sequence[str] | None = None) -> Mask:
    column = crowd.ticked.get(key)
    if column is None:
        return np.zeros((crowd.size, 0), dtype=np.bool_)
    wanted = [place for place, code in enumerate(column.codes) if codes is None or code in codes]
    return column.ticks[:, wanted] & column.asked[:, None]
