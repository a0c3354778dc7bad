"""Weights of the people of a round: who was drawn by chance, at what rate, and how they meet the margins of a plan.

Answers of people who chose to take part are never weighted, and nothing is multiplied up to a population from them
(results contract, 12 and 13). In a round with both, weighted figures are of those alone who were drawn.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from survey_app.results.columns import ColumnSet
from survey_app.results.weighting.effective import design_effect, effective, too_uneven
from survey_app.results.weighting.plan import ReadMargin, ReadPlan
from survey_app.results.weighting.raking import Fitted, rake
from survey_app.results.weighting.refusals import Cause, Refused
from survey_app.results.weighting.targets import UNKNOWN, few_people, fitted, merged
from survey_app.surveys.samples import BY_CHANCE, TYPES
from survey_app.surveys.strata import Link

WEIGHTED: Final = ("random", "panel_random", "list")
"""The sample types whose answers may be weighted (results contract, 13)."""

MOST_ADULTS: Final = 4
"""Adults of a household beyond these do not count."""

Way: TypeAlias = Literal["drawn", "on"]
"""How people are weighted: only by the rate at which they were drawn, or to match the margins as well."""

WAYS: Final[tuple[Way, ...]] = ("drawn", "on")

Mask = NDArray[np.bool_]


class Standing(Struct, frozen=True):
    """Weights in numbers: the people they are of, the design effect, and the effective people. `alike` is whether they
    all are the same; `kind` is the sample type, `source` where the margins come from, empty without them."""

    way: Way
    kind: str
    people: int
    of: int
    effect: float
    effective: float
    alike: bool
    population: str = ""
    source: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everybody who answered the round is weighted."""
        return self.people == self.of

    @property
    def evenly(self) -> bool:
        """Whether everybody was drawn by chance at one rate, so that plain percentages say something of everybody."""
        return self.by_chance and self.whole and self.alike

    @property
    def by_chance(self) -> bool:
        """Whether people were drawn by chance, so that intervals may be printed."""
        return self.kind in BY_CHANCE


class Weighing(Struct, frozen=True):
    """Who of a round is weighted, and the weight of each row of the columns: 0 of everybody else."""

    standing: Standing
    people: Mask
    weights: NDArray[np.float64]


class Sampled(Struct, frozen=True):
    """What is known of a round's samples besides its answers: its links, and the plan of its margins, if any."""

    links: tuple[Link, ...] = ()
    plan: ReadPlan | None = None


def weighing(columns: ColumnSet, people: Mask, sampled: Sampled, way: Way) -> Weighing | Refused:
    """The weights of those people of a round who may be weighted, or why there are none."""
    kind = _kind(columns, people, sampled.links)
    if isinstance(kind, Refused):
        return kind
    theirs = {link.collector.id: link for link in sampled.links if link.collector.sample_type == kind}
    chosen = people & by_links(columns, [*theirs])
    first = _first(columns, chosen, theirs) if kind in BY_CHANCE else np.ones(int(chosen.sum()))
    if isinstance(first, Refused):
        return first
    plan = sampled.plan if way == "on" else None
    made = _raked(columns, chosen, first, sampled.plan) if way == "on" else first * (first.size / first.sum())
    if isinstance(made, Refused):
        return made
    if way == "on" and (uneven := too_uneven(made)):
        return uneven
    weights = np.zeros(people.size)
    weights[chosen] = made
    standing = Standing(
        way,
        kind,
        made.size,
        int(np.count_nonzero(people)),
        design_effect(made),
        effective(made),
        bool(np.ptp(first) <= 1e-9 * float(first.max())),
    )
    return Weighing(standing if plan is None else _with_source(standing, plan), chosen, weights)


def _with_source(standing: Standing, plan: ReadPlan) -> Standing:
    said = {"population": plan.population, "source": plan.source, "date": plan.date, "notes": plan.notes}
    return replace(standing, alike=False, **said)


def _kind(columns: ColumnSet, people: Mask, links: Sequence[Link]) -> str | Refused:
    """The one sample type whose people are weighted."""
    types = types_of(columns, people, links)
    allowed = [kind for kind in WEIGHTED if kind in types]
    if not allowed:
        words = (
            "People chose to take part, so their answers are not weighted: no weights can make them stand for people "
            "who did not."
        )
        return Refused(Cause.SAMPLE_TYPE, words, tuple(sorted(types)))
    if len(allowed) > 1:
        named = "; ".join(f"“{TYPES[kind]}”" for kind in allowed)
        return Refused(Cause.SAMPLE_TYPE, f"This round has samples of several types, {named}. Each needs a round.")
    return allowed[0]


