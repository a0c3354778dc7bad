"""Margins as they are declared: shares of the population, which answers stand for them, and merges (contract, 14, 15).

Merging is by the declared list alone, and before anything is tested.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from survey_app.results.weighting.raking import LEAST, MOST, Codes, Fitted
from survey_app.results.weighting.refusals import Cause, Refused

FEWEST: Final = 300
"""People of a sample that is weighted at all."""

FEWEST_OF_ONE: Final = 20
"""People of each category whose share is known."""

MOST_UNKNOWN: Final = 0.1
"""The share of people of whom a margin is not known, over which it is refused."""

UNKNOWN: Final = -1
"""The code of people of whom a margin is not known."""


class Target(Struct, frozen=True):
    """One margin: its name, the label of each category, and the numbers or shares of the population, in one order."""

    name: str
    labels: tuple[str, ...]
    numbers: tuple[float, ...]


def merged(target: Target, codes: Codes, merges: Sequence[Sequence[int]]) -> tuple[Target, Codes]:
    """A margin with categories put together, and everybody's category in it. `merges` are places of categories; the
    first of a group keeps its place. A category is in one group at most."""
    into = {place: group[0] for group in merges for place in group}
    kept = [place for place in range(len(target.labels)) if into.get(place, place) == place]
    new = {place: kept.index(into.get(place, place)) for place in range(len(target.labels))}
    numbers, labels = [0.0] * len(kept), [""] * len(kept)
    for place, number in enumerate(target.numbers):
        numbers[new[place]] += number
        labels[new[place]] += f" or {target.labels[place]}" if labels[new[place]] else target.labels[place]
    moved = np.array([*(new[place] for place in range(len(target.labels))), UNKNOWN], dtype=np.intp)
    return Target(target.name, tuple(labels), tuple(numbers)), moved[codes]


def few_people(size: int) -> Refused | None:
    """Why so few people are not weighted; None where they are enough."""
    if size >= FEWEST:
        return None
    return Refused(Cause.FEW_PEOPLE, f"Weights need {FEWEST} people or more. There are {size:,}.")


def fitted(target: Target, codes: Codes) -> Fitted | Refused:
    """One margin made ready for raking: targets are shares, and people of whom it is not known are a category of
    their own with the share that they are, the others scaled to the rest. `codes` have UNKNOWN for them.

    Refused over 10 % unknown; where a known category has under 20 people; or where its target is not within 0.2 to 5
    times its people.
    """
    size, known = codes.size, codes != UNKNOWN
    unknown = 1 - int(known.sum()) / size
    if unknown > MOST_UNKNOWN:
        words = (
            f"{target.name}: {100 * unknown:.0f}% of the people did not say, and {100 * MOST_UNKNOWN:.0f}% is the most."
        )
        return Refused(Cause.MANY_UNKNOWN, words, (target.name,))
    numbers = np.array(target.numbers)
    shares = numbers / numbers.sum() * (1 - unknown)
    counts = np.bincount(codes[known], minlength=shares.size)
    if refused := _unfit(target, counts, shares * size):
        return refused
    if unknown:
        shares = np.append(shares, unknown)
    return Fitted(target.name, np.where(known, codes, len(target.labels)), shares)


def _unfit(target: Target, counts: NDArray[np.intp], wanted: NDArray[np.float64]) -> Refused | None:
    few = tuple(label for label, count in zip(target.labels, counts, strict=True) if count < FEWEST_OF_ONE)
    if few:
        words = f"{target.name}: fewer than {FEWEST_OF_ONE} people in {_named(few)}."
        return Refused(Cause.SMALL_CATEGORY, f"{words} Put it together with another, or leave the margin out.", few)
    outside = (wanted < LEAST * counts) | (wanted > MOST * counts)
    far = tuple(label for label, is_far in zip(target.labels, outside, strict=True) if is_far)
    if far:
        words = f"{target.name}: the people in {_named(far)} would need weights under {LEAST:g} or over {MOST:g}."
        return Refused(Cause.FAR_FROM_TARGET, f"{words} Weights cannot repair that.", far)
    return None


def _named(labels: Sequence[str]) -> str:
    return "; ".join(f"“{label}”" for label in labels)
