"""Rankings as results show them: who was put first, and who was among the first three (results contract, 7).

Each place is a variable of its own. Nobody gives two places to one option, so the people who put it among the first
three are those who put it first, second or third, added up. Their base is everybody who gave any place at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from msgspec.structs import replace

from survey_app.questionnaire.definition import Item, Ranking
from survey_app.questionnaire.places_given import TOP
from survey_app.results.coding import Coding
from survey_app.results.tabulate import Tally
from survey_app.results.tallies import CodingTally

Pair: TypeAlias = tuple[Coding, CodingTally]

TOGETHER: Final = ".top"
"""What the key of the first three places together ends in."""

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


def is_among_first(coding: Coding) -> bool:
    """Whether a variable is all of a ranking's first places together."""
    return is_place(coding) and coding.key.endswith(TOGETHER)


def with_first_places(codings: Iterable[Coding]) -> Iterator[Coding]:
    """The same variables, but of each ranking its first place, and then its first three together."""
    for _, group in groupby(codings, key=lambda coding: coding.variable.question.id):
        each = tuple(group)
        if not is_place(each[0]):
            yield from each
        else:
            yield each[0]
            yield among_first(each[:TOP])


def first_places(codings: Iterable[Coding], coding: Coding) -> tuple[Coding, ...]:
    """The places of which a variable of first places is made, in their order."""
    question = coding.variable.question.id
    return tuple(each for each in codings if each.variable.question.id == question)[:TOP]


def among_first(places: Sequence[Coding]) -> Coding:
    """The variable of some places of a ranking together, the first first."""
    first = places[0]
    words = AMONG.format(count={2: "two", 3: "three"}.get(len(places), len(places)))
    key = f"{first.variable.question.id}{TOGETHER}"
    return replace(first, variable=replace(first.variable, key=key, measure="many", item=Item(code="top", label=words)))


def added_up(tallies: Sequence[Tally]) -> Tally:
    """The tally of places together, of the base of the first: nobody gives two places to one option."""
    return replace(tallies[0], counts=tuple(map(sum, zip(*(each.counts for each in tallies), strict=True))))


def _together(pairs: Sequence[Pair]) -> Pair:
    coding = among_first([each for each, _ in pairs])
    tally = added_up([counted.tally for _, counted in pairs])
    return coding, replace(pairs[0][1], key=coding.key, measure="many", tally=tally)
