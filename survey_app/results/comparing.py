"""The one sentence of a cross-tab: which group stands out most from everyone else (results contract, 22 and 23).

It is made from what the table shows, never from what is hidden, and says what people replied: answers to an open
survey allow no test. Groups are compared with everyone outside them, never with everybody.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from survey_app.results.breakdowns import Breakdown
from survey_app.results.disclosure import percent

FEWEST: Final = 100
"""People in a group, and as many outside it, from which a difference is spoken of."""

POINTS: Final = 5
"""Percentage points from which a difference is spoken of."""

NONE_LARGE: Final = (
    f"No group is compared: that needs {FEWEST} people in a group and {FEWEST} outside it, with figures that are shown."
)
NONE_APART: Final = (
    f"Of those who replied, no figure shown of a group of {FEWEST} people or more differs from everyone else's by "
    f"{POINTS} points or more."
)
"""What is hidden may differ: of it nothing is said."""
NO_TEST: Final = (
    f"Only differences of {POINTS} points or more are spoken of. No test is made: these are the people who replied, "
    "and among so many figures some differ by chance."
)


class Difference(Struct, frozen=True):
    """An answer of a group beside everyone else's, by their places in the table: people who gave it, and people."""

    group: int
    answer: int
    inside: tuple[int, int]
    outside: tuple[int, int]

    @property
    def size(self) -> float:
        """The difference in percentage points."""
        return 100 * abs(self.inside[0] / self.inside[1] - self.outside[0] / self.outside[1])


def differences(breakdown: Breakdown, answers: Iterable[int]) -> Iterator[Difference]:
    """Every group's answers beside everyone else's, where both are 100 people or more. `answers` are the rows that
    count as answers: "don't know" is none."""
    places = tuple(answers)
    everyone = breakdown.everyone.shown
    for group, column in enumerate(breakdown.groups):
        for place in places:
            mine, whole = column.shown.cells[place], everyone.cells[place]
            base = mine.of or column.shown.base.count or 0
            others = (whole.of or everyone.base.count or 0) - base
            if base < FEWEST or others < FEWEST:
                continue
            count, total = mine.count, whole.count
            if count is not None and total is not None:
                rest = min(max(total - count, 0), others)  # of rounded numbers a few may seem to be missing
                yield Difference(group, place, (count, base), (rest, others))


def comparison(groups: Sequence[str], answers: Sequence[str], found: Sequence[Difference], floor: int = 0) -> str:
    """The sentence, from the labels of the groups and of the answers. Of everyone else, under `floor` people are few:
    how many they are is hidden in whatever groups they are."""
    if not found:
        return NONE_LARGE
    large = [each for each in found if apart(each)]
    if not large:
        return NONE_APART
    most = max(large, key=lambda each: each.size)
    more = len(large) - 1
    figures = "other figure of this table differs" if more == 1 else "other figures of this table differ"
    rest = f" {more:,} {figures} by {POINTS} points or more." if more else ""
    others = f"{percent(*most.outside)}%" if most.outside[0] >= floor else "few"
    return (
        f"Of those who replied in the group “{groups[most.group]}”, {percent(*most.inside)}% answered "
        f"“{answers[most.answer]}”, against {others} of everyone else.{rest}"
    )


def apart(each: Difference) -> bool:
    """Whether a difference is 5 points or more, in whole numbers so that 5 exactly is."""
    (count, base), (rest, others) = each.inside, each.outside
    return 100 * abs(count * others - rest * base) >= POINTS * base * others