def types_of(columns: ColumnSet, people: Mask, links: Sequence[Link]) -> frozenset[str]:
    """The sample types of the links by which some people answered; where links are of one type, nobody is looked at."""
    types = {link.collector.sample_type for link in links}
    if len(types) == 1:
        return frozenset(types)
    counts = np.bincount(columns.facts.collector[people])
    there = set(np.flatnonzero(counts).tolist())
    return frozenset(link.collector.sample_type for link in links if link.collector.id in there)


def by_links(columns: ColumnSet, ids: Sequence[int]) -> Mask:
    """Where somebody answered by one of some links, looked up in a table of all of them: the ids are small numbers."""
    if not columns.facts.collector.size:
        return np.zeros(0, dtype=np.bool_)
    known = np.zeros(max(int(columns.facts.collector.max()), *ids, 0) + 1, dtype=np.bool_)
    known[list(ids)] = True
    found: Mask = known[columns.facts.collector]
    return found


def _first(columns: ColumnSet, chosen: Mask, links: Mapping[int, Link]) -> NDArray[np.float64] | Refused:
    """The weight d = N_h / n_h of each who was drawn, times the adults of the household where one was chosen."""
    collectors = columns.facts.collector[chosen]
    undescribed = tuple(
        link.collector.code
        for link in links.values()
        if link.stratum is None and (collectors == link.collector.id).any()
    )
    if undescribed:
        words = "Nobody has said yet what the people of these links were drawn from: "
        return Refused(Cause.NO_SAMPLE, f"{words}{', '.join(undescribed)}.", undescribed)
    strata = {link.stratum.name: link.stratum for link in links.values() if link.stratum is not None}
    weights = np.ones(collectors.size)
    for name, stratum in strata.items():
        ids = [link.collector.id for link in links.values() if link.stratum is not None and link.stratum.name == name]
        rows = np.isin(collectors, ids)
        if rows.any():
            weights[rows] = stratum.size / int(rows.sum())
            if stratum.adults:
                weights[rows] *= _adults(columns, chosen, stratum.adults)[rows]
    return weights


def _adults(columns: ColumnSet, chosen: Mask, key: str) -> NDArray[np.float64]:
    """How many adults each household has, 1 to 4. Who did not say has the mean of those who did."""
    found = (column for coding, column in zip(columns.codings, columns.block.answers, strict=True) if coding.key == key)
    column = next((each for each in found if each.numbers is not None), None)
    if column is None or column.numbers is None:
        return np.ones(int(chosen.sum()))
    adults = np.clip(column.numbers[chosen], 1, MOST_ADULTS)
    known = ~np.isnan(adults)
    return np.where(known, adults, adults[known].mean() if known.any() else 1.0)


def _raked(
    columns: ColumnSet, chosen: Mask, first: NDArray[np.float64], plan: ReadPlan | None
) -> NDArray[np.float64] | Refused:
    if plan is None:
        words = "Nobody has said yet what this survey's people should match. Ask whoever runs the service."
        return Refused(Cause.NO_MARGINS, words)
    if few := few_people(first.size):
        return few
    margins: list[Fitted] = []
    for margin in plan.margins:
        codes = _codes(columns, chosen, margin)
        made = codes if isinstance(codes, Refused) else fitted(*merged(margin.target, codes, margin.merges))
        if isinstance(made, Refused):
            return made
        margins.append(made)
    found = rake(first, margins)
    return found if isinstance(found, Refused) else found.weights


def _codes(columns: ColumnSet, chosen: Mask, margin: ReadMargin) -> NDArray[np.intp] | Refused:
    """The category of each in a margin, UNKNOWN where an answer is in none."""
    asked = [
        (coding, column.codes[chosen])
        for key in margin.questions
        for coding, column in zip(columns.codings, columns.block.answers, strict=True)
        if (coding.key, coding.measure) == (key, "single")
    ]
    if len(asked) < len(margin.questions):
        words = f"{margin.name}: this survey has no question {' or '.join(margin.questions)} with one answer."
        return Refused(Cause.NO_MARGINS, words, (margin.name,))
    made = np.full(int(chosen.sum()), UNKNOWN, dtype=np.intp)
    for place, category in enumerate(margin.categories):
        for codes in category.codes:
            rows = np.ones(made.size, dtype=np.bool_)
            for (coding, answers), code in zip(asked, codes, strict=True):
                rows &= (answers == coding.numbers[code]) if code in coding.numbers else False
            made[rows] = place
    return made
