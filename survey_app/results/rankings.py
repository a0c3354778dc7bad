"""Rankings as results show them: who was put first, and who was among the first three (results contract, 7).

Each place is a variable of its own. Nobody gives two places to one option, so the people who put it among the first
three are those who put it first, second or third, added up. Their base is everybody who gave any place at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from msgspec.structs import replace

from survey_app.questionnaire.definition import Item, Ranking
from survey_app.questionnaire.places_given import TOP
from survey_app.results.coding import Coding
from survey_app.results.tallies import CodingTally

Pair: TypeAlias = tuple[Coding, CodingTally]

FIRST, AMONG = "1st place", "Among the first {count}"


def is_place(coding: Coding) -> bool:
    """Whether a variable is one place of a ranking."""
    return isinstance(coding.variable.question, Ranking)


def is_later_place(coding: Coding) -> bool:
    """Whether a variable is a place of a ranking after the first: it is shown with the others alone."""
    return is_place(coding) and not coding.key.endswith(".1")


def with_rankings(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The same variables, but of each ranking its first place, and all of its first three together."""
    for _, group in groupby(pairs, key=lambda pair: pair[0].variable.question.id):
        each = tuple(group)
        if not is_place(each[0][0]):
            yield from each
            continue
        yield each[0]
        yield _together(each[:TOP])


def _together(pairs: Sequence[Pair]) -> Pair:
    coding, first = pairs[0]
    words = AMONG.format(count={2: "two", 3: "three"}.get(len(pairs), len(pairs)))
    key = f"{coding.variable.question.id}.top"
    variable = replace(coding.variable, key=key, measure="many", item=Item(code="top", label=words))
    counts = tuple(map(sum, zip(*(counted.tally.counts for _, counted in pairs), strict=True)))
    tally = replace(first.tally, counts=counts)
    return replace(coding, variable=variable), replace(first, key=key, measure="many", tally=tally)
