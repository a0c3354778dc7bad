"""Who has not been heard: how many more answers from each part of the population would match it (contract, 46)."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

STEP: Final = 5
"""Numbers of missing answers are to the nearest so many."""

LEAST: Final = 10
"""Fewer missing answers are not spoken of."""


class Part(Struct, frozen=True):
    """One part of the population, aged 16 or over: what it is called, how many people it has, and how many of them
    answered."""

    label: str
    people: int
    answered: int


class Gap(Struct, frozen=True):
    """One part beside the population. Shares are of 1. `more` is how many more answers would match it: a multiple of
    five, 0 under ten."""

    label: str
    people: int
    answered: int
    share: float
    answered_share: float
    more: int

    @property
    def rate(self) -> float:
        """Answers for every 10,000 of its people."""
        return 10_000 * self.answered / self.people


def gaps(parts: Sequence[Part], target: int = 0) -> tuple[Gap, ...]:
    """Each part's gap, in the order of the parts, which together are the population. `target` is how many answers the
    round is to have, 0 without one.

    Only those who are in a part count: who is not known is nowhere, and never spread.
    """
    population, answered = sum(part.people for part in parts), sum(part.answered for part in parts)
    return tuple(
        Gap(
            part.label,
            part.people,
            part.answered,
            part.people / population,
            part.answered / answered if answered else 0.0,
            _more(part.people / population, part.answered, answered, target),
        )
        for part in parts
    )


def missing(share: float, answered: int, of: int, target: int = 0) -> float:
    """Answers that a part with this share of the population lacks: of a round's target N, `N·s - n`; without one, as
    many as would bring its share up to its population's while all others stay, `(s·N - n) / (1 - s)`. Below 0 where it
    has more than its share."""
    if target:
        return target * share - answered
    return (share * of - answered) / (1 - share) if share < 1 else 0.0


def _more(share: float, answered: int, of: int, target: int) -> int:
    lacking = int(missing(share, answered, of, target) / STEP + 0.5) * STEP
    return lacking if lacking >= LEAST else 0
